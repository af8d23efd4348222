import { createStaffApi, type Desk } from "@bijak/client/handler";
import { ApiError } from "@bijak/contract";
import { EnvelopeError } from "@bijak/envelope";
import { NEEDINGS, OPENINGS, roomInfo } from "./desk.calls.ts";
import type { NeedingName, OpeningName, Tell } from "./desk.calls.ts";
import { DESK_CALLS, isCallName } from "./desk.rpc.ts";
import type { CallName, DeskReply, DeskRequest } from "./desk.rpc.ts";

/*
 * [Note: The worker that holds the keys]
 *
 * One worker, one desk, all keys and all requests. The page asks in the words of `desk.rpc.ts` and gets plain data. A key
 * has no way out: no call gives one. Locking ends the worker, and with it the memory that the keys were in.
 */
const api = createStaffApi("");
let desk: Desk | null = null;

addEventListener("message", (event: MessageEvent<DeskRequest>) => {
  void answer(event.data);
});

async function answer({ id, call, input }: DeskRequest): Promise<void> {
  const say = (reply: DeskReply): void => postMessage(reply);
  try {
    const value = await run(call, input, (done, total) =>
      say({ id, kind: "progress", done, total }),
    );
    say({ id, kind: "done", value });
  } catch (fault) {
    say({ id, kind: "failed", ...failureOf(fault) });
  }
}

async function run(call: string, input: unknown, tell: Tell): Promise<unknown> {
  if (!isCallName(call)) throw new TypeError("not a call of the desk");
  if (isOpening(call)) {
    desk = null;
    // The page's link types the input by the very name of the call, here and below.
    desk = await OPENINGS[call](api, input as never, tell);
    return roomInfo(desk);
  }
  if (desk === null) throw new ApiError("session-missing");
  return NEEDINGS[call as NeedingName](desk, input as never, tell); // every other name needs a desk, see DESK_CALLS
}

function isOpening(call: CallName): call is OpeningName {
  return DESK_CALLS[call] === "opens";
}

function failureOf(fault: unknown): { source: "api" | "envelope" | "fault"; code: string } {
  if (fault instanceof ApiError) return { source: "api", code: fault.code };
  if (fault instanceof EnvelopeError) return { source: "envelope", code: fault.code };
  return { source: "fault", code: "desk-fault" };
}
