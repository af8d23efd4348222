import { ApiError, sharingRoutes } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { loadCase, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./inbox.ts";
import { openForUnit, sealFor, unitRecipient } from "./offers.ts";
import { openCase } from "./open-case.ts";
import { takeStep } from "./step.ts";
import { usedSerial } from "./used-serial.ts";

/** A message of a case, copied for another unit. */
export type Copied = { readonly on: Day; readonly author: string; readonly text: string };

type Packing = {
  /** The unit that is to read it. */
  readonly target: string;
  /** What it is about, written for that unit. */
  readonly text: string;
  /** Which messages of the case are copied. */
  readonly messageIndexes: readonly number[];
};

/**
 * Sends copies of a case to another unit (R8): a new sealed object, from which nothing leads back to the case. Which pack it was
 * stands in the sealed record. Throws `move-impossible` before the case is taken, to the own unit, and without a text.
 */
export async function sendPack(desk: Desk, caseId: string, packing: Packing): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const { target } = packing;
  const text = packing.text.trim();
  const isPossible = (file.caseKeys?.keys.length ?? 0) > 1 && target !== file.unit && text !== "";
  if (!isPossible) throw new ApiError("move-impossible");
  const telling = { use: "pack", caseId: "-", fromUnit: file.unit, to: target } as const;
  const content = { text, messages: copiesOf(file, packing.messageIndexes) };
  const sealed = await sealFor(desk, { ...telling, content }, [unitRecipient(desk, target)]);
  const body = { from: file.unit, to: target, sealed, serial: usedSerial(desk) };
  const { id } = await desk.api.call(sharingRoutes.sendPack, { body });
  await takeStep(desk, file, { records: [{ kind: "pack", on: desk.today(), target, id }] });
  return openCase(desk, caseId);
}

/** Throws `request-malformed` for a message that is not there. */
function copiesOf({ messages }: CaseFile, indexes: readonly number[]): readonly Copied[] {
  return indexes.map((wanted) => {
    const found = messages.find(({ index }) => index === wanted);
    if (found === undefined) throw new ApiError("request-malformed");
    const { author, body } = found.message;
    return { on: found.on, author, text: body.text };
  });
}

export type Pack = {
  readonly id: string;
  readonly from: string;
  readonly on: Day;
  readonly memberName: string | null;
  /** Null when it cannot be opened or is not authentic. */
  readonly text: string | null;
  readonly messages: readonly Copied[];
};

/** The packs that other units sent to an own unit. */
export async function listPacks(desk: Desk, unit: string): Promise<readonly Pack[]> {
  const rows = await desk.api.call(sharingRoutes.packs, { query: { unit } });
  return Promise.all(
    rows.map(async ({ id, from, on, sealed, proofs }) => {
      const addressed = { use: "pack", caseId: "-", to: unit, proofs } as const;
      const told = await openForUnit(desk, sealed, addressed);
      const isAuthentic = told !== null && told.fromUnit === from;
      const { text = null, messages = [] } = isAuthentic ? parsePack(told.content) : {};
      const memberName = isAuthentic ? nameOf(desk, told.memberId) : null;
      return Object.freeze({ id, from, on, memberName, text, messages });
    }),
  );
}

function parsePack({ text, messages }: Readonly<Record<string, unknown>>): {
  readonly text?: string;
  readonly messages?: readonly Copied[];
} {
  if (typeof text !== "string" || !Array.isArray(messages) || !messages.every(isCopied)) return {};
  return { text, messages };
}

function isCopied(value: unknown): value is Copied {
  if (typeof value !== "object" || value === null) return false;
  const { on, author, text }: Partial<Record<keyof Copied, unknown>> = value;
  return Number.isSafeInteger(on) && typeof author === "string" && typeof text === "string";
}
