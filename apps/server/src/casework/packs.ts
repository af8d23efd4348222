import type { ReplyOf, sharingRoutes } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, randomId, toBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import { ensureCaseworker, ensureOwnUnit } from "./access.ts";
import { ensureKeysOfToday, ensureNotFrozen } from "./keys-of-today.ts";
import { parseSealed } from "./parse-sealed.ts";
import { provenBy } from "./proven-by.ts";
import type { Room } from "./room.ts";
import { insertPack, listPacksFor } from "./sharing-store.ts";

type NewPack = {
  readonly from: string;
  readonly to: string;
  readonly sealed: string;
  readonly serial?: number | undefined;
};

/**
 * Sends a sealed pack from one of the member's units to another unit (R8). Which case it is of stands only inside: neither the row
 * nor the log names one. Throws `role-missing`, `not-available`, `unit-unknown`, `request-malformed`, `ciphertext-refused`.
 */
export async function sendPack(
  { parts, ports }: Room,
  member: MemberEntry,
  pack: NewPack,
): Promise<string> {
  ensureCaseworker(member);
  const { from, to } = pack;
  ensureOwnUnit(member, from);
  const { suite, units } = await ports.currentDirectory();
  ensure(
    [from, to].every((unit) => units.some(({ id }) => id === unit)),
    "unit-unknown",
  );
  ensure(from !== to, "request-malformed");
  await ensureNotFrozen(ports, [from]);
  const sealed = parseSealed(pack.sealed, "pack", suite);
  const id = randomId();
  const on = parts.clock.today();
  await parts.store.transact(async (tx) => {
    await insertPack(tx, { id, source: from, target: to, on_day: on, sealed });
    await ensureKeysOfToday(ports, tx, { serial: pack.serial, units: [from, to] });
    const entry = { type: "pack", actor: member.id, object: from, digest: digestOf(sealed) };
    await ports.appendEntry(tx, entry);
  });
  return id;
}

type ShownPack = ReplyOf<typeof sharingRoutes.packs>[number];

/** The packs that other units sent to one of the member's units, each with what proves an old key of its sender. Throws `role-missing`, `not-available`. */
export async function listPacks(
  { parts, ports }: Room,
  member: MemberEntry,
  unit: string,
): Promise<ShownPack[]> {
  ensureCaseworker(member);
  ensureOwnUnit(member, unit);
  const packs = await listPacksFor(parts.store.db, unit);
  const proofs = await ports.proofsOf(
    packs.map(({ sealed }) => digestOf(sealed)),
    "staff",
  );
  return packs.map(({ id, source, on_day, sealed }) => ({
    id,
    from: source,
    on: on_day,
    sealed: toBase64(sealed),
    ...provenBy(proofs.get(digestOf(sealed))),
  }));
}
