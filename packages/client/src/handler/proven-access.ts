import type { CaseKeys } from "@bijak/envelope";
import type { CaseFile, Warning } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { isApprovedBy, listActsOn } from "./done-act.ts";
import { findTaker } from "./keys-now.ts";
import type { OpenedEntry, TransferEntry } from "./record.ts";

type Content = Pick<CaseFile, "row" | "messages" | "entries"> & { readonly caseKeys: CaseKeys };

/**
 * Units that read a case though the reporter did not choose them must have come by an act of two persons: a transfer that
 * names them (R8), or a takeover (R5).
 */
export async function accessGrowth(desk: Desk, content: Content): Promise<readonly Warning[]> {
  const chosen = chosenUnit(content);
  if (chosen === null) return [];
  const transfers = await listProvenTransfers(desk, content);
  const given = [chosen, ...transfers.map(({ target }) => target)];
  const taken = await listTakers(desk, content, given);
  const grown = content.caseKeys.units.filter((unit) => ![...given, ...taken].includes(unit));
  const claimed = content.entries.flatMap(({ entry }) =>
    entry.kind === "takeover" ? [entry.unit] : [],
  );
  const warnings = grown.map((unit) =>
    claimed.includes(unit) ? ("takeover-not-proven" as const) : ("transfer-not-proven" as const),
  );
  return [...new Set(warnings)];
}

/** The unit that the reporter wrote to, as the report says under the reporter's signature; null when it is not readable. */
function chosenUnit({ messages }: Content): string | null {
  const report = messages.find(({ message }) => message.body.kind === "report");
  const unit = report?.message.body.answers?.["unit"];
  return typeof unit === "string" ? unit : null;
}

/** The transfers of the record that two persons approved. */
async function listProvenTransfers(
  desk: Desk,
  { row, entries }: Pick<Content, "row" | "entries">,
): Promise<readonly TransferEntry[]> {
  const acts = await listActsOn(desk, entries, { kind: "transfer", caseId: row.id });
  const isProven = (opened: OpenedEntry): boolean =>
    acts.some((signed) => isApprovedBy(signed, opened));
  return entries.flatMap((opened) =>
    opened.entry.kind === "transfer" && isProven(opened) ? [opened.entry] : [],
  );
}

/** Units that took the case over from one of these, now or earlier, by an act of two of their members. */
async function listTakers(
  desk: Desk,
  { row, entries }: Content,
  units: readonly string[],
): Promise<readonly string[]> {
  const earlier = entries.flatMap(({ entry }) => (entry.kind === "takeover" ? [entry.note] : []));
  const notes = row.takeover === undefined ? earlier : [...earlier, row.takeover];
  const takers = await Promise.all(
    notes.map((takeover) => findTaker(desk, { id: row.id, takeover }, { units, standby: null })),
  );
  return takers.filter((unit) => unit !== null);
}

/** The transfer to this unit that two persons approved; null when there is none. */
export async function findProvenTransfer(
  desk: Desk,
  content: Pick<Content, "row" | "entries">,
  target: string,
): Promise<TransferEntry | null> {
  const transfers = await listProvenTransfers(desk, content);
  return transfers.findLast((transfer) => transfer.target === target) ?? null;
}
