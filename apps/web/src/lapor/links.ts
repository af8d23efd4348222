/** What a link says about itself, read on the device: nothing is fetched. */
export type LinkFacts = { readonly platform: string | null; readonly account: string | null };

type Rule = {
  readonly platform: string;
  readonly hosts: readonly string[];
  /** First path segments that are places of the platform, not accounts. */
  readonly places: readonly string[];
  /** True where an account in a path always starts with `@`. */
  readonly needsAt: boolean;
};

const RULES: readonly Rule[] = [
  {
    platform: "instagram",
    hosts: ["instagram.com"],
    places: ["p", "reel", "reels", "tv", "stories", "explore", "accounts", "share", "direct"],
    needsAt: false,
  },
  {
    platform: "facebook",
    hosts: ["facebook.com", "fb.com"],
    places: [
      "groups",
      "watch",
      "share",
      "story.php",
      "permalink.php",
      "photo",
      "photo.php",
      "photos",
      "reel",
      "events",
      "pages",
      "marketplace",
      "profile.php",
      "people",
      "media",
      "hashtag",
      "login",
    ],
    needsAt: false,
  },
  {
    platform: "x",
    hosts: ["x.com", "twitter.com"],
    places: [
      "i",
      "home",
      "search",
      "explore",
      "hashtag",
      "intent",
      "share",
      "settings",
      "messages",
    ],
    needsAt: false,
  },
  { platform: "tiktok", hosts: ["tiktok.com"], places: [], needsAt: true },
  { platform: "youtube", hosts: ["youtube.com"], places: [], needsAt: true },
  { platform: "threads", hosts: ["threads.net", "threads.com"], places: [], needsAt: true },
  {
    platform: "telegram",
    hosts: ["t.me", "telegram.me"],
    places: ["c", "s", "joinchat", "share", "addstickers", "proxy"],
    needsAt: false,
  },
  { platform: "whatsapp", hosts: ["whatsapp.com", "wa.me"], places: [], needsAt: true },
  { platform: "youtube", hosts: ["youtu.be"], places: [], needsAt: true },
  {
    platform: "kompasiana",
    hosts: ["kompasiana.com"],
    places: ["tag", "trending", "opini", "search", "topik"],
    needsAt: false,
  },
  { platform: "blogspot", hosts: ["blogspot.com"], places: [], needsAt: true },
  { platform: "wordpress", hosts: ["wordpress.com"], places: [], needsAt: true },
];

const ACCOUNT = /^@?[A-Za-z0-9._-]{2,64}$/;

const belongs = (host: string, rule: Rule): boolean =>
  rule.hosts.some((known) => host === known || host.endsWith(`.${known}`));

function parseUrl(link: string): URL | null {
  try {
    const url = new URL(link.trim());
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/** Reads platform and account out of a link; `null` for what the link does not show. */
export function readLink(link: string): LinkFacts {
  const url = parseUrl(link);
  const rule = url && RULES.find((one) => belongs(url.hostname, one));
  if (!url || !rule) return { platform: null, account: null };
  const segment = url.pathname.split("/")[1] ?? "";
  const isAccount =
    ACCOUNT.test(segment) &&
    !rule.places.includes(segment.toLowerCase()) &&
    (!rule.needsAt || segment.startsWith("@"));
  return { platform: rule.platform, account: isAccount ? `@${segment.replace(/^@/, "")}` : null };
}

/** The first platform and the first account that any of the links shows. */
export function readLinks(links: readonly string[]): LinkFacts {
  const facts = links.map(readLink);
  return {
    platform: facts.find(({ platform }) => platform !== null)?.platform ?? null,
    account: facts.find(({ account }) => account !== null)?.account ?? null,
  };
}
