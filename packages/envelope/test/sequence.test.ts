import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  checkSequence,
  openMessage,
  sealMessage,
  sequenceOf,
  sha256Base64,
  type Message,
  type MessageBody,
  type SequencedMessage,
} from "@bijak/envelope";
import { aBody, aDraft, opening } from "./objects.ts";
import { aWorld, refusedAs, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

describe("the sequence of messages", () => {
  const aMessage = (
    author: string,
    seq: number,
    previous: string | null,
    kind: MessageBody["kind"] = "message",
  ) => ({
    message: {
      caseId: world.caseId,
      author,
      n: 1,
      seq,
      previous,
      body: aBody({ kind }),
      signedBy: "",
      memberId: null,
    } satisfies Message,
    hash: `${author} ${kind} ${seq}`,
  });

  const aChain = (
    author: string,
    length: number,
    kind: MessageBody["kind"] = "message",
  ): SequencedMessage[] =>
    Array.from({ length }, (_, seq) =>
      aMessage(author, seq, seq === 0 ? null : `${author} ${kind} ${seq - 1}`, kind),
    );

  test("of several authors, complete and in order, is sound", () => {
    const messages = [...aChain("reporter", 3), ...aChain("DJP", 4), ...aChain("DJP", 2, "note")];
    assert.deepEqual(checkSequence(messages), { missing: false, reordered: false });
    assert.deepEqual(checkSequence([]), { missing: false, reordered: false });
  });

  test("with internal notes left out is sound for the reporter", () => {
    const both = [...aChain("DJP", 3), ...aChain("DJP", 2, "note")];
    const seen = both.filter(({ message }) => message.body.kind !== "note");
    assert.deepEqual(checkSequence(seen), { missing: false, reordered: false });
    assert.notEqual(
      ...(both.slice(2, 4).map(({ message }) => sequenceOf(message)) as [string, string]),
    );
  });

  test("with a dropped, doubled or replaced message is broken", () => {
    const chain = aChain("DJP", 4);
    const [a, b, c, d] = chain;
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    const replaced = { ...b, hash: "lain" };
    for (const messages of [
      [a, c, d],
      [a, b, b, c],
      [a, replaced, c],
      [a, a],
      [a, b, c, b],
    ]) {
      assert.throws(() => checkSequence(messages), refusedAs("sequence-broken"));
    }
  });

  test("that begins late or comes in another order says so", () => {
    const chain = aChain("DJP", 4);
    assert.deepEqual(checkSequence(chain.slice(1)), { missing: true, reordered: false });
    assert.deepEqual(checkSequence(chain.toReversed()), { missing: false, reordered: true });
  });

  test("holds over real messages by the SHA-256 of their ciphertexts", async () => {
    const write = (seq: number, previous: string | null) =>
      sealMessage({
        realm: world.realm,
        message: aDraft(world, {
          seq,
          previous,
          body: aBody({ kind: seq === 0 ? "report" : "message" }),
        }),
        recipients: [world.c0.recipient],
        signingKey: world.reporter.signing,
      });
    const first = await write(0, null);
    const second = await write(1, await sha256Base64(first));
    const read = async (bytes: Uint8Array): Promise<SequencedMessage> => ({
      message: await openMessage(bytes, [world.c0.identity], opening(world)),
      hash: await sha256Base64(bytes),
    });
    assert.deepEqual(checkSequence([await read(first), await read(second)]), {
      missing: false,
      reordered: false,
    });
    const otherFirst = await read(await write(0, null));
    const secondRead = await read(second);
    assert.throws(() => checkSequence([otherFirst, secondRead]), refusedAs("sequence-broken"));
  });
});
