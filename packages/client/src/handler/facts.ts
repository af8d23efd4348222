import { staffRoutes, type FactRow } from "@bijak/contract";
import { quarterOf, yearOf, type OutcomeCode } from "@bijak/domain";
import { randomBelow, randomId } from "../shared/bytes.ts";
import type { CaseFile } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { type TriageChoice } from "./record.ts";
import { changeRecord, listPending, type PendingFact } from "./unit-record.ts";

const FACTS_PER_CALL = 512;
/** For so many days opening a case makes sure that its facts wait to be counted. */
const ENSURED_DAYS = 7;

/**
 * What triage lets be counted (R11): the case without its id, and how the reporter named themselves with the year only. Nothing
 * while the channel is not open yet: what is reported then is practice.
 */
export function triageFacts(
  desk: Desk,
  { row, unit }: CaseFile,
  choice: TriageChoice,
): readonly FactRow[] {
  if (isPractice(desk)) return [];
  const { category, platform, identityMode, act } = choice;
  const values = { category, platform, ...(act === undefined ? {} : { act }) };
  return [
    { id: randomId(), kind: "triage", unit, quarter: quarterOf(row.receivedOn), values },
    {
      id: randomId(),
      kind: "identity",
      unit: null,
      quarter: String(yearOf(row.receivedOn)),
      values: { identity: identityMode },
    },
  ];
}

const isPractice = ({ institution }: Desk): boolean => institution.directory.isRehearsal;

/** What closing lets be counted, with the platform and act that triage found. Nothing likewise. */
export function closingFacts(
  desk: Desk,
  { row, unit, entries }: CaseFile,
  outcome: OutcomeCode,
): readonly FactRow[] {
  if (isPractice(desk)) return [];
  const triage = entries.map(({ entry }) => entry).findLast((entry) => entry.kind === "triage");
  const platform = triage === undefined ? {} : { platform: triage.platform };
  const act = triage?.act === undefined ? {} : { act: triage.act };
  const values = { outcome, ...platform, ...act };
  return [{ id: randomId(), kind: "closing", unit, quarter: quarterOf(row.receivedOn), values }];
}

/** Lets facts wait in the unit's sealed record. A fact that waits already, or was sent, is not added again. */
export async function addPending(
  desk: Desk,
  unit: string,
  facts: readonly PendingFact[],
): Promise<void> {
  await changeRecord(desk, unit, (record) => {
    const known = new Set([
      ...record.pending.map(({ fact }) => fact.id),
      ...record.sent.map(({ id }) => id),
    ]);
    const fresh = facts.filter(({ fact }) => !known.has(fact.id));
    return fresh.length === 0 ? record : { ...record, pending: [...record.pending, ...fresh] };
  });
}

/**
 * The step that records facts in the case and their entry in the unit's record are two writes. Should the second have
 * failed, opening the case within a week makes up for it.
 */
export async function ensureFacts(desk: Desk, { row, unit, entries }: CaseFile): Promise<void> {
  if (!desk.keyrings.has(unit) || desk.memory.ensuredFacts.has(row.id)) return;
  const since = desk.today() - ENSURED_DAYS;
  const own = entries.filter(
    ({ entry, memberId }) => entry.on >= since && memberId === desk.me.memberId,
  );
  const facts = own.flatMap(({ entry }) => factsOf(entry).map((fact) => ({ on: entry.on, fact })));
  if (facts.length > 0) await addPending(desk, unit, facts);
  desk.memory.ensuredFacts.add(row.id);
}

const factsOf = (entry: CaseFile["entries"][number]["entry"]): readonly FactRow[] =>
  "facts" in entry ? entry.facts : [];

/**
 * Sends the waiting facts of earlier days, those of all the member's units shuffled together, so that neither day nor order
 * leads back to a case. Gives how many were sent: none while the channel is not open yet.
 */
export async function sendPendingFacts(desk: Desk): Promise<number> {
  if (isPractice(desk)) return 0;
  const today = desk.today();
  const due: PendingFact[] = [];
  for (const unit of desk.me.units) {
    due.push(...(await listPending(desk, unit)).filter(({ on }) => on < today));
  }
  const facts = shuffle(due.map(({ fact }) => fact));
  for (let at = 0; at < facts.length; at += FACTS_PER_CALL) {
    await desk.api.call(staffRoutes.facts, {
      body: { facts: facts.slice(at, at + FACTS_PER_CALL) },
    });
  }
  const sent = new Set(facts.map(({ id }) => id));
  if (sent.size > 0) for (const unit of desk.me.units) await keepAsSent(desk, unit, sent);
  return facts.length;
}

/** Their ids are kept for as long as `ensureFacts` could add them again, and a day more. */
const keepAsSent = (desk: Desk, unit: string, ids: ReadonlySet<string>): Promise<void> =>
  changeRecord(desk, unit, (record) => {
    const done = record.pending.filter(({ fact }) => ids.has(fact.id));
    if (done.length === 0) return record;
    const left = record.pending.filter(({ fact }) => !ids.has(fact.id));
    const oldest = desk.today() - ENSURED_DAYS - 1;
    const sent = [...record.sent, ...done.map(({ on, fact }) => ({ on, id: fact.id }))];
    return { pending: left, sent: sent.filter(({ on }) => on >= oldest) };
  });

/** Fisher and Yates, with numbers no one can foresee. */
function shuffle<T>(items: readonly T[]): T[] {
  const left = [...items];
  const shuffled: T[] = [];
  while (left.length > 0) shuffled.push(...left.splice(randomBelow(left.length), 1));
  return shuffled;
}
