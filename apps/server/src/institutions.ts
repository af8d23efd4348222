import { mkdir, rm } from "node:fs/promises";
import type { Founding } from "@bijak/contract";
import { parseNoteText } from "@bijak/envelope/audit";
import { answerRegistration } from "./accounts/opaque.ts";
import { type App, buildApp } from "./app.ts";
import { type Config, ConfigError, isLocal, type Origins } from "./config.ts";
import { openFoundingDoors } from "./founding/doors.ts";
import { findPinned, type Pinned } from "./founding/store.ts";
import { openHealthDoor } from "./health.ts";
import {
  type InstitutionNote,
  listInstitutions,
  LOCALHOST,
  originsNow,
  writeNote,
} from "./hosting/institution-file.ts";
import { ensureSqliteThere, openBlobs, openStore } from "./hosting/open-parts.ts";
import { placesOf } from "./hosting/places.ts";
import type { Hosted, Porch } from "./hosting/stage.ts";
import { openPorchPages } from "./http/pages.ts";
import { createSides, scopesOf } from "./http/side.ts";
import type { Parts, Secrets } from "./parts.ts";
import { ensure } from "./refusal.ts";
import type { Store } from "./store/store.ts";
import {
  generateSecrets,
  hasSecrets,
  readSecrets,
  setSecretsAside,
  writeSecrets,
} from "./secrets.ts";

/** What all institutions of a process share. */
export type Surroundings = Pick<Parts, "clock" | "limits" | "webRoot" | "logLine"> & {
  readonly config: Config;
  /** Whether only this machine reaches the listeners. */
  readonly isLoopback: boolean;
};

/** Opens every institution of the data folder. Throws `ConfigError`, `StoreInUse`, `storage-lost`; then none is open. */
export async function openInstitutions(
  around: Surroundings,
  ports: { readonly public: number; readonly staff: number },
): Promise<readonly Hosted[]> {
  const { config } = around;
  const notes = await finishFoundings(around, await listInstitutions(config));
  if (config.origins !== null && notes.length > 1)
    throw new ConfigError(
      "BIJAK_PUBLIC_ORIGIN and BIJAK_STAFF_ORIGIN fit one institution; with several, the origins stand in each institution.json.",
    );
  const opened: Hosted[] = [];
  try {
    for (const note of notes)
      opened.push(
        await openInstitution(around, { ...note, ...originsNow(config.origins ?? note, ports) }),
      );
    ensureDistinct(opened);
  } catch (fault) {
    await Promise.all(opened.map(({ close }) => close()));
    throw fault;
  }
  return opened;
}

function ensureDistinct(hosted: readonly Hosted[]): void {
  const origins = hosted.flatMap(({ publicOrigin, staffOrigin }) => [publicOrigin, staffOrigin]);
  if (new Set(origins).size !== origins.length)
    throw new ConfigError(
      "Two institutions answer to the same origin; see their institution.json.",
    );
}

/** A founding that was cut short between commit and note is completed; one that never committed is swept away, its keys are set aside. */
async function finishFoundings(
  around: Surroundings,
  found: ReadonlyMap<string, InstitutionNote | null>,
): Promise<InstitutionNote[]> {
  const notes: InstitutionNote[] = [];
  for (const [instance, note] of found) {
    const finished = note ?? (await finishFounding(around, instance));
    if (finished !== null) notes.push(finished);
  }
  return notes;
}

async function finishFounding(
  { config, logLine }: Surroundings,
  instance: string,
): Promise<InstitutionNote | null> {
  const store = await openStore(config, instance);
  const pinned = await pinnedIn(store);
  const { folder, secrets } = placesOf(config, instance);
  if (pinned === null) {
    await rm(folder, { recursive: true });
    const aside = await setSecretsAside(secrets);
    if (aside !== null)
      logLine(`The founding of ${instance} was never finished. Its secrets now stand in ${aside}.`);
    return null;
  }
  const note = { instance, ...(config.origins ?? LOCALHOST) };
  await writeNote(config, note);
  return note;
}

async function pinnedIn(store: Store): Promise<Pinned | null> {
  try {
    return await findPinned(store.db);
  } finally {
    await store.close();
  }
}

async function openInstitution(around: Surroundings, note: InstitutionNote): Promise<Hosted> {
  await ensureSqliteThere(around.config, note.instance);
  const secrets = await readSecrets(placesOf(around.config, note.instance).secrets, note.instance);
  const { app, parts } = await openApp(around, note, secrets);
  try {
    const pinned = await findPinned(parts.store.db);
    if (pinned?.instance !== note.instance)
      throw new ConfigError(
        `The database does not hold ${note.instance}. Is BIJAK_DATABASE_URL the one it was made with?`,
      );
    if ((await app.isTrial()) && !mayHostTrial(around, note))
      throw new ConfigError(
        `${note.instance} is a trial: it cannot become a real institution, answers on localhost only, and not beside one that the network reaches.`,
      );
    return hostedOf(note, app, parts);
  } catch (fault) {
    await closeApp(app, parts);
    throw fault;
  }
}

async function openApp(
  around: Surroundings,
  { instance, publicOrigin, staffOrigin }: InstitutionNote,
  secrets: Secrets,
): Promise<{ app: App; parts: Parts }> {
  const { config, clock, limits, webRoot, logLine } = around;
  const [store, blobs] = await Promise.all([
    openStore(config, instance),
    openBlobs(config, instance),
  ]);
  const parts: Parts = {
    publicOrigin,
    staffOrigin,
    store,
    blobs,
    secrets,
    clock,
    limits,
    webRoot,
    foundingToken: null,
    logLine,
  };
  return { app: await buildApp(parts), parts };
}

const hostedOf = (
  { instance, publicOrigin, staffOrigin }: InstitutionNote,
  app: App,
  parts: Parts,
): Hosted => ({
  instance,
  publicOrigin,
  staffOrigin,
  sides: app,
  sweep: app.sweep,
  close: () => closeApp(app, parts),
});

async function closeApp(app: App, { store }: Parts): Promise<void> {
  await app.close();
  await store.close();
}

export type PorchParts = {
  readonly origins: Origins;
  readonly token: string;
  readonly opaqueSetup: string;
  readonly onFounded: (hosted: Hosted) => void;
};

/** Before there is an institution: health, the founding doors and the page of the ceremony, nothing else. When the founding is stored, durable and ready to answer, `onFounded` gets the institution. */
export async function openPorch(
  around: Surroundings,
  { origins, token, opaqueSetup, onFounded }: PorchParts,
): Promise<Porch> {
  const sides = createSides({ ...around, ...origins });
  const scopes = scopesOf(sides);
  openHealthDoor(scopes, async () => false);
  openPorchPages(sides.staffSide, { ...around, ...origins });
  openFoundingDoors(scopes, token, {
    register: (memberId, request) => answerRegistration(opaqueSetup, memberId, request),
    found: async (founding) =>
      onFounded(await foundInstitution(around, { founding, origins, opaqueSetup })),
  });
  await Promise.all([sides.publicSide.ready(), sides.staffSide.ready()]);
  const close = async (): Promise<void> => {
    await Promise.all([sides.publicSide.close(), sides.staffSide.close()]);
  };
  return { ...origins, sides, close };
}

/** Whether data or secrets of this institution stand: then none is founded under its id. Throws RangeError for what is no instance id. */
export async function isTaken(config: Config, instance: string): Promise<boolean> {
  const { secrets } = placesOf(config, instance);
  return (await listInstitutions(config)).has(instance) || (await hasSecrets(secrets));
}

async function foundInstitution(
  around: Surroundings,
  { founding, origins, opaqueSetup }: { founding: Founding; origins: Origins; opaqueSetup: string },
): Promise<Hosted> {
  const { config } = around;
  const { instance } = founding;
  ensure(!isTrialNote(founding.directory) || mayHostTrial(around, origins), "note-refused");
  ensure(!(await isTaken(config, instance)), "already-founded");
  const places = placesOf(config, instance);
  const note: InstitutionNote = { instance, ...origins };
  const secrets = await generateSecrets(instance, opaqueSetup);
  await mkdir(places.folder, { mode: 0o700 });
  ensure(await writeSecrets(places.secrets, secrets), "already-founded");
  const { app, parts } = await openApp(around, note, secrets);
  try {
    await app.found(founding);
    await writeNote(config, note);
  } catch (fault) {
    await closeApp(app, parts);
    await finishFounding(around, instance);
    throw fault;
  }
  return hostedOf(note, app, parts);
}

/** Whether a trial may answer here: both names and the listeners are of this machine alone (rulings R35). */
const mayHostTrial = (
  { isLoopback }: Surroundings,
  { publicOrigin, staffOrigin }: Origins,
): boolean => isLoopback && isLocal(publicOrigin) && isLocal(staffOrigin);

/** Whether an unverified directory says that it is a trial; the founding itself verifies it after. */
function isTrialNote(note: string): boolean {
  try {
    return parseNoteText(note).split("\n").includes("trial");
  } catch {
    return false;
  }
}
