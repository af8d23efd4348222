/*
 * [Note: Calls to a worker]
 *
 * The page asks by the name of a call; the worker answers with plain data. While a call runs the worker may tell progress
 * and may ask the page for one thing that only a page can do: a WebAuthn ceremony.
 *
 *   page   → { id, call, input }                     a call
 *   worker → { id, kind: "progress", done, total }
 *   worker → { id, kind: "ceremony", ceremony }      the page asks the person for a touch
 *   page   → { id, kind: "ceremony-done", answer } | { id, kind: "ceremony-failed", code }
 *   worker → { id, kind: "done", value } | { id, kind: "failed", source, code }
 */

/** What a call takes and gives. */
export type Call<Input, Output> = { readonly input: Input; readonly output: Output };

/** A list of calls by name. */
export type Calls<List> = { readonly [Name in keyof List]: Call<unknown, unknown> };

/** What the worker needs of the page: a passkey made (`create`) or used (`get`). `options` is JSON of the W3C's form. */
export type CeremonyWish = {
  readonly act: "create" | "get";
  readonly options: string;
  /** What the PRF extension is asked to evaluate. */
  readonly prfInput: Uint8Array<ArrayBuffer>;
};

/** `response` is JSON for the server, emptied of what extensions gave; `prf` opens the vault and goes to no server. */
export type CeremonyAnswer = { readonly response: string; readonly prf: Uint8Array<ArrayBuffer> };

/** Why a ceremony gave nothing. */
export const CEREMONY_FAILURES = [
  "passkey-cancelled",
  "passkey-without-prf",
  "passkey-known",
  "passkey-unsupported",
  "passkey-failed",
] as const;
export type CeremonyFailure = (typeof CEREMONY_FAILURES)[number];

/** What the page posts. */
export type PageMessage =
  | { readonly id: number; readonly kind: "call"; readonly call: string; readonly input: unknown }
  | { readonly id: number; readonly kind: "ceremony-done"; readonly answer: CeremonyAnswer }
  | { readonly id: number; readonly kind: "ceremony-failed"; readonly code: CeremonyFailure };

/** Where a failure comes from: the server or network, the sealed content, the passkey, or a fault of this program. */
export type FailureSource = "api" | "envelope" | "passkey" | "fault";

/** A failure as codes; never a sentence or a stack. */
export type Failure = { readonly source: FailureSource; readonly code: string };

/** What the worker posts. */
export type WorkerMessage =
  | { readonly id: number; readonly kind: "done"; readonly value: unknown }
  | ({ readonly id: number; readonly kind: "failed" } & Failure)
  | {
      readonly id: number;
      readonly kind: "progress";
      readonly done: number;
      readonly total: number;
    }
  | { readonly id: number; readonly kind: "ceremony"; readonly ceremony: CeremonyWish };
