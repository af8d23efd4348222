/** Why this browser cannot open keys by a passkey: it knows none, or it says that it has no PRF. */
export type PasskeyLack = "no-passkeys" | "no-prf";

type Capable = {
  readonly getClientCapabilities?: () => Promise<Readonly<Record<string, boolean>>>;
};

/**
 * Asks the browser before anybody presses anything. `null` means that it may work: browsers that do not tell, and the
 * passkeys themselves, show it only when they are asked (https://www.w3.org/TR/webauthn-3/#sctn-getClientCapabilities).
 */
export async function findPasskeyLack(
  found: unknown = (globalThis as { PublicKeyCredential?: unknown }).PublicKeyCredential,
): Promise<PasskeyLack | null> {
  if (typeof found !== "function") return "no-passkeys";
  const { getClientCapabilities } = found as Capable; // Not in the DOM types of every TypeScript; looked for before use.
  if (typeof getClientCapabilities !== "function") return null;
  try {
    const capabilities = await getClientCapabilities.call(found);
    return capabilities["extension:prf"] === false ? "no-prf" : null;
  } catch {
    return null; // A browser that cannot tell is tried.
  }
}
