import type { LogProof } from "@bijak/contract";
import { countingVkeys, sha256Base64 } from "@bijak/envelope";
import { parseBase64 } from "./bytes.ts";
import { unitVkeys, type Institution } from "./institution.ts";

/** A desk, or anything else that knows the verified directory. */
type Knowing = { readonly institution: Pick<Institution, "directory"> };

/**
 * The unit keys whose signature in these sealed bytes counts: those of today, and retired ones for which the server's proofs show
 * that the audit log held exactly these bytes before. A proof that shows anything else counts for nothing; never throws for one.
 */
export async function vkeysFor(
  { institution: { directory } }: Knowing,
  sealed: Uint8Array,
  proofs: readonly LogProof[] = [],
): Promise<readonly string[]> {
  if (proofs.length === 0) return unitVkeys(directory);
  return countingVkeys(directory, await sha256Base64(sealed), proofs.map(parseProof));
}

const parseProof = ({ size, index, record, salt, hashes }: LogProof) => ({
  size,
  index,
  record,
  salt: parseBase64(salt),
  hashes: hashes.map(parseBase64),
});
