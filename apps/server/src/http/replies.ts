import { ApiError, ERRORS, type ErrorCode } from "@bijak/contract";
import type { FastifyError, FastifyReply } from "fastify";
import { storageFault } from "../store/faults.ts";

/** What Fastify itself refuses (https://fastify.dev/docs/latest/Reference/Errors/), in words of the register. */
const FASTIFY: Readonly<Record<string, ErrorCode>> = Object.freeze({
  FST_ERR_CTP_BODY_TOO_LARGE: "request-too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "request-malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request-malformed",
  FST_ERR_CTP_INVALID_TYPE: "request-malformed",
  FST_ERR_CTP_EMPTY_TYPE: "request-malformed",
  FST_ERR_VALIDATION: "request-malformed",
  FST_ERR_BAD_URL: "request-malformed",
});

/** The code under which a fault leaves the server; null when it is a fault of ours and must be noted. */
function codeOf(fault: unknown): ErrorCode | null {
  const known = storageFault(fault);
  if (known instanceof ApiError && known.code in ERRORS) return known.code as ErrorCode; // just looked up
  const { code, statusCode } = known as Partial<FastifyError>;
  if (typeof code === "string" && code in FASTIFY) return FASTIFY[code] ?? null;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? "request-malformed"
    : null;
}

/** Answers a refusal: status and sentence from the register, never a word of the request. */
function sendRefusal(reply: FastifyReply, code: ErrorCode): FastifyReply {
  const [status, sentence] = ERRORS[code];
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ code, sentence }));
}

/** Answers any fault. What is not in the register becomes `internal-fault` and is noted by kind and place, without its message: that may quote the request. */
export function sendFault(
  fault: unknown,
  reply: FastifyReply,
  logLine: (line: string) => void,
): FastifyReply {
  const code = codeOf(fault);
  if (code === null) logLine(`internal-fault ${placeOf(fault)}`);
  return sendRefusal(reply, code ?? "internal-fault");
}

/** Kind and place of a fault, without its message. */
export function placeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const frames = (fault.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 6);
  return [fault.name, ...frames.map((line) => line.trim())].join(" | ");
}
