/** A plan file that is not in order; the message names the place. */
export class PlanFault extends Error {
  constructor(place: string) {
    super(place);
    this.name = "PlanFault";
  }
}

type Names<R extends string, O extends string> = {
  readonly required: readonly R[];
  readonly optional: readonly O[];
};

/** The fields of an object that has all the required ones and no unknown one. */
export function parseFields<R extends string, O extends string>(
  value: unknown,
  at: string,
  { required, optional }: Names<R, O>,
): Readonly<Record<R, unknown> & Partial<Record<O, unknown>>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new PlanFault(`${at}: { … }`);
  const known = new Set<string>([...required, ...optional]);
  const unknown = Object.keys(value).find((name) => !known.has(name));
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (unknown !== undefined || missing !== undefined)
    throw new PlanFault(`${at}.${unknown ?? missing}`);
  return value as Record<R, unknown> & Partial<Record<O, unknown>>; // all required names are there and no others than those known
}

export function parseText(value: unknown, at: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new PlanFault(`${at}: "…"`);
}

export function parseInteger(value: unknown, at: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new PlanFault(`${at}: 0, 1, 2, …`);
}

export function parseBoolean(value: unknown, at: string): boolean {
  if (typeof value === "boolean") return value;
  throw new PlanFault(`${at}: true | false`);
}

export function parseList<T>(
  value: unknown,
  at: string,
  parse: (one: unknown, at: string) => T,
): T[] {
  if (!Array.isArray(value)) throw new PlanFault(`${at}: [ … ]`);
  return value.map((one, index) => parse(one, `${at}[${index}]`));
}

/** What `parse` makes of a value that is there; null when it is not. */
export const parseMaybe = <T>(
  value: unknown,
  at: string,
  parse: (value: unknown, at: string) => T,
): T | null => (value === undefined ? null : parse(value, at));
