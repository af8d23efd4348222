import { chooseUnit, type Institution, type ReportDraft } from "@bijak/client/reporter";
import { parseDay } from "@bijak/domain";
import { listLines } from "../ask.ts";
import { Failure } from "../failure.ts";
import { ensureOption, readJson, readOptions, readTextFile } from "../options.ts";
import type { Call } from "../world.ts";

/** A report as it was handed in, and the paths of its evidence. */
export type Draft = { readonly fields: ReportDraft; readonly files: readonly string[] };

const TEXT = { type: "string" } as const;
const MANY = { type: "string", multiple: true } as const;

const SPEC = {
  server: TEXT,
  unit: TEXT,
  category: TEXT,
  link: MANY,
  platform: TEXT,
  audience: TEXT,
  account: TEXT,
  person: TEXT,
  office: TEXT,
  date: TEXT,
  relation: TEXT,
  involved: TEXT,
  "open-name": TEXT,
  "open-contact": TEXT,
  "text-file": TEXT,
  file: MANY,
  "no-standby": { type: "boolean" },
} as const;

export const readReportOptions = (call: Call) => readOptions(call, SPEC).values;
type Options = ReturnType<typeof readReportOptions>;

/** One report from flags when `--text-file` is there, otherwise one from each line of JSON on standard input. */
export async function readDrafts(call: Call, options: Options): Promise<Draft[]> {
  if (options["text-file"] !== undefined) return [await draftFromFlags(call, options)];
  const lines = await listLines(call.world);
  if (lines.length === 0) throw new Failure(call.say.nothingToSend, 2);
  return lines.map((line, index) => draftFromLine(call, line, index + 1));
}

async function draftFromFlags(call: Call, options: Options): Promise<Draft> {
  const name = options["open-name"];
  const fields: ReportDraft = {
    language: call.language,
    category: options.category ?? null,
    links: options.link ?? [],
    platform: options.platform ?? null,
    audience: options.audience ?? null,
    account: options.account ?? "",
    personName: options.person ?? "",
    office: options.office ?? "",
    text: await readTextFile(call, ensureOption(call, "--text-file", options["text-file"])),
    happenedOn: options.date === undefined ? null : dayOrText(options.date),
    identity:
      name === undefined
        ? { mode: "anonymous" }
        : { mode: "open", name, contact: options["open-contact"] ?? "" },
    relation: options.relation ?? null,
    isUnitInvolved: options.involved ?? null,
    unit: options.unit ?? "",
    isStandbyAllowed: options["no-standby"] !== true,
  };
  return { fields, files: options.file ?? [] };
}

const FIELDS = new Set<string>([
  "language",
  "category",
  "links",
  "platform",
  "audience",
  "account",
  "personName",
  "office",
  "knownBy",
  "text",
  "happenedOn",
  "identity",
  "relation",
  "worry",
  "isUnitInvolved",
  "unit",
  "isStandbyAllowed",
] satisfies (keyof ReportDraft)[]);

function draftFromLine(call: Call, line: string, number: number): Draft {
  const place = `stdin:${number}`;
  const value = readJson(call, line, place);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Failure(call.say.notJson(place));
  const { files = [], ...fields } = value as Record<string, unknown>; // an object that is no array
  const unknown = Object.keys(fields).filter((name) => !FIELDS.has(name));
  const isList = Array.isArray(files) && files.every((file) => typeof file === "string");
  if (unknown.length > 0 || !isList)
    throw new Failure(
      call.say.reportProblems(number, [...unknown, ...(isList ? [] : ["files"])].join(", ")),
    );
  const happenedOn =
    typeof fields["happenedOn"] === "string"
      ? dayOrText(fields["happenedOn"])
      : (fields["happenedOn"] ?? null);
  return { fields: { language: call.language, category: null, ...fields, happenedOn }, files };
}

/** A day number for `YYYY-MM-DD`; any other text stays, so that parsing the report refuses it with the other problems. */
function dayOrText(text: string): number | string {
  try {
    return parseDay(text);
  } catch (fault) {
    if (fault instanceof RangeError) return text;
    throw fault;
  }
}

/** The draft with the unit that answers for its office, where it names none. */
export function withUnit({ fields, files }: Draft, institution: Institution): Draft {
  if (typeof fields.unit === "string" && fields.unit !== "") return { fields, files };
  const office = typeof fields.office === "string" ? fields.office : "";
  const involved = fields.isUnitInvolved;
  const isUnitInvolved =
    involved === "yes" || involved === "no" || involved === "unknown" ? involved : null;
  return {
    fields: { ...fields, unit: chooseUnit({ office, isUnitInvolved, institution }).unit },
    files,
  };
}
