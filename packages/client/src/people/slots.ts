import { ApiError } from "@bijak/contract";
import type { Slot, Vault } from "@bijak/envelope";

/*
 * [Note: Slots]
 *
 * Each way to sign in is two things: what the server checks (an OPAQUE record, a paper key's vkey, a passkey) and a slot of the
 * sealed vault. Both change in one request. A member has at most one password and one paper key, and several passkeys. Names of
 * slots are the member's own words, one slot a name. Two different kinds must remain (the server refuses less): whoever loses
 * one way still gets in by another.
 */

/** Adds a slot; one of its kind that is replaced goes. Throws `slot-name-taken` for the name of another slot. */
export function withSlot(vault: Vault, slot: Slot): Vault {
  const isReplaced = (one: Slot) => slot.kind !== "passkey" && one.kind === slot.kind;
  const kept = vault.slots.filter((one) => !isReplaced(one));
  return withSlots(vault, [...kept, slot]);
}

/** Throws `slot-name-taken` when another slot has the new name, `not-available` when none has the old one. */
export function withRenamed(vault: Vault, from: string, to: string): Vault {
  const renamed = findSlot(vault, from);
  return withSlots(
    vault,
    vault.slots.map((one) => (one === renamed ? { ...one, name: nameOf(to) } : one)),
  );
}

/** Throws `not-available` for an unknown name, `slots-too-few` when fewer than two kinds would remain. */
export function withoutSlot(vault: Vault, name: string): Vault {
  const removed = findSlot(vault, name);
  const slots = vault.slots.filter((one) => one !== removed);
  if (new Set(slots.map(({ kind }) => kind)).size < 2) throw new ApiError("slots-too-few");
  return withSlots(vault, slots);
}

/** Throws `not-available`. */
export function findSlot({ slots }: Vault, name: string): Slot {
  const slot = slots.find((one) => one.name === name);
  if (slot === undefined) throw new ApiError("not-available");
  return slot;
}

/** A name as typed, without blanks around it. */
export const nameOf = (typed: string): string => typed.normalize("NFC").trim();

function withSlots(vault: Vault, slots: readonly Slot[]): Vault {
  if (new Set(slots.map(({ name }) => name)).size < slots.length)
    throw new ApiError("slot-name-taken");
  return { ...vault, slots };
}
