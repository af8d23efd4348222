const TOKEN = /^[A-Za-z0-9_-]{43}$/;

type Address = Pick<Location, "hash" | "pathname">;
type Past = Pick<History, "replaceState">;

/**
 * Takes the invitation's token out of the address at once, so that no history, screenshot or shoulder keeps it; null when
 * there is none. A fragment reaches no server (R47).
 */
export function takeToken({ hash, pathname }: Address, past: Past): string | null {
  past.replaceState(null, "", pathname);
  const token = hash.replace(/^#/, "");
  return TOKEN.test(token) ? token : null;
}
