import type { CaseStep, Wrap } from "@bijak/contract";
import { type CaseState, isCaseState } from "@bijak/domain";
import type { ShapeKind, Suite } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, ensureShape } from "../refusal.ts";

export type ParsedWrap = {
  readonly holder: string;
  readonly kind: "unit" | "member";
  readonly id: string;
  readonly sealed: Uint8Array;
};

/** A step whose sealed objects have the shape of their kind. */
export type ParsedStep = Omit<
  CaseStep,
  "to" | "toReporter" | "internal" | "records" | "wraps" | "card"
> & {
  readonly to: CaseState | null;
  readonly toReporter: readonly Uint8Array[];
  readonly internal: readonly Uint8Array[];
  readonly records: readonly Uint8Array[];
  readonly wraps: readonly ParsedWrap[];
  readonly card: Uint8Array | null;
};

/** How many public keys each object of a step is sealed to: `toReporter` to the case and the reporter. */
const SHAPES = Object.freeze({
  toReporter: { kind: "message", recipientCounts: [2] },
  internal: { kind: "message", recipientCounts: [1] },
  records: { kind: "record", recipientCounts: [1] },
  card: { kind: "card", recipientCounts: [1] },
  unitWrap: { kind: "wrap", recipientCounts: [1] },
  memberWrap: { kind: "wrap", recipientCounts: [1, 2] },
} satisfies Record<string, { kind: ShapeKind; recipientCounts: readonly number[] }>);

/**
 * Reads a step. Throws `ciphertext-refused` for an object of a wrong shape, `move-impossible` for a state that does not exist,
 * `request-malformed` for parts that do not go together.
 */
export function parseStep(step: CaseStep, suite: Suite): ParsedStep {
  const { to } = step;
  ensure(to === null || isCaseState(to), "move-impossible");
  const unsealed = (texts: readonly string[], shape: keyof typeof SHAPES): readonly Uint8Array[] =>
    texts.map((text) => parseSealed(text, shape, suite));
  const parsed: ParsedStep = {
    ...step,
    to,
    toReporter: unsealed(step.toReporter, "toReporter"),
    internal: unsealed(step.internal, "internal"),
    records: unsealed(step.records, "records"),
    wraps: step.wraps.map((wrap) => parseWrap(wrap, suite)),
    card: step.card === null ? null : parseSealed(step.card, "card", suite),
  };
  ensureTogether(parsed);
  return parsed;
}

function parseSealed(text: string, shape: keyof typeof SHAPES, suite: Suite): Uint8Array {
  const sealed = parseBase64(text);
  ensureShape(sealed, { ...SHAPES[shape], suite });
  return sealed;
}

function parseWrap({ holder, sealed }: Wrap, suite: Suite): ParsedWrap {
  const [kind, id = ""] = holder.split(" ");
  const isUnit = kind === "unit";
  const bytes = parseSealed(sealed, isUnit ? "unitWrap" : "memberWrap", suite);
  return { holder, kind: isUnit ? "unit" : "member", id, sealed: bytes };
}

/** A new case key needs wraps and card; whoever moves a case or answers says so to the reporter (R16). */
function ensureTogether(step: ParsedStep): void {
  const isTold = step.toReporter.length > 0;
  ensure((step.card === null) === (step.wraps.length === 0), "request-malformed");
  ensure(isTold || step.answers.length === 0, "request-malformed");
  ensure(isTold || step.to === null, "move-impossible");
  ensure(step.to !== null || step.act === null, "act-refused");
  ensure(step.retentionOn === undefined || step.to === "concluded", "request-malformed");
}
