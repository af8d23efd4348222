import { ApiError, canonicalJson, type ImportedYear as WireYear } from "@bijak/contract";
import {
  checkReleasable,
  DataError,
  type ImportedYear,
  parseImportedYear,
  yearOf,
} from "@bijak/domain";
import {
  type Act,
  type MemberEntry,
  parseNoteText,
  readAct,
  requireTwo,
} from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";

/** Throws `role-missing` unless the member may release figures. */
export const ensureSupervisor = (member: MemberEntry): void =>
  ensure(isSupervisor(member), "role-missing");

const isSupervisor = (member: MemberEntry): boolean => member.roles.includes("supervisor");

/** Whose signatures count, and for which figures. */
export type Signing = {
  readonly instance: string;
  readonly members: readonly MemberEntry[];
  readonly imported: WireYear;
};

/** Throws `act-refused` unless this member alone signed these figures. */
export async function ensureProposal(
  note: string,
  member: MemberEntry,
  signing: Signing,
): Promise<void> {
  const { act, signers } = await refuseAs("act-refused", () => readAct(note, signing.members));
  ensure(signers.length === 1 && signers[0]?.id === member.id, "act-refused");
  ensure(isActOf(act, signing), "act-refused");
}

/** Throws `act-refused` unless this member and, before, another supervisor signed the same note. */
export async function ensureConfirmation(
  { proposed, note }: { readonly proposed: string; readonly note: string },
  member: MemberEntry,
  signing: Signing,
): Promise<void> {
  const signers = await ensureTwoSupervisors(note, signing);
  ensure(parseNoteText(note) === parseNoteText(proposed), "act-refused");
  const first = await refuseAs("act-refused", () => readAct(proposed, signing.members));
  const isOther = first.signers.some((signer) => signer.id !== member.id);
  ensure(isOther && signers.some((signer) => signer.id === member.id), "act-refused");
}

/** The two who signed these figures. Throws `act-refused`. */
export async function ensureTwoSupervisors(
  note: string,
  signing: Signing,
): Promise<readonly MemberEntry[]> {
  const { act, signers } = await refuseAs("act-refused", () => requireTwo(note, signing.members));
  const areTwo = signers.length === 2 && signers.every(isSupervisor);
  ensure(areTwo && isActOf(act, signing), "act-refused");
  return signers;
}

const isActOf = (act: Act, { instance, imported }: Signing): boolean =>
  act.instance === instance &&
  act.caseId === "-" &&
  act.kind === "publish" &&
  act.revision === imported.year &&
  act.hash === digestOf(canonicalJson(imported));

/** The figures, if they may go out at an institution founded that day. Throws `release-refused`. */
export function ensureReleasable(imported: WireYear, foundedOn: number): ImportedYear {
  const figures = parseFigures(imported);
  const isSound = checkReleasable(figures).length === 0 && figures.year < yearOf(foundedOn);
  ensure(isSound, "release-refused");
  return figures;
}

/** Reads figures of the wire. Throws `release-refused`. */
export function parseFigures(imported: WireYear): ImportedYear {
  try {
    return parseImportedYear(imported);
  } catch (fault) {
    if (fault instanceof DataError) throw new ApiError("release-refused");
    throw fault;
  }
}
