import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseDay } from "@bijak/domain";
import { Failure } from "../src/failure.ts";
import { readDrafts, readReportOptions } from "../src/report/drafts.ts";
import { aCall, aWorld } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "bijak-drafts-"));
after(() => rmSync(folder, { recursive: true }));
const story = join(folder, "story.txt");
writeFileSync(story, "What happened, in more than twenty characters.");

const read = (words: readonly string[], input = "") => {
  const call = aCall(words, aWorld(input));
  return readDrafts(call, readReportOptions(call));
};

test("flags and a text file make one draft", async () => {
  const [draft] = await read([
    "--text-file",
    story,
    "--unit",
    "DJP",
    "--link",
    "https://example.org/a",
    "--link",
    "https://example.org/b",
    "--date",
    "2026-11-24",
    "--file",
    "a.png",
    "--no-standby",
  ]);
  assert.deepEqual(draft?.files, ["a.png"]);
  assert.deepEqual(draft?.fields.links, ["https://example.org/a", "https://example.org/b"]);
  assert.deepEqual(
    [draft?.fields.happenedOn, draft?.fields.unit, draft?.fields.isStandbyAllowed],
    [parseDay("2026-11-24"), "DJP", false],
  );
  assert.match(String(draft?.fields.text), /^What happened/u);
});

test("each line of standard input makes one draft, and blank lines none", async () => {
  const drafts = await read(
    [],
    `{"text":"one","unit":"DJP"}\n\n{"text":"two","files":["x.png"],"happenedOn":"2026-11-01"}\n`,
  );
  assert.deepEqual(
    drafts.map(({ fields, files }) => [fields.text, fields.happenedOn, files]),
    [
      ["one", null, []],
      ["two", parseDay("2026-11-01"), ["x.png"]],
    ],
  );
});

test("a day that is none stays as it was typed, for the report's own check to refuse", async () => {
  const [draft] = await read([], `{"text":"one","happenedOn":"yesterday"}`);
  assert.equal(draft?.fields.happenedOn, "yesterday");
});

for (const [what, input, says] of [
  ["a line that is not JSON", "{oops", /stdin:1 is not valid JSON/u],
  ["a line that is a list", "[1]", /stdin:1 is not valid JSON/u],
  ["an unknown field", `{"text":"one","titel":"x"}`, /Report 1 cannot be sent yet: titel/u],
  ["files that are no paths", `{"text":"one","files":[1]}`, /files/u],
  ["nothing at all", "", /no report on standard input/u],
] as const) {
  test(`refused: ${what}`, async () => {
    await assert.rejects(
      read([], input),
      (fault) => fault instanceof Failure && says.test(fault.message),
    );
  });
}

test("a text file that is not there ends in a sentence", async () => {
  await assert.rejects(read(["--text-file", join(folder, "none")]), /cannot be read/u);
});

test("the text itself is no option: it would show in the list of processes", async () => {
  await assert.rejects(
    async () => read(["--text", "secret words"]),
    (fault) => fault instanceof Failure && fault.exitCode === 2,
  );
});
