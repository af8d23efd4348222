import { ensure } from "./errors.ts";
import { unitOfKeyName, vkeysOfUnit } from "./key-names.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { oneLineJson, parseCount } from "./words.ts";

/*
 * [Note: Inbox page]
 *
 *   bijak/v1/inbox-page
 *   <instance id>
 *   <unit id>
 *   <epoch>
 *   <page>                                     from 0
 *   <JSON>                                     the cards of up to 256 cases (R9)
 *
 * Sealed to the unit, signed by the unit.
 */
export type InboxPage = {
  readonly realm: Realm;
  readonly unit: string;
  readonly epoch: number;
  readonly page: number;
  readonly json: string;
};

/** Seals one page of a unit's inbox index. Throws `signing-key-wrong`, `json-invalid`, `too-large`. */
export async function sealInboxPage(
  page: InboxPage,
  unitRecipient: Recipient,
  unitKey: SigningKey,
): Promise<Uint8Array> {
  ensure(unitOfKeyName(unitKey.name) === page.unit, "signing-key-wrong");
  const text = pageText({ ...page, json: oneLineJson(page.json) });
  parsePage(page.realm, text);
  return sealNote({
    realm: page.realm,
    kind: "inbox-page",
    text,
    keys: [unitKey],
    recipients: [unitRecipient],
  });
}

/** The JSON of the page. Throws `not-openable`, `note-not-authentic`, `object-misplaced` for another unit, epoch or page. */
export async function openInboxPage(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: Omit<InboxPage, "json"> & { readonly unitVkeys: readonly string[] },
): Promise<string> {
  const note = await openSealed("inbox-page", identities, ciphertext);
  const { unit, epoch, page, json } = parsePage(expected.realm, parseNoteText(note));
  ensure(
    unit === expected.unit && epoch === expected.epoch && page === expected.page,
    "object-misplaced",
  );
  await openNote(note, { vkeys: vkeysOfUnit(expected.unitVkeys, unit), threshold: 1 });
  return json;
}

const pageText = ({ realm, unit, epoch, page, json }: InboxPage): string =>
  writeLines("inbox-page", realm.instance, [unit, String(epoch), String(page), json]);

function parsePage(realm: Realm, text: string): InboxPage {
  const [unit = "", epoch, page, json = ""] = readLines("inbox-page", realm.instance, text);
  const parsed = {
    realm,
    unit,
    epoch: parseCount(epoch),
    page: parseCount(page),
    json: oneLineJson(json),
  };
  ensureSame(pageText(parsed), text);
  return parsed;
}
