import { decodeBase64, encodeBase64 } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isMemberId } from "./words.ts";

/*
 * [Note: Identity share]
 *
 *   bijak/v1/identity-share
 *   <instance id>
 *   <case id>
 *   <member id of the custodian>
 *   <share, 33 bytes, base64>
 *
 * Sealed to this custodian alone, signed by the reporter. Always 1 KiB before sealing.
 */
export type IdentityShare = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly custodian: string;
  readonly share: Uint8Array;
};

/** A key of 32 bytes and the place of the share, as shamir-secret-sharing writes them. */
export const SHARE_BYTES = 33;

/** Seals one share to its custodian. Throws `signing-key-wrong`, `note-malformed`. */
export async function sealIdentityShare(
  share: IdentityShare,
  custodianRecipient: Recipient,
  reporterKey: SigningKey,
): Promise<Uint8Array> {
  ensure(reporterKey.name === REPORTER_KEY_NAME, "signing-key-wrong");
  const text = shareText(share);
  parseIdentityShare(share.realm, text);
  return sealNote({
    realm: share.realm,
    kind: "identity-share",
    text,
    keys: [reporterKey],
    recipients: [custodianRecipient],
  });
}

/**
 * The share, 33 bytes. Throws `not-openable`, `note-not-authentic` unless the reporter signed, `object-misplaced` for
 * another case or custodian, `note-malformed`.
 */
export async function openIdentityShare(
  ciphertext: Uint8Array,
  custodianIdentity: Identity,
  expected: {
    readonly realm: Realm;
    readonly caseId: string;
    readonly custodian: string;
    readonly reporterVkeys: readonly string[];
  },
): Promise<Uint8Array> {
  const note = await openSealed("identity-share", [custodianIdentity], ciphertext);
  const { caseId, custodian, share } = parseIdentityShare(expected.realm, parseNoteText(note));
  await openNote(note, { vkeys: expected.reporterVkeys, threshold: 1 });
  ensure(caseId === expected.caseId && custodian === expected.custodian, "object-misplaced");
  return share;
}

const shareText = ({ realm, caseId, custodian, share }: IdentityShare): string =>
  writeLines("identity-share", realm.instance, [caseId, custodian, encodeBase64(share)]);

function parseIdentityShare(realm: Realm, text: string): IdentityShare {
  const [caseId = "", custodian = "", encoded = ""] = readLines(
    "identity-share",
    realm.instance,
    text,
  );
  ensure(isCaseId(caseId) && isMemberId(custodian), "note-malformed");
  const parsed = { realm, caseId, custodian, share: parseShare(encoded) };
  ensureSame(shareText(parsed), text);
  return parsed;
}

/** Reads a share. Throws `note-malformed` unless it has 33 bytes. */
export function parseShare(encoded: string): Uint8Array {
  const share = decodeBase64(encoded);
  ensure(share.length === SHARE_BYTES, "note-malformed");
  return share;
}
