import type { Words } from "./words.ts";

/** Where a case stands (R2). */
export type CaseState =
  | "received"
  | "verifying"
  | "awaiting-reporter"
  | "assessing"
  | "transferring"
  | "investigating"
  | "ethics"
  | "discipline"
  | "awaiting-decision"
  | "appeal"
  | "concluded"
  | "reopened"
  | "archived"
  | "erased";

/** The four phases of ISO 37002. */
export type Phase = "received" | "assessing" | "addressing" | "concluded";

/** The key of the sentence a reporter reads. The sentences themselves stand with the pages that show them. */
export type ReporterLabelKey =
  | "received"
  | "assessed"
  | "answer-needed"
  | "forwarded"
  | "examined"
  | "awaiting-decision"
  | "concluded"
  | "archived"
  | "erased";

export type StateFacts = {
  readonly phase: Phase;
  /** What staff read. */
  readonly label: Words;
  readonly reporterLabelKey: ReporterLabelKey;
  /** The code of the same state in the field's own list; it is never renamed. */
  readonly fieldCode: string;
};

function state(
  phase: Phase,
  reporterLabelKey: ReporterLabelKey,
  fieldCode: string,
  label: Words,
): StateFacts {
  return Object.freeze({ phase, reporterLabelKey, fieldCode, label: Object.freeze(label) });
}

/** Every state with its phase and its words (R2). */
export const STATES: Readonly<Record<CaseState, StateFacts>> = Object.freeze({
  received: state("received", "received", "DITERIMA", { id: "Diterima", en: "Received" }),
  verifying: state("assessing", "assessed", "VERIFIKASI", { id: "Verifikasi", en: "Verification" }),
  "awaiting-reporter": state("assessing", "answer-needed", "PERLU_INFO", {
    id: "Menunggu kelengkapan",
    en: "Waiting for the reporter",
  }),
  assessing: state("assessing", "assessed", "TELAAH", { id: "Telaah", en: "Assessment" }),
  transferring: state("assessing", "forwarded", "PELIMPAHAN", { id: "Pelimpahan", en: "Transfer" }),
  investigating: state("addressing", "examined", "INVESTIGASI", {
    id: "Investigasi",
    en: "Investigation",
  }),
  ethics: state("addressing", "examined", "PROSES_ETIK", {
    id: "Sidang kode etik",
    en: "Ethics hearing",
  }),
  discipline: state("addressing", "examined", "PROSES_DISIPLIN", {
    id: "Pemeriksaan disiplin",
    en: "Discipline examination",
  }),
  "awaiting-decision": state("addressing", "awaiting-decision", "MENUNGGU_PUTUSAN", {
    id: "Menunggu putusan",
    en: "Awaiting decision",
  }),
  appeal: state("addressing", "awaiting-decision", "UPAYA_ADMINISTRATIF", {
    id: "Keberatan/banding",
    en: "Objection or appeal",
  }),
  concluded: state("concluded", "concluded", "SELESAI", { id: "Selesai", en: "Concluded" }),
  reopened: state("assessing", "assessed", "DIBUKA_KEMBALI", {
    id: "Dibuka kembali",
    en: "Reopened",
  }),
  archived: state("concluded", "archived", "DIARSIPKAN", { id: "Diarsipkan", en: "Archived" }),
  erased: state("concluded", "erased", "DIMUSNAHKAN", { id: "Dimusnahkan", en: "Erased" }),
});

/** All state codes, in the order a case meets them. */
// Object.keys of a Record over the union gives exactly the members of the union.
export const CASE_STATES: readonly CaseState[] = Object.freeze(Object.keys(STATES) as CaseState[]);

/** Whether the text is the code of a state. */
export function isCaseState(text: string): text is CaseState {
  return Object.hasOwn(STATES, text);
}

/** Which sentence the reporter reads while a case is in this state. */
export function reporterLabelKey(code: CaseState): ReporterLabelKey {
  return STATES[code].reporterLabelKey;
}
