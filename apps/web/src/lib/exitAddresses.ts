/**
 * Neutral sites a reporter may be sent to in a hurry (R17). The list is compiled in and the signed configuration
 * only names one of it, so that nobody can turn the exit into a place that learns something. Weather comes first:
 * it is the same for everyone.
 */
const EXIT_ADDRESSES: Readonly<Record<string, string>> = {
  bmkg: "https://www.bmkg.go.id/",
  wikipedia: "https://id.wikipedia.org/",
};

export const DEFAULT_EXIT = "https://www.bmkg.go.id/";

/** Finds the address of a configured name; a name outside the compiled list gets the default. */
export function exitAddressOf(name: string): string {
  return Object.hasOwn(EXIT_ADDRESSES, name)
    ? (EXIT_ADDRESSES[name] ?? DEFAULT_EXIT)
    : DEFAULT_EXIT;
}
