import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { leafData, leafHash } from "@bijak/envelope/audit";
import { createCurrent } from "../src/directory/current.ts";
import { toBase64 } from "../src/encoding.ts";
import { checkKeys } from "../src/inspection/check-keys.ts";
import { judgeLog } from "../src/inspection/check-log.ts";
import { type House, openHouse } from "./support/house.ts";
import { askRotation, rotate } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

/** The verdicts of `bijak check` on keys and log, on a store that is in use. */
async function verdicts({ parts: { store } }: House): Promise<Record<string, string>> {
  const current = await createCurrent(store)();
  const { retired } = current.directory;
  const findings = [
    ...(await checkKeys({ reader: store }, current)),
    ...(await judgeLog(store, { kept: null, retired })),
  ];
  return Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
}

const SOUND = {
  keyrings: "sound",
  epochs: "sound",
  rotations: "sound",
  log: "sound",
  retired: "sound",
} as const;

/** Writes another first entry in the place of the log's own, with everything that goes with it. */
async function rewriteFirst({ parts: { store } }: House): Promise<void> {
  const { record, digest } = await store.db
    .selectFrom("log_entry")
    .select(["record", "digest"])
    .where("seq", "=", 0)
    .executeTakeFirstOrThrow();
  assert.ok(record !== null && digest !== null);
  const forged = record.replace("founding", "message");
  const salt = randomBytes(16);
  const leaf = toBase64(leafHash(await leafData(salt, forged)));
  await store.transact((tx) =>
    tx
      .updateTable("log_entry")
      .set({ leaf, record: forged, salt: toBase64(salt), digest })
      .where("seq", "=", 0)
      .execute(),
  );
}

for (const dialect of DIALECTS) {
  test(`${dialect}: after keys were changed, and with a request that waits, everything is sound`, async () => {
    const house = await openHouse(dialect);
    await rotate(house, "djp-petugas");
    await rotate(house, "djp-rekan");
    await askRotation(house, "djbc-petugas", { unit: "DJBC" });
    assert.deepEqual(await verdicts(house), SOUND);
  });

  test(`${dialect}: attack: a log that is rewritten without a seam is betrayed by the directory that retired a key`, async () => {
    const house = await openHouse(dialect);
    await rewriteFirst(house);
    assert.deepEqual(await verdicts(house), SOUND, "nothing bears witness yet");
    await rotate(house, "djp-petugas");
    assert.deepEqual(await verdicts(house), SOUND);
    await rewriteFirst(house);
    assert.deepEqual(await verdicts(house), { ...SOUND, retired: "broken" });
  });
}
