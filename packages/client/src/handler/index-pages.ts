import { ApiError, staffRoutes, type CaseRow } from "@bijak/contract";
import { isRestricted } from "./case-file.ts";
import { keyringOf, type Desk } from "./desk.ts";
import type { IndexCard } from "./index-card.ts";
import { loadPage, writePage, type UnitIndex } from "./index-page.ts";
import { unwrapCase } from "./unwrap.ts";

/** Cards of a page of the index (R9). */
const CARDS_PER_PAGE = 256;
const ROWS_PER_CALL = 100;
const ATTEMPTS = 5;

/** Pages loaded so far, of all. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Loads the index of a unit, adds the cases that have no card yet and writes the pages they stand on. Gives how many cards
 * there are. Newer pages only are fetched when it was loaded before.
 */
export async function refreshIndex(
  desk: Desk,
  unit: string,
  onProgress?: OnProgress,
): Promise<{ cards: number }> {
  const index = await loadIndex(desk, unit, onProgress);
  const owed = desk.memory.owedCards.get(unit) ?? [];
  const unclaimed = await listMissing(desk, unit, { view: "unclaimed", index });
  const unowed = unclaimed.filter(({ caseId }) => owed.every((card) => card.caseId !== caseId));
  await putCards(desk, unit, [...owed, ...unowed]);
  desk.memory.owedCards.delete(unit);
  const counts = await desk.api.call(staffRoutes.caseCounts, {
    query: { unit, today: String(desk.today()) },
  });
  if (counts.all > index.cards.size + index.cardless.size) {
    await putCards(desk, unit, await listMissing(desk, unit, { view: "all", index }));
  }
  return { cards: index.cards.size };
}

/**
 * Writes the pages anew that still lie under an earlier key of the unit, by the keyring and the server's proofs that they stood
 * in the audit log before that key was retired.
 */
export async function rewriteIndex(desk: Desk, unit: string): Promise<void> {
  const index = await loadIndex(desk, unit);
  const { epoch } = keyringOf(desk, unit).current;
  for (const page of index.pages.keys()) {
    for (let attempt = 1; index.pages.get(page)?.epoch !== epoch; attempt += 1) {
      if (attempt > ATTEMPTS) throw new ApiError("revision-conflict");
      await writePage(desk, unit, { page, index, taken: [] });
    }
  }
}

/** The card of a case in an index that is loaded; null when there is none. Restricted cases have no card. */
export function findCard(desk: Desk, { id, units }: CaseRow): IndexCard | null {
  for (const unit of units) {
    const card = desk.memory.indexes.get(unit)?.cards.get(id);
    if (card !== undefined) return card;
  }
  return null;
}

/** Brings one card up to date: now when the index is loaded, else as soon as it is. */
export async function putCard(desk: Desk, unit: string, card: IndexCard): Promise<void> {
  const index = desk.memory.indexes.get(unit);
  if (index === undefined) {
    const owed = (desk.memory.owedCards.get(unit) ?? []).filter(
      ({ caseId }) => caseId !== card.caseId,
    );
    desk.memory.owedCards.set(unit, [...owed, card]);
    return;
  }
  if (JSON.stringify(index.cards.get(card.caseId)) === JSON.stringify(card)) return;
  await putCards(desk, unit, [card]);
}

/** Takes the card of a case out of the index of a unit: what a restricted case says is not for the whole unit (R9). */
export async function dropCard(desk: Desk, unit: string, caseId: string): Promise<void> {
  const owed = desk.memory.owedCards.get(unit) ?? [];
  desk.memory.owedCards.set(
    unit,
    owed.filter((card) => card.caseId !== caseId),
  );
  const index = await loadIndex(desk, unit);
  for (let attempt = 1; index.cards.has(caseId); attempt += 1) {
    if (attempt > ATTEMPTS) throw new ApiError("revision-conflict");
    const page = [...index.pages].find(([, { cards }]) =>
      cards.some((card) => card.caseId === caseId),
    );
    if (page === undefined) return;
    await writePage(desk, unit, { page: page[0], index, taken: [], gone: caseId });
  }
}

async function loadIndex(desk: Desk, unit: string, onProgress?: OnProgress): Promise<UnitIndex> {
  const index = desk.memory.indexes.get(unit) ?? {
    pages: new Map(),
    cards: new Map(),
    cardless: new Set(),
  };
  const listed = await desk.api.call(staffRoutes.inboxPages, { params: { unit } });
  const stale = listed.filter(({ page, revision }) => index.pages.get(page)?.revision !== revision);
  for (const [done, { page }] of stale.entries()) {
    onProgress?.(done, stale.length);
    await loadPage(desk, unit, { page, index });
  }
  onProgress?.(stale.length, stale.length);
  desk.memory.indexes.set(unit, index);
  return index;
}

type Search = { readonly view: "unclaimed" | "all"; readonly index: UnitIndex };

async function listMissing(
  desk: Desk,
  unit: string,
  { view, index }: Search,
): Promise<readonly IndexCard[]> {
  const missing: IndexCard[] = [];
  const common = { unit, view, limit: String(ROWS_PER_CALL), today: String(desk.today()) };
  for (let after: string | null | undefined; after !== null;) {
    const query = after === undefined ? common : { ...common, after };
    const { rows, next } = await desk.api.call(staffRoutes.cases, { query });
    for (const row of rows.filter(({ id }) => !index.cards.has(id))) {
      const caseKeys = row.isRestricted ? null : (await unwrapCase(desk, row)).caseKeys;
      if (caseKeys === null || isRestricted(caseKeys)) index.cardless.add(row.id);
      else missing.push({ caseId: row.id, summary: caseKeys.summary, category: null, clips: 0 });
    }
    after = next;
  }
  return missing;
}

/** Writes cards to the pages they stand on, new ones behind the last. A page that someone else wrote is loaded and done again. */
async function putCards(desk: Desk, unit: string, cards: readonly IndexCard[]): Promise<void> {
  const index = desk.memory.indexes.get(unit);
  if (index === undefined) return;
  let left = cards;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const page = pageFor(index, left);
    const { taken, rest } = share(index, page, left);
    if (await writePage(desk, unit, { page, index, taken })) left = rest;
    else if (attempt > ATTEMPTS + cards.length) throw new ApiError("revision-conflict");
  }
}

/** The page of the first card, or the last page, or a new one when that is full. */
function pageFor({ pages }: UnitIndex, [first]: readonly IndexCard[]): number {
  for (const [page, { cards }] of pages) {
    if (cards.some(({ caseId }) => caseId === first?.caseId)) return page;
  }
  const last = Math.max(-1, ...pages.keys());
  const hasRoom = (pages.get(last)?.cards.length ?? CARDS_PER_PAGE) < CARDS_PER_PAGE;
  return hasRoom ? last : last + 1;
}

type Shared = { readonly taken: readonly IndexCard[]; readonly rest: readonly IndexCard[] };

/** Which of the cards this page takes: those that stand on it, and new ones while there is room. */
function share(index: UnitIndex, page: number, cards: readonly IndexCard[]): Shared {
  const here = new Set(index.pages.get(page)?.cards.map(({ caseId }) => caseId));
  const elsewhere = new Set(
    [...index.pages].flatMap(([, { cards: all }]) => all.map(({ caseId }) => caseId)),
  );
  let room = CARDS_PER_PAGE - here.size;
  const taken = cards.filter(
    ({ caseId }) => here.has(caseId) || (!elsewhere.has(caseId) && room-- > 0),
  );
  return { taken, rest: cards.filter((card) => !taken.includes(card)) };
}
