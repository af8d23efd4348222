import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "@bijak/contract";
import fc from "fast-check";
import { parseJson, parseJsonBytes } from "../src/http/json.ts";

const isMalformed = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "request-malformed";

test("every JSON text without doubled fields is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("", " ", "\n\t"), (text, space) => {
      const spaced = space + text + space;
      assert.deepEqual(parseJson(spaced), JSON.parse(spaced));
    }),
  );
});

test("an object that names a field twice is refused, wherever it stands and however the name is written", () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
  const escaped = (text: string): string => {
    const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
    return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
  };
  fc.assert(
    fc.property(
      name,
      fc.json(),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => `[${text}]`,
        (text: string) => `{"outer":${text}}`,
        (text: string) => `[1,"{",${text},"}"]`,
      ),
      (field, value, around) => {
        const doubled = (again: string): string =>
          around(`{${JSON.stringify(field)}:${value},"a b":1,${again} : ${value}}`);
        assert.throws(() => parseJson(doubled(JSON.stringify(field))), isMalformed);
        assert.throws(() => parseJson(doubled(escaped(field))), isMalformed);
      },
    ),
  );
});

test("the same name in different objects, or as a value, is no doubled field", () => {
  const text = String.raw`{"a":{"a":[{"a":"a"},{"a":"\"a\":"}]},"b":"a","\\":1,"\"":2}`;
  assert.deepEqual(parseJson(text), JSON.parse(text));
});

test("what is no JSON, and bytes that are no UTF-8, are refused", () => {
  for (const text of ["", "{", "{'a':1}", "NaN", '{"a":1,}', '\ufeff{"a":1}'])
    assert.throws(() => parseJson(text), isMalformed, text);
  assert.throws(() => parseJsonBytes(Uint8Array.of(0x22, 0xff, 0x22)), isMalformed);
  assert.throws(() => parseJsonBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), isMalformed);
});

test("more values or layers than any body of the contract has are refused, in strings they are only letters", () => {
  const nested = (layers: number): string => "[".repeat(layers) + "]".repeat(layers);
  assert.deepEqual(parseJson(nested(32)), JSON.parse(nested(32)));
  assert.throws(() => parseJson(nested(33)), isMalformed);
  const many = (values: number): string => JSON.stringify(Array<number>(values).fill(1));
  assert.equal((parseJson(many(65_535)) as number[]).length, 65_535);
  assert.throws(() => parseJson(many(65_536)), isMalformed);
  const text = "[,".repeat(70_000);
  assert.equal(parseJson(JSON.stringify(text)), text);
});
