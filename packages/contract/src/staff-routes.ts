import * as T from "typebox";
import {
  CaseRow,
  CaseStep,
  InboxView,
  InboxViews,
  MessageRow,
  PendingAct,
  Proofs,
  RecordRow,
} from "./case-shapes.ts";
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
  UsedSerial,
} from "./shapes.ts";

const CaseParams = Closed({ id: RandomId });

/** Values for statistics (R11). No case id; `id` is known only inside the sealed case. */
export const FactRow = Closed({
  id: RandomId,
  kind: OneOf(["triage", "closing", "identity", "feedback"]),
  unit: Nullable(UnitId),
  quarter: T.String({ pattern: "^[0-9]{4}(-Q[1-4])?$" }),
  values: T.Object(
    {},
    {
      additionalProperties: false,
      patternProperties: {
        "^[a-z][a-zA-Z]{1,31}$": T.String({ pattern: "^[A-Za-z0-9_-]{1,48}$" }),
      },
    },
  ),
});
export type FactRow = T.Static<typeof FactRow>;

export const ImportedYear = Closed({
  year: T.Integer({ minimum: 1900, maximum: 2200 }),
  total: T.Integer({ minimum: 0, maximum: 10_000_000 }),
  categories: T.Array(
    Closed({
      code: T.String({ pattern: "^[A-Z_]{2,32}$" }),
      count: T.Integer({ minimum: 0, maximum: 10_000_000 }),
    }),
    { minItems: 1, maxItems: 32 },
  ),
  source: Closed({
    id: T.String({ minLength: 1, maxLength: 500 }),
    en: T.String({ minLength: 1, maxLength: 500 }),
    url: T.String({ maxLength: 500 }),
  }),
});
export type ImportedYear = T.Static<typeof ImportedYear>;

const Checkpoint = Closed({ note: NoteText, vkey: T.String({ maxLength: 256 }) });
const Hashes = T.Array(Sha256, { maxItems: 64 });

export const staffRoutes = {
  signInStart: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/password",
    sentence:
      "First half of an OPAQUE sign-in (RFC 9807). Unknown names get an answer of the same form.",
    body: Closed({ name: LoginName, request: OpaqueText }),
    reply: Closed({ response: OpaqueText, ticket: T.String({ maxLength: 4_096 }) }),
  }),
  signInFinish: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/password/finish",
    sentence: "Second half: on success a session cookie is set.",
    body: Closed({ ticket: T.String({ maxLength: 4_096 }), finish: OpaqueText }),
    reply: "none",
  }),
  paperStart: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/paper",
    sentence: "A challenge for the paper key of a name.",
    body: Closed({ name: LoginName }),
    reply: Closed({ ticket: T.String({ maxLength: 4_096 }) }),
  }),
  paperFinish: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-in/paper/finish",
    sentence: "The signed challenge: a note of one line, the ticket, by the paper key.",
    body: Closed({ ticket: T.String({ maxLength: 4_096 }), note: NoteText }),
    reply: "none",
  }),
  signOut: route({
    scope: "staff",
    method: "POST",
    path: "/api/sign-out",
    sentence: "End this session.",
    reply: "none",
  }),
  me: route({
    scope: "staff",
    method: "GET",
    path: "/api/me",
    sentence: "The signed-in member's id and sealed vault.",
    reply: Closed({
      memberId: RandomId,
      name: LoginName,
      vault: Base64(SIZES.vault),
      revision: Revision,
    }),
  }),
  putVault: route({
    scope: "staff",
    method: "PUT",
    path: "/api/me/vault",
    sentence: "Replace the sealed vault, if nobody did in the meantime.",
    body: Closed({ revision: Revision, vault: Base64(SIZES.vault) }),
    reply: Closed({ revision: Revision }),
  }),
  staffDirectory: route({
    scope: "staff",
    method: "GET",
    path: "/api/staff/directory",
    sentence: "Directory, configuration and members note.",
    reply: Closed({
      notes: T.Array(NoteText, { minItems: 1, maxItems: 64 }),
      config: NoteText,
      members: NoteText,
    }),
  }),
  keyring: route({
    scope: "staff",
    method: "GET",
    path: "/api/keyrings/:unit",
    sentence: "The sealed keyring of one of the caller's units.",
    params: Closed({ unit: UnitId }),
    reply: Closed({
      epoch: T.Integer({ minimum: 1 }),
      revision: Revision,
      sealed: Base64(SIZES.record),
    }),
  }),
  cases: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases",
    sentence: "Cases of one of the caller's units, those with the nearest due day first.",
    query: Closed({
      unit: UnitId,
      view: InboxView,
      after: T.Optional(T.String({ maxLength: 64 })),
      limit: T.String({ pattern: "^[1-9][0-9]{0,2}$" }),
      today: T.String({ pattern: "^[0-9]{1,6}$" }),
    }),
    reply: Closed({ rows: T.Array(CaseRow), next: Nullable(T.String({ maxLength: 64 })) }),
  }),
  caseCounts: route({
    scope: "staff",
    method: "GET",
    path: "/api/case-counts",
    sentence: "How many cases each view of a unit holds.",
    query: Closed({ unit: UnitId, today: T.String({ pattern: "^[0-9]{1,6}$" }) }),
    reply: Closed(
      Object.fromEntries(InboxViews.map((view) => [view, T.Integer({ minimum: 0 })])) as Record<
        InboxView,
        T.TInteger
      >,
    ),
  }), // fromEntries keeps exactly the names of InboxViews
  case: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases/:id",
    sentence: "One case, as far as the caller may know of it.",
    params: CaseParams,
    reply: Closed({ case: CaseRow, acts: T.Array(PendingAct) }),
  }),
  declaration: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/declaration",
    sentence: "The caller's signed word on a conflict of interest (R4).",
    params: CaseParams,
    body: Closed({ note: NoteText }),
    reply: "none",
  }),
  messages: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases/:id/messages",
    sentence: "All sealed messages and records of a case, after a declaration of no conflict.",
    params: CaseParams,
    reply: Closed({ messages: T.Array(MessageRow), records: T.Array(RecordRow) }),
  }),
  part: route({
    scope: "staff",
    method: "GET",
    path: "/api/cases/:id/files/:file/:part",
    sentence: "One part of a sealed file.",
    params: Closed({
      id: RandomId,
      file: RandomId,
      part: T.String({ pattern: "^(0|[1-9][0-9]{0,3})$" }),
    }),
    reply: "bytes",
  }),
  step: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/steps",
    sentence: "Take one step in a case, if nobody else did in the meantime.",
    params: CaseParams,
    body: CaseStep,
    maxBytes: 16 * SIZES.part,
    reply: Closed({ revision: Revision }),
  }),
  markRead: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/read",
    sentence: "The unit has read the messages up to this one.",
    params: CaseParams,
    body: Closed({ upTo: T.Integer({ minimum: 0 }) }),
    reply: "none",
  }),
  proposeAct: route({
    scope: "staff",
    method: "POST",
    path: "/api/cases/:id/acts",
    sentence: "Propose a step that needs two persons: the first signature.",
    params: CaseParams,
    body: Closed({
      revision: Revision,
      note: NoteText,
      record: Base64(SIZES.record),
      serial: UsedSerial,
    }),
    reply: Closed({ id: RandomId, revision: Revision }),
  }),
  withdrawAct: route({
    scope: "staff",
    method: "DELETE",
    path: "/api/cases/:id/acts/:act",
    sentence: "Take a proposal back or turn it down.",
    params: Closed({ id: RandomId, act: RandomId }),
    reply: "none",
  }),
  inboxPages: route({
    scope: "staff",
    method: "GET",
    path: "/api/inbox/:unit",
    sentence: "Which index pages a unit has (R9).",
    params: Closed({ unit: UnitId }),
    reply: T.Array(Closed({ page: T.Integer({ minimum: 0 }), revision: Revision })),
  }),
  inboxPage: route({
    scope: "staff",
    method: "GET",
    path: "/api/inbox/:unit/:page",
    sentence: "One sealed index page.",
    params: Closed({ unit: UnitId, page: T.String({ pattern: "^(0|[1-9][0-9]{0,5})$" }) }),
    reply: Closed({ revision: Revision, sealed: Base64(SIZES.inboxPage), proofs: Proofs }),
  }),
  putInboxPage: route({
    scope: "staff",
    method: "PUT",
    path: "/api/inbox/:unit/:page",
    sentence: "Write an index page, if nobody did in the meantime. Revision 0 makes it.",
    params: Closed({ unit: UnitId, page: T.String({ pattern: "^(0|[1-9][0-9]{0,5})$" }) }),
    body: Closed({ revision: Revision, sealed: Base64(SIZES.inboxPage), serial: UsedSerial }),
    maxBytes: 3 * SIZES.part,
    reply: Closed({ revision: Revision }),
  }),
  unitRecord: route({
    scope: "staff",
    method: "GET",
    path: "/api/unit-records/:unit",
    sentence: "The unit's sealed record of facts that wait to be counted.",
    params: Closed({ unit: UnitId }),
    reply: Closed({
      revision: Revision,
      sealed: Nullable(Base64(SIZES.record)),
      proofs: Proofs,
    }),
  }),
  putUnitRecord: route({
    scope: "staff",
    method: "PUT",
    path: "/api/unit-records/:unit",
    sentence: "Write it, if nobody did in the meantime.",
    params: Closed({ unit: UnitId }),
    body: Closed({ revision: Revision, sealed: Base64(SIZES.record), serial: UsedSerial }),
    maxBytes: 2 * SIZES.part,
    reply: Closed({ revision: Revision }),
  }),
  facts: route({
    scope: "staff",
    method: "POST",
    path: "/api/facts",
    sentence: "A shuffled batch of facts. A fact sent twice counts once.",
    body: Closed({ facts: T.Array(FactRow, { minItems: 1, maxItems: 512 }) }),
    reply: "none",
  }),
  figures: route({
    scope: "staff",
    method: "GET",
    path: "/api/figures/:year",
    sentence: "Draft figures of a year, for supervisors. Never public.",
    params: Closed({ year: T.String({ pattern: "^[0-9]{4}$" }) }),
    reply: Closed({
      year: T.Integer(),
      total: T.Integer({ minimum: 0 }),
      categories: T.Array(Closed({ code: T.String(), count: T.Integer({ minimum: 0 }) })),
      outcomes: T.Array(Closed({ code: T.String(), count: T.Integer({ minimum: 0 }) })),
    }),
  }),
  releases: route({
    scope: "staff",
    method: "GET",
    path: "/api/releases",
    sentence: "Released and proposed years.",
    reply: T.Array(
      Closed({
        id: RandomId,
        imported: ImportedYear,
        note: NoteText,
        isPublished: T.Boolean(),
        publishedOn: Nullable(DayNumber),
      }),
    ),
  }),
  proposeRelease: route({
    scope: "staff",
    method: "POST",
    path: "/api/releases",
    sentence: "Propose an imported year for release: the first of two signatures.",
    body: Closed({ imported: ImportedYear, note: NoteText }),
    reply: Closed({ id: RandomId }),
  }),
  publish: route({
    scope: "staff",
    method: "POST",
    path: "/api/releases/:id/publish",
    sentence: "Publish a proposed year with the second signature.",
    params: CaseParams,
    body: Closed({ note: NoteText }),
    reply: "none",
  }),
  checkpoint: route({
    scope: "staff",
    method: "GET",
    path: "/api/audit/checkpoint",
    sentence: "The newest signed checkpoint of the audit log.",
    reply: Checkpoint,
  }),
  consistency: route({
    scope: "staff",
    method: "GET",
    path: "/api/audit/consistency",
    sentence: "Proof that the log of an earlier size is the beginning of the log of a later size.",
    query: Closed({
      from: T.String({ pattern: "^[0-9]{1,15}$" }),
      to: T.String({ pattern: "^[0-9]{1,15}$" }),
    }),
    reply: Closed({ proof: Hashes }),
  }),
  inclusion: route({
    scope: "staff",
    method: "GET",
    path: "/api/audit/inclusion",
    sentence: "One entry of the caller's cases with its proof.",
    query: Closed({
      index: T.String({ pattern: "^[0-9]{1,15}$" }),
      size: T.String({ pattern: "^[0-9]{1,15}$" }),
    }),
    reply: Closed({ record: T.String(), salt: Base64(16, 16), proof: Hashes }),
  }),
} as const;
