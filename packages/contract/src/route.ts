import type { Static, TSchema } from "typebox";

/** Whom a door serves. Reporter and public doors stand on the public origin, staff doors on the staff origin. */
export type Scope = "public" | "reporter" | "staff" | "founding";

/** One door of the server. `bytes` bodies are application/octet-stream. Path parameters are written `:name`. */
export type Route = {
  readonly scope: Scope;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly sentence: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema | "bytes";
  /** Most bytes of a body; 64 KiB unless said. */
  readonly maxBytes?: number;
  readonly reply: TSchema | "bytes" | "none";
};

/** The word comes first: a word is a schema to TypeScript, too. */
type Given<K extends string, S> = S extends "bytes"
  ? { readonly [P in K]: Uint8Array }
  : S extends TSchema
    ? { readonly [P in K]: Static<S> }
    : unknown;

/** What a caller hands in. */
export type InputOf<R extends Route> = Given<"params", R["params"]> &
  Given<"query", R["query"]> &
  Given<"body", R["body"]>;

/** What a caller gets back. */
export type ReplyOf<R extends Route> = R["reply"] extends "bytes"
  ? Uint8Array
  : R["reply"] extends "none"
    ? void
    : R["reply"] extends TSchema
      ? Static<R["reply"]>
      : never;

export const route = <const R extends Route>(definition: R): R => definition;
