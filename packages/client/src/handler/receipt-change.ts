import { ApiError } from "@bijak/contract";
import { toIsoDay } from "@bijak/domain";
import {
  reporterVkeys,
  type CaseKeys,
  type FormerReporter,
  type MessageBody,
} from "@bijak/envelope";
import { loadCase, type CaseFile, type OpenedMessage } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import type { Desk } from "./desk.ts";
import { isReply, REPETITION } from "./history.ts";
import { stateNow } from "./move-case.ts";
import { openCase } from "./open-case.ts";
import { baseOf, isUntaken, nextKeys } from "./next-keys.ts";
import { postKeys } from "./rekey.ts";
import { ensureKeys, takeStep } from "./step.ts";

type Thread = Pick<CaseFile, "messages"> & { readonly caseKeys: CaseKeys | null };

/**
 * Whether a message counts under a key of the reporter that had been given up (R18): behind the last one it may have signed, or
 * behind a message by a newer key.
 */
export function isFromOldReceipt({ messages, caseKeys }: Thread, opened: OpenedMessage): boolean {
  const vkeys = vkeysOf(caseKeys);
  const age = vkeys.indexOf(opened.message.signedBy);
  const former = caseKeys?.formers[age];
  if (former === undefined) return false;
  const isNewer = ({ index, message }: OpenedMessage): boolean =>
    index < opened.index && vkeys.indexOf(message.signedBy) > age;
  return opened.index > former.until || messages.some(isNewer);
}

const vkeysOf = (caseKeys: CaseKeys | null): readonly string[] =>
  caseKeys === null ? [] : reporterVkeys(caseKeys);

/**
 * Puts the keys of the reporter's new receipt into the next case keys and sends all earlier replies again, as one message, so
 * that they can be read with it. Throws `not-available` when the receipt was not changed. A case that nobody has taken only
 * keeps the new keys: there are no replies yet.
 */
export async function confirmReceipt(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  if (!file.isReceiptChanged) throw new ApiError("not-available");
  const caseKeys = { ...ensureKeys(file), formers: settledFormers(file) };
  const base = { ...baseOf(file), caseKeys };
  if (isUntaken(caseKeys)) {
    await postKeys(desk, file.row, await nextKeys(desk, base));
    return openCase(desk, caseId);
  }
  const { vkey } = caseKeys.reporter;
  await takeStep(desk, file, {
    toReporter: [...repliesAgain(file), stateNow(desk, file)],
    records: [{ kind: "receipt", on: desk.today(), vkey }],
    rekeyed: await nextKeys(desk, base),
  });
  return openCase(desk, caseId);
}

/** A key given up may have signed what it did sign before any newer key was used, and nothing later. */
function settledFormers(file: CaseFile): readonly FormerReporter[] {
  const { formers } = ensureKeys(file);
  let least = 0;
  return formers.map(({ vkey, until }) => {
    const signed = file.messages.filter(
      (opened) => opened.message.signedBy === vkey && !isFromOldReceipt(file, opened),
    );
    least = Math.max(least, Math.min(until, signed.at(-1)?.index ?? 0));
    return { vkey, until: least };
  });
}

/** The words of units so far, each with its day and unit. */
function repliesAgain({ messages }: CaseFile): readonly MessageBody[] {
  const words = messages
    .filter(isReply)
    .map(({ on, message: { author, body } }) => `${toIsoDay(on)} · ${author}\n${body.text}`);
  if (words.length === 0) return [];
  return [{ kind: "message", text: words.join("\n\n"), files: [], answers: REPETITION }];
}
