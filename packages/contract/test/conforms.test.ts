import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Check } from "typebox/value";
import type { TSchema } from "typebox";
import {
  conforms,
  foundingRoutes,
  KNOWN_WORDS,
  publicRoutes,
  reporterRoutes,
  staffRoutes,
  type Route,
} from "../src/index.ts";
import {
  Founding,
  InstanceFile,
  ConfigContent,
  ReportHead,
  ReporterMessageHead,
} from "../src/index.ts";

const routes: readonly Route[] = Object.values({
  ...publicRoutes,
  ...reporterRoutes,
  ...staffRoutes,
  ...foundingRoutes,
});
const isSchema = (value: unknown): value is TSchema => typeof value === "object" && value !== null;
const schemas: readonly TSchema[] = [
  ...routes
    .flatMap((route) => [route.reply, route.body, route.query, route.params])
    .filter(isSchema),
  Founding,
  InstanceFile,
  ConfigContent,
  ReportHead,
  ReporterMessageHead,
];

const wordsOf = (schema: unknown): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf);
  if (!isSchema(schema)) return [];
  return Object.entries(schema).flatMap(([word, inner]) =>
    word === "properties" || word === "patternProperties"
      ? [word, ...Object.values(inner as object).flatMap(wordsOf)]
      : [word, ...(word === "required" || word === "const" ? [] : wordsOf(inner))],
  );
};

/** A value that fits the schema, for the words that the contract uses. */
function fitting(schema: TSchema): fc.Arbitrary<unknown> {
  const words = schema as Record<string, unknown>;
  if ("const" in words) return fc.constant(words["const"]);
  if (Array.isArray(words["anyOf"])) return fc.oneof(...(words["anyOf"] as TSchema[]).map(fitting));
  switch (words["type"]) {
    case "integer":
      return fc.integer({
        min: Number(words["minimum"] ?? -9),
        max: Math.min(Number(words["maximum"] ?? 99), 2 ** 31 - 1),
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom("DJP", "2026-Q4", "kotak", "AAAAAAAAAAAAAAAA", `${"A".repeat(43)}=`, "7"),
      );
    case "array":
      return fc.array(fitting(words["items"] as TSchema), {
        minLength: Number(words["minItems"] ?? 0),
        maxLength: 3,
      });
    default:
      return fc.record(
        Object.fromEntries(
          Object.entries((words["properties"] ?? {}) as Record<string, TSchema>).map(
            ([name, field]) => [name, fitting(field)],
          ),
        ),
        { requiredKeys: words["required"] as string[] },
      );
  }
}

describe("conforms", () => {
  test("knows every word that the contract uses", () => {
    const unknown = new Set(
      schemas.flatMap(wordsOf).filter((word) => !(KNOWN_WORDS as readonly string[]).includes(word)),
    );
    assert.deepEqual([...unknown], []);
  });

  test("agrees with TypeBox on values near every schema", () => {
    for (const schema of schemas) {
      fc.assert(
        fc.property(fitting(schema), (value) => conforms(schema, value) === Check(schema, value)),
        { numRuns: 60 },
      );
    }
  });

  test("agrees with TypeBox on arbitrary JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: schemas.length - 1 }), (value, at) => {
        const schema = schemas[at] ?? Founding;
        return conforms(schema, value) === Check(schema, value);
      }),
      { numRuns: 500 },
    );
  });

  test("refuses unknown fields, also under names that objects inherit", () => {
    const health = publicRoutes.health.reply;
    assert.equal(conforms(health, { isReady: true, version: "1" }), true);
    assert.equal(conforms(health, { isReady: true, version: "1", extra: 1 }), false);
    assert.equal(
      conforms(health, JSON.parse('{"isReady":true,"version":"1","__proto__":1}')),
      false,
    );
    assert.equal(
      conforms(health, JSON.parse('{"isReady":true,"version":"1","constructor":1}')),
      false,
    );
  });
});
