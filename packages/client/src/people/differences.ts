import { canonicalJson, type ConfigContent } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { isActive, type Directory, type MemberEntry, type Role } from "@bijak/envelope";

/** What signed notes say together. */
export type NotesContent = {
  readonly directory: Directory;
  readonly config: ConfigContent;
  readonly members: readonly MemberEntry[];
};

type Change<T> = { readonly added: readonly T[]; readonly removed: readonly T[] };

/** One thing that notes would change, in words of the institution: names, not keys. */
export type Difference =
  | {
      readonly kind: "member-added";
      readonly id: string;
      readonly name: string;
      readonly units: readonly string[];
      readonly roles: readonly Role[];
    }
  | { readonly kind: "member-removed"; readonly id: string; readonly name: string }
  | {
      readonly kind: "member-changed";
      readonly id: string;
      readonly name: string;
      readonly formerName: string | null;
      readonly units: Change<string>;
      readonly roles: Change<Role>;
    }
  /** Never made by this program: whoever signs this lets someone read in the name of a member. */
  | { readonly kind: "member-keys-changed"; readonly id: string; readonly name: string }
  | { readonly kind: "unit-added" | "unit-removed"; readonly unit: string }
  | { readonly kind: "unit-opened" | "unit-closed"; readonly unit: string }
  | { readonly kind: "unit-changed"; readonly unit: string }
  | { readonly kind: "unit-key"; readonly unit: string; readonly epoch: number }
  | { readonly kind: "recovery-key"; readonly unit: string }
  | { readonly kind: "signers"; readonly count: Change<string>; readonly threshold: number }
  | { readonly kind: "custody"; readonly k: number; readonly custodians: readonly string[] }
  /** Other than what follows from new keys of units: what old keys signed would count otherwise than before. */
  | { readonly kind: "retired-keys"; readonly units: readonly string[] }
  | { readonly kind: "channel-opened" | "channel-to-rehearsal" }
  | { readonly kind: "trial"; readonly isTrial: boolean }
  | { readonly kind: "expiry"; readonly expiresOn: Day }
  | { readonly kind: "text"; readonly field: keyof ConfigContent };

/** Everything in which the notes differ, most consequential first. Nothing that changes is left out. */
export function listDifferences(before: NotesContent, after: NotesContent): readonly Difference[] {
  return [
    ...memberDifferences(before.members, after.members),
    ...signerDifferences(before.directory, after.directory),
    ...unitDifferences(before.directory, after.directory),
    ...retiredDifferences(before.directory, after.directory),
    ...custodyDifferences(before, after),
    ...stateDifferences(before.directory, after.directory),
    ...textDifferences(before.config, after.config),
  ];
}

function memberDifferences(
  before: readonly MemberEntry[],
  after: readonly MemberEntry[],
): readonly Difference[] {
  const lost = before.filter((member) => isActive(member) && !after.some(hasIdOf(member)));
  const changed = after.flatMap((member) => memberDifference(before.find(hasIdOf(member)), member));
  return [...lost.map(({ id, name }) => removed({ id, name })), ...changed];
}

const hasIdOf =
  ({ id }: Pick<MemberEntry, "id">) =>
  (other: MemberEntry): boolean =>
    other.id === id;

const removed = (member: Pick<MemberEntry, "id" | "name">): Difference => ({
  kind: "member-removed",
  ...member,
});

function memberDifference(
  before: MemberEntry | undefined,
  after: MemberEntry,
): readonly Difference[] {
  const { id, name, units, roles, recipient, vkey } = after;
  const isIn = isActive(after);
  if (before === undefined || (!isActive(before) && isIn))
    return isIn ? [{ kind: "member-added", id, name, units, roles }] : [];
  const keys: readonly Difference[] =
    before.recipient === recipient && before.vkey === vkey
      ? []
      : [{ kind: "member-keys-changed", id, name }];
  if (!isIn) return isActive(before) ? [...keys, removed({ id, name })] : keys;
  const change = {
    formerName: before.name === name ? null : before.name,
    units: changeOf(before.units, units),
    roles: changeOf(before.roles, roles),
  };
  const isOther = change.formerName !== null || hasAny(change.units) || hasAny(change.roles);
  return isOther ? [...keys, { kind: "member-changed", id, name, ...change }] : keys;
}

function signerDifferences(before: Directory, after: Directory): readonly Difference[] {
  const count = changeOf(before.signers, after.signers);
  const { threshold } = after;
  const isOther = hasAny(count) || before.threshold !== threshold;
  return isOther ? [{ kind: "signers", count, threshold }] : [];
}

function unitDifferences(before: Directory, after: Directory): readonly Difference[] {
  const ids = [...new Set([...before.units, ...after.units].map(({ id }) => id))];
  return ids.flatMap((unit): readonly Difference[] => {
    const [old, now] = [before, after].map(({ units }) => units.find(({ id }) => id === unit));
    if (old === undefined) return [{ kind: "unit-added", unit }];
    if (now === undefined) return [{ kind: "unit-removed", unit }];
    const recovery = [before, after].map(({ recoveries }) =>
      recoveries.find((one) => one.unit === unit),
    );
    return [
      ...when(old.isOpen !== now.isOpen, {
        kind: now.isOpen ? "unit-opened" : "unit-closed",
        unit,
      }),
      ...when(old.epoch !== now.epoch || old.recipient !== now.recipient || old.vkey !== now.vkey, {
        kind: "unit-key",
        unit,
        epoch: now.epoch,
      }),
      ...when(recovery[0]?.recipient !== recovery[1]?.recipient, { kind: "recovery-key", unit }),
      ...when(isOtherwise(old, now), { kind: "unit-changed", unit }),
    ];
  });
}

/** Name, conflict target, days of validity. */
const isOtherwise = (old: Directory["units"][number], now: Directory["units"][number]): boolean =>
  old.name !== now.name ||
  old.conflictTarget !== now.conflictTarget ||
  old.validFrom !== now.validFrom ||
  old.validUntil !== now.validUntil;

function retiredDifferences(before: Directory, after: Directory): readonly Difference[] {
  const kept = after.retired.slice(0, before.retired.length);
  const added = after.retired.slice(before.retired.length);
  const isSame = canonicalJson(kept) === canonicalJson(before.retired);
  const hasNewKey = (id: string): boolean =>
    epochOf(after, id) !== undefined && epochOf(before, id) !== epochOf(after, id);
  if (isSame && added.every(({ unit }) => hasNewKey(unit))) return [];
  const units = [...new Set([...before.retired, ...after.retired].map(({ unit }) => unit))];
  return [{ kind: "retired-keys", units }];
}

const epochOf = ({ units }: Directory, id: string): number | undefined =>
  units.find((unit) => unit.id === id)?.epoch;

function custodyDifferences(
  { directory: { custody: before } }: NotesContent,
  { directory: { custody }, members }: NotesContent,
): readonly Difference[] {
  if (canonicalJson(before) === canonicalJson(custody)) return [];
  const nameOf = (id: string): string => members.find((member) => member.id === id)?.name ?? id;
  const custodians = custody?.custodians.map(({ id }) => nameOf(id)) ?? [];
  return [{ kind: "custody", k: custody?.k ?? 0, custodians }];
}

function stateDifferences(before: Directory, after: Directory): readonly Difference[] {
  return [
    ...when(before.isRehearsal !== after.isRehearsal, {
      kind: after.isRehearsal ? "channel-to-rehearsal" : "channel-opened",
    }),
    ...when(before.isTrial !== after.isTrial, { kind: "trial", isTrial: after.isTrial }),
    ...when(before.expiresOn !== after.expiresOn, { kind: "expiry", expiresOn: after.expiresOn }),
  ];
}

function textDifferences(before: ConfigContent, after: ConfigContent): readonly Difference[] {
  const fields = Object.keys({ ...before, ...after }) as (keyof ConfigContent)[]; // both conform to the closed schema
  return fields
    .filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null))
    .map((field) => ({ kind: "text", field }));
}

const changeOf = <T>(before: readonly T[], after: readonly T[]): Change<T> => ({
  added: after.filter((one) => !before.includes(one)),
  removed: before.filter((one) => !after.includes(one)),
});
const hasAny = ({ added, removed: gone }: Change<unknown>): boolean =>
  added.length + gone.length > 0;
const when = (isSo: boolean, difference: Difference): readonly Difference[] =>
  isSo ? [difference] : [];
