import { ApiError, sharingRoutes, type ReplyOf } from "@bijak/contract";
import {
  EnvelopeError,
  openIdentityShare,
  requireTwo,
  sealIdentityRelease,
  sha256Base64,
  type SignedAct,
} from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import type { Named } from "./access-view.ts";
import { realmOf, type Desk } from "./desk.ts";
import { nameOf } from "./inbox.ts";
import { labelOf } from "./label.ts";
import { openForCustodian, textOf } from "./offers.ts";

type Row = ReplyOf<typeof sharingRoutes.custody>[number];

/** A request for a share that this member keeps (R6). */
export type CustodyRequest = {
  readonly caseId: string;
  readonly label: `K-${string}`;
  readonly askedBy: Named;
  readonly confirmedBy: Named | null;
  readonly fromUnit: string | null;
  /** Null when it cannot be opened or is not authentic. */
  readonly reason: string | null;
  readonly hasReleased: boolean;
  /** Two members, one of them a supervisor, asked for just this. Nothing is released otherwise. */
  readonly isValid: boolean;
};

/** What this member is asked for as a custodian. */
export async function listCustody(desk: Desk): Promise<readonly CustodyRequest[]> {
  const rows = await desk.api.call(sharingRoutes.custody, {});
  return Promise.all(rows.map((row) => custodyRequest(desk, row)));
}

async function custodyRequest(desk: Desk, row: Row): Promise<CustodyRequest> {
  const { caseId, askedBy, hasReleased } = row;
  const named = (id: string): Named => ({ id, name: nameOf(desk, id) ?? id });
  const told = await openReason(desk, row);
  const signed = await readRequest(desk, row);
  const second = signed?.signers.find(({ id }) => id !== askedBy);
  return Object.freeze({
    caseId,
    label: labelOf(caseId),
    askedBy: named(askedBy),
    confirmedBy: second === undefined ? null : named(second.id),
    fromUnit: told?.fromUnit ?? null,
    reason: textOf(told, "reason"),
    hasReleased,
    isValid: signed !== null && told !== null,
  });
}

const openReason = (desk: Desk, { caseId, reason }: Row) =>
  openForCustodian(desk, reason, { use: "identity", caseId, to: "custodians" });

/** The act of two over this reason, the second a supervisor in service; null for anything else. */
async function readRequest(
  desk: Desk,
  { caseId, note, reason, askedBy }: Row,
): Promise<SignedAct | null> {
  const { instance } = realmOf(desk);
  const hash = await sha256Base64(parseBase64(reason));
  try {
    const expected = { instance, caseId, kind: "unseal-identity", hash } as const;
    const signed = await requireTwo(note, desk.members, expected);
    const isAsked = signed.signers.some(({ id }) => id === askedBy);
    const isConfirmed = signed.signers.some(
      ({ id, roles }) => id !== askedBy && roles.includes("supervisor"),
    );
    return isAsked && isConfirmed ? signed : null;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

/**
 * Seals this member's share to the one who asked. Throws `not-available` when none is asked for, `act-refused` unless two members
 * asked with a reason, `object-misplaced` for a share of another case, `note-not-authentic` for one the reporter did not make.
 */
export async function releaseShare(desk: Desk, caseId: string): Promise<void> {
  const rows = await desk.api.call(sharingRoutes.custody, {});
  const row = rows.find((one) => one.caseId === caseId);
  if (row === undefined) throw new ApiError("not-available");
  const told = await openReason(desk, row);
  const signed = await readRequest(desk, row);
  const asker = signed?.signers.find(({ id }) => id === row.askedBy);
  if (asker === undefined || told?.memberId !== row.askedBy) throw new ApiError("act-refused");
  const realm = realmOf(desk);
  const custodian = desk.me.memberId;
  const reporterVkeys = textsOf(told.content["reporterVkeys"]);
  const place = { realm, caseId, custodian, reporterVkeys };
  const share = await openIdentityShare(parseBase64(row.share), desk.identity, place);
  const reasonHash = await sha256Base64(parseBase64(row.reason));
  const release = { realm, caseId, custodian, asker: asker.id, share, reasonHash };
  const sealed = await sealIdentityRelease(release, asker.recipient, desk.memberKey);
  const body = { share: encodeBase64(sealed) };
  const post = () => desk.api.call(sharingRoutes.releaseShare, { params: { id: caseId }, body });
  const isThere = async () =>
    (await desk.api.call(sharingRoutes.custody, {})).some(
      (one) => one.caseId === caseId && one.hasReleased,
    );
  await doOnce(post, isThere, desk.pace);
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
