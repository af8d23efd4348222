import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, ReplyOf } from "@bijak/contract";
import { staffRoutes } from "@bijak/contract";
import { generateSigningKey, vkeyName } from "@bijak/envelope";
import {
  appendLeaf,
  emptyTree,
  leafHash,
  readCheckpoint,
  rootOf,
  writeCheckpoint,
} from "@bijak/envelope/audit";
import { checkAudit, describeDesk, writeNote, type Desk } from "../src/handler.ts";
import { anAnsweredCase } from "./support/cases.ts";
import { lyingAt, openJourney } from "./support/journey.ts";

const journey = await openJourney();
const { institution } = journey;
const handler = await journey.desk("handler.djp");
const first = await anAnsweredCase(journey, handler);

const deskThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
  journey.desk("handler.djp", through);

describe("a server that lies to the handler about the audit log", () => {
  const forged = async (size: number) => {
    let tree = emptyTree();
    for (let at = 0; at < size; at += 1) tree = appendLeaf(tree, leafHash(Uint8Array.of(at % 256)));
    const { logKey } = journey.parts.secrets;
    const origin = `${institution.realm.instance}/audit`;
    return {
      note: await writeCheckpoint({ origin, size, root: rootOf(tree) }, logKey),
      vkey: logKey.vkey,
    };
  };
  const auditThrough = async (checkpoint: unknown) => {
    const desk = await deskThrough(lyingAt("/api/audit/checkpoint", () => checkpoint));
    return describeDesk(desk).audit;
  };

  test("an honest log that has grown is consistent", async () => {
    const before = describeDesk(handler).audit;
    const after = await checkAudit(handler);
    assert.equal(after.isConsistent, true);
    assert.ok(after.size > before.size);
  });

  test("a log that was written anew is found out, longer or shorter than before", async () => {
    const { size } = await checkAudit(handler);
    assert.equal((await auditThrough(await forged(size + 5))).isConsistent, false);
    assert.equal((await auditThrough(await forged(size - 5))).isConsistent, false);
  });

  test("the same log under another key is found out", async () => {
    const honest = await handler.api.call(staffRoutes.checkpoint, {});
    const checkpoint = await readCheckpoint(honest.note, honest.vkey);
    const key = await generateSigningKey(vkeyName(honest.vkey));
    const forgery = { note: await writeCheckpoint(checkpoint, key), vkey: key.vkey };
    assert.equal((await auditThrough(forgery)).isConsistent, false);
  });

  describe("and what this desk did last", () => {
    type Inclusion = ReplyOf<typeof staffRoutes.inclusion>;
    const afterStep = async (through: (inner: Fetch) => Fetch) => {
      const desk = await deskThrough(through);
      await writeNote(desk, first.sealed.caseId, { text: "Dicatat." });
      return desk;
    };
    const statusAfter = async (through: (inner: Fetch) => Fetch) =>
      (await checkAudit(await afterStep(through))).isConsistent;
    const proving = (change: (reply: Inclusion) => Inclusion) =>
      lyingAt("/api/audit/inclusion", change);

    test("is found in an honest log, once", async () => {
      const desk = await afterStep((inner) => inner);
      assert.notEqual(desk.memory.ownEntry, null);
      assert.equal((await checkAudit(desk)).isConsistent, true);
      assert.equal(desk.memory.ownEntry, null);
      assert.equal((await checkAudit(desk)).isConsistent, true);
    });

    test("is missed when the server shows it nowhere", async () => {
      const hiding =
        (inner: Fetch): Fetch =>
        (input, init) =>
          input.includes("/api/audit/inclusion")
            ? Promise.resolve(Response.json({ code: "not-available" }, { status: 404 }))
            : inner(input, init);
      assert.equal(await statusAfter(hiding), false);
    });

    test("is missed when its entry was changed, or its proof does not fit", async () => {
      const otherDay = proving((reply) => ({
        ...reply,
        record: reply.record.replace(/"day":\d+/u, '"day":1'),
      }));
      const otherProof = proving((reply) => ({ ...reply, proof: reply.proof.toReversed() }));
      for (const through of [otherDay, otherProof]) assert.equal(await statusAfter(through), false);
    });
  });

  test("what was found out is not kept: the honest log is consistent again", async () => {
    const { audit } = describeDesk(await journey.desk("handler.djp"));
    assert.equal(audit.isConsistent, true);
  });
});
