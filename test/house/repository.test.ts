import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { listFiles } from "../../tools/files.ts";

const root = join(import.meta.dirname, "../..");
const TEXT =
  /\.(ts|tsx|mjs|js|json|md|css|html|svg|txt|csv|jsonl|yml|yaml|toml)$|^[^.]*$|(^|\/)\.[^/.]+$/u;

/** Places in the texts of a repository where `pattern` stands, as `file:line`. Long runs of base64 and the like are passed over. */
function placesOf(
  pattern: RegExp,
  folder: string,
  isLookedAt: (file: string) => boolean = () => true,
): string[] {
  return listFiles(folder)
    .filter((file) => TEXT.test(file) && isLookedAt(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          pattern.test(line.replace(/[A-Za-z0-9+/=_-]{60,}/gu, "")) ? [`${file}:${index + 1}`] : [],
        ),
    );
}

// The words are written in pieces, so that this file does not hold what it looks for.
const word = (...pieces: readonly string[]): string => pieces.join("");
const LEFT_OUT = new RegExp(
  [
    word("se16-h", "2f"),

    word("\\blg", "bt"),
    word("homo", "seks"),
    word("homo", "sexual"),
    word("\\bles", "bian"),
    word("\\bg", "ay\\b"),
    word("\\bbi", "seks"),
    word("trans", "gender"),
    word("trans", "puan"),
  ].join("|"),
  "iu",
);
const MACHINE = new RegExp(
  [
    word("/wo", "rk/(?:main|shared|\\.)"),
    word("/ro", "ot/"),
    word("/ho", "me/[a-z]"),
    word("/Us", "ers/"),
    word("/tmp/", "[a-z]+/"),
    word("regis", "try\\.[a-z]"),
    word("npm", "js\\."),
    word("_auth", "Token"),
    word("git", "hub\\.com/[^/]+/bijak"),
  ].join("|"),
  "u",
);

test("the item that ruling R46 leaves out appears nowhere", () => {
  assert.deepEqual(placesOf(LEFT_OUT, root), []);
});

test("the lock file holds no download address, and installs need none", () => {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  assert.doesNotMatch(lock, /"resolved": "(?!packages\/|apps\/|test\/)/u);
  assert.doesNotMatch(lock, /https?:\/\/[^"]*\.tgz/u);
});

test("no file names a machine's folders or where packages come from", () => {
  assert.deepEqual(
    placesOf(MACHINE, root, (file) => file !== "package-lock.json"),
    [],
  );
});

test("the search sees words in data, copy and docs, and not in long random texts", () => {
  const folder = mkdtempSync(join(tmpdir(), "bijak-words-"));
  execFileSync("git", ["init", "-q"], { cwd: folder });
  writeFileSync(join(folder, "rules.json"), `{\n"code": "${word("SE16-H", "2f")}" }\n`);
  writeFileSync(join(folder, "copy.md"), `${word("LG", "BT")}\n`);
  writeFileSync(join(folder, "path.ts"), `open("${word("/ro", "ot/x")}")\n`);
  writeFileSync(join(folder, "vector.json"), `"${"+".repeat(60)}${word("lg", "bt")}"\n`);
  const found = [placesOf(LEFT_OUT, folder).toSorted(), placesOf(MACHINE, folder)];
  rmSync(folder, { recursive: true });
  assert.deepEqual(found, [["copy.md:1", "rules.json:2"], ["path.ts:1"]]);
});
