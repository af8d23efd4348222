import assert from "node:assert/strict";
import { EnvelopeError } from "@bijak/envelope";
import type { ReplyOf, staffRoutes } from "@bijak/contract";
import { createReporterApi, openMailbox, type Mailbox } from "../../src/reporter.ts";
import { declare, openCase, reply, takeCase, triage, type Desk } from "../../src/handler.ts";
import { loadCase } from "../../src/handler/case-file.ts";
import { baseOf, nextKeys } from "../../src/handler/next-keys.ts";
import { postKeys } from "../../src/handler/rekey.ts";
import { codeOf, lyingAt, solve, type Journey, type Sent } from "./journey.ts";
import { impatient as pace } from "./pace.ts";

/** A report that a handler has taken, and that all these desks may read. */
export async function aTakenCase(
  journey: Journey,
  [handler, ...others]: readonly [Desk, ...Desk[]],
  report: Parameters<Journey["report"]>[0] = {},
): Promise<Sent> {
  const sent = await journey.report(report);
  const { caseId } = sent.sealed;
  for (const desk of [handler, ...others]) await declare(desk, caseId, { hasConflict: false });
  await takeCase(handler, caseId);
  return sent;
}

/** As `aTakenCase`, sorted, so that it is being assessed. */
export async function anAssessedCase(
  journey: Journey,
  desks: readonly [Desk, ...Desk[]],
  report: Parameters<Journey["report"]>[0] = {},
): Promise<Sent> {
  const sent = await aTakenCase(journey, desks, report);
  await triage(desks[0], sent.sealed.caseId, {
    category: "NETRALITAS",
    platform: "social-network",
    identityMode: "anonymous",
  });
  return sent;
}

/** A taken case to which the unit has replied twice. */
export async function anAnsweredCase(journey: Journey, handler: Desk): Promise<Sent> {
  const sent = await aTakenCase(journey, [handler]);
  for (const text of ["Jawaban pertama.", "Jawaban kedua."])
    await reply(handler, sent.sealed.caseId, { text, kind: "message" });
  return sent;
}

/** Whether something was refused with this code of the envelope. */
export const refused = (code: string) => (fault: unknown) => {
  assert.ok(fault instanceof EnvelopeError, String(fault));
  assert.equal(fault.code, code);
  return true;
};

/** The mailbox of a report, as its reporter reads it today. */
export const mailboxOf = (journey: Journey, keys: Sent["keys"]): Promise<Mailbox> =>
  openMailbox({
    api: createReporterApi("http://localhost:8080", journey.publicFetch),
    institution: { ...journey.institution, today: journey.today() },
    keys,
    solve,
    pace,
  });

/** What a desk can do with a case: `none` when its door answers as for no case, `locked` without a key, `reads` with the text. */
export async function sightOf(desk: Desk, caseId: string): Promise<"none" | "locked" | "reads"> {
  let view;
  const code = await codeOf(openCase(desk, caseId).then((opened) => (view = opened)));
  if (code === "not-available" || view === undefined) return "none";
  const { isLocked, report } = view as { isLocked: boolean; report: unknown };
  return isLocked || report === null ? "locked" : "reads";
}

type Case = ReplyOf<typeof staffRoutes.case>;
type Row = Case["case"];

/** The desk of a member to whom the server tells something else of this case. */
export const deskToldOf = (
  journey: Journey,
  { login, caseId }: { readonly login: string; readonly caseId: string },
  change: (row: Row) => Partial<Row>,
): Promise<Desk> =>
  journey.desk(
    login,
    lyingAt(`/api/cases/${caseId}`, (answer: Case) => ({
      ...answer,
      case: { ...answer.case, ...change(answer.case) },
    })),
  );

/**
 * One member makes keys of a case for one more unit, alone. Gives the server's answer, and the desk of a colleague to whom a
 * server that helped would show them.
 */
export async function sharedAlone(
  journey: Journey,
  desk: Desk,
  { caseId, unit }: { readonly caseId: string; readonly unit: string },
): Promise<{ readonly code: string; readonly desk: Desk }> {
  const file = await loadCase(desk, caseId);
  const units = [...(file.caseKeys?.units ?? []), unit];
  const { wraps, card } = await nextKeys(desk, baseOf(file), { units, standby: null });
  const code = await codeOf(postKeys(desk, file.row, { wraps, card }));
  const wrap = wraps.find(({ holder }) => holder === `unit ${file.unit}`)?.sealed ?? null;
  const told = { login: "handler.djp", caseId };
  return { code, desk: await deskToldOf(journey, told, () => ({ units, standby: null, wrap })) };
}
