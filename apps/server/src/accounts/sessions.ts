import type { keyRoutes, ReplyOf } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import type { Room } from "./room.ts";
import { SESSION_METHODS, type SessionMethod } from "./session.ts";
import { eraseOtherSessions, eraseSessionById, listSessions } from "./session-store.ts";

/** The member's sessions. `session` is the hash of the one that asks. */
export async function readSessions(
  { parts: { store, clock } }: Room,
  member: MemberEntry,
  session: string | null,
): Promise<ReplyOf<typeof keyRoutes.sessions>> {
  const rows = await listSessions(store.db, member.id, clock.nowMs());
  return rows.map(({ id, method, started_at: startedAt, hash }) => ({
    id,
    method: methodOf(method),
    startedAt,
    isThis: hash === session,
  }));
}

/** Ends one of the member's sessions. Throws `not-available` when it is none of theirs. */
export const endSessionById = (
  { parts: { store } }: Room,
  member: MemberEntry,
  id: string,
): Promise<void> =>
  store.transact(async (tx) => ensure(await eraseSessionById(tx, member.id, id), "not-available"));

/** Ends all of the member's sessions but the one that asks. */
export const endOtherSessions = (
  { parts: { store } }: Room,
  member: MemberEntry,
  session: string | null,
): Promise<void> => store.transact((tx) => eraseOtherSessions(tx, member.id, session));

function methodOf(word: string): SessionMethod {
  const method = SESSION_METHODS.find((one) => one === word);
  if (method === undefined) throw new Error("a session of an unknown method");
  return method;
}
