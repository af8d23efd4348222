import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";
import { openKeyring, parseRecipient, splitSeed, type Identity } from "@bijak/envelope";
import { readRecoveryFile, recoverUnit } from "../src/recovery.ts";
import { makeRecoveryFile } from "../src/people.ts";
import type { Desk } from "../src/handler.ts";
import { openJourney } from "./support/journey.ts";
import { parseBase64 } from "../src/shared/bytes.ts";

const journey = await openJourney();
const rowsOf = (unit: string): readonly string[] =>
  journey.founded.recoveryShares.map(
    ({ rows }) => rows.find((one) => one.unit === unit)?.row ?? "",
  );
const fieldsOf = (file: string) => JSON.parse(file) as Record<string, unknown>;

describe("a recovery file", () => {
  let desk: Desk;
  let file: string;
  before(async () => {
    desk = await journey.desk("handler.djp");
    file = await makeRecoveryFile(desk, "DJP");
  });
  const openedBy = async (recovered: string, identity: Identity) => {
    const { keyring } = fieldsOf(recovered);
    assert.ok(typeof keyring === "string");
    return openKeyring(parseBase64(keyring), [identity], {
      realm: journey.institution.realm,
      unit: "DJP",
      epoch: 1,
      memberVkeys: desk.members.map(({ vkey }) => vkey),
    });
  };

  test("says for whom it is before any row is typed", async () => {
    const plan = await readRecoveryFile(file);
    assert.deepEqual(
      [plan.unit.id, plan.holders.map(({ name }) => name)],
      ["DJP", ["Handler DJP", "Supervisor DJP"]],
    );
  });

  test("and k rows give the keyring to the unit's members, signed as it was", async () => {
    const [one = "", two = ""] = rowsOf("DJP");
    const recovered = await recoverUnit(file, [two.toLowerCase(), one.replaceAll(" ", "-")]);
    assert.deepEqual(recovered.members, ["Handler DJP", "Supervisor DJP"]);
    const supervisor = await journey.desk("supervisor.djp");
    const keyring = await openedBy(recovered.file, supervisor.identity);
    assert.equal(keyring.current.signing.vkey, desk.keyrings.get("DJP")?.current.signing.vkey);
    const stranger = await journey.desk("handler.djbc");
    await assert.rejects(openedBy(recovered.file, stranger.identity), { code: "not-openable" });
  });

  test("is recovered without any network", async (t) => {
    const fetchNothing = t.mock.method(globalThis, "fetch", () => {
      throw new Error("there is no network here");
    });
    await recoverUnit(file, rowsOf("DJP"));
    assert.equal(fetchNothing.mock.callCount(), 0);
  });

  test("of another unit is made by nobody outside it", async () => {
    await assert.rejects(makeRecoveryFile(desk, "DJBC"), { code: "not-available" });
  });

  describe("opens nothing", () => {
    const [one = "", two = ""] = rowsOf("DJP");
    const attempts: readonly [why: string, rows: readonly string[], code: string][] = [
      ["with k-1 rows", [one], "shares-missing"],
      ["with one row twice", [one, one], "shares-differ"],
      ["with the rows of another unit", rowsOf("DJBC"), "recovery-differs"],
      ["with rows of two units", [one, rowsOf("DJBC")[1] ?? ""], "shares-differ"],
      [
        "with a mistyped row",
        [one, two.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
        "share-damaged",
      ],
      ["without rows", [], "shares-missing"],
    ];
    for (const [why, rows, code] of attempts)
      test(why, () => assert.rejects(recoverUnit(file, rows), { code }));

    test("with rows of a seed that somebody else split", async () => {
      const foreign = await splitSeed(new Uint8Array(32).fill(7), { k: 2, n: 3 });
      await assert.rejects(recoverUnit(file, foreign), { code: "recovery-differs" });
    });
  });

  describe("is refused", () => {
    const rows = rowsOf("DJP");
    const changed = (change: Record<string, unknown>) =>
      JSON.stringify({ ...fieldsOf(file), ...change });
    const refusals: readonly [why: string, change: () => Record<string, unknown>, code: string][] =
      [
        [
          "with a member put into the list",
          () => ({ members: swapped("members") }),
          "note-not-authentic",
        ],
        [
          "with another recovery key in the directory",
          () => ({ notes: [swapped("notes")] }),
          "directory-not-authentic",
        ],
        ["for a unit that is not there", () => ({ unit: "BKF" }), "not-available"],
        ["with the keyring of another unit", () => ({ unit: "DJBC" }), "recovery-differs"],
        ["in another form", () => ({ format: "bijak/v9/recovery" }), "reply-malformed"],
      ];
    /** The text with one recipient in the place of another. */
    const swapped = (field: "members" | "notes"): string => {
      const value = fieldsOf(file)[field];
      const text = Array.isArray(value) ? String(value[0]) : String(value);
      const [first = "", second = ""] = text.match(/age1[a-z0-9]+/gu) ?? [];
      parseRecipient("x25519", second);
      return text.replace(first, second);
    };
    for (const [why, change, code] of refusals)
      test(why, () => assert.rejects(recoverUnit(changed(change()), rows), { code }));

    test("when it is no JSON", () =>
      assert.rejects(recoverUnit("{", rows), { code: "reply-malformed" }));
  });
});

test("the door of recovery reaches no file that signs in, asks a server or holds a desk", async () => {
  const seen = new Set<string>();
  const walk = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(file, "utf8");
    for (const [, path = ""] of text.matchAll(
      /^(?:import|export) (?!type)[^;]*?from "(\.[^"]+)"/gmsu,
    ))
      await walk(join(dirname(file), path));
  };
  const src = join(import.meta.dirname, "../src");
  await walk(join(src, "recovery.ts"));
  const reached = [...seen].map((file) => file.slice(src.length + 1)).toSorted();
  assert.deepEqual(reached, [
    "people/holders.ts",
    "recovery.ts",
    "recovery/file.ts",
    "recovery/recover.ts",
    "shared/bytes.ts",
    "shared/counting.ts",
    "shared/institution.ts",
  ]);
});
