import type { ReplyOf, sharingRoutes } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, parseBase64, toBase64 } from "../encoding.ts";
import { ensure, ensureShape } from "../refusal.ts";
import type { Room } from "./room.ts";
import { findFile, findRequest, listAsked, listShares, markOpened, saveRelease } from "./store.ts";

type Listed = ReplyOf<typeof sharingRoutes.custody>;
type Opened = ReplyOf<typeof sharingRoutes.openIdentity>;

/** What a custodian is asked for: requests that two members signed, each with the custodian's own share and no other. */
export async function listCustody({ parts }: Room, member: MemberEntry): Promise<Listed> {
  const asked = await listAsked(parts.store.db, member.id);
  return asked.map(({ case_id, asked_by, note, reason, sealed, released }) => ({
    caseId: case_id,
    askedBy: asked_by,
    note,
    reason: toBase64(reason),
    share: toBase64(sealed),
    hasReleased: released !== null,
  }));
}

/** Keeps the caller's share, sealed to the member who asked. Throws `not-available` unless the caller is asked for one, `ciphertext-refused`. */
export async function releaseShare(
  { parts, ports }: Room,
  member: MemberEntry,
  { caseId, share }: { readonly caseId: string; readonly share: string },
): Promise<void> {
  const { suite } = await ports.currentDirectory();
  const released = parseBase64(share);
  ensureShape(released, { suite, kind: "identity-release", recipientCounts: [1] });
  await parts.store.transact(async (tx) => {
    const request = await findRequest(tx, caseId);
    ensure(request !== null && request.is_confirmed === 1, "not-available");
    ensure(await saveRelease(tx, { caseId, custodian: member.id, released }), "not-available");
    await ports.appendEntry(tx, {
      type: "identity-released",
      actor: member.id,
      object: caseId,
      digest: digestOf(released),
    });
  });
}

type Opening = {
  readonly caseId: string;
  readonly revision: number;
  readonly message: string;
  readonly serial?: number | undefined;
};

/**
 * Hands file and released shares to the member who asked. In the same transaction the reporter is told: the message is stored, or
 * nothing is handed out. Throws `not-available` for everyone else, `release-missing` below k shares, `ciphertext-refused`,
 * `revision-conflict`, `directory-outdated`, `unit-rotating`.
 */
export async function openIdentity(
  { parts, ports }: Room,
  member: MemberEntry,
  given: Opening,
): Promise<Opened> {
  const { caseId } = given;
  await ports.ensureDeclared(parts.store.db, member, caseId);
  const { suite } = await ports.currentDirectory();
  const sealed = parseBase64(given.message);
  ensureShape(sealed, { suite, kind: "message", recipientCounts: [2] });
  return parts.store.transact(async (tx) => {
    await ports.ensureDeclared(tx, member, caseId);
    const file = await findFile(tx, caseId);
    const request = await findRequest(tx, caseId);
    ensure(file !== null && request?.asked_by === member.id, "not-available");
    const shares = (await listShares(tx, caseId)).flatMap(({ released }) => released ?? []);
    ensure(request.is_confirmed === 1 && shares.length >= file.k, "release-missing");
    await ports.ensureUnitKeys(tx, { member, ...given });
    const day = parts.clock.today();
    const told = { caseId, memberId: member.id, revision: given.revision, sealed, day };
    const revision = await ports.addToReporter(tx, told);
    await markOpened(tx, caseId, day);
    await ports.appendEntry(tx, {
      type: "identity-opened",
      actor: member.id,
      object: caseId,
      digest: digestOf(file.sealed),
    });
    return { file: toBase64(file.sealed), shares: shares.map(toBase64), revision };
  });
}
