import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Mailbox } from "@bijak/client/reporter";
import { generateReceipt, groupReceipt } from "@bijak/envelope";
import fc from "fast-check";
import { groupDigits, readCode } from "../src/pantau/codeText.ts";
import {
  FIRST_STATE,
  isBusy,
  reduce,
  wouldLose,
  type Event,
  type State,
} from "../src/pantau/machine.ts";

const after = (state: State, ...events: readonly Event[]): State => events.reduce(reduce, state);

describe("the box for the code", () => {
  test("reads what the pages show, with any of the forgiven separators", () => {
    for (let count = 0; count < 50; count += 1) {
      const receipt = generateReceipt();
      for (const separator of ["", " ", "-", ".", "  ", "\n", " – "]) {
        assert.equal(readCode(groupReceipt(receipt).join(separator)), receipt);
      }
    }
  });

  test("reads digits of other scripts", () => {
    const receipt = generateReceipt();
    const shifted = (zero: number) =>
      Array.from(receipt, (digit) => String.fromCharCode(zero + Number(digit))).join("");
    assert.equal(readCode(shifted(0x0660)), receipt);
    assert.equal(readCode(shifted(0x06f0)), receipt);
    assert.equal(readCode(shifted(0xff10)), receipt);
  });

  test("names the slip: letters, too few or too many digits, a wrong digit", () => {
    const receipt = generateReceipt();
    const wrong = `${(Number(receipt[0]) + 1) % 10}${receipt.slice(1)}`;
    assert.deepEqual(readCode(`kode ${receipt}`), { code: "receipt-letters" });
    assert.deepEqual(readCode(receipt.slice(1)), { code: "receipt-length", digits: 27 });
    assert.deepEqual(readCode(`${receipt}1`), { code: "receipt-length", digits: 29 });
    assert.deepEqual(readCode(""), { code: "receipt-length", digits: 0 });
    assert.deepEqual(readCode(wrong), { code: "receipt-checksum" });
  });

  test("groups digits by four and changes nothing else", () => {
    assert.equal(groupDigits("48210937556"), "4821 0937 556");
    assert.equal(groupDigits("4821-0937"), "4821 0937");
    assert.equal(groupDigits("4821o937"), "4821o937");
    assert.equal(groupDigits(""), "");
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,40}$/), (digits) => {
        const grouped = groupDigits(digits);
        assert.equal(grouped.replaceAll(" ", ""), digits);
        assert.equal(groupDigits(grouped), grouped);
      }),
    );
  });
});

const MAILBOX: Mailbox = {
  caseId: "abcdefghijklmnop",
  receivedOn: 20_782,
  canRead: ["DJX"],
  standby: null,
  state: {
    code: "received",
    since: 20_782,
    promisedOn: 20_789,
    promiseCode: "T_ACK",
    isLate: false,
    outcome: null,
    isSigned: false,
    differsFromIndex: false,
  },
  question: null,
  messages: [],
  formerReplies: 0,
  identity: null,
  isRehearsal: false,
  thread: {} as Mailbox["thread"], // never read by the page's states
  isReadOnly: false,
};

describe("the states of the page", () => {
  const open = after(FIRST_STATE, { kind: "opening" }, { kind: "opened", mailbox: MAILBOX });

  test("a refused code keeps what was typed", () => {
    const refused = after(
      FIRST_STATE,
      { kind: "typed", text: "4821 0937" },
      { kind: "opening" },
      { kind: "refused", problem: { code: "mailbox-not-found" } },
    );
    assert.ok(refused.kind === "entry");
    assert.deepEqual([refused.text, refused.isOpening, refused.attempt], ["4821 0937", false, 1]);
  });

  test("a text stays until it has arrived, and only that text goes", () => {
    const typed = after(
      open,
      { kind: "answer-typed", text: "Masih ada." },
      { kind: "message-typed", text: "Halo" },
    );
    const failed = after(typed, { kind: "acted", act: { kind: "failed", what: "answer" } });
    assert.ok(failed.kind === "open");
    assert.equal(failed.answer, "Masih ada.");
    const arrived = after(failed, { kind: "arrived", what: "answer", mailbox: null });
    assert.ok(arrived.kind === "open");
    assert.deepEqual([arrived.answer, arrived.message], ["", "Halo"]);
  });

  test("what arrived has arrived, even when the mailbox cannot be fetched again", () => {
    const arrived = after(open, { kind: "arrived", what: "message", mailbox: null });
    assert.ok(arrived.kind === "open");
    assert.equal(arrived.mailbox, MAILBOX);
    assert.deepEqual(arrived.act, { kind: "done", what: "message" });
  });

  test("files that are missing are named", () => {
    const some = after(open, { kind: "files-arrived", missing: ["b.png"], mailbox: null });
    assert.ok(some.kind === "open");
    assert.deepEqual(some.act, { kind: "files-missing", names: ["b.png"] });
  });

  test("an erased code shows nothing of the mailbox any more", () => {
    assert.deepEqual(after(open, { kind: "burnt" }), { kind: "burnt" });
    assert.deepEqual(after(open, { kind: "burnt" }, { kind: "message-typed", text: "x" }), {
      kind: "burnt",
    });
  });

  test("leaving warns while text is unsent or something is under way", () => {
    assert.equal(wouldLose(open), false);
    assert.equal(wouldLose(after(open, { kind: "message-typed", text: "Halo" })), true);
    assert.equal(wouldLose(after(open, { kind: "acted", act: { kind: "burning" } })), true);
    assert.equal(isBusy({ kind: "uploading", name: "a", share: 0.5 }), true);
  });

  test("a code is changed while nothing else is under way; what was typed stays, and the mailbox is the one the new code opens", () => {
    const changing = after(
      open,
      { kind: "message-typed", text: "Masih ada." },
      { kind: "acted", act: { kind: "changing" } },
    );
    assert.ok(changing.kind === "open");
    assert.equal(isBusy(changing.act), true);
    assert.equal(wouldLose(changing), true);
    const renewed = { ...MAILBOX, formerReplies: 3 };
    const changed = reduce(changing, { kind: "code-changed", mailbox: renewed });
    assert.ok(changed.kind === "open");
    assert.deepEqual(
      [changed.mailbox.formerReplies, changed.message, changed.act],
      [3, "Masih ada.", { kind: "done", what: "code" }],
    );
    const away = reduce(changing, { kind: "code-changed", mailbox: null });
    assert.ok(away.kind === "open" && away.act.kind === "done");
    assert.equal(away.mailbox, MAILBOX);
  });

  test("a change of code that may have failed is told and leaves the mailbox open", () => {
    const failed = reduce(open, { kind: "acted", act: { kind: "failed", what: "code" } });
    assert.ok(failed.kind === "open");
    assert.equal(isBusy(failed.act), false);
  });
});
