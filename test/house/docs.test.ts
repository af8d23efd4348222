import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { ERRORS } from "../../packages/contract/src/index.ts";
import { ERRORS_PAGE, renderErrors } from "../../tools/errors.ts";
import { isFresh } from "../../tools/generated.ts";
import { findBrokenLinks } from "../../tools/links.ts";
import { describeApi, OPENAPI_PAGE, renderApi } from "../../tools/openapi.ts";

test("docs/openapi.json says what the contract says", () => {
  assert.ok(isFresh(OPENAPI_PAGE, renderApi()), "write it again: npm run docs");
});

test("the document of the doors is valid OpenAPI 3.1, and no two doors share a name", async () => {
  const document = describeApi();
  const { valid, errors } = await new Validator().validate(document);
  assert.ok(valid, JSON.stringify(errors));
  const names = [...renderApi().matchAll(/"operationId": "([^"]+)"/gu)].map(([, name]) => name);
  assert.equal(new Set(names).size, names.length);
});

test("the validator refuses a document without paths", async () => {
  const { paths: _, ...torn } = describeApi();
  assert.equal((await new Validator().validate({ ...torn, openapi: "3.0.0" })).valid, false);
});

test("docs/errors.md names every code of the register once", () => {
  assert.ok(isFresh(ERRORS_PAGE, renderErrors()), "write it again: npm run docs");
  for (const code of Object.keys(ERRORS))
    assert.equal(renderErrors().split(`| \`${code}\` |`).length, 2);
});

test("no page of the repository links to a file that does not exist", () => {
  assert.deepEqual(findBrokenLinks(join(import.meta.dirname, "../..")), []);
});

test("a link to nowhere is named with its line", () => {
  const root = mkdtempSync(join(tmpdir(), "bijak-links-"));
  execFileSync("git", ["init", "-q"], { cwd: root });
  writeFileSync(
    join(root, "page.md"),
    "first\n[here](page.md) [gone](nowhere.md#part) [out](https://example.org/x)\n",
  );
  const broken = findBrokenLinks(root);
  rmSync(root, { recursive: true });
  assert.deepEqual(broken, ["page.md:2 leads to nowhere.md, which does not exist"]);
});
