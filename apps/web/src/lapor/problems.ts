import {
  parseReport,
  type Institution,
  type Report,
  type ReportDraft,
  type ReportProblem,
} from "@bijak/client/reporter";
import type { Day, Language } from "@bijak/domain";
import { filledLinks, happenedOn, isDateWrong, type Draft } from "./draft.ts";
import { problemOfFiles, type EvidenceFile } from "../lib/reporter/evidence.ts";
import { routeOf } from "./routing.ts";
import type { QuestionStep, Step } from "./steps.ts";

/** Something to correct before the report can go: the field and what is wrong with it. */
export type Problem = {
  readonly field: ReportProblem["field"] | "files";
  readonly code: ReportProblem["code"] | "too-many-files" | "files-too-large" | "date-wrong";
  /** Characters of the text when it was checked, for a text that is too short. */
  readonly length?: number;
};

const STEP_OF: Readonly<Partial<Record<Problem["field"], QuestionStep>>> = {
  category: "what",
  links: "where",
  platform: "where",
  audience: "where",
  account: "who",
  personName: "who",
  office: "who",
  knownBy: "who",
  text: "story",
  happenedOn: "story",
  files: "evidence",
};

/** The question a field belongs to; what is not about the post is about the reporter. */
export const stepOf = (field: Problem["field"]): QuestionStep => STEP_OF[field] ?? "about";

type Parts = {
  readonly draft: Draft;
  readonly files: readonly EvidenceFile[];
  readonly institution: Institution;
  readonly language: Language;
  readonly today: Day;
};

function toReportDraft({ draft, institution, language, today }: Parts): ReportDraft {
  const { unit, standby } = routeOf(draft, institution);
  return {
    language,
    category: draft.category ?? undefined,
    links: filledLinks(draft),
    platform: draft.hasLink ? null : draft.platform,
    audience: draft.hasLink ? null : draft.audience,
    account: draft.account,
    personName: draft.personName,
    office: draft.office,
    knownBy: draft.knownBy,
    text: draft.text,
    happenedOn: isDateWrong(draft, today) ? null : happenedOn(draft, today),
    identity: { mode: draft.identity, name: draft.name, contact: draft.contact },
    relation: draft.relation,
    worry: draft.worry,
    isUnitInvolved: draft.involvement,
    unit,
    isStandbyAllowed: draft.isStandbyAllowed && standby !== null,
  };
}

export type Checked = { readonly report: Report } | { readonly problems: readonly Problem[] };

/** The report of a draft, or everything that keeps it from being one, in the order of the questions. */
export function checkDraft(parts: Parts): Checked {
  const parsed = parseReport(toReportDraft(parts), parts.institution);
  const ofReport = "problems" in parsed ? parsed.problems : [];
  const problems = [
    ...ofReport.map((one) => withLength(one, parts)),
    ...ofDate(parts),
    ...ofFiles(parts),
  ];
  return "report" in parsed && problems.length === 0 ? { report: parsed.report } : { problems };
}

const withLength = (problem: ReportProblem, { draft }: Parts): Problem =>
  problem.code === "text-too-short"
    ? { ...problem, length: Array.from(draft.text.trim()).length }
    : problem;

function ofDate({ draft, today }: Parts): readonly Problem[] {
  return isDateWrong(draft, today) ? [{ field: "happenedOn", code: "date-wrong" }] : [];
}

function ofFiles({ files }: Parts): readonly Problem[] {
  const code = problemOfFiles(files);
  return code === null ? [] : [{ field: "files", code }];
}

/** The problems that the screen of this step can correct. */
export function problemsAt(step: Step, checked: Checked): readonly Problem[] {
  return "problems" in checked
    ? checked.problems.filter(({ field }) => stepOf(field) === step)
    : [];
}
