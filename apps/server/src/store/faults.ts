import { ApiError } from "@bijak/contract";

/** Result codes of https://www.sqlite.org/rescode.html; extended ones carry them in the low byte. */
const SQLITE_FULL = 13;
const SQLITE_LOST = [10, 11, 14, 26];

/** SQLSTATE of https://www.postgresql.org/docs/current/errcodes-appendix.html, and what a socket says. */
const POSTGRES_FULL = /^53[12]00$/u;
const POSTGRES_LOST =
  /^(08|57P|58|XX00[12])|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/u;
const POSTGRES_ENDED =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/u;

/** What the database's own fault means to a caller: `storage-full`, `storage-lost`, or the fault itself. */
export function storageFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof ApiError) return fault;
  const { code, errcode } = fault as { code?: unknown; errcode?: unknown }; // node:sqlite and pg add these to Error
  if (typeof errcode === "number") return sqliteFault(errcode & 0xff) ?? fault;
  if (typeof code === "string" && POSTGRES_FULL.test(code)) return new ApiError("storage-full");
  const isLost =
    (typeof code === "string" && POSTGRES_LOST.test(code)) || POSTGRES_ENDED.test(fault.message);
  return isLost ? new ApiError("storage-lost") : fault;
}

function sqliteFault(code: number): ApiError | null {
  if (code === SQLITE_FULL) return new ApiError("storage-full");
  return SQLITE_LOST.includes(code) ? new ApiError("storage-lost") : null;
}

/** Runs `work`; what the database refuses leaves as `storageFault` says. */
export async function withStorageFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    throw storageFault(fault);
  }
}
