import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type CaseEvent,
  type CaseEventKind,
  clocksAfter,
  DEFAULT_DEADLINES,
  deriveClocks,
  NATIONAL_CALENDAR,
  parseDay,
  type RunningClock,
} from "../src/index.ts";

/** Which events can follow while a case is in each of these plights. */
const NEXT: Readonly<Record<string, readonly (readonly [CaseEventKind, string])[]>> = {
  working: [
    ["acknowledged", "working"],
    ["triaged", "working"],
    ["first-answered", "working"],
    ["feedback-given", "working"],
    ["question-asked", "waiting"],
    ["transfer-offered", "offered"],
    ["concluded", "closed"],
  ],
  waiting: [
    ["acknowledged", "waiting"],
    ["first-answered", "waiting"],
    ["feedback-given", "waiting"],
    ["wait-ended", "working"],
  ],
  offered: [
    ["transfer-accepted", "working"],
    ["transfer-refused", "working"],
  ],
  closed: [["reopened", "working"]],
};

const FIRST = parseDay("2023-12-20");
const walk = fc.record({
  isUrgent: fc.boolean(),
  steps: fc.array(fc.record({ choice: fc.nat(1000), gap: fc.nat(40) }), { maxLength: 12 }),
});

function eventsOf(steps: readonly { choice: number; gap: number }[]): CaseEvent[] {
  const events: CaseEvent[] = [{ kind: "received", on: FIRST }];
  let plight = "working";
  let on = FIRST;
  for (const { choice, gap } of steps) {
    const choices = NEXT[plight] ?? [];
    const [kind, next] = choices[choice % choices.length] ?? ["acknowledged", plight];
    on += gap;
    events.push({ kind, on });
    plight = next;
  }
  return events;
}

const rules = (isUrgent: boolean) => ({
  isUrgent,
  settings: DEFAULT_DEADLINES,
  calendar: NATIONAL_CALENDAR,
});

test("event by event the limits stand where the whole history puts them", () => {
  fc.assert(
    fc.property(walk, ({ isUrgent, steps }) => {
      const events = eventsOf(steps);
      const running = events.reduce<readonly RunningClock[]>(
        (clocks, event) => clocksAfter(clocks, event, rules(isUrgent)),
        [],
      );
      const whole = deriveClocks({ isUrgent, events }, DEFAULT_DEADLINES, NATIONAL_CALENDAR);
      assert.deepEqual(
        running,
        whole.map(({ code, dueOn, isStopped }) => ({ code, dueOn, isStopped })),
      );
    }),
    { numRuns: 500 },
  );
});

test("a second question while the first is open is refused", () => {
  const asked = (["received", "question-asked"] as const).reduce<readonly RunningClock[]>(
    (clocks, kind) => clocksAfter(clocks, { kind, on: FIRST }, rules(false)),
    [],
  );
  for (const kind of ["question-asked", "reopened"] as const)
    assert.throws(() => clocksAfter(asked, { kind, on: FIRST }, rules(false)), RangeError);
});
