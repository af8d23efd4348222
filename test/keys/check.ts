import assert from "node:assert/strict";
import { ApiError } from "@bijak/contract";
import { EnvelopeError, type CaseKeys } from "@bijak/envelope";
import { openCase, type CaseView, type Desk } from "../../packages/client/src/handler.ts";
import { loadCase } from "../../packages/client/src/handler/case-file.ts";
import {
  hasKeys,
  mayKnow,
  reads,
  type Case,
  type Login,
  type Member,
  type Model,
} from "./model.ts";
import type { World } from "./world.ts";

/** What was tried, to be told at the end. */
export type Counts = {
  sequences: number;
  acts: number;
  opens: number;
  refusals: number;
  /** How often each kind of act was done. */
  readonly done: Map<string, number>;
};

export const noCounts = (): Counts => ({
  sequences: 0,
  acts: 0,
  opens: 0,
  refusals: 0,
  done: new Map(),
});

/** Keys that members really held at some time. */
export type Seen = (login: Login, label: string, identity: string) => void;

type Sight = "none" | "locked" | "keys" | "reads";

const expectedSight = (model: Model, one: Case, member: Member): Sight => {
  if (!mayKnow(model, one, member)) return "none";
  if (!hasKeys(model, one, member)) return "locked";
  return reads(model, one, member) ? "reads" : "keys";
};

/** Every member opens a case through their client: just the right ones have its keys, and read everything in it. */
export async function checkCase(
  world: World,
  one: Case,
  { counts, seen }: { readonly counts: Counts; readonly seen: Seen },
): Promise<void> {
  const { caseId } = world.reporterOf(one.name);
  for (const member of world.model.members.values()) {
    if (!member.isActive) continue;
    const desk = await world.desk(member.login);
    const { sight, keys, view } = await look(desk, caseId);
    counts.opens += 1;
    const wanted = expectedSight(world.model, one, member);
    assert.equal(sight, wanted, `${member.login} and ${one.name}`);
    keys?.keys.forEach((key, n) => seen(member.login, `case ${one.name} ${n}`, key));
    if (keys !== null) checkKeys(one, keys, member.login);
    if (view !== null) checkText(one, view, member.login);
  }
  await checkReporter(world, one, counts);
}

type Look = {
  readonly sight: Sight;
  readonly keys: CaseKeys | null;
  readonly view: CaseView | null;
};

async function look(desk: Desk, caseId: string): Promise<Look> {
  try {
    const { caseKeys, row } = await loadCase(desk, caseId);
    if (caseKeys === null) return { sight: "locked", keys: null, view: null };
    if (row.declaration !== "no-conflict") return { sight: "keys", keys: caseKeys, view: null };
    const view = await openCase(desk, caseId);
    return { sight: "reads", keys: caseKeys, view };
  } catch (fault) {
    const isShut =
      fault instanceof ApiError && ["not-available", "role-missing"].includes(fault.code);
    if (!isShut) throw fault;
    return { sight: "none", keys: null, view: null };
  }
}

function checkKeys(one: Case, { keys, units, standby }: CaseKeys, login: Login): void {
  assert.deepEqual(
    [keys.length - 1, units.toSorted(), standby],
    [one.n, one.units.toSorted(), one.standby],
    `keys of ${one.name} as ${login} has them`,
  );
}

/** Whoever reads, reads all of it from the first word on, and nothing in it is wrong. */
function checkText(one: Case, view: CaseView, login: Login): void {
  assert.deepEqual(view.warnings, [], `warnings of ${one.name} to ${login}`);
  const texts = JSON.stringify(view.thread);
  for (const { text } of one.said) assert.ok(texts.includes(text), `${login} misses: ${text}`);
}

/** The newest receipt shows who can read and what was written to it; earlier receipts, and a burnt one, open nothing. */
async function checkReporter(world: World, one: Case, counts: Counts): Promise<void> {
  const { receipts } = world.reporterOf(one.name);
  const shut = one.isBurnt ? receipts : receipts.slice(0, -1);
  for (const keys of shut)
    await assert.rejects(world.mailbox(one.name, keys), { code: "mailbox-not-found" });
  counts.refusals += shut.length;
  if (one.isBurnt) return;
  const { canRead, standby, messages } = await world.mailbox(one.name);
  counts.opens += 1;
  assert.deepEqual(
    [canRead.toSorted(), standby],
    [one.card.units.toSorted(), one.card.standby],
    `card of ${one.name}`,
  );
  const texts = JSON.stringify(messages);
  for (const { to, text, receipt } of one.said) {
    const isReadable = to === "reporter" && receipt === one.receipts;
    assert.equal(texts.includes(text), isReadable, `${one.name} to its reporter: ${text}`);
  }
}

/** Whether something was refused with a word of ours. */
export const isRefusal = (fault: unknown): boolean =>
  fault instanceof ApiError ||
  fault instanceof EnvelopeError ||
  (fault instanceof Error && fault.name === "Refusal");
