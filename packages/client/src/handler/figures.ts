import { ApiError, staffRoutes, type ImportedYear } from "@bijak/contract";
import { checkReleasable, DataError, parseImportedYear, type Day } from "@bijak/domain";
import {
  cosignAct,
  EnvelopeError,
  readAct,
  writeAct,
  type Act,
  type SignedAct,
} from "@bijak/envelope";
import { publishAct } from "../shared/publish-act.ts";
import { findDoneAct, mayHaveSupervised } from "./done-act.ts";
import { realmOf, type Desk } from "./desk.ts";
import { listPending } from "./unit-record.ts";

export type DraftFigures = {
  readonly year: number;
  readonly total: number;
  readonly byCategory: readonly { readonly code: string; readonly count: number }[];
  readonly byOutcome: readonly { readonly code: string; readonly count: number }[];
  /** Facts of the member's units that are not in these figures yet. */
  readonly pending: number;
};

/** A year for the public page: proposed by one supervisor, published by another. */
export type Release = {
  readonly id: string;
  readonly imported: ImportedYear;
  readonly isPublished: boolean;
  readonly publishedOn: Day | null;
  /**
   * The signatures are those that it needs: two supervisors' over these very figures once published, one supervisor's
   * before. Nobody is named as a signer of what is not valid.
   */
  readonly isValid: boolean;
  /** Who signed so far. */
  readonly signers: readonly { readonly id: string; readonly name: string }[];
  /** Member id of the one signature of a proposal; null once published. */
  readonly proposedBy: string | null;
};

/** Figures of a running year, for supervisors only. They count what was sent so far. */
export async function draftFigures(desk: Desk, year: number): Promise<DraftFigures> {
  const [figures, ...records] = await Promise.all([
    desk.api.call(staffRoutes.figures, { params: { year: String(year) } }),
    ...desk.me.units.map((unit) => listPending(desk, unit)),
  ]);
  const { total, categories, outcomes } = figures;
  const pending = records.reduce((sum, facts) => sum + facts.length, 0);
  return Object.freeze({ year, total, byCategory: categories, byOutcome: outcomes, pending });
}

/** Proposed and published years, with the members who signed them. One that is not valid is listed as such beside the others. */
export async function listReleases(desk: Desk): Promise<readonly Release[]> {
  const rows = await desk.api.call(staffRoutes.releases, {});
  return Promise.all(
    rows.map(async (row) => {
      const { id, imported, isPublished, publishedOn } = row;
      const signed = isPublished ? await findPublished(desk, row) : await findProposed(desk, row);
      const signers = (signed?.signers ?? []).map((member) => ({
        id: member.id,
        name: member.name,
      }));
      const proposedBy = isPublished ? null : (signers[0]?.id ?? null);
      const isValid = signed !== null;
      return Object.freeze({
        id,
        imported,
        isPublished,
        publishedOn,
        isValid,
        signers,
        proposedBy,
      });
    }),
  );
}

type Row = { readonly imported: ImportedYear; readonly note: string };

/** What two supervisors have published, those who have left since included; null when it is not that. */
async function findPublished(desk: Desk, { imported, note }: Row): Promise<SignedAct | null> {
  const signed = await findDoneAct(desk, note);
  const isRightful = signed !== null && signed.signers.every(mayHaveSupervised);
  return isRightful && (await approves(desk, signed.act, imported)) ? signed : null;
}

/** What a supervisor in service proposes; null when it is not that. */
async function findProposed(desk: Desk, { imported, note }: Row): Promise<SignedAct | null> {
  try {
    const signed = await readAct(note, desk.members);
    const isRightful = signed.signers.every(({ roles }) => roles.includes("supervisor"));
    return isRightful && (await approves(desk, signed.act, imported)) ? signed : null;
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

/**
 * Proposes an imported year for release with the first of two signatures. Throws `release-refused` for figures that do not
 * add up, hold a small cell, or do not have the form of imported figures.
 */
export async function proposeRelease(
  desk: Desk,
  { imported }: { readonly imported: ImportedYear },
): Promise<readonly Release[]> {
  ensureReleasable(imported);
  const note = await writeAct(await publishAct(realmOf(desk).instance, imported), desk.memberKey);
  await desk.api.call(staffRoutes.proposeRelease, { body: { imported, note } });
  return listReleases(desk);
}

/** Publishes a proposed year with the second signature. Throws `act-refused` for a proposal that is own, published or not valid. */
export async function confirmRelease(desk: Desk, id: string): Promise<readonly Release[]> {
  const rows = await desk.api.call(staffRoutes.releases, {});
  const row = rows.find((one) => one.id === id);
  if (row === undefined || row.isPublished) throw new ApiError("act-refused");
  const proposed = await findProposed(desk, row);
  const isOwn = proposed?.signers.some((signer) => signer.id === desk.me.memberId);
  if (isOwn !== false) throw new ApiError("act-refused");
  const note = await cosignAct(row.note, desk.memberKey);
  await desk.api.call(staffRoutes.publish, { params: { id }, body: { note } });
  return listReleases(desk);
}

function ensureReleasable(imported: ImportedYear): void {
  try {
    if (checkReleasable(parseImportedYear(imported)).length > 0)
      throw new ApiError("release-refused");
  } catch (fault) {
    throw fault instanceof DataError ? new ApiError("release-refused") : fault;
  }
}

async function approves(desk: Desk, act: Act, imported: ImportedYear): Promise<boolean> {
  const expected = await publishAct(realmOf(desk).instance, imported);
  return (Object.keys(expected) as (keyof Act)[]).every((name) => act[name] === expected[name]); // the keys of an Act
}
