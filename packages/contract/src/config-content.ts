import * as T from "typebox";
import { Closed, Nullable, UnitId } from "./shapes.ts";

const Text = T.String({ minLength: 1, maxLength: 2_000 });
const Both = Closed({ id: Text, en: Text });

/** The JSON of the signed `config` note (R17). */
export const ConfigContent = Closed({
  institution: Both,
  /** Offices a reporter can name, each with the unit that answers for it. */
  offices: T.Array(
    Closed({ name: Both, unit: UnitId, validUntil: Nullable(T.Integer({ minimum: 0 })) }),
    { maxItems: 4_096 },
  ),
  /** Category codes offered on the form, in order (domain.md 2.7). */
  categories: T.Array(T.String({ pattern: "^[A-Z_]{2,32}$" }), { minItems: 1, maxItems: 32 }),
  /** Unit that takes reports when the office is unknown. */
  fallbackUnit: UnitId,
  contact: Both,
  /** What happens with personal data; demanded before the channel opens. */
  privacy: T.Optional(Both),
  /** Name of an exit address of the compiled list. */
  exit: T.String({ pattern: "^[a-z]{2,32}$" }),
});
export type ConfigContent = T.Static<typeof ConfigContent>;

/** `/instance.json`: what is pinned beside the bundle (R30). */
export const InstanceFile = Closed({
  instance: T.String({ pattern: "^[a-z0-9.-]{3,64}$" }),
  suite: T.Union([T.Literal("pq"), T.Literal("x25519")]),
  signers: T.Array(T.String({ maxLength: 256 }), { minItems: 1, maxItems: 9 }),
  threshold: T.Integer({ minimum: 1, maximum: 9 }),
  publicOrigin: T.String({ maxLength: 256 }),
  staffOrigin: T.String({ maxLength: 256 }),
});
export type InstanceFile = T.Static<typeof InstanceFile>;
