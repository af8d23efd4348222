const DEFAULT_PORTS: Readonly<Record<string, string>> = Object.freeze({
  "http:": ":80",
  "https:": ":443",
});

/** True when a Host header names the origin; a default port may stand there or not. */
export function isHostOf(origin: string, host: string | undefined): boolean {
  if (host === undefined) return false;
  const { host: own, protocol } = new URL(origin);
  return withoutPort(host.toLowerCase(), protocol) === withoutPort(own, protocol);
}

function withoutPort(host: string, protocol: string): string {
  const port = DEFAULT_PORTS[protocol] ?? "";
  return port !== "" && host.endsWith(port) ? host.slice(0, -port.length) : host;
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True when a request that changes something may come from where it says. Browsers name the origin of every such request
 * (https://fetch.spec.whatwg.org/#origin-header); a program that names none has no cookie to misuse unless it holds it itself.
 */
export function isFromOwnPage(
  origin: string,
  method: string,
  headers: { readonly origin?: string | undefined; readonly "sec-fetch-site"?: string | undefined },
): boolean {
  if (SAFE.has(method)) return true;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || headers.origin === origin;
}
