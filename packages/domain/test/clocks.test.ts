import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addWorkingDays,
  type CaseEventKind,
  type ClockCode,
  DEFAULT_DEADLINES,
  deriveClocks,
  isOverdue,
  NATIONAL_CALENDAR,
  parseDay,
  promisedOn,
  retentionOn,
  toIsoDay,
  writableUntil,
} from "../src/index.ts";

type Step = readonly [CaseEventKind, string];

function clocksAfter(steps: readonly Step[], isUrgent = false) {
  const events = steps.map(([kind, on]) => ({ kind, on: parseDay(on) }));
  return deriveClocks({ isUrgent, events }, DEFAULT_DEADLINES, NATIONAL_CALENDAR);
}

/** Due days by code; a stopped limit is written with a pause sign. */
function dueAfter(...steps: readonly Step[]): Partial<Record<ClockCode, string>> {
  const clocks = clocksAfter(steps);
  return Object.fromEntries(
    clocks.map(({ code, dueOn, isStopped }) => [code, toIsoDay(dueOn) + (isStopped ? " ‖" : "")]),
  );
}

test("a report starts five limits", () => {
  assert.deepEqual(dueAfter(["received", "2026-11-24"]), {
    T_ACK: "2026-12-01",
    T_TRIAGE: "2026-12-01",
    T_FIRST_ANSWER: "2026-12-24",
    T_FEEDBACK: "2027-02-22",
    T_TARGET_CLOSE: "2027-02-23",
  });
});

test("limits cross month ends, leap days, weekends and holidays", () => {
  const cases: readonly [string, ClockCode, string][] = [
    ["2026-01-31", "T_ACK", "2026-02-07"],
    ["2028-02-23", "T_ACK", "2028-03-01"],
    ["2027-02-22", "T_ACK", "2027-03-01"],
    ["2026-12-28", "T_ACK", "2027-01-04"],
    ["2026-01-31", "T_FIRST_ANSWER", "2026-03-02"],
    ["2028-01-31", "T_FIRST_ANSWER", "2028-03-01"],
    ["2026-10-03", "T_FEEDBACK", "2027-01-01"],
    ["2026-11-20", "T_TRIAGE", "2026-11-27"],
    ["2026-11-21", "T_TRIAGE", "2026-11-27"],
    ["2026-03-16", "T_TRIAGE", "2026-03-30"],
    ["2026-12-21", "T_TRIAGE", "2026-12-30"],
    ["2025-12-24", "T_TRIAGE", "2026-01-05"],
  ];
  for (const [received, code, due] of cases) {
    assert.equal(dueAfter(["received", received])[code], due, `${code} of ${received}`);
  }
});

test("an urgent report is acknowledged by the next working day", () => {
  const ackOf = (received: string) => clocksAfter([["received", received]], true)[0];
  assert.equal(toIsoDay(ackOf("2026-11-24")?.dueOn ?? 0), "2026-11-25");
  assert.equal(toIsoDay(ackOf("2026-11-27")?.dueOn ?? 0), "2026-11-30");
});

test("urgent is never slower than ordinary, not even over Lebaran", () => {
  // After 17 March 2026 the next working day is the 25th, eight days on; the ordinary limit is the 24th.
  const received: Step = ["received", "2026-03-17"];
  const urgent = clocksAfter([received], true)[0];
  assert.equal(toIsoDay(urgent?.dueOn ?? 0), "2026-03-24");
});

test("any word of a person acknowledges", () => {
  for (const kind of [
    "acknowledged",
    "question-asked",
    "first-answered",
    "feedback-given",
  ] as const) {
    assert.equal(dueAfter(["received", "2026-11-24"], [kind, "2026-11-25"]).T_ACK, undefined, kind);
  }
  assert.ok("T_ACK" in dueAfter(["received", "2026-11-24"], ["triaged", "2026-11-25"]));
});

test("while the reporter is asked, sorting, first answer and target stand still; acknowledgement and feedback do not", () => {
  assert.deepEqual(dueAfter(["received", "2026-11-24"], ["question-asked", "2026-11-26"]), {
    T_TRIAGE: "2026-12-01 ‖",
    T_FIRST_ANSWER: "2026-12-24 ‖",
    T_FEEDBACK: "2027-02-22",
    T_TARGET_CLOSE: "2027-02-23 ‖",
    T_WAIT_INFO: "2026-12-26",
  });
});

test("an answer restarts what stood still with what was left", () => {
  const due = dueAfter(
    ["received", "2026-11-24"],
    ["question-asked", "2026-11-26"],
    ["wait-ended", "2026-12-03"],
  );
  assert.equal(due.T_FIRST_ANSWER, "2026-12-31");
  assert.equal(due.T_TRIAGE, "2026-12-08");
  assert.equal(due.T_FEEDBACK, "2027-02-22");
  assert.equal(due.T_WAIT_INFO, undefined);
});

test("only the reporter's answer, the end of the wait or closing ends a wait", () => {
  for (const kind of ["acknowledged", "triaged", "summoned", "transfer-offered"] as const) {
    const due = dueAfter(
      ["received", "2026-11-24"],
      ["question-asked", "2026-11-26"],
      [kind, "2026-11-27"],
    );
    assert.equal(due.T_FIRST_ANSWER, "2026-12-24 ‖", kind);
  }
});

test("two waits add up", () => {
  const due = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-11-04"],
    ["wait-ended", "2026-11-09"],
    ["question-asked", "2026-11-10"],
    ["wait-ended", "2026-11-20"],
  );
  assert.equal(due.T_FIRST_ANSWER, "2026-12-17");
});

test("a second question within a wait is the same wait with a new month to answer", () => {
  const due = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-11-04"],
    ["question-asked", "2026-11-10"],
    ["wait-ended", "2026-11-14"],
  );
  assert.equal(due.T_FIRST_ANSWER, "2026-12-12");
  const asked = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-11-04"],
    ["question-asked", "2026-11-10"],
  );
  assert.equal(asked.T_WAIT_INFO, "2026-12-10");
});

test("asking after a limit has passed does not forgive it", () => {
  const clocks = clocksAfter([
    ["received", "2026-11-02"],
    ["question-asked", "2026-12-10"],
  ]);
  const firstAnswer = clocks.find(({ code }) => code === "T_FIRST_ANSWER");
  assert.ok(firstAnswer !== undefined);
  assert.equal(toIsoDay(firstAnswer.dueOn), "2026-12-02");
  assert.equal(firstAnswer.isStopped, false);
  assert.equal(isOverdue(firstAnswer, parseDay("2026-12-10")), true);
});

test("asking on the last day still stops the limit, and leaves no day", () => {
  const due = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-12-02"],
    ["wait-ended", "2026-12-09"],
  );
  assert.equal(due.T_FIRST_ANSWER, "2026-12-09");
});

test("a wait that ends on the day it began changes nothing", () => {
  const plain = dueAfter(["received", "2026-11-02"], ["acknowledged", "2026-11-04"]);
  const asked = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-11-04"],
    ["wait-ended", "2026-11-04"],
  );
  assert.deepEqual(asked, plain);
});

test("a transfer ends the sorting of the sender and starts the sorting of whoever accepts", () => {
  const offered: readonly Step[] = [
    ["received", "2026-11-02"],
    ["acknowledged", "2026-11-03"],
    ["transfer-offered", "2026-11-05"],
  ];
  assert.equal(dueAfter(...offered).T_TRIAGE, undefined);
  assert.equal(dueAfter(...offered).T_ACCEPT_TRANSFER, "2026-11-12");
  const accepted = dueAfter(...offered, ["transfer-accepted", "2026-11-12"]);
  assert.equal(accepted.T_ACCEPT_TRANSFER, undefined);
  assert.equal(accepted.T_TRIAGE, "2026-11-19");
  assert.equal(accepted.T_FIRST_ANSWER, "2026-12-02", "the promise to the reporter is not renewed");
  assert.equal(dueAfter(...offered, ["transfer-refused", "2026-11-10"]).T_TRIAGE, "2026-11-17");
});

test("a wait before acceptance does not push the sorting of the new unit", () => {
  const due = dueAfter(
    ["received", "2026-11-02"],
    ["question-asked", "2026-11-03"],
    ["wait-ended", "2026-11-10"],
    ["transfer-offered", "2026-11-11"],
    ["transfer-accepted", "2026-11-12"],
  );
  assert.equal(due.T_TRIAGE, "2026-11-19");
});

test("feedback is due every ninety days and stands in for a first answer", () => {
  const due = dueAfter(["received", "2026-01-05"], ["feedback-given", "2026-02-02"]);
  assert.equal(due.T_FEEDBACK, "2026-05-03");
  assert.equal(due.T_FIRST_ANSWER, undefined);
});

test("summons follow each other, and a hearing ends both", () => {
  const heard: readonly Step[] = [
    ["received", "2026-09-01"],
    ["triaged", "2026-09-02"],
    ["summoned", "2026-09-07"],
  ];
  assert.equal(dueAfter(...heard).T_SUMMON_1, "2026-09-16");
  const again = dueAfter(...heard, ["summoned-again", "2026-09-16"]);
  assert.equal(again.T_SUMMON_1, undefined);
  assert.equal(again.T_SUMMON_2, "2026-09-25");
  assert.equal(dueAfter(...heard, ["examined", "2026-09-10"]).T_SUMMON_1, undefined);
});

test("a decision is delivered within fourteen working days", () => {
  const set: readonly Step[] = [
    ["received", "2026-09-01"],
    ["decision-set", "2026-09-30"],
  ];
  assert.equal(dueAfter(...set).T_DELIVER_DECISION, "2026-10-20");
  assert.equal(
    dueAfter(...set, ["decision-delivered", "2026-10-02"]).T_DELIVER_DECISION,
    undefined,
  );
});

test("closing ends every limit, in the middle of a wait too", () => {
  assert.deepEqual(
    dueAfter(
      ["received", "2026-11-02"],
      ["question-asked", "2026-11-03"],
      ["concluded", "2026-11-10"],
    ),
    {},
  );
});

test("reopening starts sorting, feedback and target anew and inherits no wait", () => {
  const due = dueAfter(
    ["received", "2026-06-02"],
    ["question-asked", "2026-06-03"],
    ["concluded", "2026-06-10"],
    ["reopened", "2026-11-02"],
  );
  assert.deepEqual(due, {
    T_TRIAGE: "2026-11-09",
    T_FEEDBACK: "2027-01-31",
    T_TARGET_CLOSE: "2027-01-29",
  });
});

test("the reporter is promised acknowledgement, then a first answer, then feedback", () => {
  const promised = (...steps: readonly Step[]) => {
    const next = promisedOn(clocksAfter(steps));
    return next === null ? null : `${next.code} ${toIsoDay(next.dueOn)}`;
  };
  const received: Step = ["received", "2026-11-02"];
  assert.equal(promised(received), "T_ACK 2026-11-09");
  assert.equal(promised(received, ["acknowledged", "2026-11-03"]), "T_FIRST_ANSWER 2026-12-02");
  assert.equal(promised(received, ["first-answered", "2026-11-03"]), "T_FEEDBACK 2027-01-31");
  assert.equal(
    promised(received, ["question-asked", "2026-11-03"]),
    "T_FEEDBACK 2027-01-31",
    "a stopped limit promises nothing",
  );
  assert.equal(promised(received, ["concluded", "2026-11-03"]), null);
});

test("a limit is in time on its last day and overdue on the next, unless it stands still", () => {
  const clock = { code: "T_ACK", dueOn: 20_000, isStopped: false, isProvisional: false } as const;
  assert.equal(isOverdue(clock, 20_000), false);
  assert.equal(isOverdue(clock, 20_001), true);
  assert.equal(isOverdue({ ...clock, isStopped: true }, 20_001), false);
});

test("limits counted over holidays not yet decreed are provisional, limits in calendar days never", () => {
  const clocks = clocksAfter([["received", "2026-12-28"]]);
  assert.deepEqual(
    clocks.map(({ code, isProvisional }) => `${code} ${isProvisional}`),
    [
      "T_ACK false",
      "T_TRIAGE true",
      "T_FIRST_ANSWER false",
      "T_FEEDBACK false",
      "T_TARGET_CLOSE true",
    ],
  );
  assert.equal(clocksAfter([["received", "2026-12-31"]], true)[0]?.isProvisional, true);
  assert.equal(
    clocksAfter([["received", "2026-06-02"]]).some(({ isProvisional }) => isProvisional),
    false,
  );
});

test("a history without receipt, with two, or running backwards is refused", () => {
  const wrong: readonly (readonly Step[])[] = [
    [],
    [["acknowledged", "2026-11-02"]],
    [
      ["received", "2026-11-02"],
      ["received", "2026-11-03"],
    ],
    [
      ["received", "2026-11-02"],
      ["acknowledged", "2026-11-01"],
    ],
  ];
  for (const steps of wrong) assert.throws(() => clocksAfter(steps), RangeError);
});

test("settings decide the spans", () => {
  const settings = { ...DEFAULT_DEADLINES, ackDays: 3, triageWorkingDays: 10 };
  const history = {
    isUrgent: false,
    events: [{ kind: "received", on: parseDay("2026-11-02") }],
  } as const;
  const [ack, triage] = deriveClocks(history, settings, NATIONAL_CALENDAR);
  assert.equal(toIsoDay(ack?.dueOn ?? 0), "2026-11-05");
  assert.equal(toIsoDay(triage?.dueOn ?? 0), "2026-11-16");
});

test("a wait moves a limit by exactly the days it lasted, wherever it lies", () => {
  const start = parseDay("2026-01-05");
  const span = fc.record({
    ask: fc.integer({ min: 0, max: 30 }),
    wait: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(span, ({ ask, wait }) => {
      const events = [
        { kind: "received", on: start },
        { kind: "question-asked", on: start + ask },
        { kind: "wait-ended", on: start + ask + wait },
      ] as const;
      const clocks = deriveClocks(
        { isUrgent: false, events },
        DEFAULT_DEADLINES,
        NATIONAL_CALENDAR,
      );
      const due = new Map(clocks.map(({ code, dueOn }) => [code, dueOn]));
      const left = 60 - countedUpTo(start, start + ask);
      return (
        due.get("T_FIRST_ANSWER") === start + 30 + wait &&
        due.get("T_TARGET_CLOSE") === addWorkingDays(start + ask + wait, left, NATIONAL_CALENDAR)
      );
    }),
  );
});

function countedUpTo(from: number, until: number): number {
  let count = 0;
  while (addWorkingDays(from, count + 1, NATIONAL_CALENDAR) <= until) count += 1;
  return count;
}

test("files are kept two years after closing, half a year where nothing could be followed up", () => {
  const closed = parseDay("2026-08-31");
  assert.equal(toIsoDay(retentionOn("proven-light", closed, DEFAULT_DEADLINES)), "2028-08-31");
  assert.equal(toIsoDay(retentionOn("not-proven", closed, DEFAULT_DEADLINES)), "2028-08-31");
  assert.equal(
    toIsoDay(retentionOn("too-little-information", closed, DEFAULT_DEADLINES)),
    "2027-02-28",
  );
  assert.equal(toIsoDay(retentionOn("duplicate", closed, DEFAULT_DEADLINES)), "2027-02-28");
});

test("a reporter can write for thirty days after closing", () => {
  assert.equal(toIsoDay(writableUntil(parseDay("2026-11-24"), DEFAULT_DEADLINES)), "2026-12-24");
});
