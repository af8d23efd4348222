import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ReplyOf, sharingRoutes } from "@bijak/contract";
import { checkReidentification, listPacks, reply, sendPack } from "../src/handler.ts";
import { aTakenCase, sightOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

type Packs = ReplyOf<typeof sharingRoutes.packs>;

const TEXT = "Pegawai Wulan mengunggah pada 24-11-2026 dukungan untuk seorang calon.";

const journey = await openJourney();
const handler = await journey.desk("handler.djp");
const examiner = await journey.desk("handler.djbc");
const sent = await aTakenCase(journey, [handler], { text: TEXT });
const { caseId } = sent.sealed;
const packing = { target: "DJBC", text: "Mohon telaah.", messageIndexes: [1] };

describe("copies for another unit", { concurrency: false }, () => {
  test("go as a sealed pack, and which one stands in the record only", async () => {
    await reply(handler, caseId, { text: "Kami periksa.", kind: "message" });
    const { record, warnings } = await sendPack(handler, caseId, {
      ...packing,
      messageIndexes: [2],
    });
    const entry = record.entries.at(-1)?.entry;
    const [pack, ...others] = await listPacks(examiner, "DJBC");
    assert.deepEqual(warnings, []);
    assert.deepEqual(entry, { kind: "pack", on: journey.today(), target: "DJBC", id: pack?.id });
    assert.deepEqual(
      [pack?.from, pack?.memberName, pack?.text, pack?.messages, others.length],
      [
        "DJP",
        "Handler DJP",
        "Mohon telaah.",
        [{ on: journey.today(), author: "DJP", text: "Kami periksa." }],
        0,
      ],
    );
    assert.equal(JSON.stringify(pack).includes(caseId), false);
    assert.equal(await sightOf(examiner, caseId), "none");
  });

  test("are refused to the own unit, without a text, and of messages that are not there", async () => {
    const wrong: readonly [object, string][] = [
      [{ target: "DJP" }, "move-impossible"],
      [{ text: " " }, "move-impossible"],
      [{ messageIndexes: [99] }, "request-malformed"],
    ];
    for (const [change, code] of wrong)
      assert.equal(await codeOf(sendPack(handler, caseId, { ...packing, ...change })), code);
  });

  test("are not read as those of another unit", async () => {
    const lying = lyingAt("/api/packs", (rows: Packs) =>
      rows.map((row) => ({ ...row, from: "ITJEN" })),
    );
    const [pack] = await listPacks(await journey.desk("handler.djbc", lying), "DJBC");
    assert.deepEqual([pack?.text, pack?.memberName, pack?.messages], [null, null, []]);
  });

  test("are the target's alone", async () => {
    assert.equal(await codeOf(listPacks(handler, "DJBC")), "not-available");
    assert.deepEqual(await listPacks(handler, "DJP"), []);
  });
});

test("what a text for others shares with the reporter's words is found on the device", async () => {
  const draft =
    "Budi Contoh: mengunggah pada 24 November 2026, kata Wulan; dukungan untuk seorang calon";
  assert.deepEqual(await checkReidentification(handler, caseId, draft), {
    runs: [],
    dates: ["24 November 2026"],
    names: ["Wulan"],
  });
  const { runs } = await checkReidentification(handler, caseId, TEXT);
  assert.deepEqual(runs, [TEXT.slice(0, -1)]);
});
