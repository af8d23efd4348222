import { createHash, timingSafeEqual } from "node:crypto";
import { type Founding, foundingRoutes } from "@bijak/contract";
import type { FastifyRequest } from "fastify";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import { ensure } from "../refusal.ts";

export type FoundingRules = {
  /** The server's half of an OPAQUE registration. Throws `request-malformed`. */
  readonly register: (memberId: string, request: string) => Promise<string>;
  /** Makes the institution, all of it or nothing. */
  readonly found: (founding: Founding) => Promise<void>;
};

/** Doors for the holder of the one-time token. It is spent by the founding that succeeds; one that fails may be tried again. */
export function openFoundingDoors(
  app: Scopes,
  token: string | null,
  { register, found }: FoundingRules,
): void {
  let isSpent = false;
  const ensureHolder = (request: FastifyRequest): void => {
    ensure(token !== null && isSame(bearerOf(request), token), "founding-refused");
    ensure(!isSpent, "already-founded");
  };

  openDoor(app, foundingRoutes.registration, async ({ request, body }) => {
    ensureHolder(request);
    return { response: await register(body.memberId, body.request) };
  });

  const gate = async (request: FastifyRequest): Promise<void> => ensureHolder(request);
  openGatedDoor(app, { route: foundingRoutes.found, gate }, async ({ request, body }) => {
    ensureHolder(request);
    isSpent = true;
    try {
      await found(body);
    } catch (fault) {
      isSpent = false;
      throw fault;
    }
  });
}

const bearerOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (.+)$/u.exec(headers.authorization ?? "")?.[1] ?? "";

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

const isSame = (one: string, other: string): boolean => timingSafeEqual(hash(one), hash(other));
