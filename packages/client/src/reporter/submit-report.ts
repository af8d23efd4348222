import {
  ApiError,
  encodeSections,
  reporterRoutes,
  type Acknowledgement as Reply,
  type Solution,
} from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { encodeText } from "../shared/bytes.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { earnProof, isProofRefusal, type Solve } from "./proof.ts";
import type { SealedReport } from "./seal-report.ts";
import type { ReporterThread } from "./thread.ts";

/** The server has the report for good. */
export type Acknowledgement = {
  readonly caseId: string;
  readonly unit: string;
  readonly receivedOn: Day;
  readonly promised: { readonly code: "T_ACK"; readonly dueOn: Day };
};

type Submission = Waiting & {
  readonly api: ReporterApi;
  readonly sealed: SealedReport;
  readonly solve: Solve;
  /** A proof earned beforehand with `earnProof` for the action `report`. */
  readonly proof?: Promise<Solution> | undefined;
  /**
   * Loads the institution anew and seals again with the same receipt: called when a unit has changed its key since. The report is then
   * the one that this gives, for `openThread` too.
   */
  readonly reseal?: (() => Promise<SealedReport>) | undefined;
};

const MOST_RESEALS = 2;

/*
 * [Note: One report]
 *
 * The server tells repetitions by receipt and body: the same body again gives the same acknowledgement, even when its
 * proof has expired. So a body is kept from the first attempt on and sent until there is a certain answer. A refused
 * proof says that this body is not stored; only then a body with another proof is made. Should the first one still have
 * been on its way, the second meets `report-conflict`, and sending the first again fetches the acknowledgement.
 */
const BODIES = new WeakMap<SealedReport, Uint8Array[]>();
const MOST_BODIES = 4;

/**
 * Sends a report until it is certain that it is stored. See [Note: One report]. Throws an ApiError for a refusal that
 * waiting does not mend, such as `unit-closed`; the signal's reason when given up.
 */
export async function submitReport({
  reseal,
  ...submission
}: Submission): Promise<Acknowledgement> {
  let { sealed } = submission;
  for (let reseals = 0; ; reseals += 1) {
    try {
      return await submitSealed({ ...submission, sealed });
    } catch (fault) {
      if (!isOutdated(fault) || reseal === undefined || reseals === MOST_RESEALS) throw fault;
      sealed = await reseal(); // an outdated report is refused for good: nothing of it is stored
    }
  }
}

const isOutdated = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "directory-outdated";

async function submitSealed(submission: Submission): Promise<Acknowledgement> {
  const bodies = BODIES.get(submission.sealed) ?? [];
  BODIES.set(submission.sealed, bodies);
  for (;;) {
    const newest = bodies.at(-1) ?? (await addBody(submission, bodies));
    try {
      return await send(submission, newest);
    } catch (fault) {
      if (isConflict(fault) && bodies.length > 1) return resend(submission, bodies.slice(0, -1));
      if (!isProofRefusal(fault) || bodies.length === MOST_BODIES) throw fault;
      await addBody(submission, bodies);
    }
  }
}

/** What is needed to add evidence right after sending. */
export function openThread(sealed: SealedReport, acknowledgement: Acknowledgement): ReporterThread {
  if (sealed.caseId !== acknowledgement.caseId) throw new ApiError("reply-malformed");
  return sealed.thread;
}

async function addBody(submission: Submission, bodies: Uint8Array[]): Promise<Uint8Array> {
  const { sealed, api, solve, signal, onWait, pace } = submission;
  const early = bodies.length === 0 ? submission.proof : undefined;
  const proof =
    (await early?.catch(() => null)) ??
    (await earnProof({ api, action: "report", solve, signal, onWait, pace }));
  const head = encodeText(JSON.stringify({ ...sealed.head, proof }));
  const body = encodeSections([head, sealed.message, sealed.card, sealed.wrap, sealed.standbyWrap]);
  bodies.push(body);
  return body;
}

async function send(
  { api, sealed, ...waiting }: Submission,
  body: Uint8Array,
): Promise<Acknowledgement> {
  const call = (signal: AbortSignal) => api.call(reporterRoutes.report, { body }, { signal });
  return acknowledge(sealed, await keepTrying(call, waiting, body.length));
}

async function resend(
  submission: Submission,
  bodies: readonly Uint8Array[],
): Promise<Acknowledgement> {
  const [body, ...others] = bodies;
  if (body === undefined) throw new ApiError("report-conflict");
  try {
    return await send(submission, body);
  } catch (fault) {
    if (!isConflict(fault)) throw fault;
    return resend(submission, others);
  }
}

const isConflict = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "report-conflict";

function acknowledge(sealed: SealedReport, reply: Reply): Acknowledgement {
  const { caseId, unit, receivedOn, ackDueOn } = reply;
  if (caseId !== sealed.caseId || unit !== sealed.unit) throw new ApiError("reply-malformed");
  const promised = { code: "T_ACK", dueOn: ackDueOn } as const;
  return Object.freeze({ caseId, unit, receivedOn, promised });
}
