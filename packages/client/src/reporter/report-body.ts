import type { MessageBody } from "@bijak/envelope";
import type { Report } from "./report.ts";

/** The body of message 0. The identity stands in it only when the reporter gave one openly (R6). */
export function bodyOf(report: Report): MessageBody {
  const { text, identity, isStandbyAllowed: _, ...answers } = report;
  const told = identity.mode === "open" ? { identity } : {};
  return Object.freeze({ kind: "report", text, files: [], answers: { ...answers, ...told } });
}
