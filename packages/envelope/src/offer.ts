import { ensure } from "./errors.ts";
import { memberKeyName, unitOfKeyName, vkeysOfUnit } from "./key-names.ts";
import type { MemberEntry } from "./members.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, isUnitId, oneLineJson } from "./words.ts";

/*
 * [Note: Offer]
 *
 *   bijak/v1/offer | bijak/v1/pack             a pack is what it is called: copies put together for others (R8)
 *   <instance id>
 *   transfer|refusal|takeover|identity|pack    what it is for
 *   <case id, or ->                            - in a pack: its reader does not learn the case
 *   <unit id>                                  from
 *   <unit id> | custodians                     to
 *   <member id>
 *   <JSON>
 *
 * What one unit tells another, itself or the custodians without opening the case to them. Sealed to whom it is for,
 * signed by the unit and the member.
 */
export const OFFER_USES = Object.freeze([
  "transfer",
  "refusal",
  "takeover",
  "identity",
  "pack",
] as const);

export type OfferUse = (typeof OFFER_USES)[number];

export type Offer = {
  readonly realm: Realm;
  readonly use: OfferUse;
  /** `-` in a pack, and only there. */
  readonly caseId: string;
  readonly fromUnit: string;
  /** A unit id or `custodians`. */
  readonly to: string;
  readonly memberId: string;
  readonly json: string;
};

/** Seals an offer, up to 64 KiB, or a pack, up to 1 MiB. Throws `signing-key-wrong`, `json-invalid`, `note-malformed`, `too-large`. */
export async function sealOffer(
  offer: Offer,
  recipients: readonly Recipient[],
  { unitKey, memberKey }: { readonly unitKey: SigningKey; readonly memberKey: SigningKey },
): Promise<Uint8Array> {
  ensure(unitOfKeyName(unitKey.name) === offer.fromUnit, "signing-key-wrong");
  ensure(memberKey.name === memberKeyName(offer.memberId), "signing-key-wrong");
  const text = offerText({ ...offer, json: oneLineJson(offer.json) });
  parseOffer(offer, text);
  return sealNote({
    realm: offer.realm,
    kind: kindOf(offer.use),
    text,
    keys: [unitKey, memberKey],
    recipients,
  });
}

/**
 * Opens an offer or a pack. Throws `not-openable`; `note-not-authentic` without both signatures; `object-misplaced`
 * for another use, case or addressee; `note-malformed`.
 */
export async function openOffer(
  ciphertext: Uint8Array,
  identities: readonly Identity[],
  expected: Pick<Offer, "realm" | "use" | "caseId" | "to"> & {
    readonly unitVkeys: readonly string[];
    readonly members: readonly MemberEntry[];
  },
): Promise<Pick<Offer, "fromUnit" | "memberId" | "json">> {
  const note = await openSealed(kindOf(expected.use), identities, ciphertext);
  const { use, caseId, fromUnit, to, memberId, json } = parseOffer(expected, parseNoteText(note));
  const memberVkeys = expected.members
    .filter((member) => member.id === memberId)
    .map((member) => member.vkey);
  await openNote(note, { vkeys: vkeysOfUnit(expected.unitVkeys, fromUnit), threshold: 1 });
  await openNote(note, { vkeys: memberVkeys, threshold: 1 });
  ensure(
    use === expected.use && caseId === expected.caseId && to === expected.to,
    "object-misplaced",
  );
  return Object.freeze({ fromUnit, memberId, json });
}

const kindOf = (use: OfferUse): "offer" | "pack" => (use === "pack" ? "pack" : "offer");

const offerText = ({ realm, use, caseId, fromUnit, to, memberId, json }: Offer): string =>
  writeLines(kindOf(use), realm.instance, [use, caseId, fromUnit, to, memberId, json]);

function parseOffer({ realm, use: asked }: Pick<Offer, "realm" | "use">, text: string): Offer {
  const [use = "", caseId = "", fromUnit = "", to = "", memberId = "", json = ""] = readLines(
    kindOf(asked),
    realm.instance,
    text,
  );
  ensure(isUse(use), "note-malformed");
  ensure(use === "pack" ? caseId === "-" : isCaseId(caseId), "note-malformed");
  ensure(isUnitId(fromUnit) && (isUnitId(to) || to === "custodians"), "note-malformed");
  const offer = { realm, use, caseId, fromUnit, to, memberId, json: oneLineJson(json) };
  ensureSame(offerText(offer), text);
  return offer;
}

const isUse = (word: string): word is OfferUse => OFFER_USES.some((use) => use === word);
