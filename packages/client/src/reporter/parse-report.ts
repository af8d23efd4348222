import { NOT_SURE, PLATFORMS } from "@bijak/domain";
import { encodeText } from "../shared/bytes.ts";
import { findUnit, isTakingReports, type Institution } from "../shared/institution.ts";
import { bodyOf } from "./report-body.ts";
import {
  AUDIENCES,
  INVOLVEMENTS,
  LIMITS,
  WORRIES,
  type Report,
  type ReportDraft,
  type ReporterIdentity,
  type ReportProblem,
} from "./report.ts";

export type ParsedReport =
  | { readonly report: Report }
  | { readonly problems: readonly ReportProblem[] };

type Field = keyof Report;
type Code = ReportProblem["code"];
type Refuse = (field: Field, code: Code) => void;

const WORD = /^[a-z][a-z-]{0,31}$/;

/** Takes what a person entered; gives a report that can be sealed, or every problem at once, in the order of the fields. */
export function parseReport(draft: ReportDraft, institution: Institution): ParsedReport {
  const problems: ReportProblem[] = [];
  const refuse: Refuse = (field, code) => problems.push({ field, code });
  const report = readFields(draft, institution, refuse);
  if (
    problems.length === 0 &&
    encodeText(JSON.stringify(bodyOf(report))).length > LIMITS.bodyBytes
  ) {
    refuse("text", "report-too-large");
  }
  return problems.length === 0 ? { report: Object.freeze(report) } : { problems };
}

function readFields(draft: ReportDraft, institution: Institution, refuse: Refuse): Report {
  const text = (field: Field): string => readLine(draft[field], () => refuse(field, "too-long"));
  const oneOf = <Word extends string>(field: Field, words: readonly Word[]): Word | null =>
    readChoice(draft[field], words, () => refuse(field, "field-malformed"));
  const word = (field: Field): string | null =>
    readWord(draft[field], () => refuse(field, "field-malformed"));
  return {
    language: oneOf("language", ["id", "en"]) ?? "id",
    category: readCategory(draft.category, institution, refuse),
    links: readLinks(draft, refuse),
    platform: oneOf(
      "platform",
      PLATFORMS.map(({ code }) => code),
    ),
    audience: oneOf("audience", AUDIENCES),
    account: text("account"),
    personName: text("personName"),
    office: text("office"),
    knownBy: word("knownBy"),
    text: readStory(draft.text, refuse),
    happenedOn: readDay(draft.happenedOn, institution, refuse),
    identity: readIdentity(draft.identity, institution, refuse),
    relation: word("relation"),
    worry: oneOf("worry", WORRIES),
    isUnitInvolved: oneOf("isUnitInvolved", INVOLVEMENTS),
    unit: readUnit(draft.unit, institution, refuse),
    isStandbyAllowed: draft.isStandbyAllowed !== false,
  };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === "";
const trimmed = (value: unknown): string =>
  typeof value === "string" ? value.normalize("NFC").trim() : "";
const lengthOf = (text: string): number => Array.from(text).length;

function readLine(value: unknown, refuse: () => void): string {
  const line = trimmed(value).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  if (lengthOf(line) > LIMITS.nameCharacters) refuse();
  return line;
}

function readChoice<Word extends string>(
  value: unknown,
  words: readonly Word[],
  refuse: () => void,
): Word | null {
  const word = words.find((one) => one === value);
  if (word === undefined && !isAbsent(value)) refuse();
  return word ?? null;
}

function readWord(value: unknown, refuse: () => void): string | null {
  if (isAbsent(value)) return null;
  if (typeof value === "string" && WORD.test(value)) return value;
  refuse();
  return null;
}

function readCategory(value: unknown, { config }: Institution, refuse: Refuse): string | null {
  if (value === null || value === NOT_SURE) return null;
  const category = config.categories.find((one) => one === value);
  if (category !== undefined) return category;
  refuse("category", isAbsent(value) ? "category-missing" : "category-unknown");
  return null;
}

function readLinks({ links, platform, account }: ReportDraft, refuse: Refuse): readonly string[] {
  const typed = (Array.isArray(links) ? links : []).map(trimmed).filter((link) => link !== "");
  if (typed.length > LIMITS.links) refuse("links", "too-many-links");
  const parsed = typed.map(parseLink);
  if (parsed.includes(null)) refuse("links", "link-not-https");
  if (parsed.some((link) => link !== null && link.length > LIMITS.linkCharacters)) {
    refuse("links", "too-long");
  }
  const hasPlace = !isAbsent(platform) && trimmed(account) !== "";
  if (typed.length === 0 && !hasPlace) refuse("links", "where-missing");
  return parsed.filter((link) => link !== null);
}

/** The address in its normal form; null unless it is https with a host name. A missing `https://` is added. */
function parseLink(typed: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const url = tryUrl(address);
  const isFit = url?.protocol === "https:" && url.hostname.includes(".") && url.username === "";
  return isFit ? url.href : null;
}

function tryUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch (fault) {
    if (fault instanceof TypeError) return null;
    throw fault;
  }
}

function readStory(value: unknown, refuse: Refuse): string {
  const text = trimmed(value)
    .replaceAll("\r\n", "\n")
    .replace(/[^\P{Cc}\n\t]+/gu, " ");
  const length = lengthOf(text);
  if (length < LIMITS.textLeast) refuse("text", "text-too-short");
  if (length > LIMITS.textMost) refuse("text", "text-too-long");
  return text;
}

/** Tomorrow is still allowed: the reporter's day may begin before the institution's. */
function readDay(value: unknown, { today }: Institution, refuse: Refuse): number | null {
  if (isAbsent(value)) return null;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= today + 1)
    return Number(value);
  refuse("happenedOn", "day-wrong");
  return null;
}

function readIdentity(
  value: unknown,
  { directory }: Institution,
  refuse: Refuse,
): ReporterIdentity {
  if (isAbsent(value)) return { mode: "anonymous" };
  const { mode, name, contact } = Object(value) as Record<string, unknown>; // Object() gives an object for any value, and its fields are unknown
  if (mode === "anonymous") return { mode };
  if (mode !== "open" && mode !== "locked") refuse("identity", "field-malformed");
  if (mode === "locked" && directory.custody === null) refuse("identity", "identity-unavailable");
  const tooLong = () => refuse("identity", "too-long");
  const identity = {
    mode: mode === "locked" ? "locked" : "open",
    name: readLine(name, tooLong),
    contact: readLine(contact, tooLong),
  } as const;
  if (identity.name === "" || identity.contact === "") refuse("identity", "identity-incomplete");
  return identity;
}

function readUnit(value: unknown, { directory, today }: Institution, refuse: Refuse): string {
  const id = trimmed(value);
  const unit = findUnit(directory, id);
  if (id === "") refuse("unit", "unit-missing");
  else if (unit === null) refuse("unit", "unit-unknown");
  else if (!isTakingReports(unit, today)) refuse("unit", "unit-closed");
  return id;
}
