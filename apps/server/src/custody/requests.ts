import type { IdentityState } from "@bijak/contract";
import { type Act, type MemberEntry, readAct, requireTwo } from "@bijak/envelope/audit";
import { digestOf, parseBase64, toBase64 } from "../encoding.ts";
import { ensure, ensureShape, refuseAs } from "../refusal.ts";
import type { Room } from "./room.ts";
import {
  confirmRequest,
  eraseRequest,
  findFile,
  findRequest,
  insertRequest,
  listShares,
} from "./store.ts";

/*
 * [Note: Release of an identity]
 *
 *   asked        one member of the case signs the act `unseal-identity` over the sealed reason
 *   confirmed    a supervisor of the case signs the same act; from here custodians see it
 *   released     k custodians seal their shares to the one who asked
 *   opened       that one takes shares and file, and the reporter is told in the same moment
 *
 * Both who sign have access to the case and declared no conflict. One request at a time; whoever may ask may take it back,
 * and what was released to it is erased with it.
 */

/** How far the release is; null when no identity lies with the case. Throws `not-available`, `declaration-missing`. */
export async function readIdentity(
  { parts: { store }, ports }: Room,
  member: MemberEntry,
  caseId: string,
): Promise<IdentityState | null> {
  await ports.ensureDeclared(store.db, member, caseId);
  const file = await findFile(store.db, caseId);
  if (file === null) return null;
  const shares = await listShares(store.db, caseId);
  const request = await findRequest(store.db, caseId);
  const released = shares.flatMap((one) => (one.released === null ? [] : [one.custodian]));
  return {
    custodians: shares.map(({ custodian }) => custodian),
    k: file.k,
    openedOn: file.opened_on,
    request: request && {
      askedBy: request.asked_by,
      note: request.note,
      reason: toBase64(request.reason),
      isConfirmed: request.is_confirmed === 1,
      released,
    },
  };
}

type Asking = {
  readonly caseId: string;
  readonly note: string;
  readonly reason: string;
  readonly serial?: number | undefined;
};

/** The first signature, with the reason sealed to every custodian of the case and to the unit whose supervisor confirms it. Throws `not-available`, `act-refused`, `directory-outdated`, `unit-rotating`, `revision-conflict` when a request stands. */
export async function askIdentity(
  { parts, ports }: Room,
  member: MemberEntry,
  { caseId, note, reason: given, serial }: Asking,
): Promise<void> {
  await ports.ensureDeclared(parts.store.db, member, caseId);
  const members = await ports.members();
  const { instance, suite } = await ports.currentDirectory();
  const reason = parseBase64(given);
  const shares = await listShares(parts.store.db, caseId);
  ensure(shares.length > 0, "not-available");
  ensureShape(reason, { suite, kind: "offer", recipientCounts: [shares.length + 1] });
  const { act, signers } = await refuseAs("act-refused", () => readAct(note, members));
  ensure(signers.length === 1 && signers[0]?.id === member.id, "act-refused");
  ensure(isOver(act, { instance, caseId, reason }), "act-refused");
  await parts.store.transact(async (tx) => {
    await ports.ensureDeclared(tx, member, caseId);
    await ports.ensureUnitKeys(tx, { member, caseId, serial });
    const request = { case_id: caseId, asked_by: member.id, note, reason, is_confirmed: 0 };
    ensure(await insertRequest(tx, request), "revision-conflict");
    const entry = { actor: member.id, object: caseId };
    await ports.appendEntry(tx, { ...entry, type: "identity-asked", digest: digestOf(reason) });
    await ports.appendEntry(tx, { ...entry, type: "act", digest: digestOf(note) });
  });
}

/** The second signature, by a supervisor who is another member. Throws `not-available`, `role-missing`, `act-refused`, `revision-conflict`. */
export async function confirmIdentity(
  { parts, ports }: Room,
  member: MemberEntry,
  { caseId, note }: { caseId: string; note: string },
): Promise<void> {
  await ports.ensureDeclared(parts.store.db, member, caseId);
  ensure(member.roles.includes("supervisor"), "role-missing");
  const members = await ports.members();
  const { instance } = await ports.currentDirectory();
  await parts.store.transact(async (tx) => {
    await ports.ensureDeclared(tx, member, caseId);
    const request = await findRequest(tx, caseId);
    ensure(request !== null, "not-available");
    const first = await refuseAs("act-refused", () => readAct(request.note, members));
    const { act, signers } = await refuseAs("act-refused", () =>
      requireTwo(note, members, first.act),
    );
    const signed = new Set(signers.map(({ id }) => id));
    const isByBoth = signed.size === 2 && signed.has(request.asked_by) && signed.has(member.id);
    ensure(isByBoth && request.asked_by !== member.id, "act-refused");
    ensure(isOver(act, { instance, caseId, reason: request.reason }), "act-refused");
    ensure(await confirmRequest(tx, request, note), "revision-conflict");
    await ports.appendEntry(tx, {
      type: "identity-confirmed",
      actor: member.id,
      object: caseId,
      digest: digestOf(note),
    });
  });
}

/** Takes a request back or turns it down; what custodians released to it is erased. Throws `not-available`. */
export async function withdrawIdentity(
  { parts, ports }: Room,
  member: MemberEntry,
  caseId: string,
): Promise<void> {
  await parts.store.transact(async (tx) => {
    await ports.ensureDeclared(tx, member, caseId);
    ensure(await eraseRequest(tx, caseId), "not-available");
    await ports.appendEntry(tx, {
      type: "identity-withdrawn",
      actor: member.id,
      object: caseId,
      digest: digestOf(`identity-withdrawn ${caseId}`),
    });
  });
}

type Matter = { readonly instance: string; readonly caseId: string; readonly reason: Uint8Array };

const isOver = (act: Act, { instance, caseId, reason }: Matter): boolean =>
  act.kind === "unseal-identity" &&
  act.instance === instance &&
  act.caseId === caseId &&
  act.hash === digestOf(reason);
