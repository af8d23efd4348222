import { type Day, parseDay } from "./days.ts";
import { DataError, parseFields, parseList, parseText, parseWords } from "./parse.ts";
import type { Words } from "./words.ts";

/** A part of an institution that can be named in a report. Units are data: names and borders change every few years. */
export type Unit = {
  readonly code: string;
  readonly name: Words;
  /** First day we can prove; null when the day is not known. */
  readonly validFrom: Day | null;
  /** Last day we can prove; null when the unit still exists or the day is not known. */
  readonly validTo: Day | null;
  /** False once the unit is abolished, even where the day is not known. */
  readonly isCurrent: boolean;
  /** The units that took over its work; empty when none is known. */
  readonly successors: readonly string[];
};

export type UnitPreset = {
  readonly institution: Words;
  /** The unit that receives what names another unit's own compliance office. */
  readonly conflictTarget: string;
  readonly source: string;
  readonly units: readonly Unit[];
};

const CODE = /^[A-Z]{2,12}$/;

function parseCode(value: unknown, path: string): string {
  const code = parseText(value, path);
  if (!CODE.test(code)) throw new DataError(path, "2 to 12 capital letters");
  return code;
}

function parseKnownDay(value: unknown, path: string): Day | null {
  if (value === null) return null;
  try {
    return parseDay(parseText(value, path));
  } catch (error) {
    if (error instanceof RangeError) throw new DataError(path, "a day YYYY-MM-DD or null");
    throw error;
  }
}

function parseUnit(value: unknown, path: string): Unit {
  const fields = parseFields(value, path, [
    "code",
    "name",
    "validFrom",
    "validTo",
    "isCurrent",
    "successors",
  ]);
  if (typeof fields.isCurrent !== "boolean")
    throw new DataError(`${path}.isCurrent`, "true or false");
  return Object.freeze({
    code: parseCode(fields.code, `${path}.code`),
    name: parseWords(fields.name, `${path}.name`),
    validFrom: parseKnownDay(fields.validFrom, `${path}.validFrom`),
    validTo: parseKnownDay(fields.validTo, `${path}.validTo`),
    isCurrent: fields.isCurrent,
    successors: parseList(fields.successors, `${path}.successors`, parseCode),
  });
}

/** Reads a file of units. Throws DataError for a wrong value, a code given twice or a link to a unit that is not there. */
export function parseUnitPreset(value: unknown): UnitPreset {
  const fields = parseFields(value, "preset", ["institution", "conflictTarget", "source", "units"]);
  const units = parseList(fields.units, "units", parseUnit);
  const codes = new Set(units.map(({ code }) => code));
  const conflictTarget = parseCode(fields.conflictTarget, "conflictTarget");
  const links = [conflictTarget, ...units.flatMap(({ successors }) => successors)];
  if (codes.size !== units.length) throw new DataError("units", "each code once");
  if (links.some((code) => !codes.has(code)))
    throw new DataError("units", "links to units of the list");
  return Object.freeze({
    institution: parseWords(fields.institution, "institution"),
    conflictTarget,
    source: parseText(fields.source, "source"),
    units,
  });
}
