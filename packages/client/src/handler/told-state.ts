import { outcomeClassOf } from "@bijak/domain";
import type { SignedAct } from "@bijak/envelope";
import { movedOn, readState, type SignedState } from "../shared/state.ts";
import type { CaseFile, Warning } from "./case-file.ts";
import { realmOf, type Desk } from "./desk.ts";
import { findDoneAct, mayHaveSupervised } from "./done-act.ts";
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
  const signed = await newestAct(desk, content);
  const approved = content.entries.find(({ hash }) => hash === signed?.act.hash);
  if (signed === null || approved?.entry.kind !== "proposal") return false;
  const { act, signers } = signed;
  return (
    act.kind === "close" &&
    act.caseId === content.row.id &&
    act.instance === realmOf(desk).instance &&
    signers.some(({ id }) => id === approved.memberId) &&
    signers.some((member) => member.id !== approved.memberId && mayHaveSupervised(member)) &&
    outcomeClassOf(approved.entry.outcome) === outcome
  );
}

function newestAct(desk: Desk, { entries }: Content): Promise<SignedAct | null> {
  const acts = entries.map(({ entry }) => entry).filter((entry) => entry.kind === "act");
  return findDoneAct(desk, acts.at(-1)?.note ?? "");
}
