import { canonicalJson, type FactRow } from "@bijak/contract";
import { FACT_LISTS, quarterOf } from "@bijak/domain";
import type { MemberEntry } from "@bijak/envelope/audit";
import type { Parts } from "../parts.ts";
import { ensure } from "../refusal.ts";
import { type FactTableRow, putFact } from "./store.ts";

/*
 * [Note: Facts]
 *
 * What may be counted is a row of its own with no case id, no member and no day (R11). So the log has no entry for it either:
 * one would say on which day whose hands which rows passed through, and a case triaged that day would be found again.
 */
type List = keyof typeof FACT_LISTS;
type Kind = FactRow["kind"];
type Rule = { readonly required: readonly List[]; readonly optional: readonly List[] };

/** What each kind may hold. Feedback comes from reporters alone (R39), so members send none. */
const RULES: Readonly<Record<Kind, Rule | null>> = Object.freeze({
  triage: { required: ["category"], optional: ["platform", "act"] },
  closing: { required: ["outcome"], optional: ["platform", "act"] },
  identity: { required: ["identity"], optional: [] },
  feedback: null,
});

/**
 * Stores a batch of facts, all or none; a fact sent twice counts once. Throws `role-missing`, `request-malformed` for values
 * outside the closed lists, `not-available` for another unit, `facts-conflict`.
 */
export async function recordFacts(
  { store, clock }: Pick<Parts, "store" | "clock">,
  member: MemberEntry,
  facts: readonly FactRow[],
): Promise<void> {
  const isCaseworker = member.roles.includes("handler") || member.roles.includes("supervisor");
  ensure(isCaseworker, "role-missing");
  const today = clock.today();
  for (const fact of facts) ensureFact(fact, member, quarterOf(today));
  await store.transact(async (tx) => {
    for (const fact of facts) ensure(await putFact(tx, rowOf(fact)), "facts-conflict");
  });
}

const rowOf = ({ id, kind, unit, quarter, values }: FactRow): FactTableRow => ({
  id,
  kind,
  unit,
  quarter,
  values: canonicalJson(values),
});

function ensureFact(fact: FactRow, member: MemberEntry, now: string): void {
  const rule = RULES[fact.kind];
  ensure(rule !== null && isListed(fact, rule), "request-malformed");
  const isOfYear = fact.kind === "identity";
  ensure(isOfYear === (fact.unit === null), "request-malformed");
  ensure(isOfYear === /^[0-9]{4}$/u.test(fact.quarter), "request-malformed");
  ensure(fact.quarter <= now, "request-malformed");
  ensure(fact.unit === null || member.units.includes(fact.unit), "not-available");
}

function isListed({ values }: FactRow, { required, optional }: Rule): boolean {
  const given = Object.entries(values as Readonly<Record<string, string>>); // the contract allows words only
  const allowed = [...required, ...optional];
  const isInList = (list: List, value: string): boolean =>
    FACT_LISTS[list].some((code) => code === value);
  return (
    required.every((list) => Object.hasOwn(values, list)) &&
    given.every(([name, value]) => allowed.some((list) => list === name && isInList(list, value)))
  );
}
