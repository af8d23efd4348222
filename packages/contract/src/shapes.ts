import * as T from "typebox";

/** Random ids are 96 bits in base64url: 16 characters, no order, no time in them. */
export const RandomId = T.String({ pattern: "^[A-Za-z0-9_-]{16}$" });

/** Unit ids are short upper-case codes such as `DJP`. */
export const UnitId = T.String({ pattern: "^[A-Z][A-Z0-9-]{1,31}$" });

/** RFC 4648 base64 with padding; the bound is given in decoded bytes. */
export const Base64 = (maxBytes: number, minBytes = 1) =>
  T.String({
    pattern: "^[A-Za-z0-9+/]*={0,2}$",
    minLength: Math.ceil(minBytes / 3) * 4,
    maxLength: Math.ceil(maxBytes / 3) * 4,
  });

/** SHA-256 in base64: exactly 44 characters. */
export const Sha256 = T.String({ pattern: "^[A-Za-z0-9+/]{43}=$" });

/** Days since 1970-01-01. */
export const DayNumber = T.Integer({ minimum: 0, maximum: 200_000 });

/** Text of a signed note, bounded as the envelope bounds it. */
export const NoteText = T.String({ minLength: 1, maxLength: 1_048_576 });

export const LoginName = T.String({ pattern: "^[a-z0-9][a-z0-9.-]{1,62}$" });

export const Revision = T.Integer({ minimum: 0 });

/** Serial of the directory whose keys were used; absent = the first one. Older than the present key of a unit: refused. */
export const UsedSerial = T.Optional(T.Integer({ minimum: 1 }));

/** What OPAQUE's library gives and takes: base64url. */
export const OpaqueText = T.String({ pattern: "^[A-Za-z0-9_-]{16,4096}$" });

/** An object that refuses unknown fields. */
export const Closed = <P extends T.TProperties>(properties: P) =>
  T.Object(properties, { additionalProperties: false });

/** One of a closed list of words. */
export const OneOf = <const V extends readonly string[]>(words: V) =>
  T.Unsafe<V[number]>(T.Union(words.map((word) => T.Literal(word))));

export const Nullable = <S extends T.TSchema>(schema: S) => T.Union([schema, T.Null()]);

/** Sizes on the wire, bytes. */
export const SIZES = {
  part: 1_048_576,
  message: 2 * 1_048_576,
  wrap: 65_536,
  card: 16_384,
  report: 131_072,
  vault: 45_056,
  inboxPage: 2 * 1_048_576,
  record: 1_048_576,
} as const;

/** A running clock of a case: its code, the day it falls due, whether it stands still now. */
export const ClockRow = Closed({
  code: T.String({ maxLength: 32 }),
  dueOn: DayNumber,
  isStopped: T.Boolean(),
});
export type ClockRow = T.Static<typeof ClockRow>;

/** The keys of a case, sealed to a unit, to one member (restricted, R4), or to a unit's recovery key (restricted). */
export const Wrap = Closed({
  holder: T.String({
    pattern: "^((unit|recovery) [A-Z][A-Z0-9-]{1,31}|member [A-Za-z0-9_-]{16})$",
  }),
  sealed: Base64(SIZES.wrap),
});
export type Wrap = T.Static<typeof Wrap>;

/** One entry of the audit log with its proof of inclusion in the tree of that size (RFC 6962). */
export const LogProof = Closed({
  size: T.Integer({ minimum: 1 }),
  index: T.Integer({ minimum: 0 }),
  record: T.String({ maxLength: 2_048 }),
  salt: Base64(16, 16),
  hashes: T.Array(Sha256, { maxItems: 64 }),
});
export type LogProof = T.Static<typeof LogProof>;
