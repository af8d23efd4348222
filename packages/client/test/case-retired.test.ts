import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { LogProof, ReplyOf } from "@bijak/contract";
import { sharingRoutes, staffRoutes } from "@bijak/contract";
import {
  sealCaseKeys,
  sealMessage,
  sealRecord,
  type CaseKeys,
  type SigningKey,
} from "@bijak/envelope";
import {
  confirmTransfer,
  listInbox,
  listPacks,
  listTransfers,
  openCase,
  proposeTransfer,
  refreshIndex,
  reopenDesk,
  reply,
  searchIndex,
  sendPack,
  sendPendingFacts,
  writeNote,
  type Desk,
} from "../src/handler.ts";
import { loadCase, newestKey } from "../src/handler/case-file.ts";
import { rewriteIndex } from "../src/handler/index-pages.ts";
import { rekeyCase } from "../src/handler/rekey.ts";
import { rewriteUnitRecord } from "../src/handler/unit-record.ts";
import { publishRotations, rekeyUnit, rotateUnit } from "../src/people.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";
import { anAssessedCase, sightOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney, type Sent } from "./support/journey.ts";

type Case = ReplyOf<typeof staffRoutes.case>;
type Packs = ReplyOf<typeof sharingRoutes.packs>;
type Transfers = ReplyOf<typeof sharingRoutes.transfers>;
type Messages = ReplyOf<typeof staffRoutes.messages>;

describe("after a unit has retired its key", { concurrency: false }, async () => {
  const journey = await openJourney();
  let former: Desk;
  let handler: Desk;
  let sent: Sent;
  let other: Sent;
  const id = () => sent.sealed.caseId;
  const deskThrough = (...lie: Parameters<typeof lyingAt>) =>
    journey.desk("handler.djp", lyingAt(...lie));
  const retired = (): SigningKey => {
    const keyring = former.keyrings.get("DJP");
    assert.ok(keyring);
    return keyring.current.signing;
  };

  async function anOffer(): Promise<void> {
    const supervisor = await journey.desk("supervisor.djp");
    const { caseId } = (await anAssessedCase(journey, [former, supervisor])).sealed;
    const choice = { target: "DJBC", keepsAccess: false, reason: "r", summary: "Ringkasan lama." };
    const { transfer } = await proposeTransfer(former, caseId, choice);
    await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
  }

  before(async () => {
    former = await journey.desk("handler.djp");
    sent = await anAssessedCase(journey, [former], { personName: "Rara Langka" });
    other = await anAssessedCase(journey, [former]);
    await reply(former, id(), { text: "Jawaban lama.", kind: "message" });
    await writeNote(former, id(), { text: "Catatan lama." });
    await refreshIndex(former, "DJP");
    await sendPack(former, id(), { target: "DJBC", text: "Salinan lama.", messageIndexes: [] });
    await anOffer();
    await rotateUnit(former, { unit: "DJP", reason: "schedule" });
    await publishRotations(await journey.desk("supervisor.itjen"));
    handler = await journey.desk("handler.djp");
    assert.equal(handler.keyrings.get("DJP")?.current.epoch, 2);
  });

  test("what it signed before still counts: wraps, messages, record, index and the unit's record", async () => {
    assert.deepEqual(await refreshIndex(handler, "DJP"), { cards: 3 });
    const view = await openCase(handler, id());
    assert.deepEqual(
      [view.warnings, view.unreadable, view.record.category],
      [[], [], "NETRALITAS"],
    );
    assert.deepEqual(
      searchIndex(handler, "DJP", "rara langka").map(({ caseId }) => caseId),
      [id()],
    );
    assert.equal(await sendPendingFacts(handler), 0);
  });

  test("packs and offers to other units still count by a proof, and not without", async () => {
    const target = await journey.desk("handler.djbc");
    assert.equal((await listPacks(target, "DJBC"))[0]?.text, "Salinan lama.");
    assert.equal((await listTransfers(target, "DJBC"))[0]?.summary, "Ringkasan lama.");
    const packs = await journey.desk(
      "handler.djbc",
      lyingAt("/api/packs", (rows: Packs) => rows.map((row) => ({ ...row, proofs: [] }))),
    );
    assert.equal((await listPacks(packs, "DJBC"))[0]?.text, null);
    const offers = await journey.desk(
      "handler.djbc",
      lyingAt("/api/transfers", (rows: Transfers) =>
        rows.map((row) => ({ ...row, offerProofs: [] })),
      ),
    );
    assert.equal((await listTransfers(offers, "DJBC"))[0]?.summary, null);
  });

  test("without the server's proof none of it does", async () => {
    const bare = (one: object) => ({ ...one, proofs: [] });
    const words = await deskThrough("/messages", (reply: Messages) => ({
      messages: reply.messages.map(bare),
      records: reply.records.map(bare),
    }));
    const { warnings, unreadable } = await openCase(words, id());
    assert.ok(warnings.includes("message-unreadable") && warnings.includes("record-unreadable"));
    assert.equal(unreadable.length, 5);
    const locked = await deskThrough(`/api/cases/${id()}`, ({ case: row, acts }: Case) => ({
      acts,
      case: { ...row, wrapProofs: [] },
    }));
    assert.equal(await sightOf(locked, id()), "locked");
    const index = await deskThrough("/api/inbox/DJP/0", bare);
    await assert.rejects(refreshIndex(index, "DJP"), { code: "note-not-authentic" });
    const facts = await deskThrough("/api/unit-records/DJP", bare);
    await assert.rejects(sendPendingFacts(facts), { code: "note-not-authentic" });
  });

  test("what it signs today and dates back does not, with no proof and with that of another thing", async () => {
    const file = await loadCase(handler, id());
    assert.ok(file.caseKeys);
    const { n, recipient } = await newestKey(file.caseKeys);
    const last = file.messages.findLast(({ message }) => message.author === "DJP");
    const { memberId } = former.me;
    const realm = journey.institution.realm;
    const message = await sealMessage({
      realm,
      message: {
        caseId: id(),
        author: "DJP",
        n,
        seq: (last?.message.seq ?? 0) + 1,
        previous: last?.hash ?? null,
        body: { kind: "message", text: "Ditulis mundur.", files: [] },
      },
      recipients: [recipient, file.caseKeys.reporter.recipient],
      signingKey: retired(),
      member: { id: memberId, key: former.memberKey, caseRecipient: recipient },
    });
    const record = await sealRecord(
      {
        realm,
        caseId: id(),
        memberId,
        seq: 1,
        json: JSON.stringify({ kind: "pack", on: 1, target: "ITJEN", id: "x" }),
      },
      [recipient],
      { unitKey: retired(), memberKey: former.memberKey },
    );
    const seen = await handler.api.call(staffRoutes.messages, { params: { id: id() } });
    const borrowed = seen.messages.findLast(({ proofs }) => proofs !== undefined)?.proofs ?? [];
    assert.ok(borrowed.length > 0);
    for (const proofs of [[], borrowed]) {
      const forging = await deskThrough("/messages", (answer: Messages) => ({
        messages: [
          ...answer.messages,
          {
            index: answer.messages.length,
            direction: "to-reporter",
            on: journey.today(),
            isRead: true,
            sealed: encodeBase64(message),
            proofs,
          },
        ],
        records: [...answer.records, { seq: 9, sealed: encodeBase64(record), proofs }],
      }));
      const view = await openCase(forging, id());
      assert.deepEqual(view.warnings.toSorted(), ["message-unreadable", "record-unreadable"]);
      assert.equal(JSON.stringify(view.thread).includes("mundur"), false);
    }
  });

  test("nor do case keys that a member who left makes with it", async () => {
    const file = await loadCase(former, id());
    assert.ok(file.caseKeys);
    const unit = handler.institution.directory.units.find(({ id: one }) => one === "DJP");
    assert.ok(unit);
    const forged: CaseKeys = {
      ...file.caseKeys,
      holder: { kind: "unit", id: "DJP" },
      units: ["DJP", "DJBC"],
    };
    const sealed = await sealCaseKeys(
      journey.institution.realm,
      forged,
      [unit.recipient],
      retired(),
    );
    const wraps: (LogProof[] | undefined)[] = [
      [],
      (await handler.api.call(staffRoutes.case, { params: { id: id() } })).case.wrapProofs,
    ];
    for (const wrapProofs of wraps) {
      const lying = await deskThrough(`/api/cases/${id()}`, ({ case: row, acts }: Case) => ({
        acts,
        case: { ...row, units: ["DJP", "DJBC"], wrap: encodeBase64(sealed), wrapProofs },
      }));
      assert.equal(await sightOf(lying, id()), "locked");
    }
  });

  test("a desk that still holds it writes nothing under it", async () => {
    const code = await codeOf(reply(former, id(), { text: "Dengan kunci lama.", kind: "message" }));
    assert.equal(code, "directory-outdated");
    former = await reopenDesk(former);
    await reply(former, id(), { text: "Dengan kunci baru.", kind: "message" });
    assert.deepEqual((await openCase(handler, id())).warnings, []);
  });

  test("index, record and cases are sealed to the new key, and old proofs are needed no more", async () => {
    const { row } = await loadCase(handler, id());
    assert.equal(await rekeyCase(handler, row), "done");
    await rewriteIndex(handler, "DJP");
    await rewriteUnitRecord(handler, "DJP");
    const query = { unit: "DJP", limit: "10" };
    const { ids, left } = await handler.api.call(sharingRoutes.casesToRekey, { query });
    assert.deepEqual(
      [ids.includes(id()), ids.includes(other.sealed.caseId), left],
      [false, true, 2],
    );
    const bare = (one: object) => ({ ...one, proofs: [] });
    const index = await deskThrough("/api/inbox/DJP/0", bare);
    assert.deepEqual(await refreshIndex(index, "DJP"), { cards: 3 });
    const facts = await deskThrough("/api/unit-records/DJP", bare);
    assert.equal(await sendPendingFacts(facts), 0);
    assert.deepEqual(await rekeyUnit(handler, { unit: "DJP" }), { done: 2, left: 0, locked: 0 });
    const { rows } = await listInbox(handler, { unit: "DJP", view: "all", limit: 10 });
    assert.equal(
      rows.some(({ isLocked }) => isLocked),
      false,
    );
  });
});
