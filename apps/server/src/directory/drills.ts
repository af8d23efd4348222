import { type MemberEntry, readDrill } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import { type DrillRow, insertDrill } from "./key-store.ts";
import type { Room } from "./room.ts";
import type { Sound } from "./sound.ts";

/**
 * Keeps the signed word of members that a unit's recovery shares were combined and gave its recovery key of today. The same word
 * twice counts once. Throws `note-refused` for another key, another day, or one that the caller did not sign.
 */
export async function recordDrill(
  { parts, ports, current }: Room,
  member: MemberEntry,
  note: string,
): Promise<void> {
  const { row, signers } = await judgeDrill(note, await current(), parts.clock.today());
  ensure(
    signers.some(({ id }) => id === member.id),
    "note-refused",
  );
  await parts.store.transact(async (tx) => {
    if (!(await insertDrill(tx, row))) return;
    const entry = { type: "drill", actor: member.id, object: row.unit, digest: digestOf(note) };
    await ports.appendEntry(tx, entry);
  });
}

/** What a drill says, and which members signed it. Throws `note-refused` unless it is about the recovery key of the directory, and of today. */
export async function judgeDrill(
  note: string,
  { directory, members }: Pick<Sound, "directory" | "members">,
  today: number,
): Promise<{ readonly row: DrillRow; readonly signers: readonly MemberEntry[] }> {
  const { drill, signers } = await refuseAs("note-refused", () =>
    readDrill(note, directory, members),
  );
  const { unit, recovery: recipient, on } = drill;
  const isOfToday = directory.recoveries.some(
    (one) => one.unit === unit && one.recipient === recipient,
  );
  ensure(isOfToday && Math.abs(on - today) <= 1, "note-refused");
  return { row: { unit, recipient, on_day: on, note }, signers };
}
