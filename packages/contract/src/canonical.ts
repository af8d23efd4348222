/**
 * The one JSON text of a value: names sorted by code unit at every depth, no space. Two programs that hold equal values
 * hash equal bytes, so a signed act can approve figures by their digest. Takes what JSON can say; throws TypeError otherwise.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) return `{${fieldsOf(value).join(",")}}`;
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError("JSON cannot say this value");
  return text;
}

const fieldsOf = (value: object): readonly string[] =>
  Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
