import { ApiError } from "@bijak/contract";
import { DataError } from "@bijak/domain";
import { EnvelopeError } from "@bijak/envelope";
import { PlanFault } from "./init/fields.ts";
import type { Sentences } from "./words/index.ts";

/** A command ends here with a sentence for the person and an exit code. */
export class Failure extends Error {
  readonly exitCode: 1 | 2;

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** Faults of settings and places, which the server tells in a sentence of its own. */
const SERVER_FAULTS = new Set(["ConfigError", "StoreInUse"]);

/** The sentence for a fault, or null when it is a fault of this program. */
export function sentenceOf(fault: unknown, say: Sentences): string | null {
  if (fault instanceof Failure) return fault.message;
  if (fault instanceof ApiError) return `${say.refusals[fault.code]} (${fault.code})`;
  if (fault instanceof EnvelopeError) return say.localFault(fault.code);
  if (fault instanceof DataError || fault instanceof PlanFault) return say.planWrong(fault.message);
  if (fault instanceof Error && SERVER_FAULTS.has(fault.name)) return fault.message;
  return null;
}
