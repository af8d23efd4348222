import type { CaseStep } from "@bijak/contract";
import { type CaseState, isCaseState } from "@bijak/domain";
import type { Suite } from "@bijak/envelope/audit";
import { ensure } from "../refusal.ts";
import { type ParsedWrap, parseSealed, parseWrap } from "./parse-sealed.ts";

/** What a step says of a transfer, its offer unsealed from the wire. */
export type ParsedTransfer = {
  readonly target: string;
  readonly keepsAccess: boolean;
  readonly offer: Uint8Array;
};

type Sealed = "toReporter" | "internal" | "records" | "wraps" | "card" | "transfer";

/** A step whose sealed objects have the shape of their kind. */
export type ParsedStep = Omit<CaseStep, "to" | Sealed> & {
  readonly to: CaseState | null;
  readonly toReporter: readonly Uint8Array[];
  readonly internal: readonly Uint8Array[];
  readonly records: readonly Uint8Array[];
  readonly wraps: readonly ParsedWrap[];
  readonly card: Uint8Array | null;
  readonly transfer: ParsedTransfer | null;
};

/**
 * Reads a step. Throws `ciphertext-refused` for an object of a wrong shape, `move-impossible` for a state that does not exist,
 * `request-malformed` for parts that do not go together.
 */
export function parseStep(step: CaseStep, suite: Suite): ParsedStep {
  const { to, transfer } = step;
  ensure(to === null || isCaseState(to), "move-impossible");
  const parsed: ParsedStep = {
    ...step,
    to,
    toReporter: step.toReporter.map((text) => parseSealed(text, "toReporter", suite)),
    internal: step.internal.map((text) => parseSealed(text, "internal", suite)),
    records: step.records.map((text) => parseSealed(text, "record", suite)),
    wraps: step.wraps.map((wrap) => parseWrap(wrap, suite)),
    card: step.card === null ? null : parseSealed(step.card, "card", suite),
    transfer:
      transfer === undefined
        ? null
        : { ...transfer, offer: parseSealed(transfer.offer, "offer", suite) },
  };
  ensureTogether(parsed);
  return parsed;
}

/** A new case key needs wraps and card; whoever moves a case or answers says so to the reporter (R16). */
function ensureTogether(step: ParsedStep): void {
  const isTold = step.toReporter.length > 0;
  ensure((step.card === null) === (step.wraps.length === 0), "request-malformed");
  ensure(isTold || step.answers.length === 0, "request-malformed");
  ensure(isTold || step.to === null, "move-impossible");
  ensure(step.to !== null || step.act === null, "act-refused");
  ensure(step.retentionOn === undefined || step.to === "concluded", "request-malformed");
  ensure((step.transfer !== null) === (step.to === "transferring"), "request-malformed");
}
