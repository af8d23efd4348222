import type { MessageBody } from "@bijak/envelope";
import type { Report, ReporterIdentity } from "./report.ts";

/** The body of message 0. The identity stands in it only when the reporter gave one openly; of a locked one only that there is one (R6). */
export function bodyOf(report: Report): MessageBody {
  const { text, identity, isStandbyAllowed: _, ...answers } = report;
  const told = toldOf(identity);
  return Object.freeze({ kind: "report", text, files: [], answers: { ...answers, ...told } });
}

function toldOf(identity: ReporterIdentity): { readonly identity?: object } {
  if (identity.mode === "anonymous") return {};
  return { identity: identity.mode === "open" ? identity : { mode: identity.mode } };
}
