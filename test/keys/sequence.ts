import assert from "node:assert/strict";
import type { Act, Choice } from "./act.ts";
import { CASE_ACTS } from "./acts-cases.ts";
import { IDENTITY_ACTS } from "./acts-identity.ts";
import { PEOPLE_ACTS } from "./acts-people.ts";
import { RACES } from "./acts-races.ts";
import { RECOVERY_ACTS } from "./acts-recovery.ts";
import { SHARING_ACTS } from "./acts-sharing.ts";
import { checkCase, isRefusal, type Counts, type Seen } from "./check.ts";
import { createDraw, type Draw } from "./draw.ts";
import { openLedger } from "./ledger.ts";
import { sabotage } from "./sabotage.ts";
import { openWorld, type World } from "./world.ts";

const ACTS: readonly Act[] = [
  ...CASE_ACTS,
  ...SHARING_ACTS,
  ...IDENTITY_ACTS,
  ...PEOPLE_ACTS,
  ...RECOVERY_ACTS,
  ...RACES,
];

const FEWEST_ACTS = 20;
const MOST_ACTS = 36;
/** How often something is tried that the model says cannot be. */
const WRONG = 0.12;

/** A sequence that found something: its seed, and all that was done until then. */
export class KeyFault extends Error {
  override name = "KeyFault";
  constructor(seed: number, done: readonly string[], cause: unknown) {
    super(`seed ${seed}\n${done.join("\n")}\n${String(cause)}`, { cause });
  }
}

/** Does one random sequence of acts, made by its seed, and looks after each who can open what. Throws `KeyFault`. */
export async function runSequence(seed: number, counts: Counts): Promise<void> {
  const draw = createDraw(seed);
  const threshold = draw.chance(0.25) ? 2 : 1;
  const done = [`signers needed: ${threshold}`];
  const world = await openWorld(threshold);
  try {
    await act(world, { draw, counts, done });
  } catch (fault) {
    throw new KeyFault(seed, done, fault);
  } finally {
    await world.institution.close();
  }
}

type Running = { readonly draw: Draw; readonly counts: Counts; readonly done: string[] };

async function act(world: World, { draw, counts, done }: Running): Promise<void> {
  const ledger = await openLedger(world, counts);
  const length = FEWEST_ACTS + draw.below(MOST_ACTS - FEWEST_ACTS + 1);
  for (let step = 0; step < length; step += 1) {
    const choice = choose(world, draw);
    done.push(`${choice.isAllowed ? "" : "(refused) "}${choice.words}`);
    await tryOut(world, choice, counts);
    await checkCases(world, { seen: ledger.seen, counts, names: touchedBy(world, choice, draw) });
    await ledger.check();
    counts.acts += 1;
  }
  done.push("all cases");
  await checkCases(world, { seen: ledger.seen, counts, names: [...world.model.cases.keys()] });
  done.push("sabotage");
  await sabotage({ world, counts, draw });
  counts.sequences += 1;
}

/** The cases that an act was about; of those about people and units, one case at random: all are looked at in the end. */
function touchedBy({ model }: World, { touches }: Choice, draw: Draw): readonly string[] {
  const cases = [...model.cases.keys()];
  if (touches.length > 0) return touches.filter((name) => model.cases.has(name));
  return cases.length === 0 ? [] : [draw.pick(cases)];
}

type Checking = {
  readonly seen: Seen;
  readonly counts: Counts;
  readonly names: readonly string[];
};

async function checkCases(world: World, { names, ...looking }: Checking): Promise<void> {
  for (const name of names) await checkCase(world, world.caseOf(name), looking);
}

function choose({ model }: World, draw: Draw): Choice {
  const isWrong = draw.chance(WRONG);
  const able = ACTS.map(({ weight, choices }) => ({
    weight,
    choices: choices(model).filter(({ isAllowed }) => isAllowed !== isWrong),
  })).filter(({ choices }) => choices.length > 0);
  let at = draw.below(able.reduce((sum, { weight }) => sum + weight, 0));
  for (const { weight, choices } of able) {
    if (at < weight) return draw.pick(choices);
    at -= weight;
  }
  throw new RangeError("nothing can be done");
}

async function tryOut(world: World, choice: Choice, counts: Counts): Promise<void> {
  if (choice.isAllowed) {
    await choice.run(world);
    choice.after(world.model);
    counts.done.set(choice.name, (counts.done.get(choice.name) ?? 0) + 1);
    return;
  }
  const fault = await choice.run(world).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(fault !== null, "what is not allowed was done");
  if (!isRefusal(fault)) throw fault;
  counts.refusals += 1;
}
