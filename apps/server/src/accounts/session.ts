import { randomBytes } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { isActive, type MemberEntry } from "@bijak/envelope/audit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { digestOf, randomId } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { DirectoryPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { eraseSession, findSession, insertSession, prolongSession } from "./session-store.ts";
import { findByMember } from "./store.ts";

/*
 * [Note: Session]
 *
 * A random cookie that scripts cannot read and other sites cannot send; the database holds its hash. `__Host-` binds it to this
 * host name: browsers take it over https, and from http://localhost, which they treat as secure. It ends after 15 minutes
 * without a request. The end is moved once a minute at most, so that reading does not write each time.
 *
 * Only a member of the newest members note gets one. Whoever is enrolled and not yet in it, or has left, is told
 * `session-missing` when their secret was right: the right secret alone opens no door.
 */
export const IDLE_MS = 15 * 60_000;
const MOVED_EVERY_MS = 60_000;
const COOKIE = "__Host-bijak";
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict";
const FORM = /^[A-Za-z0-9_-]{43}$/;

export const SESSION_METHODS = ["password", "paper", "passkey"] as const;
export type SessionMethod = (typeof SESSION_METHODS)[number];

/** A sign-in whose secret was right. */
export type Proved = {
  readonly memberId: string;
  readonly method: SessionMethod;
  /** Makes the proof useless for a second time, in the transaction that makes the session. Throws when it was used. */
  readonly spend: (tx: Tx) => Promise<void>;
};

type Needs = Pick<Parts, "store" | "clock">;
type Members = DirectoryPort["members"];

/** Starts a session and sets its cookie; the session whose cookie it takes the place of ends. Throws `session-missing` for whoever is no member now, and what `spend` throws. */
export async function startSession(
  { store, clock, members }: Needs & { readonly members: Members },
  { memberId, method, spend }: Proved,
  reply: FastifyReply,
): Promise<void> {
  ensure((await findMember(members, memberId)) !== null, "session-missing");
  const secret = randomBytes(32).toString("base64url");
  const now = clock.nowMs();
  const row = {
    hash: digestOf(secret),
    id: randomId(),
    member_id: memberId,
    method,
    started_at: now,
    expires_at: now + IDLE_MS,
  };
  const before = findSessionHash(reply.request);
  await store.transact(async (tx) => {
    await spend(tx);
    if (before !== null) await eraseSession(tx, before);
    await insertSession(tx, row, now);
  });
  reply.header("set-cookie", `${COOKIE}=${secret}; ${ATTRIBUTES}`);
}

/** Ends the session of this request, if there is one, and takes the cookie back. */
export async function endSession(
  { store }: Needs,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const hash = findSessionHash(request);
  if (hash !== null) await store.transact((tx) => eraseSession(tx, hash));
  reply.header("set-cookie", `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`);
}

/** The signed-in member, as the newest members note has them. Throws `session-missing`. */
export async function requireMember(
  needs: Needs,
  members: Members,
  request: FastifyRequest,
): Promise<MemberEntry> {
  const memberId = await findMemberId(needs, request);
  if (memberId === null || (await findByMember(needs.store.db, memberId)) === null)
    throw new ApiError("session-missing");
  const member = await findMember(members, memberId);
  if (member === null) throw new ApiError("session-missing");
  return member;
}

async function findMember(members: Members, memberId: string): Promise<MemberEntry | null> {
  return (await members()).find((one) => one.id === memberId && isActive(one)) ?? null;
}

async function findMemberId(
  { store, clock }: Needs,
  request: FastifyRequest,
): Promise<string | null> {
  const hash = findSessionHash(request);
  const session = hash === null ? null : await findSession(store.db, hash);
  const now = clock.nowMs();
  if (session === null || session.expires_at <= now) return null;
  if (session.expires_at < now + IDLE_MS - MOVED_EVERY_MS)
    await store.commitTogether((tx) => prolongSession(tx, session.hash, now + IDLE_MS));
  return session.member_id;
}

/** The hash under which the session of this request would be kept; null without a cookie of ours. */
export function findSessionHash(request: FastifyRequest): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const secret = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return secret !== undefined && FORM.test(secret) ? digestOf(secret) : null;
}
