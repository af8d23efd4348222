import { ensure } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { REPORTER_KEY_NAME, unitOfKeyName } from "./key-names.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import {
  afterLabel,
  ensureSame,
  parseList,
  parseOptional,
  readLines,
  writeLines,
  writeList,
  writeOptional,
} from "./note-lines.ts";
import type { ReporterKeys } from "./reporter-keys.ts";
import { openSealed, resealNote, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Mailbox-card]
 *
 *   bijak/v1/mailbox-card
 *   <instance id>
 *   <case id>
 *   <n>
 *   <recipient of case key n>                  never the private key: the receipt does not open the report
 *   units <id,id>                              who can read
 *   standby <id|->                             who may read if they do nothing (R5)
 *
 * Sealed to the reporter. Signed by the reporter at n = 0, or by a unit.
 */
export type MailboxCard = {
  readonly caseId: string;
  readonly n: number;
  readonly caseRecipient: Recipient;
  readonly units: readonly string[];
  readonly standby: string | null;
};

/** Seals the card that tells the reporter where to write and who can read. Throws `signing-key-wrong`, `note-malformed`. */
export async function sealMailboxCard(
  realm: Realm,
  card: MailboxCard,
  reporterRecipient: Recipient,
  signingKey: SigningKey,
): Promise<Uint8Array> {
  const isReporter = signingKey.name === REPORTER_KEY_NAME;
  ensure(isReporter ? card.n === 0 : unitOfKeyName(signingKey.name) !== null, "signing-key-wrong");
  const text = cardText(realm, card);
  parseCard(realm, text);
  return sealNote({
    realm,
    kind: "mailbox-card",
    text,
    keys: [signingKey],
    recipients: [reporterRecipient],
  });
}

/** Opens the card. Throws `not-openable`, `note-not-authentic`; from n = 1 the reporter's own signature does not count. */
export async function openMailboxCard(
  ciphertext: Uint8Array,
  reporterIdentity: Identity,
  expected: {
    readonly realm: Realm;
    readonly reporterVkey: string;
    readonly unitVkeys: readonly string[];
  },
): Promise<MailboxCard> {
  const note = await openSealed("mailbox-card", [reporterIdentity], ciphertext);
  const card = parseCard(expected.realm, parseNoteText(note));
  const vkeys = card.n === 0 ? [...expected.unitVkeys, expected.reporterVkey] : expected.unitVkeys;
  await openNote(note, { vkeys, threshold: 1 });
  return card;
}

/**
 * The card for the reporter's new receipt (R18), by who holds the old and the new one. A unit's card stays the signed
 * note it was; the reporter's own, that of n = 0, is signed anew, because only the new key can be known to whoever
 * holds the new receipt alone. `unitVkeys` are those of today: these are new bytes, in which no proof will make a
 * retired key count. Throws as `openMailboxCard`.
 */
export async function resealMailboxCard(
  ciphertext: Uint8Array,
  { from, to }: { readonly from: ReporterKeys; readonly to: ReporterKeys },
  { realm, unitVkeys }: { readonly realm: Realm; readonly unitVkeys: readonly string[] },
): Promise<Uint8Array> {
  const expected = { realm, reporterVkey: from.signing.vkey, unitVkeys };
  const card = await openMailboxCard(ciphertext, from.identity, expected);
  if (card.n === 0) return sealMailboxCard(realm, card, to.recipient, to.signing);
  const note = await openSealed("mailbox-card", [from.identity], ciphertext);
  return resealNote({ realm, kind: "mailbox-card", note, recipients: [to.recipient] });
}

const cardText = (
  realm: Realm,
  { caseId, n, caseRecipient, units, standby }: MailboxCard,
): string =>
  writeLines("mailbox-card", realm.instance, [
    caseId,
    String(n),
    caseRecipient,
    `units ${writeList(units)}`,
    `standby ${writeOptional(standby)}`,
  ]);

function parseCard(realm: Realm, text: string): MailboxCard {
  const [caseId = "", n, recipient = "", units, standbyLine] = readLines(
    "mailbox-card",
    realm.instance,
    text,
  );
  const card = Object.freeze({
    caseId,
    n: parseCount(n),
    caseRecipient: parseRecipient(realm.suite, recipient),
    units: Object.freeze(parseList(afterLabel("units", units))),
    standby: parseOptional(afterLabel("standby", standbyLine)),
  });
  ensure(isCaseId(caseId) && card.units.length > 0 && card.units.every(isUnitId), "note-malformed");
  ensure(card.standby === null || isUnitId(card.standby), "note-malformed");
  ensureSame(cardText(realm, card), text);
  return card;
}
