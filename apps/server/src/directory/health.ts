import type { keyRoutes, ReplyOf } from "@bijak/contract";
import {
  countRecipients,
  type DirectoryUnit,
  isActive,
  type MemberEntry,
  type Role,
} from "@bijak/envelope/audit";
import {
  type DrillRow,
  findEpochSerial,
  findKeyring,
  listDrills,
  listRotations,
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
  const drills = await currentDrills(room, seen);
  const units = [];
  for (const unit of seen) units.push(await unitHealth(room, unit, drills));
  const people = members.filter((one) => (isOverseer ? isActive(one) : one.id === member.id));
  const methods = await room.ports.methodsOf(people.map(({ id }) => id));
  return {
    units,
    members: [...methods].map(([memberId, its]) => ({ memberId, methods: { ...its } })),
    drills: drills.map(({ note }) => note),
  };
}

/** Drills of today's recovery keys of these units, oldest first. */
async function currentDrills(
  { parts, current }: Room,
  units: readonly DirectoryUnit[],
): Promise<readonly DrillRow[]> {
  const { recoveries } = (await current()).directory;
  const drills = await listDrills(parts.store.db);
  return drills.filter(
    ({ unit, recipient }) =>
      units.some(({ id }) => id === unit) &&
      recoveries.some((one) => one.unit === unit && one.recipient === recipient),
  );
}

async function unitHealth(
  { parts: { store }, ports }: Room,
  { id, epoch }: DirectoryUnit,
  drills: readonly DrillRow[],
): Promise<KeyHealth["units"][number]> {
  const keyring = await findKeyring(store.db, id);
  const serial = (await findEpochSerial(store.db, id)) ?? 1;
  const rotations = await listRotations(store.db);
  return {
    unit: id,
    epoch,
    sealedTo: keyring === null ? 0 : countRecipients(keyring.sealed),
    drilledOn: drills.findLast(({ unit }) => unit === id)?.on_day ?? null,
    casesToRekey: await ports.countToRekey(id, serial),
    hasRotation: rotations.some(({ unit }) => unit === id),
  };
}
