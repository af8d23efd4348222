import { type ConfigContent, OpeningChecks } from "@bijak/contract";
import type { Directory, MemberEntry } from "@bijak/envelope/audit";
import { type DrillRow, type KeyringRow, listDrills, listKeyrings } from "./key-store.ts";
import { isKeyringFitting } from "./keyring-fit.ts";
import type { Room } from "./room.ts";
import { holdersOf, LEAST_HOLDERS } from "./sound.ts";

type OpeningCheck = (typeof OpeningChecks)[number];

/** All that the checks look at. */
export type Preparation = {
  readonly directory: Directory;
  readonly config: ConfigContent;
  readonly members: readonly MemberEntry[];
  readonly keyrings: readonly Pick<KeyringRow, "unit" | "sealed">[];
  readonly drills: readonly Pick<DrillRow, "unit" | "recipient">[];
  /** A report went the whole way: sent, read, answered, concluded. */
  readonly hasRehearsed: boolean;
};

/** What must be done before reporters are let in (issue "Keys and people", ceremony). */
const CHECKS: Readonly<Record<OpeningCheck, (prepared: Preparation) => boolean>> = {
  "recovery-verified": ({ directory: { units, recoveries }, drills }) =>
    units.every(({ id }) =>
      recoveries.some(
        ({ unit, recipient }) =>
          unit === id && drills.some((drill) => drill.unit === id && drill.recipient === recipient),
      ),
    ),
  "two-holders": ({ directory, members, keyrings }) =>
    directory.units
      .filter(({ isOpen }) => isOpen)
      .every(
        ({ id }) =>
          holdersOf(id, members).length >= LEAST_HOLDERS &&
          keyrings.some((one) => one.unit === id && isKeyringFitting(one, { directory, members })),
      ),
  "contact-text": ({ config }) => hasWords(config.contact),
  "privacy-text": ({ config }) => config.privacy !== undefined && hasWords(config.privacy),
  "dummy-report": ({ hasRehearsed }) => hasRehearsed,
};

const hasWords = ({ id, en }: { readonly id: string; readonly en: string }): boolean =>
  id.trim() !== "" && en.trim() !== "";

/** Each check, and whether it is done. */
export const checkOpening = (prepared: Preparation): { check: OpeningCheck; isDone: boolean }[] =>
  OpeningChecks.map((check) => ({ check, isDone: CHECKS[check](prepared) }));

/** The checks as things stand today. */
export async function readOpening({
  parts: { store },
  ports,
  current,
}: Room): Promise<{ isOpen: boolean; checks: { check: OpeningCheck; isDone: boolean }[] }> {
  const { directory, config, members } = await current();
  const [keyrings, drills] = await Promise.all([listKeyrings(store.db), listDrills(store.db)]);
  const hasRehearsed = await ports.hasRehearsed();
  const prepared = { directory, config, members, keyrings, drills, hasRehearsed };
  return { isOpen: !directory.isRehearsal, checks: checkOpening(prepared) };
}
