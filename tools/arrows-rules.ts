/** Which workspace may import which packages (design.md 2). `node:*` is listed where it may be used. */
export const WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  "packages/domain": [],
  "packages/contract": ["@bijak/domain", "typebox"],
  "packages/envelope": [
    "age-encryption",
    "@noble/curves",
    "@noble/hashes",
    "@scure/base",
    "shamir-secret-sharing",
  ],
  "packages/client": [
    "@bijak/contract",
    "@bijak/domain",
    "@bijak/envelope",
    "@serenity-kit/opaque",
    "altcha-lib",
  ],
  "apps/web": [
    "@bijak/client",
    "@bijak/contract",
    "@bijak/domain",
    "@bijak/envelope",
    "@simplewebauthn/browser",
    "altcha-lib",
    "preact",
    "preact-iso",
    "@preact/signals",
    "uqr",
  ],
  "apps/server": [
    "@bijak/contract",
    "@bijak/domain",
    "@bijak/envelope/audit",
    "node:*",
    "@fastify/static",
    "@fastify/swagger",
    "@fastify/type-provider-typebox",
    "@serenity-kit/opaque",
    "@simplewebauthn/server",
    "altcha-lib",
    "aws4fetch",
    "fastify",
    "kysely",
    "pg",
    "typebox",
  ],
  "apps/cli": [
    "@bijak/client",
    "@bijak/contract",
    "@bijak/domain",
    "@bijak/envelope",
    "@bijak/server/offline",
    "altcha-lib",
    "node:*",
  ],
};

/** Folders of apps/server/src that stand for one thing the server can do. They meet only in `app.ts`. */
export const CAPABILITIES = [
  "accounts",
  "audit",
  "casework",
  "custody",
  "directory",
  "facts",
  "founding",
  "intake",
  "mailbox",
  "publication",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Files of apps/server/src that join capabilities; nothing else may reach into one from outside. */
export const JOINERS = ["app.ts", "main.ts", "offline.ts", "institutions.ts", "ports.ts"] as const;

/** The one capability that writes each table. */
export const TABLES: Readonly<Record<string, Capability>> = {
  institution: "founding",
  directory_note: "directory",
  config_note: "directory",
  members_note: "directory",
  unit_keyring: "directory",
  note_draft: "directory",
  rotation: "directory",
  unit_epoch: "directory",
  drill: "directory",
  account: "accounts",
  passkey: "accounts",
  invitation: "accounts",
  member_record: "accounts",
  session: "accounts",
  spent_ticket: "accounts",
  case_file: "casework",
  case_unit: "casework",
  case_wrap: "casework",
  case_clock: "casework",
  message: "casework",
  case_record: "casework",
  declaration: "casework",
  act: "casework",
  transfer: "casework",
  takeover: "casework",
  pack: "casework",
  inbox_page: "casework",
  unit_record: "casework",
  mailbox: "mailbox",
  receipt_change: "mailbox",
  identity_file: "custody",
  identity_share: "custody",
  identity_request: "custody",
  spent_proof: "intake",
  file: "intake",
  file_part: "intake",
  fact: "facts",
  release: "publication",
  page: "publication",
  log_entry: "audit",
};

/** Tables that hold no data of the institution, and the room of apps/server/src that writes them. */
export const STORE_TABLES: Readonly<Record<string, string>> = { schema_migration: "store" };

/** Entries of apps/web/src: one person each. They share `lib`, never each other. */
export const WEB_SHARED = ["lib", "styles"] as const;

/** What a reporter's page never loads. */
export const REPORTER_ENTRIES = ["lapor", "pantau"] as const;
export const STAFF_ONLY = [
  "@bijak/client/handler",
  "@bijak/client/founding",
  "@bijak/client/people",
  "@bijak/client/recovery",
  "packages/client/src/handler",
  "packages/client/src/founding",
  "packages/client/src/people",
  "packages/client/src/recovery",
  "@serenity-kit/opaque",
] as const;

/** The front door of packages/envelope that the server may use, and what it must never reach. */
export const AUDIT_DOOR = "packages/envelope/src/audit.ts";
export const AGE = "age-encryption";
