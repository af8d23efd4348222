import type { Rotation } from "@bijak/contract";
import { isActive, type MemberEntry, readRotation } from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../encoding.ts";
import { ensure, ensureShape, refuseAs } from "../refusal.ts";
import { eraseRotation, listRotations, putRotation } from "./key-store.ts";
import type { Room } from "./room.ts";

type Request = { readonly unit: string; readonly note: string; readonly sealed: string };

/** The requests that wait: all for signers, for others those of their units. */
export async function readRotations(
  { parts }: Room,
  { roles, units }: MemberEntry,
): Promise<Rotation[]> {
  const rows = await listRotations(parts.store.db);
  return rows
    .filter(({ unit }) => roles.includes("signer") || units.includes(unit))
    .map(({ unit, note, proposed_by, on_day }) => ({
      unit,
      note,
      proposedBy: proposed_by,
      on: on_day,
    }));
}

/**
 * Keeps a request for the next key of an own unit, signed by the member, with the keyring that goes with it. An older one is void.
 * Throws `not-available` for a unit of others, `note-refused`, `ciphertext-refused`. To whom the keyring must be sealed is decided
 * when the directory is published.
 */
export async function requestRotation(
  { parts, ports, current }: Room,
  member: MemberEntry,
  { unit, note, sealed }: Request,
): Promise<void> {
  ensure(member.units.includes(unit), "not-available");
  const { directory, members } = await current();
  const { rotation, signer } = await refuseAs("note-refused", () =>
    readRotation(note, directory, members),
  );
  const epoch = directory.units.find(({ id }) => id === unit)?.epoch ?? 0;
  ensure(signer.id === member.id && rotation.unit === unit, "note-refused");
  ensure(rotation.epoch === epoch + 1, "note-refused");
  const keyring = parseBase64(sealed);
  const most = members.filter(isActive).length + 1;
  const recipientCounts = Array.from({ length: most }, (_, at) => at + 1);
  ensureShape(keyring, { suite: directory.suite, kind: "keyring", recipientCounts });
  await parts.store.transact(async (tx) => {
    const row = { unit, note, sealed: keyring, proposed_by: member.id };
    await putRotation(tx, { ...row, on_day: parts.clock.today() });
    await ports.appendEntry(tx, {
      type: "rotation",
      actor: member.id,
      object: unit,
      digest: digestOf(note),
    });
  });
}

/** Takes a request back: a member of the unit, or a signer who turns it down. Throws `not-available`. */
export async function withdrawRotation(
  { parts }: Room,
  { roles, units }: MemberEntry,
  unit: string,
): Promise<void> {
  ensure(roles.includes("signer") || units.includes(unit), "not-available");
  await parts.store.transact(async (tx) => ensure(await eraseRotation(tx, unit), "not-available"));
}
