import type { FastifyRequest } from "fastify";
import { createLimiter } from "../http/limiter.ts";
import type { Parts } from "../parts.ts";
import { ensure } from "../refusal.ts";

/** Lets a network ask so often in ten minutes at the doors that share this gate. Throws `rate-limited`. */
export function gateByNetwork({
  limits,
  clock,
}: Pick<Parts, "limits" | "clock">): (request: FastifyRequest) => Promise<void> {
  const limiter = createLimiter(limits.signInsPerNetwork, clock.nowMs);
  return async ({ ip }) => ensure(limiter.admit(ip), "rate-limited");
}
