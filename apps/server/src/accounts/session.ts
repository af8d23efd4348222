import { randomBytes } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { isActive, type MemberEntry } from "@bijak/envelope/audit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { digestOf, randomId } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { DirectoryPort } from "../ports.ts";
import { eraseSession, findByMember, findSession, insertSession, prolongSession } from "./store.ts";

/*
 * [Note: Session]
 *
 * A random cookie that scripts cannot read and other sites cannot send; the database holds its hash. `__Host-` binds it to this
 * host name: browsers take it over https, and from http://localhost, which they treat as secure. It ends after 15 minutes
 * without a request. The end is moved once a minute at most, so that reading does not write each time.
 */
export const IDLE_MS = 15 * 60_000;
const MOVED_EVERY_MS = 60_000;
const COOKIE = "__Host-bijak";
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict";
const FORM = /^[A-Za-z0-9_-]{43}$/;

export type SessionMethod = "password" | "paper" | "passkey";

type Needs = Pick<Parts, "store" | "clock">;

/** Starts a session and sets its cookie. */
export async function startSession(
  { store, clock }: Needs,
  { memberId, method }: { readonly memberId: string; readonly method: SessionMethod },
  reply: FastifyReply,
): Promise<void> {
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
  await store.transact((tx) => insertSession(tx, row, now));
  reply.header("set-cookie", `${COOKIE}=${secret}; ${ATTRIBUTES}`);
}

/** Ends the session of this request, if there is one, and takes the cookie back. */
export async function endSession(
  { store }: Needs,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const secret = findSecret(request);
  if (secret !== null) await store.transact((tx) => eraseSession(tx, digestOf(secret)));
  reply.header("set-cookie", `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`);
}

/** The signed-in member, as the newest members note has them. Throws `session-missing`. */
export async function requireMember(
  needs: Needs,
  members: DirectoryPort["members"],
  request: FastifyRequest,
): Promise<MemberEntry> {
  const memberId = await findMemberId(needs, request);
  if (memberId === null || (await findByMember(needs.store.db, memberId)) === null)
    throw new ApiError("session-missing");
  const member = (await members()).find((one) => one.id === memberId && isActive(one));
  if (member === undefined) throw new ApiError("session-missing");
  return member;
}

async function findMemberId(
  { store, clock }: Needs,
  request: FastifyRequest,
): Promise<string | null> {
  const secret = findSecret(request);
  const session = secret === null ? null : await findSession(store.db, digestOf(secret));
  const now = clock.nowMs();
  if (session === null || session.expires_at <= now) return null;
  if (session.expires_at < now + IDLE_MS - MOVED_EVERY_MS)
    await store.commitTogether((tx) => prolongSession(tx, session.hash, now + IDLE_MS));
  return session.member_id;
}

function findSecret(request: FastifyRequest): string | null {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const secret = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return secret !== undefined && FORM.test(secret) ? secret : null;
}
