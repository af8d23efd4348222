import type { Fetch } from "@bijak/contract";

/** A `fetch` that keeps the cookies of one origin in memory, as a browser would for a session, and says where it comes from. */
export function fetchWithCookies(origin: string): Fetch {
  const jar = new Map<string, string>();
  return async (input, init) => {
    const headers = new Headers(init.headers);
    headers.set("origin", origin);
    if (jar.size > 0)
      headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(input, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  const isGone = attributes.some((one) => /^max-age=(0|-\d+)$/iu.test(one));
  if (isGone) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
