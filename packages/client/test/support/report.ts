import assert from "node:assert/strict";
import {
  deriveReporterKeys,
  generateReceipt,
  type Receipt,
  type ReporterKeys,
} from "@bijak/envelope";
import { parseReport } from "../../src/reporter/parse-report.ts";
import { sealReport, type SealedReport } from "../../src/reporter/seal-report.ts";
import type { Report, ReportDraft } from "../../src/reporter/report.ts";
import type { Institution } from "../../src/shared/institution.ts";
import { TODAY } from "./institution.ts";

/** What a person might enter; complete. */
export const aDraft = (changes: ReportDraft = {}): ReportDraft => ({
  language: "id",
  category: "NETRALITAS",
  links: ["https://www.instagram.com/p/abc"],
  platform: "instagram",
  audience: "public",
  account: "@contoh.pegawai",
  personName: "Budi Contoh",
  office: "Kantor Pelayanan Contoh",
  knownBy: "profile",
  text: "Pegawai ini mengunggah dukungan untuk seorang calon.",
  happenedOn: TODAY - 1,
  identity: { mode: "anonymous" },
  relation: "colleague",
  worry: "some",
  isUnitInvolved: "no",
  unit: "DJP",
  isStandbyAllowed: true,
  ...changes,
});

export function aReport(institution: Institution, changes: ReportDraft = {}): Report {
  const parsed = parseReport(aDraft(changes), institution);
  assert.ok("report" in parsed, JSON.stringify(parsed));
  return parsed.report;
}

export type Sealed = {
  readonly receipt: Receipt;
  readonly keys: ReporterKeys;
  readonly sealed: SealedReport;
};

/** A report sealed with a new receipt; the receipt is stretched cheaply. */
export async function aSealedReport(
  institution: Institution,
  changes: ReportDraft = {},
): Promise<Sealed> {
  const receipt = generateReceipt();
  const keys = await deriveReporterKeys(institution.realm, receipt, 10);
  const sealed = await sealReport({
    institution,
    report: aReport(institution, changes),
    receipt,
    keys,
  });
  return { receipt, keys, sealed };
}
