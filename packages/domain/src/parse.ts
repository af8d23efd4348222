import type { Words } from "./words.ts";

/** A value of a data file that is not what it should be. `path` says where, never what stood there. */
export class DataError extends Error {
  override readonly name = "DataError";
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`${path}: expected ${expected}`);
    this.path = path;
  }
}

/** Takes an object with exactly these fields. Throws DataError otherwise. */
export function parseFields<Name extends string>(
  value: unknown,
  path: string,
  names: readonly Name[],
): Readonly<Record<Name, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const found = isObject ? Object.keys(value) : [];
  if (
    !isObject ||
    found.length !== names.length ||
    names.some((name) => !Object.hasOwn(value, name))
  ) {
    throw new DataError(path, `an object with exactly ${names.join(", ")}`);
  }
  // The fields were just found to be exactly the named ones; their values stay unknown.
  return value as Record<Name, unknown>;
}

/** Takes a text of 1 to 500 characters without control or bidirectional characters (R17). Throws DataError otherwise. */
export function parseText(value: unknown, path: string): string {
  const isPlain =
    typeof value === "string" && value.trim() === value && !/[\p{Cc}\p{Bidi_Control}]/u.test(value);
  if (!isPlain || value.length === 0 || value.length > 500)
    throw new DataError(path, "a short plain text");
  return value;
}

/** Takes a text in both languages. Throws DataError otherwise. */
export function parseWords(value: unknown, path: string): Words {
  const { id, en } = parseFields(value, path, ["id", "en"]);
  return Object.freeze({ id: parseText(id, `${path}.id`), en: parseText(en, `${path}.en`) });
}

/** Takes a whole number from `least` to `most`. Throws DataError otherwise. */
export function parseWhole(
  value: unknown,
  path: string,
  { least = 0, most = 1_000_000_000 } = {},
): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least || value > most) {
    throw new DataError(path, `a whole number from ${least} to ${most}`);
  }
  return value;
}

/** Takes a list of at most 1,000 values and reads each. Throws DataError otherwise. */
export function parseList<Item>(
  value: unknown,
  path: string,
  parseItem: (item: unknown, path: string) => Item,
): readonly Item[] {
  if (!Array.isArray(value) || value.length > 1000) throw new DataError(path, "a list");
  return Object.freeze(value.map((item: unknown, index) => parseItem(item, `${path}[${index}]`)));
}

/** Takes one of these codes. Throws DataError otherwise. */
export function parseOneOf<Code extends string>(
  value: unknown,
  path: string,
  codes: readonly Code[],
): Code {
  const found = codes.find((code) => code === value);
  if (found === undefined) throw new DataError(path, `one of ${codes.join(", ")}`);
  return found;
}
