import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, ReplyOf, staffRoutes } from "@bijak/contract";
import { generateIdentity, recipientOf, sealMessage } from "@bijak/envelope";
import {
  declare,
  listInbox,
  openCase,
  openEvidence,
  takeCase,
  triage,
  writeNote,
  type Desk,
} from "../src/handler.ts";
import { openThread, sendEvidence } from "../src/reporter.ts";
import { postMessage } from "../src/reporter/post-message.ts";
import { anAnsweredCase, refused } from "./support/cases.ts";
import { aFile, lyingAt, openJourney, solve } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

type Messages = ReplyOf<typeof staffRoutes.messages>;

const journey = await openJourney();
const { institution } = journey;
const handler = await journey.desk("handler.djp");
const first = await anAnsweredCase(journey, handler);
await anAnsweredCase(journey, handler);

const deskThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
  journey.desk("handler.djp", through);

describe("a server that lies to the handler", () => {
  const lie = async (change: (reply: Messages) => Messages) => {
    const desk = await deskThrough(lyingAt("/messages", change));
    return openCase(desk, first.sealed.caseId);
  };

  test("shows a gap when it hides a message", async () => {
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.filter((_, at) => at !== 2),
    }));
    assert.deepEqual(view.warnings, ["sequence-broken"]);
    assert.notEqual(view.report, null);
  });

  test("shows a gap when it hides the first words of the unit, and when it changes the order", async () => {
    const hiding = (reply: Messages) => ({
      ...reply,
      messages: reply.messages.filter((_, at) => at !== 1),
    });
    const turning = (reply: Messages) => ({ ...reply, messages: reply.messages.toReversed() });
    for (const change of [hiding, turning]) {
      assert.ok((await lie(change)).warnings.includes("sequence-broken"));
    }
  });

  test("shows an unreadable message when it changes one, and the rest stays readable", async () => {
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.map((message, at) => {
        const bytes = Buffer.from(message.sealed, "base64");
        if (at === 1) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return { ...message, sealed: bytes.toString("base64") };
      }),
    }));
    assert.ok(view.warnings.includes("message-unreadable"));
    assert.deepEqual(
      view.unreadable.map(({ index }) => index),
      [1],
    );
    assert.notEqual(view.report, null);
  });

  test("cannot pass a reply off as a note or a note as a reply", async () => {
    await writeNote(handler, first.sealed.caseId, { text: "Hanya untuk rekan." });
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.map((message) =>
        message.direction === "internal" ? { ...message, direction: "to-reporter" } : message,
      ),
    }));
    assert.ok(view.warnings.includes("message-unreadable"));
    assert.equal(JSON.stringify(view.thread).includes("Hanya untuk rekan"), false);
  });

  test("shows a gap when it changes an entry of the record", async () => {
    await triage(handler, first.sealed.caseId, {
      category: "NETRALITAS",
      platform: "social-network",
      identityMode: "anonymous",
    });
    const view = await lie((reply) => ({
      ...reply,
      records: reply.records.map((record) => ({
        ...record,
        sealed: reply.records[0]?.sealed.replace(/.{8}$/u, "AAAAAAAA") ?? "",
      })),
    }));
    assert.ok(view.warnings.includes("record-unreadable"));
  });

  test("cannot put the wrap of one case in the place of another's: the row is locked", async () => {
    const rows = (await listInbox(handler, { unit: "DJP", view: "all", limit: 50 })).rows;
    assert.equal(
      rows.some(({ isLocked }) => isLocked),
      false,
    );
    const swap = (reply: { rows: { wrap: string | null }[] }) => {
      const [one, two, ...rest] = reply.rows;
      return {
        ...reply,
        rows: [{ ...one, wrap: two?.wrap }, { ...two, wrap: one?.wrap }, ...rest],
      };
    };
    const desk = await deskThrough(lyingAt("/api/cases", swap));
    const swapped = (await listInbox(desk, { unit: "DJP", view: "all", limit: 50 })).rows;
    assert.equal(swapped.filter(({ isLocked }) => isLocked).length, 2);
  });

  test("cannot hand out another file than the message announced", async () => {
    const sent = await journey.report();
    const thread = openThread(sent.sealed, sent.acknowledgement);
    await sendEvidence({
      api: journey.reporterApi,
      institution,
      keys: sent.keys,
      thread,
      file: aFile("isi"),
      solve,
      pace,
    });
    const swapping =
      (inner: Fetch): Fetch =>
      async (input, init) => {
        const response = await inner(input, init);
        if (!input.includes("/files/")) return response;
        const bytes = new Uint8Array(await response.arrayBuffer());
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return new Response(bytes, { headers: { "content-type": "application/octet-stream" } });
      };
    const desk = await deskThrough(swapping);
    const view = await declare(desk, sent.sealed.caseId, { hasConflict: false });
    const file = view.thread[1]?.body.files[0];
    assert.ok(file);
    await assert.rejects(
      openEvidence(desk, sent.sealed.caseId, file),
      refused("blob-part-differs"),
    );
  });

  test("cannot leave out members or give itself rights: the members note is signed", async () => {
    const change = (reply: { members: string }) => ({
      ...reply,
      members: reply.members.replace("handler", "supervisor"),
    });
    await assert.rejects(
      deskThrough(lyingAt("/api/staff/directory", change)),
      refused("note-not-authentic"),
    );
  });
});

test("garbage that a reporter sends locks nobody out of the case", async () => {
  const { keys, sealed, acknowledgement } = await journey.report();
  const { caseId } = sealed;
  const thread = openThread(sealed, acknowledgement);
  const garbage = await sealMessage({
    realm: institution.realm,
    message: {
      caseId,
      author: "reporter",
      n: 0,
      seq: 1,
      previous: thread.previous,
      body: { kind: "message", text: "x", files: [] },
    },
    recipients: [await recipientOf(await generateIdentity("x25519"))],
    signingKey: keys.signing,
  });
  await postMessage({ api: journey.reporterApi, keys, solve, sealed: garbage, files: [], pace });
  const view = await declare(handler, caseId, { hasConflict: false });
  assert.deepEqual(
    [view.warnings, view.unreadable.length, view.report === null],
    [["message-unreadable"], 1, false],
  );
  assert.equal((await takeCase(handler, caseId)).state, "verifying");
});

test("after a declared conflict the case is closed to the member, and stays open to a colleague", async () => {
  const { sealed } = await journey.report();
  const view = await declare(handler, sealed.caseId, { hasConflict: true });
  assert.deepEqual(
    [view.declaration, view.isLocked, view.report, view.moves.length],
    ["conflict", true, null, 0],
  );
  const supervisor = await journey.desk("supervisor.djp");
  assert.notEqual((await declare(supervisor, sealed.caseId, { hasConflict: false })).report, null);
});
