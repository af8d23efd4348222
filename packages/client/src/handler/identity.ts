import { ApiError, sharingRoutes, type IdentityState } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  cosignAct,
  reporterVkeys,
  sha256Base64,
  writeAct,
  type IdentityNotice,
  type Recipient,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import type { Named } from "./access-view.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import { realmOf, type Desk } from "./desk.ts";
import { nameOf } from "./inbox.ts";
import { openForUnit, sealFor, textOf, unitRecipient } from "./offers.ts";
import { findPendingAct } from "./proposals.ts";
import { ensureKeys } from "./step.ts";
import { usedSerial } from "./used-serial.ts";

/** What a case page says of a reporter's identity that lies sealed apart (R6). */
export type IdentityView = {
  /** How many of the custodians open it together. */
  readonly k: number;
  readonly custodians: readonly Named[];
  readonly request: {
    readonly askedBy: Named;
    /** Why it is asked for; null when this member cannot read it. */
    readonly reason: string | null;
    readonly isConfirmed: boolean;
    readonly released: readonly Named[];
    /** This member may sign as the second. */
    readonly isConfirmable: boolean;
    /** Enough shares were released, and this member asked for them. */
    readonly isOpenable: boolean;
  } | null;
  readonly openedOn: Day | null;
  /** The reporter's signed message announces the same custodians. */
  readonly isAnnounced: boolean;
};

/** The locked identity of a case and how far its release is; null when none lies with it. */
export async function identityOf(desk: Desk, caseId: string): Promise<IdentityView | null> {
  const file = await loadCase(desk, caseId);
  const state = await desk.api.call(sharingRoutes.identity, { params: { id: caseId } });
  if (state === null) return null;
  const notice = findNotice(file);
  const named = (id: string): Named => ({ id, name: nameOf(desk, id) ?? id });
  return Object.freeze({
    k: state.k,
    custodians: state.custodians.map(named),
    request: state.request === null ? null : await requestView(desk, file, state),
    openedOn: state.openedOn,
    isAnnounced: notice !== null && isOf(notice, state),
  });
}

/** The reporter's word of an identity that lies sealed apart; null when there is none. */
export const findNotice = ({ messages }: CaseFile): IdentityNotice | null =>
  messages.findLast(({ message }) => message.body.identity !== undefined)?.message.body.identity ??
  null;

const isOf = ({ k, shares }: IdentityNotice, state: IdentityState): boolean =>
  k === state.k &&
  shares.length === state.custodians.length &&
  shares.every(({ custodian }) => state.custodians.includes(custodian));

type Request = NonNullable<IdentityState["request"]>;

async function requestView(
  desk: Desk,
  file: CaseFile,
  { request, k }: IdentityState,
): Promise<IdentityView["request"]> {
  if (request === null) return null;
  const { askedBy, isConfirmed, released } = request;
  const named = (id: string): Named => ({ id, name: nameOf(desk, id) ?? id });
  const { memberId, roles } = desk.me;
  const isOwn = askedBy === memberId;
  return Object.freeze({
    askedBy: named(askedBy),
    reason: await readReason(desk, file, request),
    isConfirmed,
    released: released.map(named),
    isConfirmable: !isConfirmed && !isOwn && roles.includes("supervisor"),
    isOpenable: isConfirmed && isOwn && released.length >= k,
  });
}

/** The reason as it was sealed to the unit as well, so that the second person reads what is signed. */
async function readReason(
  desk: Desk,
  { row, unit }: CaseFile,
  { reason }: Request,
): Promise<string | null> {
  const addressed = { use: "identity", caseId: row.id, to: "custodians" } as const;
  return textOf(await openForUnit(desk, reason, addressed, unit), "reason");
}

/**
 * Asks the custodians for the identity: the reason is sealed to them and to the own unit, and the member signs its SHA-256.
 * Throws `not-available` when none lies with the case, `move-impossible` without a reason or before the case is taken.
 */
export async function askIdentity(
  desk: Desk,
  caseId: string,
  { reason }: { readonly reason: string },
): Promise<void> {
  const file = await loadCase(desk, caseId);
  const caseKeys = ensureKeys(file);
  const notice = findNotice(file);
  if (notice === null) throw new ApiError("not-available");
  if (reason.trim() === "" || caseKeys.keys.length < 2) throw new ApiError("move-impossible");
  const telling = { use: "identity", caseId, fromUnit: file.unit, to: "custodians" } as const;
  const content = { reason: reason.trim(), reporterVkeys: reporterVkeys(caseKeys) };
  const readers = [...custodianRecipients(desk, notice), unitRecipient(desk, file.unit)];
  const sealed = await sealFor(desk, { ...telling, content }, readers);
  const hash = await sha256Base64(parseBase64(sealed));
  const { instance } = realmOf(desk);
  const { revision } = file.row;
  const act = { instance, caseId, kind: "unseal-identity", hash, revision } as const;
  const note = await writeAct(act, desk.memberKey);
  const body = { note, reason: sealed, serial: usedSerial(desk) };
  const params = { id: caseId };
  const post = () => desk.api.call(sharingRoutes.askIdentity, { params, body });
  const isThere = async () => (await fetchRequest(desk, caseId))?.note === note;
  await doOnce(post, isThere, desk.pace);
}

const fetchRequest = async ({ api }: Desk, caseId: string): Promise<Request | null> =>
  (await api.call(sharingRoutes.identity, { params: { id: caseId } }))?.request ?? null;

/** Throws `not-available` for a custodian of whom the members note knows no key. */
const custodianRecipients = ({ members }: Desk, { shares }: IdentityNotice): readonly Recipient[] =>
  shares.map(({ custodian }) => {
    const member = members.find(({ id }) => id === custodian);
    if (member === undefined) throw new ApiError("not-available");
    return member.recipient;
  });

/**
 * Signs a colleague's request as the second person, a supervisor. Throws `not-available` when none waits, `act-refused` for an own
 * one and for one that is not signed over its reason, `role-missing`.
 */
export async function confirmIdentity(desk: Desk, caseId: string): Promise<void> {
  const file = await loadCase(desk, caseId);
  const request = await fetchRequest(desk, caseId);
  if (request === null || request.isConfirmed) throw new ApiError("not-available");
  if (!desk.me.roles.includes("supervisor")) throw new ApiError("role-missing");
  const isRead = (await readReason(desk, file, request)) !== null;
  if (!isRead || !(await isAskedFor(desk, caseId, request))) throw new ApiError("act-refused");
  const note = await cosignAct(request.note, desk.memberKey);
  const params = { id: caseId };
  const post = () => desk.api.call(sharingRoutes.confirmIdentity, { params, body: { note } });
  const isThere = async () => (await fetchRequest(desk, caseId))?.note === note;
  await doOnce(post, isThere, desk.pace);
}

/** Whether another member signed this request alone, over this reason and this case. */
async function isAskedFor(
  desk: Desk,
  caseId: string,
  { note, reason, askedBy }: Request,
): Promise<boolean> {
  const signed = await findPendingAct(desk, note, { kind: "unseal-identity", caseId });
  return (
    signed !== null &&
    signed.act.hash === (await sha256Base64(parseBase64(reason))) &&
    signed.proposer.id === askedBy &&
    askedBy !== desk.me.memberId
  );
}

/** Takes a request back or turns it down; what was released to it is erased. */
export async function withdrawIdentity(desk: Desk, caseId: string): Promise<void> {
  await desk.api.call(sharingRoutes.withdrawIdentity, { params: { id: caseId } });
}
