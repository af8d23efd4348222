import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  EMPTY_QUEUE,
  enqueue,
  mergeBack,
  secondsLeft,
  takeDue,
  undo,
  UNDO_MS,
  type UndoQueue,
} from "../src/ruang/state/undo.ts";

const message = (text: string) => ({ caseId: "case", text, kind: "message" as const });
const queueOf = (...texts: string[]): UndoQueue =>
  texts.reduce((queue, text, index) => enqueue(queue, message(text), index * 1_000), EMPTY_QUEUE);

test("a message stays on the device for eight seconds", () => {
  const queue = enqueue(EMPTY_QUEUE, message("halo"), 1_000);
  assert.equal(takeDue(queue, 1_000 + UNDO_MS - 1).due.length, 0);
  assert.equal(takeDue(queue, 1_000 + UNDO_MS).due.length, 1);
});

test("an undone message is given back and never sent", () => {
  const queue = queueOf("satu", "dua");
  const [first] = queue.waiting;
  assert.ok(first);
  const undone = undo(queue, first.id);
  assert.equal(undone.message?.text, "satu");
  assert.deepEqual(
    takeDue(undone.queue, Infinity).due.map(({ text }) => text),
    ["dua"],
  );
});

test("undo comes too late for a message that has left", () => {
  const queue = queueOf("satu");
  const [first] = queue.waiting;
  assert.ok(first);
  const { queue: left } = takeDue(queue, Infinity);
  assert.equal(undo(left, first.id).message, null);
});

test("leaving takes everything at once, in the order it was written", () => {
  const { queue, due } = takeDue(queueOf("satu", "dua", "tiga"), Infinity);
  assert.deepEqual(
    due.map(({ text }) => text),
    ["satu", "dua", "tiga"],
  );
  assert.equal(queue.waiting.length, 0);
});

test("no message is lost or doubled, whatever is undone and whenever the clock is looked at", () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20_000 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), steps, (count, acts) => {
      let queue = queueOf(...Array.from({ length: count }, (_, index) => String(index)));
      const gone: string[] = [];
      for (const [isUndo, number] of acts) {
        if (isUndo) {
          const step = undo(queue, (number % 15) + 1);
          queue = step.queue;
          if (step.message !== null) gone.push(step.message.text);
        } else {
          const step = takeDue(queue, number);
          queue = step.queue;
          gone.push(...step.due.map(({ text }) => text));
        }
      }
      const all = [...gone, ...queue.waiting.map(({ text }) => text)].map(Number);
      assert.deepEqual(
        all.toSorted((a, b) => a - b),
        Array.from({ length: count }, (_, index) => index),
      );
    }),
  );
});

test("the seconds left are whole, and never negative", () => {
  const [waiting] = queueOf("halo").waiting;
  assert.ok(waiting);
  assert.equal(secondsLeft(waiting, 0), 8);
  assert.equal(secondsLeft(waiting, 100), 8);
  assert.equal(secondsLeft(waiting, 7_001), 1);
  assert.equal(secondsLeft(waiting, 9_000), 0);
});

test("a text that comes back keeps what was typed meanwhile", () => {
  assert.equal(mergeBack("lama", ""), "lama");
  assert.equal(mergeBack("lama", "  \n"), "lama");
  assert.equal(mergeBack("lama", "baru"), "lama\n\nbaru");
});
