import { ApiError, staffRoutes } from "@bijak/contract";
import { canMoveTogether, findTransition, type CaseState, type Transition } from "@bijak/domain";
import {
  cosignAct,
  EnvelopeError,
  readAct,
  sha256Base64,
  writeAct,
  type MemberEntry,
  type SignedAct,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { doOnce } from "../shared/pace.ts";
import { loadCase, type CaseFile } from "./case-file.ts";
import { realmOf, type Desk } from "./desk.ts";
import { isActOn, type Matter } from "./done-act.ts";
import { ensureState } from "./inbox.ts";
import type { RecordEntry } from "./record.ts";
import { sealEntry } from "./step.ts";
import { usedSerial } from "./used-serial.ts";

/*
 * [Note: Proposals]
 *
 * What needs two persons (R15) is put into the sealed record by the first, who signs the SHA-256 of its ciphertext for the
 * revision the case has from then on. The second opens what lies under that hash, and signs the same act. Any other change of
 * the case makes the proposal stale.
 */
const ENTRY_OF = Object.freeze({ close: "proposal", transfer: "transfer" } as const);

export type ProposalKind = keyof typeof ENTRY_OF;
type EntryOf<Kind extends ProposalKind> = Extract<
  RecordEntry,
  { readonly kind: (typeof ENTRY_OF)[Kind] }
>;

/** A proposal that waits for its second signature. */
export type Proposal<Kind extends ProposalKind = ProposalKind> = {
  readonly id: string;
  readonly note: string;
  readonly proposedBy: string;
  readonly entry: EntryOf<Kind>;
  /** The revision the proposal approves. */
  readonly revision: number;
  /** The case has changed since: the proposal can only be withdrawn. */
  readonly isStale: boolean;
};

export type FoundProposal<Kind extends ProposalKind> = {
  readonly proposal: Proposal<Kind> | null;
  /** False when there is one whose signature or record is not what it must be. */
  readonly isValid: boolean;
};

type PendingAct = { readonly act: SignedAct["act"]; readonly proposer: MemberEntry };

type Proposing<Kind extends ProposalKind> = { readonly kind: Kind; readonly entry: EntryOf<Kind> };

/** Puts a proposal into the record, with the first signature. Throws `role-missing`, `revision-conflict`. See [Note: Proposals]. */
export async function propose<Kind extends ProposalKind>(
  desk: Desk,
  file: CaseFile,
  { kind, entry }: Proposing<Kind>,
): Promise<void> {
  const caseId = file.row.id;
  const isCaseworker = desk.me.roles.some((role) => role === "handler" || role === "supervisor");
  if (!isCaseworker) throw new ApiError("role-missing");
  const seq = file.entries.filter(({ memberId }) => memberId === desk.me.memberId).length;
  const record = await sealEntry(desk, file, { entry, seq });
  const hash = await sha256Base64(record);
  const { instance } = realmOf(desk);
  const revision = file.row.revision + 1;
  const note = await writeAct({ instance, caseId, kind, hash, revision }, desk.memberKey);
  const sealed = { record: encodeBase64(record), serial: usedSerial(desk) };
  const body = { revision: file.row.revision, note, ...sealed };
  const post = () => desk.api.call(staffRoutes.proposeAct, { params: { id: caseId }, body });
  const isThere = async () => (await loadCase(desk, caseId)).acts.some((act) => act.note === note);
  await doOnce(post, isThere, desk.pace);
}

/** The pending proposal of a kind with what it approves. */
export async function findProposal<Kind extends ProposalKind>(
  desk: Desk,
  { acts, entries, row }: CaseFile,
  kind: Kind,
): Promise<FoundProposal<Kind>> {
  const pending = acts.find((act) => act.kind === kind);
  if (pending === undefined || row.declaration !== "no-conflict")
    return { proposal: null, isValid: true };
  const signed = await findPendingAct(desk, pending.note, { kind, caseId: row.id });
  const approved = entries.find(({ hash }) => hash === signed?.act.hash);
  const entry = approved?.entry;
  if (signed === null || signed.proposer.id !== approved?.memberId || !isOfKind(entry, kind))
    return { proposal: null, isValid: false };
  const { proposer, act } = signed;
  const { revision } = act;
  const { id, note } = pending;
  const isStale = revision !== row.revision;
  return {
    proposal: Object.freeze({ id, note, proposedBy: proposer.id, entry, revision, isStale }),
    isValid: true,
  };
}

const isOfKind = <Kind extends ProposalKind>(
  entry: RecordEntry | undefined,
  kind: Kind,
): entry is EntryOf<Kind> => entry?.kind === ENTRY_OF[kind];

/** The act of a pending proposal or request, signed by members in service; null when it is none. */
export async function readActQuietly({ members }: Desk, note: string): Promise<SignedAct | null> {
  try {
    return await readAct(note, members);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

/** As an act of this kind on this case that one member signed; null for any other. */
export async function findPendingAct(
  desk: Desk,
  note: string,
  matter: Matter,
): Promise<PendingAct | null> {
  const signed = await readActQuietly(desk, note);
  const [proposer, ...others] = signed?.signers ?? [];
  if (signed === null || proposer === undefined || others.length > 0) return null;
  return isActOn(desk, signed, matter) ? { act: signed.act, proposer } : null;
}

/** The rule of a move of two persons. Throws `move-impossible` when the case cannot move so. */
export function ensureTogether({ row, caseKeys }: CaseFile, to: CaseState): Transition {
  const rule = findTransition(ensureState(row.state), to);
  if (rule === null || !rule.isTwoPerson || (caseKeys?.keys.length ?? 0) < 2)
    throw new ApiError("move-impossible");
  return rule;
}

type Confirming<Kind extends ProposalKind> = { readonly kind: Kind; readonly to: CaseState };

/**
 * The proposal that this member may confirm as a supervisor, and its act with both signatures. Throws `act-refused` for an own,
 * stale or invalid one, `role-missing` when the two members may not make the move together.
 */
export async function confirmProposal<Kind extends ProposalKind>(
  desk: Desk,
  file: CaseFile,
  { kind, to }: Confirming<Kind>,
): Promise<{ readonly proposal: Proposal<Kind>; readonly act: string }> {
  const rule = ensureTogether(file, to);
  const { proposal } = await findProposal(desk, file, kind);
  if (proposal === null || proposal.isStale || proposal.proposedBy === desk.me.memberId) {
    throw new ApiError("act-refused");
  }
  const proposer = desk.members.find(({ id }) => id === proposal.proposedBy);
  const isRightful = canMoveTogether(rule, proposer?.roles ?? [], desk.me.roles);
  if (!isRightful || !desk.me.roles.includes("supervisor")) throw new ApiError("role-missing");
  return { proposal, act: await cosignAct(proposal.note, desk.memberKey) };
}
