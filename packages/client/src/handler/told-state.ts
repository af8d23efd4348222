import { outcomeClassOf } from "@bijak/domain";
import { movedOn, readState, type SignedState } from "../shared/state.ts";
import type { CaseFile, Warning } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { isApprovedBy, listActsOn } from "./done-act.ts";
import { hasSignedDays } from "./history.ts";
import { ensureState } from "./inbox.ts";

type Content = Pick<CaseFile, "row" | "messages" | "entries">;

/**
 * Compares what the server says of state and days with what the unit has signed, as the reporter's page does, and demands the
 * proof of two persons for a closing (R15): one signed state alone closes nothing for colleagues.
 */
export async function stateWarnings(desk: Desk, content: Content): Promise<readonly Warning[]> {
  const told = newestState(content);
  const indexed = ensureState(content.row.state);
  const code = told === null ? "received" : movedOn(told.signed.code, { ...told, indexed });
  const differs: Warning[] = code === indexed ? [] : ["state-differs"];
  if (!hasSignedDays(content, desk.today())) differs.push("days-differ");
  const isProven =
    told?.signed.code !== "concluded" || (await isClosing(desk, content, told.signed));
  return isProven ? differs : [...differs, "closing-not-proven"];
}

type Told = { readonly signed: SignedState; readonly hasWritten: boolean };

function newestState({ messages }: Content): Told | null {
  for (const [at, { message }] of [...messages.entries()].toReversed()) {
    const signed = message.author === "reporter" ? null : readState(message.body);
    const later = messages.slice(at + 1);
    const hasWritten = later.some((one) => one.message.author === "reporter");
    if (signed !== null) return { signed, hasWritten };
  }
  return null;
}

/** Whether two members, one of them a supervisor, signed the proposal of the record whose outcome the reporter was told. */
async function isClosing(desk: Desk, content: Content, { outcome }: SignedState): Promise<boolean> {
  const { row, entries } = content;
  const signed = (await listActsOn(desk, entries, { kind: "close", caseId: row.id })).at(-1);
  const approved = entries.find(({ hash }) => hash === signed?.act.hash);
  if (signed === undefined || approved?.entry.kind !== "proposal") return false;
  return isApprovedBy(signed, approved) && outcomeClassOf(approved.entry.outcome) === outcome;
}
