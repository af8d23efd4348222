import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Acknowledgement } from "@bijak/client/reporter";
import type { Question } from "../src/lib/reporter/confirmation.ts";
import {
  canFinish,
  canReturnToForm,
  FIRST_STATE,
  reduce,
  restOf,
  wouldLose,
  type Event,
  type State,
} from "../src/lapor/machine.ts";
import { FORM_STEPS } from "../src/lapor/steps.ts";

const GROUPS = ["4821", "0937", "5560", "1284", "7719", "3046", "9052"];
const QUESTIONS: readonly Question[] = [
  { group: 2, choices: ["3046", "5560", "5506", "8217"], picked: null },
  { group: 6, choices: ["9250", "1284", "6073", "9052"], picked: null },
];
const ACKNOWLEDGEMENT: Acknowledgement = {
  caseId: "abcdefghijklmnop",
  unit: "DJX",
  receivedOn: 20_782,
  promised: { code: "T_ACK", dueOn: 20_789 },
};

const after = (state: State, ...events: readonly Event[]): State => events.reduce(reduce, state);
const next: Event = { kind: "next-pressed", problems: [] };
const back: Event = { kind: "went-back" };
const sent: Event = { kind: "send-pressed", groups: GROUPS, questions: QUESTIONS };
const stored: Event = { kind: "text-stored", acknowledgement: ACKNOWLEDGEMENT };
const pick = (group: number, choice: string): Event => ({ kind: "group-picked", group, choice });
const confirmed = [pick(2, "5560"), pick(6, "9052")] as const;
const edited = (patch: Partial<State["draft"]>): Event => ({ kind: "edited", patch });

const atCheck = after(FIRST_STATE, { kind: "begun" }, ...Array.from({ length: 6 }, () => next));
const sending = after(atCheck, edited({ text: "Ia membagikan poster calon." }), sent);

describe("the way through the questions", () => {
  test("leads from the start over six questions to the check", () => {
    const steps = [FIRST_STATE.step];
    for (let state = reduce(FIRST_STATE, { kind: "begun" }); ; state = reduce(state, next)) {
      steps.push(state.step);
      if (state.step === "check") break;
    }
    assert.deepEqual(steps, FORM_STEPS);
  });

  test("Back leads the same way to the start, and no further", () => {
    const steps = [atCheck.step];
    let state = atCheck;
    for (let count = 0; count < 8; count += 1) {
      state = reduce(state, back);
      steps.push(state.step);
    }
    assert.deepEqual(steps, [...FORM_STEPS.toReversed(), "start"]);
  });

  test("problems keep the person where they are and count the attempt", () => {
    const state = reduce(reduce(FIRST_STATE, { kind: "begun" }), {
      kind: "next-pressed",
      problems: [{ field: "category", code: "category-missing" }],
    });
    assert.equal(state.step, "what");
    assert.equal(state.attempt, 1);
    assert.deepEqual(reduce(state, next).problems, []);
  });

  test("changing one answer from the check returns there, forward and back", () => {
    const changing = reduce(atCheck, { kind: "change-pressed", step: "who" });
    assert.equal(changing.step, "who");
    assert.equal(reduce(changing, next).step, "check");
    assert.equal(reduce(changing, back).step, "check");
  });

  test("nothing that was typed is lost by going back and forth", () => {
    const typed = after(
      atCheck,
      edited({ text: "Ia menghina satu suku." }),
      back,
      back,
      next,
      next,
    );
    assert.equal(typed.draft.text, "Ia menghina satu suku.");
  });

  test("an account is read from the link, until the person types one", () => {
    const link = edited({ links: ["https://www.instagram.com/warga.contoh/p/1"] });
    const atWhere = after(FIRST_STATE, { kind: "begun" }, next);
    const read = after(atWhere, link, next);
    assert.deepEqual([read.draft.account, read.draft.isAccountFromLink], ["@warga.contoh", true]);
    const typed = after(read, edited({ account: "@lain" }), back, next);
    assert.deepEqual([typed.draft.account, typed.draft.isAccountFromLink], ["@lain", false]);
  });

  test("a chosen unit falls when the answers it rests on change", () => {
    const chosen = reduce(FIRST_STATE, edited({ chosenUnit: "ITJEN" }));
    assert.equal(reduce(chosen, edited({ text: "x" })).draft.chosenUnit, "ITJEN");
    assert.equal(reduce(chosen, edited({ office: "Sekretariat" })).draft.chosenUnit, null);
    assert.equal(reduce(chosen, edited({ involvement: "yes" })).draft.chosenUnit, null);
  });
});

describe("keeping the code", () => {
  test("the code page is left only with the code confirmed and the text stored", () => {
    const orders = [
      [stored, ...confirmed],
      [...confirmed, stored],
    ];
    for (const events of orders) {
      const all = after(sending, ...events);
      assert.equal(reduce(all, { kind: "finished" }).step, "done");
      for (const missing of events) {
        const part = after(sending, ...events.filter((event) => event !== missing));
        assert.equal(canFinish(part), false);
        assert.equal(reduce(part, { kind: "finished" }).step, "code");
      }
    }
  });

  test("a wrong group confirms nothing and may be corrected without limit", () => {
    const wrong = after(sending, stored, pick(2, "5506"), pick(6, "9052"));
    assert.equal(canFinish(wrong), false);
    const tried = after(wrong, pick(2, "8217"), pick(2, "3046"), pick(2, "5560"));
    assert.equal(canFinish(tried), true);
    assert.equal(canFinish(reduce(tried, pick(2, "5506"))), false);
  });

  test("asking to do without a code is not yet doing without it", () => {
    const asked = after(sending, stored, { kind: "refusal-asked" });
    assert.equal(canFinish(asked), false);
    assert.equal(canFinish(reduce(asked, { kind: "code-refused" })), true);
    assert.equal(
      canFinish(after(asked, { kind: "code-refused" }, { kind: "refusal-withdrawn" })),
      false,
    );
  });

  test("Back shows the code, never the form with its text", () => {
    const kept = after(sending, stored, ...confirmed, { kind: "finished" });
    assert.equal(reduce(kept, back).step, "code");
    assert.equal(after(kept, back, back, back).step, "code");
    assert.equal(reduce(sending, back).step, "code");
    assert.equal(kept.draft.text, "");
  });

  test("the text is forgotten as soon as it is stored", () => {
    assert.equal(sending.draft.text, "Ia membagikan poster calon.");
    assert.equal(reduce(sending, stored).draft.text, "");
  });
});

describe("failures of sending", () => {
  const failed = (code: string) => reduce(sending, { kind: "send-failed", code });

  test("a certain refusal lets the person return to the form, and the same code is kept", () => {
    const refused = failed("unit-closed");
    assert.equal(canReturnToForm(refused), true);
    const again = after(refused, back, edited({ chosenUnit: "ITJEN" }), sent);
    assert.deepEqual(again.code?.groups, GROUPS);
    assert.equal(again.draft.text, "Ia membagikan poster calon.");
  });

  test("an uncertain failure allows nothing but the same bytes again", () => {
    for (const code of ["network", "reply-malformed", "storage-lost", "internal-fault", "other"]) {
      assert.equal(canReturnToForm(failed(code)), false);
      assert.equal(reduce(failed(code), back).step, "code");
      assert.equal(reduce(failed(code), { kind: "send-retried" }).sending.kind, "sending");
    }
  });

  test("a confirmed group stays confirmed when the report is sent again under the same code", () => {
    const again = after(failed("unit-closed"), ...confirmed, back, sent, stored);
    assert.equal(canFinish(again), true);
  });

  test("another code asks anew", () => {
    const other = {
      kind: "send-pressed",
      groups: GROUPS.toReversed(),
      questions: QUESTIONS,
    } as const;
    const again = after(failed("report-conflict"), ...confirmed, back, other, stored);
    assert.equal(canFinish(again), false);
  });

  test("a late failure does not undo what is stored", () => {
    const late = after(
      sending,
      stored,
      { kind: "send-failed", code: "network" },
      { kind: "send-retried" },
    );
    assert.equal(late.sending.kind, "stored");
  });
});

describe("leaving the page", () => {
  const withFile = after(
    atCheck,
    { kind: "files-chosen", files: [new File(["x"], "IMG_1.PNG", { type: "image/png" })] },
    sent,
    stored,
    ...confirmed,
  );

  test("warns from Kirim on until code, text and files are safe", () => {
    assert.equal(wouldLose(atCheck), false);
    assert.equal(wouldLose(sending), true);
    assert.equal(wouldLose(reduce(sending, stored)), true);
    assert.equal(wouldLose(after(sending, stored, ...confirmed)), false);
    assert.equal(wouldLose(withFile), true);
    const arrived = reduce(withFile, { kind: "upload-changed", id: 1, upload: { kind: "stored" } });
    assert.equal(wouldLose(arrived), false);
  });

  test("warns while a locked name is on its way or has failed", () => {
    const kept = after(atCheck, edited({ identity: "locked" }), sent, stored, ...confirmed);
    const named = (name: State["name"]) => reduce(kept, { kind: "name-changed", name });
    assert.equal(canFinish(kept), true);
    assert.equal(wouldLose(kept), true);
    assert.equal(wouldLose(named("sending")), true);
    assert.equal(wouldLose(named("failed")), true);
    assert.equal(wouldLose(named("stored")), false);
  });
});

describe("what travels after the text", () => {
  const withName = after(atCheck, edited({ identity: "locked" }), sent, stored);
  const named = (name: State["name"]) => reduce(withName, { kind: "name-changed", name });

  test("is nothing for a report without a locked name and without files", () => {
    for (const identity of ["anonymous", "open"] as const) {
      const { name, ...rest } = after(atCheck, edited({ identity }), sent, stored);
      assert.equal(name, "none");
      assert.deepEqual(restOf({ name, ...rest }), {
        isNameMissing: false,
        filesMissing: 0,
        isUnderWay: false,
      });
    }
  });

  test("is the name until it has arrived; once it has failed, nothing is under way", () => {
    assert.deepEqual(restOf(withName), { isNameMissing: true, filesMissing: 0, isUnderWay: true });
    assert.equal(restOf(named("sending")).isUnderWay, true);
    assert.deepEqual(restOf(named("failed")), {
      isNameMissing: true,
      filesMissing: 0,
      isUnderWay: false,
    });
    assert.equal(restOf(named("stored")).isNameMissing, false);
  });

  test("is asked for anew when a refused report is sent without the name", () => {
    const refused = reduce(after(atCheck, edited({ identity: "locked" }), sent), {
      kind: "send-failed",
      code: "unit-closed",
    });
    const again = after(refused, back, edited({ identity: "anonymous" }), sent, stored);
    assert.equal(again.name, "none");
  });

  test("what was typed as a name stays when another way is chosen", () => {
    const typed = after(
      atCheck,
      edited({ identity: "locked", name: "Warga", contact: "0812" }),
      edited({ identity: "anonymous" }),
      edited({ identity: "open" }),
    );
    assert.deepEqual([typed.draft.name, typed.draft.contact], ["Warga", "0812"]);
  });
});
