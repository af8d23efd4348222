import { encodeBase64, sha256Base64 } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { parseShare } from "./identity-share.ts";
import { memberKeyName } from "./key-names.ts";
import { isActive, type MemberEntry } from "./members.ts";
import type { IdentityNotice } from "./message-body.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isMemberId, isSha256 } from "./words.ts";

/*
 * [Note: Identity release]
 *
 *   bijak/v1/identity-release
 *   <instance id>
 *   <case id>
 *   <member id of the custodian>
 *   <member id of who asked>
 *   <share, 33 bytes, base64>
 *   <SHA-256 of the sealed reason, base64>     the reason that the custodian read and two members approved
 *
 * Sealed to who asked, signed by the custodian. Always 1 KiB before sealing.
 */
export type IdentityRelease = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly custodian: string;
  readonly asker: string;
  readonly share: Uint8Array;
  readonly reasonHash: string;
};

/** Seals a share to the member who asked for it. Throws `signing-key-wrong`, `note-malformed`. */
export async function sealIdentityRelease(
  release: IdentityRelease,
  askerRecipient: Recipient,
  custodianKey: SigningKey,
): Promise<Uint8Array> {
  ensure(custodianKey.name === memberKeyName(release.custodian), "signing-key-wrong");
  const text = releaseText(release);
  parseRelease(release.realm, text);
  return sealNote({
    realm: release.realm,
    kind: "identity-release",
    text,
    keys: [custodianKey],
    recipients: [askerRecipient],
  });
}

/**
 * The share and its custodian. Throws `not-openable`; `note-not-authentic` unless a custodian signed who is a member
 * now; `object-misplaced` for another case, asker or reason; `identity-share-differs` unless the reporter's notice
 * announced this share for this custodian; `note-malformed`.
 */
export async function openIdentityRelease(
  ciphertext: Uint8Array,
  askerIdentity: Identity,
  expected: Pick<IdentityRelease, "realm" | "caseId" | "asker" | "reasonHash"> & {
    readonly notice: IdentityNotice;
    readonly members: readonly MemberEntry[];
  },
): Promise<Pick<IdentityRelease, "custodian" | "share">> {
  const note = await openSealed("identity-release", [askerIdentity], ciphertext);
  const release = parseRelease(expected.realm, parseNoteText(note));
  const { custodian, share } = release;
  const author = expected.members.find((member) => member.id === custodian && isActive(member));
  await openNote(note, { vkeys: author === undefined ? [] : [author.vkey], threshold: 1 });
  ensure(
    release.caseId === expected.caseId &&
      release.asker === expected.asker &&
      release.reasonHash === expected.reasonHash,
    "object-misplaced",
  );
  const announced = expected.notice.shares.find((one) => one.custodian === custodian);
  ensure(announced?.sha256 === (await sha256Base64(share)), "identity-share-differs");
  return Object.freeze({ custodian, share });
}

const releaseText = ({
  realm,
  caseId,
  custodian,
  asker,
  share,
  reasonHash,
}: IdentityRelease): string =>
  writeLines("identity-release", realm.instance, [
    caseId,
    custodian,
    asker,
    encodeBase64(share),
    reasonHash,
  ]);

function parseRelease(realm: Realm, text: string): IdentityRelease {
  const [caseId = "", custodian = "", asker = "", share = "", reasonHash = ""] = readLines(
    "identity-release",
    realm.instance,
    text,
  );
  ensure(isCaseId(caseId) && isMemberId(custodian) && isMemberId(asker), "note-malformed");
  ensure(isSha256(reasonHash), "note-malformed");
  const release = { realm, caseId, custodian, asker, share: parseShare(share), reasonHash };
  ensureSame(releaseText(release), text);
  return release;
}
