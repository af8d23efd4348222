import type { Words } from "./words.ts";

function words(id: string, en: string): Words {
  return Object.freeze({ id, en });
}

/** What was done. A like is not authorship, so the two never share a code. Codes are stable. */
export const ACTS = Object.freeze({
  POST: words("Unggahan", "Post"),
  SHARE: words("Bagikan", "Share"),
  COMMENT: words("Komentar", "Comment"),
  REACT: words("Suka atau reaksi", "Like or reaction"),
  FOLLOW_JOIN: words("Ikuti atau gabung", "Follow or join"),
  PHOTO_POSE: words("Foto atau gestur", "Photo or gesture"),
  PROFILE_NAME: words("Nama profil", "Profile name"),
  CHAT_FORWARD: words("Terusan percakapan", "Forwarded chat"),
  LIVE_VIDEO: words("Siaran langsung", "Live video"),
  ATTEND_EVENT: words("Ikut kegiatan", "Attending an event"),
  OTHER: words("Lainnya", "Other"),
});

export type ActCode = keyof typeof ACTS;

/** The kinds of platform the circular of 2018 tells apart, and the two answers for the rest. Codes are stable. */
export const PLATFORM_CLASSES = Object.freeze({
  "social-network": words("Jejaring sosial", "Social network"),
  blog: words("Blog sosial", "Social blog"),
  chat: words("Aplikasi percakapan", "Chat app"),
  other: words("Lainnya", "Other"),
  unknown: words("Tidak diketahui", "Unknown"),
});

export type PlatformClass = keyof typeof PLATFORM_CLASSES;

export type Platform = {
  readonly code: string;
  readonly name: string;
  readonly class: PlatformClass;
};

function platform(code: string, name: string, kind: PlatformClass): Platform {
  return Object.freeze({ code, name, class: kind });
}

/** Platforms a new institution offers. The list is data and may grow; `other` ends it. */
export const PLATFORMS: readonly Platform[] = Object.freeze([
  platform("facebook", "Facebook", "social-network"),
  platform("instagram", "Instagram", "social-network"),
  platform("x", "X (Twitter)", "social-network"),
  platform("tiktok", "TikTok", "social-network"),
  platform("youtube", "YouTube", "social-network"),
  platform("threads", "Threads", "social-network"),
  platform("whatsapp", "WhatsApp", "chat"),
  platform("telegram", "Telegram", "chat"),
  platform("line", "Line", "chat"),
  platform("kompasiana", "Kompasiana", "blog"),
  platform("blogspot", "Blogspot", "blog"),
  platform("wordpress", "WordPress", "blog"),
  platform("other", "Lainnya / Other", "other"),
]);

/** How far a reporter lets others know who they are. Default `anonymous`. */
export const IDENTITY_MODES = Object.freeze({
  anonymous: words("Anonim", "Anonymous"),
  confidential: words("Rahasia", "Confidential"),
  open: words("Terbuka", "Open"),
});

export type IdentityMode = keyof typeof IDENTITY_MODES;
