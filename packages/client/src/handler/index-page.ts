import { ApiError, staffRoutes, type ReplyOf } from "@bijak/contract";
import {
  EnvelopeError,
  openInboxPage,
  sealInboxPage,
  type KeyringEntry,
  type UnitKeyring,
} from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { keyringOf, realmOf, type Desk } from "./desk.ts";
import { encodeCards, parseCards, type IndexCard } from "./index-card.ts";
import { usedSerial } from "./used-serial.ts";

type Page = {
  readonly revision: number;
  /** Of the unit's key under which it lies. */
  readonly epoch: number;
  readonly cards: readonly IndexCard[];
};

/** The index of a unit as loaded: its pages, and the cards of all of them by case. */
export type UnitIndex = {
  readonly pages: Map<number, Page>;
  readonly cards: Map<string, IndexCard>;
  /** Cases that were seen and can have no card: restricted ones and those that nobody can open. */
  readonly cardless: Set<string>;
};

type Place = { readonly page: number; readonly index: UnitIndex };

/** Fetches a page and keeps it. Throws an EnvelopeError for one that no key of the unit opens, or that is not authentic. */
export async function loadPage(desk: Desk, unit: string, { page, index }: Place): Promise<void> {
  const params = { unit, page: String(page) };
  const fetched = await desk.api.call(staffRoutes.inboxPage, { params });
  const { epoch, json } = await openPage(desk, keyringOf(desk, unit), { page, fetched });
  keepPage(index, page, { revision: fetched.revision, epoch, cards: parseCards(json) });
}

type Opening = {
  readonly page: number;
  readonly fetched: ReplyOf<typeof staffRoutes.inboxPage>;
};

/** Under the key of the unit, newest first, that opens it. */
async function openPage(
  desk: Desk,
  { unit, entries }: UnitKeyring,
  { page, fetched }: Opening,
): Promise<{ readonly epoch: number; readonly json: string }> {
  const sealed = parseBase64(fetched.sealed);
  const unitVkeys = await vkeysFor(desk, sealed, fetched.proofs);
  const openUnder = async ({ epoch, identity }: KeyringEntry) => {
    const expected = { realm: realmOf(desk), unit, epoch, page, unitVkeys };
    return { epoch, json: await openInboxPage(sealed, [identity], expected) };
  };
  for (const entry of entries.toReversed()) {
    try {
      return await openUnder(entry);
    } catch (fault) {
      const isUnderAnother = fault instanceof EnvelopeError && fault.code === "not-openable";
      if (!isUnderAnother) throw fault;
    }
  }
  throw new EnvelopeError("not-openable");
}

function keepPage(index: UnitIndex, page: number, kept: Page): void {
  for (const { caseId } of index.pages.get(page)?.cards ?? []) index.cards.delete(caseId);
  index.pages.set(page, kept);
  for (const card of kept.cards) index.cards.set(card.caseId, card);
}

type Writing = Place & {
  readonly taken: readonly IndexCard[];
  /** A case whose card is taken out. */
  readonly gone?: string;
};

/** Writes a page with these cards under the present key. False when someone else had written it: then it has been loaded anew. */
export async function writePage(
  desk: Desk,
  unit: string,
  { page, index, taken, gone }: Writing,
): Promise<boolean> {
  const { epoch, recipient, signing } = keyringOf(desk, unit).current;
  const before = index.pages.get(page) ?? { revision: 0, cards: [] };
  const kept = before.cards.filter(({ caseId }) => taken.every((card) => card.caseId !== caseId));
  const cards = [...kept, ...taken].filter(({ caseId }) => caseId !== gone);
  const content = { realm: realmOf(desk), unit, epoch, page, json: encodeCards(cards) };
  const sealed = encodeBase64(await sealInboxPage(content, recipient, signing));
  try {
    const params = { unit, page: String(page) };
    const body = { revision: before.revision, sealed, serial: usedSerial(desk) };
    const { revision } = await desk.api.call(staffRoutes.putInboxPage, { params, body });
    keepPage(index, page, { revision, epoch, cards });
    return true;
  } catch (fault) {
    if (!(fault instanceof ApiError && fault.code === "revision-conflict")) throw fault;
    await loadPage(desk, unit, { page, index });
    return false;
  }
}
