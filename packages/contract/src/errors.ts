/** Every error that leaves the server: its code, HTTP status and the sentence people and logs see. Codes are never reused. */
export const ERRORS = {
  "request-malformed": [400, "The request does not have the form that the contract asks for."],
  "request-too-large": [413, "The request is larger than this door accepts."],
  "host-unknown": [421, "This host name belongs to no institution here."],
  "route-unknown": [404, "There is nothing at this address."],
  "method-unknown": [405, "This address does not take that method."],
  "origin-refused": [403, "The request comes from another origin."],
  "sections-torn": [400, "The body ends before its sections do, or goes on after them."],
  "ciphertext-refused": [400, "A sealed object does not have the shape of its kind."],
  "challenge-refused": [403, "The proof of work is missing, wrong, expired or already used."],
  "unit-unknown": [404, "There is no such unit."],
  "unit-closed": [409, "This unit does not take reports now."],
  "report-conflict": [409, "Another report already stands under this receipt."],
  "mailbox-not-found": [
    404,
    "No report belongs to this code. Reports are also erased after their retention period.",
  ],
  "mailbox-read-only": [409, "This mailbox no longer takes messages."],
  "message-budget": [
    409,
    "This report has brought as many messages as it may, for today or in all. Nothing was stored.",
  ],
  "upload-refused": [403, "The upload token is wrong or has expired."],
  "upload-budget": [413, "The files together are larger than one report may bring."],
  "part-conflict": [409, "Another part already stands at this place."],
  "part-digest": [400, "The part does not match its digest."],
  "part-missing": [409, "A part of the file has not arrived yet."],
  "storage-full": [507, "There is no room to keep this now. Nothing was stored."],
  "storage-lost": [503, "The store cannot be reached. Nothing was stored. Try again."],
  "rate-limited": [429, "Too many requests at this door. Try again later."],
  "founding-refused": [403, "The founding token is wrong or already used."],
  "already-founded": [409, "This institution exists already."],
  "sign-in-refused": [401, "The name or the secret is wrong."],
  "session-missing": [401, "Sign in first."],
  "not-available": [404, "This is not available to you."],
  "declaration-missing": [403, "Declare first whether you have a conflict of interest."],
  "role-missing": [403, "Your role does not allow this step."],
  "move-impossible": [409, "The case cannot move to that state from where it is."],
  "revision-conflict": [409, "Someone else has changed this in the meantime."],
  "act-refused": [403, "The step needs the valid signatures of two members."],
  "note-refused": [400, "The signed note is not valid here."],
  "directory-rolled-back": [409, "The directory may only move forward."],
  "retirement-outdated": [
    409,
    "The unit has written since the point of the log that the directory names. Sign again.",
  ],
  "unit-rotating": [409, "The keys of this unit are being changed. Try again in a few minutes."],
  "directory-outdated": [
    409,
    "The report was sealed with an older directory. Load the page again; nothing was stored.",
  ],
  "rotation-missing": [409, "The unit has not asked for the key that the directory names."],
  "opening-refused": [409, "Something must be done before the channel may be opened."],
  "slots-too-few": [409, "Two different ways to unlock must remain."],
  "passkey-refused": [401, "The passkey is unknown or its answer is wrong."],
  "invitation-refused": [403, "The invitation is unknown, used, withdrawn or expired."],
  "login-taken": [409, "This sign-in name is taken."],
  "not-overdue": [409, "The case is not overdue, so it cannot be taken over."],
  "identity-conflict": [409, "An identity lies with this report already."],
  "release-missing": [409, "Not enough custodians have released their shares."],
  "facts-conflict": [409, "A fact with this id exists with other values."],
  "release-refused": [409, "These figures cannot be published."],
  "internal-fault": [500, "Something went wrong here. It has been noted without your data."],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (word: string): word is ErrorCode => Object.hasOwn(ERRORS, word);

/** What a client finds out before or instead of the server. */
export type ClientFault =
  | "network"
  | "reply-malformed"
  | "slot-name-taken"
  | "signers-too-few"
  | "custodians-too-few"
  | "log-rewritten";

/** A refusal by the server, or by the client itself. Carries no data of the request. */
export class ApiError extends Error {
  readonly code: ErrorCode | ClientFault;
  readonly status: number;

  constructor(code: ErrorCode | ClientFault) {
    super(code);
    this.name = "ApiError";
    this.code = code;
    this.status = isErrorCode(code) ? ERRORS[code][0] : 0;
  }

  /** True when the same request may succeed later without change. */
  get isRetryable(): boolean {
    return (
      this.code === "network" ||
      this.status === 503 ||
      this.status === 507 ||
      this.status === 429 ||
      this.status === 500
    );
  }
}
