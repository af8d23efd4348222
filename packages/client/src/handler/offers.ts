import type { LogProof } from "@bijak/contract";
import {
  EnvelopeError,
  openOffer,
  sealOffer,
  type Identity,
  type Offer,
  type Recipient,
} from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { fieldsOf } from "../shared/fields.ts";
import { ensureUnit } from "../shared/institution.ts";
import { identitiesOf, keyringOf, realmOf, type Desk } from "./desk.ts";

type Telling = Pick<Offer, "use" | "caseId" | "fromUnit" | "to"> & {
  readonly content: Readonly<Record<string, unknown>>;
};

/** Seals what an own unit tells another unit, itself or the custodians, signed by unit and member. Base64. */
export async function sealFor(
  desk: Desk,
  { content, ...offer }: Telling,
  recipients: readonly Recipient[],
): Promise<string> {
  const { memberId } = desk.me;
  const told = { ...offer, realm: realmOf(desk), memberId, json: JSON.stringify(content) };
  const unitKey = keyringOf(desk, offer.fromUnit).current.signing;
  return encodeBase64(await sealOffer(told, recipients, { unitKey, memberKey: desk.memberKey }));
}

/** The key of a unit, as the directory names it. Throws `object-misplaced` for an unknown one. */
export const unitRecipient = ({ institution }: Desk, id: string): Recipient =>
  ensureUnit(institution.directory, id).recipient;

type Told = {
  readonly fromUnit: string;
  readonly memberId: string;
  readonly content: Readonly<Record<string, unknown>>;
};

type Addressed = Pick<Offer, "use" | "caseId" | "to"> & {
  /** That it stood in the audit log before the sender's key was retired. */
  readonly proofs?: readonly LogProof[] | undefined;
};

/** Opens what was told to one of the member's units; null when it cannot be opened or is not authentic. */
export const openForUnit = (
  desk: Desk,
  sealed: string,
  addressed: Addressed,
  reader = addressed.to,
): Promise<Told | null> => {
  const keyring = desk.keyrings.get(reader);
  return keyring === undefined
    ? Promise.resolve(null)
    : openTold(desk, sealed, { ...addressed, identities: identitiesOf(keyring) });
};

/** Opens what was told to the custodians, this member among them; null likewise. */
export const openForCustodian = (
  desk: Desk,
  sealed: string,
  addressed: Addressed,
): Promise<Told | null> => openTold(desk, sealed, { ...addressed, identities: [desk.identity] });

type Opening = Addressed & { readonly identities: readonly Identity[] };

async function openTold(
  desk: Desk,
  sealed: string,
  { identities, proofs, ...addressed }: Opening,
): Promise<Told | null> {
  const bytes = parseBase64(sealed);
  const unitVkeys = await vkeysFor(desk, bytes, proofs);
  try {
    const expected = { ...addressed, realm: realmOf(desk), unitVkeys, members: desk.members };
    const { json, ...told } = await openOffer(bytes, identities, expected);
    return { ...told, content: fieldsOf(JSON.parse(json)) };
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

/** A text of the content; null when it has none under this name. */
export function textOf(told: Told | null, name: string): string | null {
  const text = told?.content[name];
  return typeof text === "string" ? text : null;
}
