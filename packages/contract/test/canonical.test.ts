import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson } from "../src/index.ts";

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, field]) => [name, shuffled(field)]),
  );
};

test("the same value has one text, in whatever order its fields were written", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(shuffled(value)), text);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("names are sorted at every depth and nothing stands between", () => {
  assert.equal(
    canonicalJson({ b: [{ z: 1, a: "é" }], a: null }),
    '{"a":null,"b":[{"a":"é","z":1}]}',
  );
});

test("what JSON cannot say is refused", () => {
  assert.throws(() => canonicalJson({ a: undefined }), TypeError);
});
