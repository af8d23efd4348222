import { ApiError } from "@bijak/contract";
import { stateBody } from "../shared/state.ts";
import { loadCase } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { kindsOfMove, promiseAfter } from "./history.ts";
import { openCase } from "./open-case.ts";
import { baseOf, nextKeys } from "./next-keys.ts";
import { takeStep } from "./step.ts";

/**
 * Takes a new case: makes a case key the reporter does not know, wraps it for everyone who has access, seals a new mailbox-card
 * and tells the reporter under the unit's signature that a person works on it. Received becomes verifying.
 * Throws `move-impossible` for a case that was taken before, `revision-conflict` when a colleague was faster.
 */
export async function takeCase(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  if (file.row.state !== "received") throw new ApiError("move-impossible");
  const on = desk.today();
  const promise = promiseAfter(file, kindsOfMove("received", "verifying"), on);
  await takeStep(desk, file, {
    to: "verifying",
    toReporter: [stateBody({ code: "verifying", since: on, promise, outcome: null })],
    answers: ["acknowledged"],
    assignee: desk.me.memberId,
    rekeyed: await nextKeys(desk, baseOf(file), { isSameKey: false }),
  });
  return openCase(desk, caseId);
}
