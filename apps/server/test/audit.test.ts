import assert from "node:assert/strict";
import { test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import {
  leafData,
  leafHash,
  readCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../src/encoding.ts";
import { PUBLIC_ORIGIN } from "./support/app.ts";
import { codeOf, type House, type Login, openHouse } from "./support/house.ts";
import { createAudit } from "../src/audit/audit.ts";
import { messageBodyOf, sealNext, sendReport, type Reporter } from "./support/report.ts";
import { reporterRoutes } from "@bijak/contract";
import { DIALECTS } from "./support/stores.ts";

const reporterOf = (house: House, unit = "DJP"): Promise<Reporter> =>
  sendReport(
    PUBLIC_ORIGIN,
    house.publicFetch,
    { unit, isStandbyAllowed: false },
    house.clock.today(),
  );

async function checkpointOf(house: House): Promise<{ size: number; root: Uint8Array }> {
  const { note, vkey } = await house.staff("djp-petugas").call(staffRoutes.checkpoint, {});
  const { size, root, origin } = await readCheckpoint(note, vkey);
  assert.equal(origin, `${house.founded.instanceFile.instance}/audit`);
  return { size, root };
}

const inclusionOf = (house: House, login: Login, index: number, size: number) =>
  house
    .staff(login)
    .call(staffRoutes.inclusion, { query: { index: String(index), size: String(size) } });

for (const dialect of DIALECTS) {
  test(`${dialect}: every report and message is one entry, and the log only grows`, async () => {
    const house = await openHouse(dialect);
    const before = await checkpointOf(house);
    const reporter = await reporterOf(house);
    await reporter.api.call(reporterRoutes.message, {
      body: await messageBodyOf(reporter, await sealNext(reporter, "Tambahan.")),
    });
    const after = await checkpointOf(house);
    assert.equal(after.size, before.size + 2);
    const { proof } = await house.staff("djp-petugas").call(staffRoutes.consistency, {
      query: { from: String(before.size), to: String(after.size) },
    });
    assert.ok(
      verifyConsistency({
        oldSize: before.size,
        oldRoot: before.root,
        size: after.size,
        root: after.root,
        proof: proof.map(parseBase64),
      }),
    );
  });

  test(`${dialect}: an entry of an own case comes with a proof of its place; another unit gets the answer of an entry that is not there`, async () => {
    const house = await openHouse(dialect);
    const { sealed } = await reporterOf(house);
    const { size, root } = await checkpointOf(house);
    const { record, salt, proof } = await inclusionOf(house, "djp-petugas", size - 1, size);
    const leaf = leafHash(await leafData(parseBase64(salt), record));
    assert.ok(
      verifyInclusion({ leaf, index: size - 1, size, root, proof: proof.map(parseBase64) }),
    );
    assert.deepEqual(JSON.parse(record), {
      seq: size - 1,
      day: house.clock.today(),
      type: "report",
      actor: "reporter",
      object: sealed.caseId,
      digest: digestOf(sealed.message),
    });
    assert.equal(await codeOf(inclusionOf(house, "djbc-petugas", size - 1, size)), "not-available");
    assert.equal(await codeOf(inclusionOf(house, "djp-petugas", size, size + 1)), "not-available");
    assert.equal(await codeOf(inclusionOf(house, "djp-petugas", size, size)), "not-available");
  });

  test(`${dialect}: entries that are appended at once have neither gaps nor doubles, and a refused work leaves none`, async () => {
    const house = await openHouse(dialect);
    const { size } = await checkpointOf(house);
    const audit = createAudit(house.parts, {
      requireMember: async () => assert.fail(),
      mayKnow: async () => false,
      currentDirectory: async () => assert.fail(),
    });
    const works = Array.from({ length: 24 }, (_, index) =>
      house.parts.store.commitTogether(async (tx) => {
        await audit.appendEntry(tx, {
          type: "test",
          actor: "system",
          object: String(index),
          digest: digestOf(String(index)),
        });
        if (index % 5 === 4) throw new RangeError("refused");
      }),
    );
    await Promise.allSettled(works);
    const rows = await house.parts.store.db
      .selectFrom("log_entry")
      .select(["seq", "record"])
      .where("seq", ">=", size)
      .orderBy("seq")
      .execute();
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: 20 }, (_, index) => size + index),
    );
    assert.ok(
      rows.every(({ seq, record }) => (JSON.parse(record ?? "{}") as { seq: number }).seq === seq),
    );
    assert.equal((await checkpointOf(house)).size, size + 20);
  });

  test(`${dialect}: an erased record leaves the tree as it was`, async () => {
    const house = await openHouse(dialect);
    await reporterOf(house);
    const before = await checkpointOf(house);
    await house.parts.store.transact((tx) =>
      tx
        .updateTable("log_entry")
        .set({ record: null, salt: null })
        .where("seq", "=", before.size - 1)
        .execute(),
    );
    assert.deepEqual(await checkpointOf(house), before);
    assert.equal(
      await codeOf(inclusionOf(house, "djp-petugas", before.size - 1, before.size)),
      "not-available",
    );
  });
}

const house = await openHouse("sqlite");

test("the founding is an entry that every member may see", async () => {
  const { size } = await checkpointOf(house);
  for (const login of ["djp-petugas", "djbc-petugas", "humas"] as const) {
    const { record } = await inclusionOf(house, login, 0, size);
    assert.equal((JSON.parse(record) as { type: string }).type, "founding");
  }
});

test("nobody without a session learns anything of the log", async () => {
  const api = house.staff(null);
  assert.equal(await codeOf(api.call(staffRoutes.checkpoint, {})), "session-missing");
  assert.equal(
    await codeOf(api.call(staffRoutes.consistency, { query: { from: "0", to: "0" } })),
    "session-missing",
  );
  assert.equal(
    await codeOf(api.call(staffRoutes.inclusion, { query: { index: "0", size: "1" } })),
    "session-missing",
  );
});

test("sizes that the log does not have, or that run backwards, are refused", async () => {
  const { size } = await checkpointOf(house);
  const ask = (from: number, to: number): Promise<string> =>
    codeOf(
      house
        .staff("humas")
        .call(staffRoutes.consistency, { query: { from: String(from), to: String(to) } }),
    );
  assert.equal(await ask(0, size), "accepted");
  assert.equal(await ask(size, size), "accepted");
  assert.equal(await ask(1, 0), "request-malformed");
  assert.equal(await ask(0, size + 1), "request-malformed");
});

test("a checkpoint is signed by the log key of this institution and by no other", async () => {
  const { note } = await house.staff("humas").call(staffRoutes.checkpoint, {});
  const other = await openHouse("sqlite");
  await assert.rejects(readCheckpoint(note, other.parts.secrets.logKey.vkey));
  await readCheckpoint(note, house.parts.secrets.logKey.vkey);
});
