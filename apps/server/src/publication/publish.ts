import type { ImportedYear as WireYear } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, randomId } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, DirectoryPort, Institution } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import {
  ensureConfirmation,
  ensureProposal,
  ensureReleasable,
  ensureSupervisor,
  ensureTwoSupervisors,
  parseFigures,
} from "./release-checks.ts";
import { renderRelease } from "./render.ts";
import {
  findFoundingDay,
  insertRelease,
  listReleases,
  publishRelease,
  replacePages,
} from "./store.ts";

/*
 * [Note: Releasing a year]
 *
 * Two supervisors sign one note (R15): kind `publish`, no case, the year as revision, and the SHA-256 of the canonical JSON of
 * the figures. Only imported years from before the founding can go out; figures of our own cases need protection that looks at
 * all tables at once (R37), which is not there yet. A year goes out once.
 */
export type Room = {
  readonly parts: Pick<Parts, "store" | "clock">;
  readonly ports: Pick<AuditPort, "appendEntry"> &
    Pick<DirectoryPort, "members" | "currentDirectory" | "currentInstitution">;
};

/** Takes the first signature under an imported year. Throws `role-missing`, `release-refused`, `act-refused`. */
export async function proposeRelease(
  { parts, ports }: Room,
  member: MemberEntry,
  { imported, note }: { readonly imported: WireYear; readonly note: string },
): Promise<string> {
  ensureSupervisor(member);
  const [members, { instance }] = [await ports.members(), await ports.currentDirectory()];
  const foundedOn = await findFoundingDay(parts.store.db);
  const { year } = ensureReleasable(imported, foundedOn ?? parts.clock.today());
  await ensureProposal(note, member, { instance, members, imported });
  const id = randomId();
  await parts.store.transact(async (tx) => {
    ensure(!(await isReleased(tx, year)), "release-refused");
    await insertRelease(tx, { id, imported, note, publishedOn: null });
    const entry = { type: "release", actor: member.id, object: String(year) };
    await ports.appendEntry(tx, { ...entry, digest: digestOf(note) });
  });
  return id;
}

/** Publishes a proposed year with the second signature and renders the pages anew. Throws as `proposeRelease`, and `not-available`. */
export async function publish(
  { parts, ports }: Room,
  member: MemberEntry,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<void> {
  ensureSupervisor(member);
  const [members, { instance }] = [await ports.members(), await ports.currentDirectory()];
  const institution = await ports.currentInstitution();
  const day = parts.clock.today();
  await parts.store.transact(async (tx) => {
    const release = (await listReleases(tx)).find((one) => one.id === id);
    ensure(release !== undefined, "not-available");
    const { imported, note: proposed, publishedOn } = release;
    ensure(publishedOn === null && !(await isReleased(tx, imported.year)), "release-refused");
    await ensureConfirmation({ proposed, note }, member, { instance, members, imported });
    const { year } = imported;
    ensure(await publishRelease(tx, { id, note, year, day }), "release-refused");
    await renderPages(tx, institution);
    const entry = { type: "publish", actor: member.id, object: String(year) };
    await ports.appendEntry(tx, { ...entry, digest: digestOf(note) });
  });
}

const isReleased = async (tx: Tx, year: number): Promise<boolean> =>
  (await listReleases(tx)).some((one) => one.imported.year === year && one.publishedOn !== null);

/** Stores years that the founding releases at once. Throws `release-refused`, `act-refused`. */
export async function storeReleases(
  tx: Tx,
  releases: readonly { readonly imported: WireYear; readonly note: string }[],
  {
    day,
    ...signing
  }: {
    readonly instance: string;
    readonly members: readonly MemberEntry[];
    readonly day: number;
  },
): Promise<void> {
  for (const { imported, note } of releases) {
    const { year } = ensureReleasable(imported, day);
    await ensureTwoSupervisors(note, { ...signing, imported });
    ensure(!(await isReleased(tx, year)), "release-refused");
    await insertRelease(tx, { id: randomId(), imported, note, publishedOn: day });
  }
}

/** Renders every public page and file anew from what is published. */
export async function renderPages(tx: Tx, institution: Institution): Promise<void> {
  const releases = (await listReleases(tx)).flatMap(({ imported, publishedOn }) =>
    publishedOn === null ? [] : [{ imported: parseFigures(imported), releasedOn: publishedOn }],
  );
  await replacePages(tx, renderRelease({ institution, releases }));
}
