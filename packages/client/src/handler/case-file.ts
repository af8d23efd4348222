import { staffRoutes, type CaseRow, type MessageRow } from "@bijak/contract";
import {
  EnvelopeError,
  recipientOf,
  type CaseKeys,
  type Message,
  type Recipient,
} from "@bijak/envelope";
import type { Desk } from "./desk.ts";
import { loadContent } from "./case-content.ts";
import type { OpenedEntry } from "./record.ts";
import { owesReplies } from "./replies-owed.ts";
import { hasSignedAccess, unwrapCase, type Unwrapped } from "./unwrap.ts";

export type OpenedMessage = {
  readonly index: number;
  readonly direction: MessageRow["direction"];
  readonly on: number;
  /** SHA-256, base64, of the ciphertext. */
  readonly hash: string;
  readonly message: Message;
};

type PendingActRow = { readonly id: string; readonly kind: string; readonly note: string };

/** What is wrong with a case file. None of it keeps the rest from being read. */
export type Warning =
  | "access-differs"
  | "transfer-not-proven"
  | "takeover-not-proven"
  | "receipt-not-proven"
  | "state-differs"
  | "days-differ"
  | "closing-not-proven"
  | "message-unreadable"
  | "sequence-broken"
  | "record-unreadable"
  | "act-not-valid";

/** A case with everything in it that could be opened and verified. Never leaves the place where the desk is open. */
export type CaseFile = {
  readonly row: CaseRow;
  readonly acts: readonly PendingActRow[];
  /** The member's unit that works on the case. */
  readonly unit: string;
  /** As they hold now: see `unwrapCase`. Null when the case is locked for this member. */
  readonly caseKeys: CaseKeys | null;
  /** The reporter has a new receipt that the wrapped keys do not name yet, or that earlier replies were not sent to yet (R18). */
  readonly isReceiptChanged: boolean;
  /** Empty before the declaration, as is all below. */
  readonly messages: readonly OpenedMessage[];
  readonly unreadable: readonly Pick<MessageRow, "index" | "direction" | "on">[];
  readonly entries: readonly OpenedEntry[];
  readonly warnings: readonly Warning[];
};

export type CaseContent = Pick<CaseFile, "messages" | "unreadable" | "entries" | "warnings">;

const NOTHING: CaseContent = Object.freeze({
  messages: [],
  unreadable: [],
  entries: [],
  warnings: [],
});

/** Fetches a case and opens what the member may read. Throws `not-available` for a case of other units. */
export async function loadCase(desk: Desk, caseId: string): Promise<CaseFile> {
  const { case: row, acts } = await desk.api.call(staffRoutes.case, { params: { id: caseId } });
  const unwrapped = await unwrapCase(desk, row);
  const { caseKeys } = unwrapped;
  const isReadable = caseKeys !== null && row.declaration === "no-conflict";
  const content = isReadable ? await loadContent(desk, { row, caseKeys }) : NOTHING;
  const warnings = [...keyWarnings(row, unwrapped), ...content.warnings];
  const unit = unitOf(desk, caseKeys ?? row);
  const isReceiptChanged = unwrapped.isReceiptChanged || owesReplies({ ...content, caseKeys });
  return Object.freeze({ row, acts, unit, caseKeys, isReceiptChanged, ...content, warnings });
}

/** The server lists other units than the reporter was shown: new keys must not be made for them. */
function keyWarnings(row: CaseRow, { caseKeys, isReceiptProven }: Unwrapped): readonly Warning[] {
  const differs = caseKeys !== null && !hasSignedAccess(row, caseKeys);
  return [
    ...(differs ? (["access-differs"] as const) : []),
    ...(isReceiptProven ? [] : (["receipt-not-proven"] as const)),
  ];
}

type Named = Pick<CaseRow, "units" | "standby"> | Pick<CaseKeys, "units" | "standby">;

function unitOf({ keyrings }: Desk, { units, standby }: Named): string {
  return units.find((unit) => keyrings.has(unit)) ?? standby ?? "";
}

/** Number of the newest message, as far as it is known. */
export const newestIndex = ({ row, messages }: Pick<CaseFile, "row" | "messages">): number =>
  messages.at(-1)?.index ?? row.newest ?? 0;

/** Whether only listed members read (R4), as the signed keys say, whatever the server does. */
export const isRestricted = ({ members }: CaseKeys): boolean => members.length > 0;

/** The newest key of a case and its number. */
export async function newestKey({ keys }: CaseKeys): Promise<{ n: number; recipient: Recipient }> {
  const identity = keys.at(-1);
  if (identity === undefined) throw new EnvelopeError("note-malformed");
  return { n: keys.length - 1, recipient: await recipientOf(identity) };
}
