import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { findWrongArrows } from "../../tools/arrows.ts";
import { TABLES } from "../../tools/arrows-rules.ts";

const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "bijak-arrows-"));
after(() => rmSync(copy, { recursive: true }));
for (const folder of ["packages", "apps"]) {
  cpSync(join(root, folder), join(copy, folder), {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist|test)(\/|$)/u.test(path),
  });
}

/** What the tool says of the copy after one file was added to it. */
function planted(file: string, text: string): string[] {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const wrong = findWrongArrows(copy);
  rmSync(path);
  return wrong;
}

test("every arrow of the house points the right way", () => {
  assert.deepEqual(findWrongArrows(root), []);
});

test("every table has one writing capability", () => {
  const schema = readFileSync(join(root, "apps/server/src/store/schema.ts"), "utf8");
  const block = /export type Database = \{([\s\S]*?)\n\};/u.exec(schema)?.[1] ?? "";
  assert.deepEqual(
    [...block.matchAll(/^ {2}([a-z_]+):/gmu)].map(([, table = ""]) => table).toSorted(),
    Object.keys(TABLES).toSorted(),
  );
});

const VIOLATIONS: readonly (readonly [what: string, file: string, text: string, says: RegExp])[] = [
  [
    "domain imports a package",
    "packages/domain/src/planted.ts",
    `export { Type } from "typebox";`,
    /planted\.ts:1 packages\/domain must not import typebox/u,
  ],
  [
    "a package imports node",
    "packages/client/src/planted.ts",
    `// here\nimport { join } from "node:path";\nexport { join };`,
    /planted\.ts:2 packages\/client must not import node:path/u,
  ],
  [
    "the server opens envelopes",
    "apps/server/src/intake/planted.ts",
    `export { openBytes } from "@bijak/envelope";`,
    /must not import @bijak\/envelope/u,
  ],
  [
    "the server imports its types",
    "apps/server/src/intake/planted.ts",
    `import type { Identity } from "@bijak/envelope";\nexport type { Identity };`,
    /must not import @bijak\/envelope/u,
  ],
  [
    "the server imports the cli",
    "apps/server/src/planted.ts",
    `export {} from "@bijak/cli";`,
    /must not import @bijak\/cli/u,
  ],
  [
    "the cli enters the server by its main door",
    "apps/cli/src/planted.ts",
    `export { serve } from "@bijak/server";`,
    /must not import @bijak\/server$/mu,
  ],
  [
    "the web imports the server",
    "apps/web/src/ruang/planted.tsx",
    `import("@bijak/server");\nexport {};`,
    /must not import @bijak\/server/u,
  ],
  [
    "a file reaches into another workspace",
    "apps/web/src/lib/planted.ts",
    `export * from "../../../server/src/config.ts";`,
    /reaches out of apps\/web/u,
  ],
  [
    "one capability imports another",
    "apps/server/src/intake/planted.ts",
    `export * from "../casework/store.ts";`,
    /intake imports the capability casework/u,
  ],
  [
    "a capability imports the joiner",
    "apps/server/src/intake/planted.ts",
    `export * from "../app.ts";`,
    /intake imports app\.ts/u,
  ],
  [
    "http imports a capability",
    "apps/server/src/http/planted.ts",
    `export * from "../mailbox/store.ts";`,
    /http imports the capability mailbox/u,
  ],
  [
    "one entry of the web imports another",
    "apps/web/src/lapor/planted.ts",
    `export * from "../ruang/app.ts";`,
    /lapor imports ruang/u,
  ],
  [
    "a capability writes a table of another",
    "apps/server/src/mailbox/planted.ts",
    `declare const tx: any;\nexport const f = () => tx.insertInto("case_file");`,
    /mailbox\/planted\.ts:2 the table case_file is written by casework alone/u,
  ],
  [
    "raw SQL writes a table of another",
    "apps/server/src/mailbox/planted.ts",
    "export const f = (sql: any) => sql`DELETE FROM message`;",
    /the table message is written by casework alone/u,
  ],
  [
    "a table that nobody owns is written",
    "apps/server/src/mailbox/planted.ts",
    `export const f = (tx: any) => tx.updateTable("shadow");`,
    /the table shadow is in no capability's list/u,
  ],
];

for (const [what, file, text, says] of VIOLATIONS) {
  test(`refused: ${what}`, () => {
    const wrong = planted(file, text);
    assert.equal(wrong.length, 1, wrong.join("\n"));
    assert.match(wrong.join("\n"), says);
  });
}

test("refused: age comes within reach of the audit door by a detour", () => {
  const door = join(copy, "packages/envelope/src/audit.ts");
  const before = readFileSync(door, "utf8");
  writeFileSync(door, `${before}\nexport * from "./planted.ts";\n`);
  const wrong = planted(
    "packages/envelope/src/planted.ts",
    `export { Encrypter } from "age-encryption";`,
  );
  writeFileSync(door, before);
  assert.match(
    wrong.join("\n"),
    /planted\.ts:1 packages\/envelope\/src\/audit\.ts reaches age-encryption/u,
  );
});

test("refused: staff code comes within reach of a reporter's page by a detour", () => {
  const room = join(copy, "packages/client/src/reporter.ts");
  const before = readFileSync(room, "utf8");
  writeFileSync(room, `${before}\nexport * from "./handler.ts";\n`);
  const wrong = planted("apps/web/src/lib/planted.ts", "export {};");
  writeFileSync(room, before);
  assert.match(
    wrong.join("\n"),
    /a reporter's page would load packages\/client\/src\/handler\.ts/u,
  );
});

test("words in comments are no imports", () => {
  assert.deepEqual(
    planted(
      "packages/domain/src/planted.ts",
      `/* import { x } from "node:fs"; */\n// from "typebox"\nexport {};`,
    ),
    [],
  );
});
