import { keyRoutes, type ReplyOf } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { EnvelopeError, isActive, readDrill, type MemberEntry, type Role } from "@bijak/envelope";
import { realmOf, type Desk } from "../handler/desk.ts";
import { holdersOf, keyringRecipients } from "./holders.ts";
import { signerVkeyOf } from "./pen.ts";

type Known = ReplyOf<typeof keyRoutes.keyHealth>;
type Methods = Known["members"][number]["methods"];

export type UnitHealth = {
  readonly unit: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly epoch: number;
  readonly holders: readonly { readonly id: string; readonly name: string }[];
  /** Keys to which the keyring is sealed, and to how many it belongs by the signed notes. */
  readonly sealedTo: number;
  readonly expected: number;
  /** Day of the last drill that a member signed for the present recovery key; null when there was none. */
  readonly drilledOn: Day | null;
  readonly casesToRekey: number;
  readonly hasRotation: boolean;
};

export type MemberHealth = {
  readonly id: string;
  readonly name: string;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
  readonly isSigner: boolean;
  /** Null when the server does not tell. */
  readonly methods: Methods | null;
};

/** What needs somebody's hand. */
export const HEALTH_PROBLEMS = Object.freeze([
  "directory-expires",
  "signer-alone",
  "holders-too-few",
  "keyring-differs",
  "drill-missing",
  "drill-old",
  "rekey-waits",
  "rotation-waits",
  "slots-too-few",
  "recovery-missing",
] as const);
export type HealthProblem = {
  readonly code: (typeof HEALTH_PROBLEMS)[number];
  /** The unit or member it is about; empty when it is the institution. */
  readonly at: string;
};

export type KeyHealth = {
  readonly units: readonly UnitHealth[];
  readonly members: readonly MemberHealth[];
  readonly directory: {
    readonly serial: number;
    readonly expiresOn: Day;
    readonly daysLeft: number;
    readonly threshold: number;
    readonly signers: number;
  };
  readonly problems: readonly HealthProblem[];
};

/** Days before its end from which the directory asks to be signed anew. */
export const RENEW_WITHIN_DAYS = 30;
/** Days after which a drill is an old one. */
const DRILL_DAYS = 365;

/**
 * Who holds what, what is missing, what is under way. Holders, signers and drills come from signed notes; counts from the server, which
 * tells them of all units to who admits or signs, and to others of their own: of the rest nothing is said. Own units are never left out.
 */
export async function keyHealth(desk: Desk): Promise<KeyHealth> {
  const known = await desk.api.call(keyRoutes.keyHealth, {});
  const drills = await readDrills(desk, known.drills);
  const { directory } = desk.institution;
  const isKnown = (id: string): boolean =>
    desk.me.units.includes(id) || known.units.some(({ unit }) => unit === id);
  const units = directory.units
    .filter(({ id }) => isKnown(id))
    .map((unit) => unitHealth(desk, { unit, known, drills }));
  const members = desk.members.filter(isActive).map((member) => memberHealth(desk, member, known));
  const { serial, expiresOn, threshold, signers } = directory;
  const daysLeft = expiresOn - desk.today();
  const health = {
    units,
    members,
    directory: { serial, expiresOn, daysLeft, threshold, signers: signers.length },
  };
  const recovered = directory.recoveries.map(({ unit }) => unit);
  return Object.freeze({ ...health, problems: problemsOf(health, recovered, desk.today()) });
}

type SoundDrill = { readonly unit: string; readonly recovery: string; readonly on: Day };

/** Only drills that a member signed count. */
async function readDrills(desk: Desk, notes: readonly string[]): Promise<readonly SoundDrill[]> {
  const read = async (note: string): Promise<SoundDrill | null> => {
    try {
      return (await readDrill(note, realmOf(desk), desk.members)).drill;
    } catch (fault) {
      if (fault instanceof EnvelopeError) return null;
      throw fault;
    }
  };
  return (await Promise.all(notes.map(read))).filter((drill) => drill !== null);
}

type Judging = {
  readonly unit: Desk["institution"]["directory"]["units"][number];
  readonly known: Known;
  readonly drills: readonly SoundDrill[];
};

function unitHealth(desk: Desk, { unit, known, drills }: Judging): UnitHealth {
  const { id, name, isOpen, epoch } = unit;
  const { recoveries } = desk.institution.directory;
  const recovery = recoveries.find((one) => one.unit === id)?.recipient;
  const told = known.units.find((one) => one.unit === id);
  const days = drills
    .filter((drill) => drill.unit === id && drill.recovery === recovery)
    .map(({ on }) => on);
  return {
    unit: id,
    name,
    isOpen,
    epoch,
    holders: holdersOf(desk.members, id).map((one) => ({ id: one.id, name: one.name })),
    sealedTo: told?.sealedTo ?? 0,
    expected: keyringRecipients(desk.members, recoveries, id).length,
    drilledOn: days.length === 0 ? null : Math.max(...days),
    casesToRekey: told?.casesToRekey ?? 0,
    hasRotation: told?.hasRotation ?? false,
  };
}

const memberHealth = (desk: Desk, member: MemberEntry, known: Known): MemberHealth => ({
  id: member.id,
  name: member.name,
  units: member.units,
  roles: member.roles,
  isSigner: signerVkeyOf(desk.institution.directory, member) !== null,
  methods: known.members.find(({ memberId }) => memberId === member.id)?.methods ?? null,
});

/** What needs somebody's hand, given the units that have a recovery key. */
export function problemsOf(
  { units, members, directory }: Omit<KeyHealth, "problems">,
  recovered: readonly string[],
  today: Day,
): readonly HealthProblem[] {
  const { daysLeft, signers, threshold } = directory;
  return [
    ...when(daysLeft < RENEW_WITHIN_DAYS, "directory-expires"),
    ...when(signers <= threshold, "signer-alone"),
    ...units.flatMap((unit) => unitProblems(unit, recovered.includes(unit.unit), today)),
    ...members.flatMap(({ id, methods }) =>
      when(methods !== null && countKinds(methods) < 2, "slots-too-few", id),
    ),
  ];
}

const unitProblems = (
  health: UnitHealth,
  hasRecovery: boolean,
  today: Day,
): readonly HealthProblem[] => [
  ...when(health.isOpen && health.holders.length < 2, "holders-too-few", health.unit),
  ...when(health.sealedTo !== health.expected, "keyring-differs", health.unit),
  ...when(!hasRecovery, "recovery-missing", health.unit),
  ...when(hasRecovery && health.drilledOn === null, "drill-missing", health.unit),
  ...when(
    health.drilledOn !== null && today - health.drilledOn > DRILL_DAYS,
    "drill-old",
    health.unit,
  ),
  ...when(health.casesToRekey > 0, "rekey-waits", health.unit),
  ...when(health.hasRotation, "rotation-waits", health.unit),
];

const countKinds = ({ hasPassword, hasPaperKey, passkeys }: Methods): number =>
  [hasPassword, hasPaperKey, passkeys > 0].filter(Boolean).length;

const when = (isSo: boolean, code: HealthProblem["code"], at = ""): readonly HealthProblem[] =>
  isSo ? [{ code, at }] : [];
