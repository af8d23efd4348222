import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { combineSeed } from "@bijak/envelope";
import { countOpened, steal } from "../../../apps/server/test/support/thief.ts";
import { openJourney } from "./support/journey.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const KEY_BYTES = 32;

/** RFC 4648 base32 without padding. */
function parseBase32(text: string): Uint8Array {
  const bits = Array.from(text.replaceAll(" ", ""))
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
}

/** Every 32 bytes of a row that could be taken for a key. */
const windowsOf = (row: string): readonly Buffer[] => {
  const bytes = parseBase32(row);
  return Array.from({ length: bytes.length - KEY_BYTES + 1 }, (_, at) =>
    Buffer.from(bytes.slice(at, at + KEY_BYTES)),
  );
};

describe("whoever has the whole database and blobs", async () => {
  const journey = await openJourney();
  await journey.report();
  const loot = await steal(journey.parts.store, journey.blobsFolder);
  const rowsOf = (unit: string): readonly string[] =>
    journey.founded.recoveryShares.flatMap(({ rows }) =>
      rows.filter((one) => one.unit === unit).map(({ row }) => row),
    );
  /** What the rows of the database give as keys is tried elsewhere: nothing. */
  const triedWith = (bytes: readonly Buffer[]): number => countOpened({ ...loot, bytes });

  test("and k-1 rows of every unit opens nothing", () => {
    const { units } = journey.institution.directory;
    const few = units.flatMap(({ id }) => rowsOf(id).slice(0, 1).flatMap(windowsOf));
    assert.ok(few.length > 0);
    assert.equal(triedWith(few), 0);
  });

  test("and k rows of a unit opens the keyring of that unit, which is why sheets lie with several people", async () => {
    const seed = await combineSeed(rowsOf("DJP").slice(0, 2));
    assert.equal(triedWith([Buffer.from(seed)]), 1);
  });
});
