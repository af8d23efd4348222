import type { TSchema } from "typebox";

type Words = Record<string, unknown>;

/** The JSON Schema words that the contract uses; a test refuses any other. */
export const KNOWN_WORDS = [
  "type",
  "const",
  "anyOf",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "minItems",
  "maxItems",
  "patternProperties",
] as const;

const isRecord = (value: unknown): value is Words =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const within = (size: number, low: unknown, high: unknown): boolean =>
  (typeof low !== "number" || size >= low) && (typeof high !== "number" || size <= high);

/** True when `value` has the form of `schema`. Covers the words of `KNOWN_WORDS` (JSON Schema 2020-12), nothing else, and no code generation. */
export function conforms(schema: TSchema, value: unknown): boolean {
  const words = schema as Words; // every schema is a plain JSON object
  if ("const" in words) return value === words["const"];
  if (Array.isArray(words["anyOf"]))
    return words["anyOf"].some((one: TSchema) => conforms(one, value));
  switch (words["type"]) {
    case "string":
      return conformsText(words, value);
    case "integer":
      return (
        Number.isSafeInteger(value) && within(value as number, words["minimum"], words["maximum"])
      ); // isSafeInteger holds for numbers only
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "array":
      return (
        Array.isArray(value) &&
        within(value.length, words["minItems"], words["maxItems"]) &&
        value.every((one) => conforms(words["items"] as TSchema, one))
      ); // arrays of the contract state their items
    case "object":
      return isRecord(value) && conformsObject(words, value);
    default:
      return words["type"] === undefined;
  }
}

function conformsText(words: Words, value: unknown): boolean {
  if (typeof value !== "string" || !within(value.length, words["minLength"], words["maxLength"]))
    return false;
  const pattern = words["pattern"];
  return typeof pattern !== "string" || new RegExp(pattern, "u").test(value);
}

function conformsObject(words: Words, value: Words): boolean {
  const properties = (words["properties"] ?? {}) as Record<string, TSchema>; // JSON Schema: properties maps names to schemas
  const patterns = Object.entries((words["patternProperties"] ?? {}) as Record<string, TSchema>); // likewise
  const required = (words["required"] ?? []) as string[]; // JSON Schema: a list of names
  if (!required.every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, field]) => {
    const own = Object.hasOwn(properties, name)
      ? properties[name]
      : patterns.find(([pattern]) => new RegExp(pattern, "u").test(name))?.[1];
    return own === undefined
      ? words["additionalProperties"] !== false && patterns.length === 0
      : conforms(own, field);
  });
}
