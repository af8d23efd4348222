import * as T from "typebox";
import { route } from "./route.ts";
import {
  Base64,
  Closed,
  DayNumber,
  LoginName,
  NoteText,
  Nullable,
  OneOf,
  OpaqueText,
  RandomId,
  Revision,
  Sha256,
  SIZES,
  UnitId,
} from "./shapes.ts";

const Ticket = T.String({ maxLength: 4_096 });
const Vkey = T.String({ maxLength: 256 });
const RecipientText = T.String({ pattern: "^age1[a-z0-9]{58,2048}$" });
const PersonName = T.String({ minLength: 1, maxLength: 120 });
const Role = OneOf([
  "handler",
  "supervisor",
  "custodian",
  "signer",
  "admin",
  "communications",
  "auditor",
]);

/** What a WebAuthn ceremony takes and gives, as JSON text of the W3C's own form. The server never gets what a PRF gave. */
const WebAuthnJson = T.String({ minLength: 2, maxLength: 16_384 });

/** A member's ways to sign in, as the server knows them. */
const Methods = Closed({
  hasPassword: T.Boolean(),
  hasPaperKey: T.Boolean(),
  passkeys: T.Integer({ minimum: 0, maximum: 8 }),
});

/** What changes beside the vault. Absent = unchanged, null = removed. */
export const CredentialChange = Closed({
  revision: Revision,
  vault: Base64(SIZES.vault),
  opaqueRecord: T.Optional(Nullable(OpaqueText)),
  paperVkey: T.Optional(Nullable(Vkey)),
  addPasskey: T.Optional(Closed({ ticket: Ticket, response: WebAuthnJson })),
  removePasskey: T.Optional(T.String({ pattern: "^[A-Za-z0-9_-]{1,1024}$" })),
});
export type CredentialChange = T.Static<typeof CredentialChange>;

export const Invitation = Closed({
  id: RandomId,
  login: LoginName,
  name: PersonName,
  units: T.Array(UnitId, { maxItems: 8 }),
  roles: T.Array(Role, { minItems: 1, maxItems: 7 }),
  invitedBy: RandomId,
  expiresOn: DayNumber,
  /** open: not used; enrolled: keys are made and wait for an officer; admitted: in the signed list of members. */
  state: OneOf(["open", "expired", "enrolled", "admitted", "withdrawn"]),
  /** The keys that the invited person's browser made; null before. */
  enrolled: Nullable(
    Closed({ memberId: RandomId, recipient: RecipientText, vkey: Vkey, methods: Methods }),
  ),
});
export type Invitation = T.Static<typeof Invitation>;

/** A request of a unit for its next key, signed by one of its members, with the keyring that goes with it. */
export const Rotation = Closed({
  unit: UnitId,
  note: NoteText,
  proposedBy: RandomId,
  on: DayNumber,
});
export type Rotation = T.Static<typeof Rotation>;

/** Notes that are published together, or wait together for more signatures. */
export const NoteSet = Closed({
  directory: Nullable(NoteText),
  config: Nullable(NoteText),
  members: Nullable(NoteText),
});
export type NoteSet = T.Static<typeof NoteSet>;

export const OpeningChecks = [
  "recovery-verified",
  "two-holders",
  "contact-text",
  "privacy-text",
  "dummy-report",
] as const;

export const keyRoutes = {
  passkeyStart: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/passkey",
    sentence: "What a browser needs to sign in with a passkey: no name is asked.",
    reply: Closed({ ticket: Ticket, options: WebAuthnJson }),
  }),
  passkeyFinish: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/passkey/finish",
    sentence: "The signed challenge: on success a session cookie is set.",
    body: Closed({ ticket: Ticket, response: WebAuthnJson }),
    reply: "none",
  }),
  credentials: route({
    scope: "staff",
    method: "GET",
    path: "/api/me/credentials",
    sentence: "The caller's ways to sign in.",
    reply: Closed({
      methods: Methods,
      passkeyIds: T.Array(T.String({ maxLength: 1_024 }), { maxItems: 8 }),
    }),
  }),
  registerPassword: route({
    scope: "staff",
    method: "POST",
    path: "/api/me/credentials/password",
    sentence: "The server's half of an OPAQUE registration for a new password.",
    body: Closed({ request: OpaqueText }),
    reply: Closed({ response: OpaqueText }),
  }),
  registerPasskey: route({
    scope: "staff",
    method: "POST",
    path: "/api/me/credentials/passkey",
    sentence: "What a browser needs to make a passkey.",
    reply: Closed({ ticket: Ticket, options: WebAuthnJson }),
  }),
  changeCredentials: route({
    scope: "staff",
    method: "PUT",
    path: "/api/me/credentials",
    sentence:
      "Add, replace or remove a way to sign in together with the vault that has its slot. Two kinds must remain.",
    body: CredentialChange,
    maxBytes: 2 * 65_536,
    reply: Closed({ revision: Revision }),
  }),
  sessions: route({
    scope: "staff",
    method: "GET",
    path: "/api/me/sessions",
    sentence: "The caller's sessions.",
    reply: T.Array(
      Closed({
        id: RandomId,
        method: OneOf(["password", "paper", "passkey"]),
        startedAt: T.Integer({ minimum: 0 }),
        isThis: T.Boolean(),
      }),
    ),
  }),
  endSession: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/me/sessions/:id",
    sentence: "End one of the caller's sessions.",
    params: Closed({ id: RandomId }),
    reply: "none",
  }),
  endOtherSessions: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/me/sessions",
    sentence: "End all of the caller's sessions but this one.",
    reply: "none",
  }),
  memberRecord: route({
    scope: "staff",
    method: "GET",
    path: "/api/me/record",
    sentence: "The caller's sealed record: drafts and own filters.",
    reply: Closed({ revision: Revision, sealed: Nullable(Base64(SIZES.record)) }),
  }),
  putMemberRecord: route({
    scope: "staff",
    method: "PUT",
    path: "/api/me/record",
    sentence: "Write it, if no other session did in the meantime.",
    body: Closed({ revision: Revision, sealed: Base64(SIZES.record) }),
    maxBytes: 2 * SIZES.part,
    reply: Closed({ revision: Revision }),
  }),
  invitations: route({
    scope: "staff",
    method: "GET",
    path: "/api/invitations",
    sentence: "Invitations, for admins and signers.",
    reply: T.Array(Invitation),
  }),
  invite: route({
    scope: "staff",
    method: "POST",
    path: "/api/invitations",
    sentence:
      "Invite a person. Only the hash of the token comes here; it is good for 36 hours and once.",
    body: Closed({
      login: LoginName,
      name: PersonName,
      units: T.Array(UnitId, { maxItems: 8 }),
      roles: T.Array(Role, { minItems: 1, maxItems: 7 }),
      tokenHash: Sha256,
    }),
    reply: Closed({ id: RandomId, expiresAt: T.Integer({ minimum: 0 }) }),
  }),
  withdrawInvitation: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/invitations/:id",
    sentence: "Take an invitation back, or turn down the keys that came of it.",
    params: Closed({ id: RandomId }),
    reply: "none",
  }),
  openInvitation: route({
    scope: "staff",
    method: "POST",
    path: "/api/enrolment",
    sentence: "What an invitation says, to the holder of its token.",
    body: Closed({ token: T.String({ pattern: "^[A-Za-z0-9_-]{43}$" }) }),
    reply: Closed({
      memberId: RandomId,
      login: LoginName,
      name: PersonName,
      units: T.Array(UnitId),
      roles: T.Array(Role),
      passkey: Closed({ ticket: Ticket, options: WebAuthnJson }),
    }),
  }),
  enrolPassword: route({
    scope: "staff",
    method: "POST",
    path: "/api/enrolment/password",
    sentence: "The server's half of an OPAQUE registration, to the holder of an invitation.",
    body: Closed({ token: T.String({ pattern: "^[A-Za-z0-9_-]{43}$" }), request: OpaqueText }),
    reply: Closed({ response: OpaqueText }),
  }),
  enrol: route({
    scope: "staff",
    method: "POST",
    path: "/api/enrolment/keys",
    sentence: "The keys that the invited person's browser made. The invitation is spent.",
    body: Closed({
      token: T.String({ pattern: "^[A-Za-z0-9_-]{43}$" }),
      recipient: RecipientText,
      vkey: Vkey,
      vault: Base64(SIZES.vault),
      opaqueRecord: Nullable(OpaqueText),
      paperVkey: Nullable(Vkey),
      passkey: Nullable(Closed({ ticket: Ticket, response: WebAuthnJson })),
    }),
    maxBytes: 2 * 65_536,
    reply: "none",
  }),
  publishNotes: route({
    scope: "staff",
    method: "PUT",
    path: "/api/staff/notes",
    sentence:
      "Publish notes that carry all signatures they need, in one transaction. A unit whose key changes takes the keyring of its waiting rotation.",
    body: NoteSet,
    maxBytes: 4 * SIZES.part,
    reply: Closed({
      directorySerial: T.Integer({ minimum: 1 }),
      membersSerial: T.Integer({ minimum: 1 }),
    }),
  }),
  noteDrafts: route({
    scope: "staff",
    method: "GET",
    path: "/api/staff/notes/drafts",
    sentence: "Notes that wait for more signatures, for signers.",
    reply: T.Array(Closed({ id: RandomId, proposedBy: RandomId, on: DayNumber, notes: NoteSet })),
  }),
  draftNotes: route({
    scope: "staff",
    method: "POST",
    path: "/api/staff/notes/drafts",
    sentence: "Put notes with too few signatures before the other signers. Older drafts are void.",
    body: NoteSet,
    maxBytes: 4 * SIZES.part,
    reply: Closed({ id: RandomId }),
  }),
  withdrawDraft: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/staff/notes/drafts/:id",
    sentence: "Take a draft back or turn it down.",
    params: Closed({ id: RandomId }),
    reply: "none",
  }),
  putKeyring: route({
    scope: "staff",
    method: "PUT",
    path: "/api/keyrings/:unit",
    sentence: "Seal the unit's keyring to its members anew, if nobody did in the meantime.",
    params: Closed({ unit: UnitId }),
    body: Closed({ revision: Revision, sealed: Base64(SIZES.record) }),
    maxBytes: 2 * 65_536,
    reply: Closed({ revision: Revision }),
  }),
  rotations: route({
    scope: "staff",
    method: "GET",
    path: "/api/rotations",
    sentence: "Units that wait for a directory with their next key.",
    reply: T.Array(Rotation),
  }),
  rotate: route({
    scope: "staff",
    method: "POST",
    path: "/api/rotations",
    sentence:
      "Ask for the next key of an own unit. The keyring waits with it; an older request is void.",
    body: Closed({ unit: UnitId, note: NoteText, sealed: Base64(SIZES.record) }),
    maxBytes: 2 * 65_536,
    reply: "none",
  }),
  withdrawRotation: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/rotations/:unit",
    sentence: "Take the request back.",
    params: Closed({ unit: UnitId }),
    reply: "none",
  }),
  drill: route({
    scope: "staff",
    method: "POST",
    path: "/api/drills",
    sentence: "A member's signed word that a unit's recovery shares were combined and fit.",
    body: Closed({ note: NoteText }),
    reply: "none",
  }),
  keyHealth: route({
    scope: "staff",
    method: "GET",
    path: "/api/staff/key-health",
    sentence: "Who holds what, what is missing, what is under way. No key is in it.",
    reply: Closed({
      units: T.Array(
        Closed({
          unit: UnitId,
          epoch: T.Integer({ minimum: 1 }),
          /** To how many keys the keyring is sealed. */
          sealedTo: T.Integer({ minimum: 0 }),
          /** Last day on which its recovery shares were combined as a drill; null when never for the present key. */
          drilledOn: Nullable(DayNumber),
          /** Cases whose keys are still wrapped to an earlier key of the unit. */
          casesToRekey: T.Integer({ minimum: 0 }),
          hasRotation: T.Boolean(),
        }),
      ),
      members: T.Array(Closed({ memberId: RandomId, methods: Methods })),
      drills: T.Array(NoteText),
    }),
  }),
  opening: route({
    scope: "staff",
    method: "GET",
    path: "/api/staff/opening",
    sentence: "What must be done before the channel may be opened to reporters.",
    reply: Closed({
      isOpen: T.Boolean(),
      checks: T.Array(Closed({ check: OneOf(OpeningChecks), isDone: T.Boolean() })),
    }),
  }),
} as const;
