import { encodeText, sha256 } from "./bytes.ts";
import { ensure } from "./errors.ts";
import type { Recipient, Suite } from "./types.ts";

const GROUPS = 6;
const BYTES_PER_GROUP = 5;

/** Six groups of five digits (99 bit) to compare a member's keys by voice. */
export const fingerprint = (recipient: Recipient, vkey: string): Promise<readonly string[]> =>
  groupsOf(`bijak/v1/fingerprint\n${recipient}\n${vkey}\n`);

/** The same for what is pinned of an institution: its id, suite, first signers and their threshold. To compare with paper. */
export const pinnedFingerprint = (pinned: {
  readonly instance: string;
  readonly suite: Suite;
  readonly signers: readonly string[];
  readonly threshold: number;
}): Promise<readonly string[]> => {
  const { instance, suite, signers, threshold } = pinned;
  return groupsOf(
    `bijak/v1/pinned-fingerprint\n${instance}\n${suite}\n${threshold}\n${signers.join("\n")}\n`,
  );
};

async function groupsOf(text: string): Promise<readonly string[]> {
  const digest = await sha256(encodeText(text));
  return Object.freeze(
    Array.from({ length: GROUPS }, (_, group) => digitsOf(digest, group * BYTES_PER_GROUP)),
  );
}

/** Throws `fingerprint-differs` unless the digits that someone read out are those of these keys. Forgives spaces and dashes. */
export async function ensureFingerprint(
  recipient: Recipient,
  vkey: string,
  typed: string,
): Promise<void> {
  const digits = typed.normalize("NFKC").replace(/[\s.\p{Pd}]/gu, "");
  ensure(digits === (await fingerprint(recipient, vkey)).join(""), "fingerprint-differs");
}

/** 40 bits modulo 100,000: no digit group is likelier than another by more than one in ten million. */
function digitsOf(digest: Uint8Array, at: number): string {
  const number = digest
    .subarray(at, at + BYTES_PER_GROUP)
    .reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 100_000).padStart(5, "0");
}
