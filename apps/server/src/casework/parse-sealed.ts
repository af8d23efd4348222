import type { Wrap } from "@bijak/contract";
import type { ShapeKind, Suite } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensureShape } from "../refusal.ts";

/** How many public keys each object of a case is sealed to: `toReporter` to the case and the reporter, all else to one. */
const SHAPES = Object.freeze({
  toReporter: { kind: "message", recipientCounts: [2] },
  internal: { kind: "message", recipientCounts: [1] },
  record: { kind: "record", recipientCounts: [1] },
  card: { kind: "card", recipientCounts: [1] },
  wrap: { kind: "wrap", recipientCounts: [1] },
  offer: { kind: "offer", recipientCounts: [1] },
  pack: { kind: "pack", recipientCounts: [1] },
  "inbox-page": { kind: "inbox-page", recipientCounts: [1] },
} satisfies Record<string, { kind: ShapeKind; recipientCounts: readonly number[] }>);

/** The bytes of a sealed object. Throws `request-malformed`, and `ciphertext-refused` for one of a wrong shape. */
export function parseSealed(text: string, shape: keyof typeof SHAPES, suite: Suite): Uint8Array {
  const sealed = parseBase64(text);
  ensureShape(sealed, { ...SHAPES[shape], suite });
  return sealed;
}

export type HolderKind = "unit" | "member" | "recovery";
export type ParsedWrap = {
  readonly holder: string;
  readonly kind: HolderKind;
  readonly id: string;
  readonly sealed: Uint8Array;
};

export function parseWrap({ holder, sealed }: Wrap, suite: Suite): ParsedWrap {
  const [kind = "", id = ""] = holder.split(" ");
  if (!isHolderKind(kind)) throw new Error("the contract lets no other holder through");
  return { holder, kind, id, sealed: parseSealed(sealed, "wrap", suite) };
}

const isHolderKind = (word: string): word is HolderKind =>
  word === "unit" || word === "member" || word === "recovery";
