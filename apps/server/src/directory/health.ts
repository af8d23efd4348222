import type { keyRoutes, ReplyOf } from "@bijak/contract";
import {
  countRecipients,
  type Directory,
  type DirectoryUnit,
  isActive,
  type MemberEntry,
  type Role,
} from "@bijak/envelope/audit";
import {
  type DrillRow,
  findEpochSerial,
  type KeyringRow,
  listDrills,
  listKeyrings,
  listRotations,
  type RotationRow,
} from "./key-store.ts";
import type { Room } from "./room.ts";

type KeyHealth = ReplyOf<typeof keyRoutes.keyHealth>;

/** Who looks after the keys of the whole institution; everybody else after those of the own units. */
const OVERSEERS: readonly Role[] = ["signer", "admin", "auditor"];

/** Who holds what, what is missing, what is under way, as far as the member looks after it. */
export async function readKeyHealth(room: Room, member: MemberEntry): Promise<KeyHealth> {
  const { directory, members } = await room.current();
  const isOverseer = OVERSEERS.some((role) => member.roles.includes(role));
  const seen = directory.units.filter(({ id }) => isOverseer || member.units.includes(id));
  const kept = await listKept(room, directory);
  const units = [];
  for (const unit of seen) units.push(await unitHealth(room, unit, kept));
  const people = members.filter((one) => (isOverseer ? isActive(one) : one.id === member.id));
  const methods = await room.ports.methodsOf(people.map(({ id }) => id));
  const drills = kept.drills.filter(({ unit }) => seen.some(({ id }) => id === unit));
  return {
    units,
    members: [...methods].map(([memberId, its]) => ({ memberId, methods: { ...its } })),
    drills: drills.map(({ note }) => note),
  };
}

/** What the store keeps on the keys of all units. */
type Kept = {
  readonly keyrings: readonly KeyringRow[];
  readonly rotations: readonly RotationRow[];
  /** Of today's recovery keys, oldest first. */
  readonly drills: readonly DrillRow[];
};

async function listKept({ parts }: Room, { recoveries }: Directory): Promise<Kept> {
  const { db } = parts.store;
  const [keyrings, rotations, drills] = await Promise.all([
    listKeyrings(db),
    listRotations(db),
    listDrills(db),
  ]);
  const isOfToday = ({ unit, recipient }: DrillRow): boolean =>
    recoveries.some((one) => one.unit === unit && one.recipient === recipient);
  return { keyrings, rotations, drills: drills.filter(isOfToday) };
}

async function unitHealth(
  { parts: { store }, ports }: Room,
  { id, epoch }: DirectoryUnit,
  { keyrings, rotations, drills }: Kept,
): Promise<KeyHealth["units"][number]> {
  const keyring = keyrings.find(({ unit }) => unit === id);
  const serial = await findEpochSerial(store.db, id);
  return {
    unit: id,
    epoch,
    sealedTo: keyring === undefined ? 0 : countRecipients(keyring.sealed),
    drilledOn: drills.findLast(({ unit }) => unit === id)?.on_day ?? null,
    casesToRekey: await ports.countToRekey(id, serial),
    hasRotation: rotations.some(({ unit }) => unit === id),
  };
}
