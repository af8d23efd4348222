/** Why this browser cannot lock or open a report. */
export type Lack = "insecure" | "old";

/**
 * Tries what every report needs: WebCrypto with PBKDF2, HKDF and SHA-256, streams and workers.
 * Gives `null` when nothing is missing. `insecure` means that the address is not https, where browsers hide WebCrypto.
 */
export async function findLack(): Promise<Lack | null> {
  if (!isSecureContext) return "insecure";
  const hasParts =
    typeof ReadableStream === "function" &&
    typeof Worker === "function" &&
    typeof structuredClone === "function";
  return hasParts && (await canDerive()) ? null : "old";
}

async function canDerive(): Promise<boolean> {
  try {
    const bytes = new Uint8Array(16);
    const [password] = await Promise.all([
      crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]),
      crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]),
    ]);
    const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt: bytes, iterations: 1 };
    return (await crypto.subtle.deriveBits(pbkdf2, password, 256)).byteLength === 32;
  } catch {
    return false;
  }
}
