import * as T from "typebox";
import { route } from "./route.ts";
import {
  Base64,
  Closed,
  LoginName,
  NoteText,
  OpaqueText,
  RandomId,
  SIZES,
  UnitId,
} from "./shapes.ts";
import { ImportedYear } from "./staff-routes.ts";

/** A new institution, complete: stored in one transaction or not at all. */
export const Founding = Closed({
  instance: T.String({ pattern: "^[a-z0-9.-]{3,64}$" }),
  suite: T.Union([T.Literal("pq"), T.Literal("x25519")]),
  signers: T.Array(T.String({ maxLength: 256 }), { minItems: 1, maxItems: 9 }),
  threshold: T.Integer({ minimum: 1, maximum: 9 }),
  directory: NoteText,
  config: NoteText,
  members: NoteText,
  keyrings: T.Array(
    Closed({ unit: UnitId, epoch: T.Integer({ minimum: 1 }), sealed: Base64(SIZES.record) }),
    { minItems: 1, maxItems: 64 },
  ),
  accounts: T.Array(
    Closed({
      memberId: RandomId,
      name: LoginName,
      opaqueRecord: OpaqueText,
      paperVkey: T.String({ maxLength: 256 }),
      vault: Base64(SIZES.vault),
    }),
    { minItems: 1, maxItems: 256 },
  ),
  /** Words of members that each unit's recovery shares were combined at the ceremony and fit. */
  drills: T.Optional(T.Array(NoteText, { maxItems: 64 })),
  /** Imported years with their two signatures, released at once. */
  releases: T.Array(Closed({ imported: ImportedYear, note: NoteText }), { maxItems: 64 }),
});
export type Founding = T.Static<typeof Founding>;

/** Doors that are open only to the holder of the one-time founding token (bearer), only before the institution exists. */
export const foundingRoutes = {
  registration: route({
    scope: "founding",
    method: "POST",
    path: "/api/founding/registrations",
    sentence: "The server's half of an OPAQUE registration.",
    body: Closed({ memberId: RandomId, request: OpaqueText }),
    reply: Closed({ response: OpaqueText }),
  }),
  found: route({
    scope: "founding",
    method: "POST",
    path: "/api/founding",
    sentence: "Make the institution. The token is spent.",
    body: Founding,
    maxBytes: 8 * SIZES.part,
    reply: "none",
  }),
} as const;
