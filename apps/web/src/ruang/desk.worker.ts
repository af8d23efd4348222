import { createStaffApi } from "@bijak/client/handler";
import { ApiError } from "@bijak/contract";
import { serveCalls, type CallParts } from "../lib/calls/serve.ts";
import { ADMIN_NEEDINGS } from "./admin.calls.ts";
import type { AdminCalls } from "./admin.rpc.ts";
import { NEEDINGS, OPENINGS, type NeedingName, type OpeningName } from "./desk.calls.ts";
import { DESK_CALLS, isCallName, type CallName } from "./desk.rpc.ts";
import { KEY_NEEDINGS } from "./keys.calls.ts";
import type { KeyCalls } from "./keys.rpc.ts";
import type { Opened } from "./opened.ts";
import { SHARING_NEEDINGS } from "./sharing.calls.ts";
import type { SharingCalls } from "./sharing.rpc.ts";

/*
 * [Note: The worker that holds the keys]
 *
 * One worker, one desk, all keys and all requests. The page asks in the words of `desk.rpc.ts` and gets plain data. A key
 * has no way out: no call gives one, but for a paper key that was just made to be printed. Locking ends the worker, and
 * with it the memory that the keys were in.
 */
const api = createStaffApi("");
let opened: Opened | null = null;

serveCalls(globalThis, run);

async function run(call: string, input: unknown, parts: CallParts): Promise<unknown> {
  if (!isCallName(call)) throw new TypeError("not a call of the desk");
  // The page's link types the input by the very name of the call, here and below.
  if (isOpening(call)) {
    opened = null;
    opened = await OPENINGS[call](api, input as never, parts);
    return opened.tell();
  }
  if (opened === null) throw new ApiError("session-missing");
  if (isKeyCall(call)) return KEY_NEEDINGS[call](opened, input as never, parts);
  if (isAdminCall(call)) return ADMIN_NEEDINGS[call](opened, input as never, parts);
  return isSharingCall(call)
    ? SHARING_NEEDINGS[call](opened.desk(), input as never)
    : NEEDINGS[call as NeedingName](opened.desk(), input as never, parts); // every other name is one of these, see DESK_CALLS
}

const isOpening = (call: CallName): call is OpeningName => DESK_CALLS[call] === "opens";

const isAdminCall = (call: CallName): call is keyof AdminCalls =>
  Object.hasOwn(ADMIN_NEEDINGS, call);

const isSharingCall = (call: CallName): call is keyof SharingCalls =>
  Object.hasOwn(SHARING_NEEDINGS, call);

const isKeyCall = (call: CallName): call is keyof KeyCalls => Object.hasOwn(KEY_NEEDINGS, call);
