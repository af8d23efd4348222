import type { Words } from "./words.ts";

/** What the reporter is told when a case is closed. Never the sanction itself. */
export const OUTCOME_CLASSES = Object.freeze({
  "proven-and-acted": { id: "Terbukti dan ditindak", en: "Proven and acted upon" },
  guidance: { id: "Pembinaan", en: "Guidance without sanction" },
  "not-proven": { id: "Tidak terbukti", en: "Not proven" },
  "too-little-information": { id: "Informasi belum cukup", en: "Not enough information" },
  "not-a-breach": { id: "Bukan pelanggaran", en: "Not a breach" },
  "not-an-employee-or-account": {
    id: "Bukan pegawai/akunnya",
    en: "Not an employee, or not their account",
  },
  "out-of-remit": { id: "Bukan kewenangan", en: "Outside our remit" },
  "passed-to-authority": { id: "Diteruskan ke instansi lain", en: "Passed to another authority" },
  merged: { id: "Digabung", en: "Merged with another report" },
} satisfies Record<string, Words>);

export type OutcomeClass = keyof typeof OUTCOME_CLASSES;

export type Outcome = {
  readonly label: Words;
  readonly class: OutcomeClass;
  /** False for the reasons why nothing could be followed up; those files are kept for a shorter time. */
  readonly isActionable: boolean;
  /** The code of the same outcome in the field's own list; it is never renamed. */
  readonly fieldCode: string;
};

function outcome(fieldCode: string, kind: OutcomeClass, label: Words): Outcome {
  return Object.freeze({ label, class: kind, isActionable: fieldCode.startsWith("O_"), fieldCode });
}

/**
 * Every way a case can end: outcomes first, then the reasons why it could not be followed up. The reporter of a knowingly
 * false report reads "not proven" like any other: the class accuses nobody.
 */
export const OUTCOMES = Object.freeze({
  "proven-ethics": outcome("O_TERBUKTI_ETIK", "proven-and-acted", {
    id: "Terbukti — sanksi moral (tertutup/terbuka)",
    en: "Proven, moral sanction",
  }),
  "proven-light": outcome("O_TERBUKTI_RINGAN", "proven-and-acted", {
    id: "Terbukti — hukuman disiplin ringan",
    en: "Proven, light discipline",
  }),
  "proven-moderate": outcome("O_TERBUKTI_SEDANG", "proven-and-acted", {
    id: "Terbukti — hukuman disiplin sedang",
    en: "Proven, moderate discipline",
  }),
  "proven-heavy": outcome("O_TERBUKTI_BERAT", "proven-and-acted", {
    id: "Terbukti — hukuman disiplin berat",
    en: "Proven, heavy discipline",
  }),
  guidance: outcome("O_PEMBINAAN", "guidance", {
    id: "Pembinaan / konseling",
    en: "Guidance, no sanction",
  }),
  "law-enforcement": outcome("O_APH", "passed-to-authority", {
    id: "Dilimpahkan ke aparat penegak hukum",
    en: "Handed to law enforcement",
  }),
  "other-authority": outcome("O_EKSTERNAL", "passed-to-authority", {
    id: "Diteruskan ke instansi lain",
    en: "Passed to another authority",
  }),
  "not-proven": outcome("O_TIDAK_TERBUKTI", "not-proven", {
    id: "Tidak terbukti",
    en: "Not proven",
  }),
  "system-improvement": outcome("O_PERBAIKAN_SISTEM", "guidance", {
    id: "Perbaikan sistem",
    en: "System improvement",
  }),
  "too-little-information": outcome("X_KURANG_BUKTI", "too-little-information", {
    id: "Informasi tidak mencukupi",
    en: "Too little to act on, after asking",
  }),
  "not-an-employee": outcome("X_BUKAN_PEGAWAI", "not-an-employee-or-account", {
    id: "Terlapor bukan pegawai",
    en: "Person not covered",
  }),
  "out-of-remit": outcome("X_BUKAN_KEWENANGAN", "out-of-remit", {
    id: "Bukan kewenangan",
    en: "Out of remit",
  }),
  "not-a-breach": outcome("X_BUKAN_PELANGGARAN", "not-a-breach", {
    id: "Bukan pelanggaran",
    en: "Not a breach, such as lawful criticism",
  }),
  "service-complaint": outcome("X_LAYANAN", "out-of-remit", {
    id: "Pengaduan layanan",
    en: "Service complaint, belongs to that channel",
  }),
  duplicate: outcome("X_DUPLIKAT", "merged", { id: "Duplikat", en: "Same matter, linked" }),
  "account-not-theirs": outcome("X_AKUN_PALSU", "not-an-employee-or-account", {
    id: "Akun bukan milik terlapor",
    en: "Account not theirs",
  }),
  "bad-faith": outcome("X_IKTIKAD_BURUK", "not-proven", {
    id: "Tidak beriktikad baik",
    en: "Knowingly false",
  }),
});

export type OutcomeCode = keyof typeof OUTCOMES;

/** Whether the text is the code of an outcome or closing reason. */
export function isOutcomeCode(text: string): text is OutcomeCode {
  return Object.hasOwn(OUTCOMES, text);
}

/** What the reporter is told for this outcome. */
export function outcomeClassOf(code: OutcomeCode): OutcomeClass {
  return OUTCOMES[code].class;
}
