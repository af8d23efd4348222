import { digestOf } from "../encoding.ts";
import type { LogEntry } from "../ports.ts";
import type { ParsedStep } from "./step-parse.ts";

/**
 * The log entries of a step: one for each thing that it changes, each with the digest of the new ciphertext or note. A change
 * that has neither is named by the digest of its own words. The object of every entry is the case id.
 */
export function entriesOf(
  step: ParsedStep,
  { caseId, memberId }: { readonly caseId: string; readonly memberId: string },
): readonly LogEntry[] {
  const entry = (type: string, content: Uint8Array | string): LogEntry => ({
    type,
    actor: memberId,
    object: caseId,
    digest: digestOf(content),
  });
  const words = (type: string, value: string | boolean | null | undefined): LogEntry[] =>
    value === undefined ? [] : [entry(type, `${type} ${String(value)}`)];
  const move = step.act ?? step.toReporter[0];
  return [
    ...step.toReporter.map((sealed) => entry("message", sealed)),
    ...step.internal.map((sealed) => entry("note", sealed)),
    ...step.records.map((sealed) => entry("record", sealed)),
    ...step.wraps.map(({ sealed }) => entry("wrap", sealed)),
    ...(step.card === null ? [] : [entry("card", step.card)]),
    ...(step.to === null || move === undefined ? [] : [entry(`state ${step.to}`, move)]),
    ...words("assignee", step.assignee),
    ...words("urgent", step.isUrgent),
  ];
}
