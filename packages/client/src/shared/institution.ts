import {
  ApiError,
  ConfigContent,
  conforms,
  InstanceFile,
  type Api,
  type Route,
} from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  EnvelopeError,
  followDirectory,
  openConfig,
  type Directory,
  type DirectoryUnit,
  type Realm,
} from "@bijak/envelope";

/** What the signed notes say about an institution, verified. */
export type Institution = {
  readonly instanceFile: InstanceFile;
  readonly realm: Realm;
  readonly directory: Directory;
  readonly config: ConfigContent;
  /** The day the notes were verified for. */
  readonly today: Day;
};

type Notes = {
  readonly instanceFile: InstanceFile;
  /** Directory notes, oldest first. */
  readonly notes: readonly string[];
  readonly config: string;
  readonly today: Day;
  /** The highest directory serial seen before, where anything is remembered. */
  readonly newestSerial?: number;
};

const instanceRoute = {
  scope: "public",
  method: "GET",
  path: "/instance.json",
  sentence: "What is pinned beside the bundle.",
  reply: InstanceFile,
} as const satisfies Route;

/** The file pinned beside the pages of an origin (R30). */
export const fetchInstanceFile = (api: Api): Promise<InstanceFile> => api.call(instanceRoute, {});

/**
 * Verifies directory and configuration against the pinned signers. Throws an EnvelopeError for notes that are not
 * authentic, expired or rolled back, and `reply-malformed` for a configuration that is not one.
 */
export async function openInstitution({
  instanceFile,
  notes,
  config,
  today,
  newestSerial = 0,
}: Notes): Promise<Institution> {
  const { instance, suite, signers, threshold } = instanceFile;
  const directory = await followDirectory(notes, {
    instance,
    signers,
    threshold,
    today,
    newestSerial,
  });
  if (directory.suite !== suite) throw new EnvelopeError("directory-not-authentic");
  const content = parseConfig(await openConfig(config, directory));
  const realm = Object.freeze({ instance, suite });
  return Object.freeze({ instanceFile, realm, directory, config: content, today });
}

function parseConfig(json: string): ConfigContent {
  const content: unknown = JSON.parse(json);
  if (!isConfig(content)) throw new ApiError("reply-malformed");
  return content;
}

const isConfig = (value: unknown): value is ConfigContent => conforms(ConfigContent, value);

/** The unit of this id in the directory; null when it has none. */
export const findUnit = (directory: Directory, id: string): DirectoryUnit | null =>
  directory.units.find((unit) => unit.id === id) ?? null;

/** As `findUnit`. Throws `object-misplaced` when the directory has none. */
export function ensureUnit(directory: Directory, id: string): DirectoryUnit {
  const unit = findUnit(directory, id);
  if (unit === null) throw new EnvelopeError("object-misplaced");
  return unit;
}

/** Whether the unit takes reports on that day. */
export const isTakingReports = (unit: DirectoryUnit, today: Day): boolean =>
  unit.isOpen && unit.validFrom <= today && (unit.validUntil === null || today <= unit.validUntil);

/** The signing keys of all units, as of now. */
export const unitVkeys = (directory: Directory): readonly string[] =>
  directory.units.map((unit) => unit.vkey);
