/** Every way in which this package refuses. The sentences hold no secret, no text and no address. */
const SENTENCES = Object.freeze({
  "receipt-length": "A receipt has 28 digits.",
  "receipt-checksum": "The check digits of this receipt do not fit the others.",
  "name-invalid": "A name or identifier has a form that is not allowed.",
  "json-invalid": "The content is not valid JSON.",
  "recipient-invalid": "A public key is not of the suite of this institution.",
  "identity-invalid": "A private key is not of the suite of this institution.",
  "recipients-empty": "Sealing needs at least one public key.",
  "recipients-doubled": "The same public key stands twice in the list.",
  "recipients-wrong": "The public keys do not fit the kind of object that is sealed.",
  "suite-mixed": "The sealed object mixes key suites or holds a foreign kind of key.",
  "not-openable": "The sealed object was changed, cut short, or is sealed to other keys.",
  "archive-malformed": "The padded archive inside the sealed object is not as it must be.",
  "too-large": "The object is larger than its kind may be.",
  "note-malformed": "The signed note is not as it must be.",
  "note-not-authentic": "The signed note does not carry the signatures that it needs.",
  "note-signed-already": "This key has signed this note already.",
  "note-wrong-kind": "The signed note is of another kind or version.",
  "note-wrong-instance": "The signed note belongs to another institution.",
  "signing-key-wrong": "The signing key does not belong to the author named.",
  "object-misplaced": "The sealed object belongs to another case, unit, member or place.",
  "directory-malformed": "The directory is not as it must be.",
  "directory-not-authentic": "The directory does not carry the signatures that it needs.",
  "directory-expired": "The directory has expired and must be signed anew.",
  "directory-rolled-back": "The directory is older than one seen before.",
  "members-rolled-back": "The list of members is older than one seen before.",
  "config-not-authentic": "The configuration is not the one named in the directory.",
  "access-differs": "The server names other units for this case than the signed keys do.",
  "card-rolled-back": "The mailbox-card is older than what the unit has written since.",
  "day-in-future": "The server dates something of this case in the future.",
  "act-needs-two": "This step needs the signatures of two different members.",
  "act-differs": "The signatures approve something else than this step.",
  "keyring-not-current": "The keyring does not hold the keys that the directory names.",
  "message-malformed": "The message is not as it must be.",
  "message-needs-member": "A unit's message needs the member who wrote it.",
  "note-needs-new-key": "Internal notes need a case key that the reporter never knew.",
  "authorship-not-authentic": "The message does not prove which member wrote it.",
  "sequence-broken": "Messages of one author are missing, doubled or changed.",
  "blob-size-differs": "The file changed its size while it was read.",
  "blob-part-differs": "A part of the file is missing or not the one that was announced.",
  "share-damaged": "A row of the recovery sheet is mistyped or damaged.",
  "shares-missing": "There are fewer rows than the recovery needs.",
  "shares-differ": "The rows do not belong to the same key.",
  "recovery-differs": "The rows do not give the recovery key that the directory names.",
  "rotation-not-valid": "The new keys of the unit do not follow from the directory.",
  "fingerprint-differs": "The digits read out are not those of the keys that came.",
  "identity-shares-missing": "Fewer custodians have released their share than the identity needs.",
  "identity-share-differs": "The share is not the one that the reporter announced.",
  "shape-header": "The sealed object does not begin as it must.",
  "shape-stanzas": "The sealed object is sealed to another number or kind of keys than expected.",
  "shape-size": "The sealed object has a size that its kind never has.",
  "tree-malformed": "The log has no such entry or size.",
});

export type EnvelopeErrorCode = keyof typeof SENTENCES;

/** A refusal of this package. `code` is for programs, the message for people; neither carries content. */
export class EnvelopeError extends Error {
  readonly code: EnvelopeErrorCode;

  constructor(code: EnvelopeErrorCode) {
    super(SENTENCES[code]);
    this.name = "EnvelopeError";
    this.code = code;
  }
}

/** Throws an `EnvelopeError` with this code. */
export function refuse(code: EnvelopeErrorCode): never {
  throw new EnvelopeError(code);
}

/** Throws an `EnvelopeError` with this code unless the condition holds. */
export function ensure(condition: boolean, code: EnvelopeErrorCode): asserts condition {
  if (!condition) refuse(code);
}

/** Runs `work`; whatever it throws becomes an `EnvelopeError` with this code, and no detail leaks. */
export async function refuseAs<T>(code: EnvelopeErrorCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    return refuse(code);
  }
}
