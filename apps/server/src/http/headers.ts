import type { FastifyReply } from "fastify";

/** Which policy a page or reply stands under. */
export type Policy = "reporter" | "staff" | "published" | "offline";

const SHARED =
  "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types bijak-worker";

/** Content-Security-Policy of crypto.md 6, rulings R31; `sandbox` of published pages allows downloads (docs/decisions/0005). */
const CONTENT: Readonly<Record<Policy, string>> = Object.freeze({
  reporter: `default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; form-action 'self'; ${SHARED}`,
  staff: `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; form-action 'self'; ${SHARED}`,
  offline: `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; form-action 'none'; ${SHARED}`,
  published:
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-downloads",
});

/** Powers a browser could hand to a page (https://www.w3.org/TR/permissions-policy/), all off; staff may use passkeys. Writing to the clipboard stays: it copies the receipt. */
const NO_POWERS = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "sync-xhr",
  "usb",
  "window-management",
  "xr-spatial-tracking",
]
  .map((power) => `${power}=()`)
  .join(", ");

const PASSKEYS = ["publickey-credentials-get", "publickey-credentials-create"];

const powersOf = (policy: Policy): string => {
  const whose = policy === "staff" ? "(self)" : "()";
  return [NO_POWERS, ...PASSKEYS.map((power) => `${power}=${whose}`)].join(", ");
};

const ALWAYS: Readonly<Record<string, string>> = Object.freeze({
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
});

const HSTS = "max-age=63072000; includeSubDomains; preload";

/** Sets the headers that every reply of a scope carries. `no-store` may be relaxed later for files that name nobody. */
export function setHeaders(reply: FastifyReply, policy: Policy, isHttps: boolean): void {
  void reply.headers({
    ...ALWAYS,
    "content-security-policy": CONTENT[policy],
    "permissions-policy": powersOf(policy),
    "cache-control": "no-store",
    ...(isHttps ? { "strict-transport-security": HSTS } : {}),
  });
}
