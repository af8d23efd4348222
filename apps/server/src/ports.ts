import type { CaseState } from "@bijak/domain";
import type { Founding, ImportedYear, LogProof, Solution } from "@bijak/contract";
import type { Directory, DirectoryUnit, MemberEntry } from "@bijak/envelope/audit";
import type { FastifyRequest } from "fastify";
import type { Reader, Tx } from "./store/store.ts";

/*
 * [Note: Ports]
 *
 * Capabilities never import each other; `app.ts` hands these functions over. A port that takes `tx` writes in the caller's
 * transaction. A port without `tx` reads what is committed: inside a transaction it does not see what that has written.
 */

/** One line of the audit log. `digest` is the SHA-256, base64, of the new ciphertext or note. */
export type LogEntry = {
  readonly type: string;
  readonly actor: string;
  readonly object: string;
  readonly digest: string;
};

export type AuditPort = {
  /** Appends one entry with today's day. `actor` is a member id, `reporter` or `system`. */
  readonly appendEntry: (tx: Tx, entry: LogEntry) => Promise<void>;
  /**
   * From here until the caller's transaction ends nobody else appends: what is checked after this still holds at the commit. Everybody
   * writes rows first and appends last, so hold the log after the last row, too: then no two transactions wait for each other.
   */
  readonly holdLog: (tx: Tx) => Promise<void>;
  /** Root, base64, of the log when it had this size; null when it has never been so large. */
  readonly logRootAt: (size: number) => Promise<string | null>;
  /** Whether an entry at or after this size fits; one whose record is erased counts as fitting. */
  readonly hasEntrySince: (
    tx: Tx,
    size: number,
    fits: (entry: LogEntry) => boolean,
  ) => Promise<boolean>;
  /**
   * Proofs that objects with these digests stood in the log before unit keys were retired: for each, one to the first retirement
   * of each unit after it. A digest that needs none, or has none, is missing. `reporter` gives only records that name no member.
   */
  readonly proofsOf: (
    digests: readonly string[],
    kind: ProofReader,
  ) => Promise<ReadonlyMap<string, LogProof[]>>;
};

/** Who is shown a proof of the log. */
export type ProofReader = "staff" | "reporter";

/** What published pages say of an institution. */
export type Institution = {
  readonly name: { readonly id: string; readonly en: string };
  readonly isTrial: boolean;
  readonly isRehearsal: boolean;
};

/** What the notes of a founding say, once they are checked. */
export type Founded = {
  readonly members: readonly MemberEntry[];
  readonly institution: Institution;
};

export type DirectoryPort = {
  /** The unit as the newest directory has it; null when it has none of that id. */
  readonly findUnit: (id: string) => Promise<DirectoryUnit | null>;
  /** The newest directory. Throws `not-available` before the founding. */
  readonly currentDirectory: () => Promise<Directory>;
  /** All members of the newest members note, those who left included. */
  readonly members: () => Promise<readonly MemberEntry[]>;
  /** What published pages say of the institution. */
  readonly currentInstitution: () => Promise<Institution>;
  /** Serial of the directory with which the unit's present key began; 1 for a unit that never was. */
  readonly epochSerial: (unit: string, db?: Reader) => Promise<number>;
  /** Whether one of these units holds still because signers are retiring its key. */
  readonly isFrozen: (units: readonly string[]) => Promise<boolean>;
  /** Checks and stores the first notes and keyrings. Throws `note-refused`, `ciphertext-refused`. */
  readonly storeFounding: (tx: Tx, founding: Founding) => Promise<Founded>;
};

/** A member's ways to sign in. */
export type Methods = {
  readonly hasPassword: boolean;
  readonly hasPaperKey: boolean;
  readonly passkeys: number;
};

export type AccountsPort = {
  /** The signed-in member behind a request; moves the session's end. Throws `session-missing`. */
  readonly requireMember: (request: FastifyRequest) => Promise<MemberEntry>;
  /** The server's half of an OPAQUE registration. Throws `request-malformed`. */
  readonly registrationResponse: (memberId: string, request: string) => Promise<string>;
  /** Stores the first accounts. Throws `note-refused` when one belongs to no member of the founding. */
  readonly storeAccounts: (
    tx: Tx,
    founding: Founding,
    members: readonly MemberEntry[],
  ) => Promise<void>;
  /** Ends every session of these members, with whatever else the transaction does to them. */
  readonly endSessionsOf: (tx: Tx, memberIds: readonly string[]) => Promise<void>;
  /** The ways in which these members may sign in; a member without an account is not in the map. */
  readonly methodsOf: (memberIds: readonly string[]) => Promise<ReadonlyMap<string, Methods>>;
};

export type NewCase = {
  readonly caseId: string;
  readonly unit: string;
  readonly standby: string | null;
  readonly isUrgent: boolean;
  /** Holder and sealed bytes; one for the unit, one for the standby unit if there is one. */
  readonly wraps: readonly { readonly holder: string; readonly sealed: Uint8Array }[];
  /** Serial of the directory whose keys were used. */
  readonly serial: number;
  readonly message: Uint8Array;
  readonly day: number;
};

export type ReporterMessage = {
  readonly caseId: string;
  readonly sealed: Uint8Array;
  /** How many files come with it. */
  readonly files: number;
  readonly day: number;
};

/** A member writes about a case with the keys of the own units, as the directory of this serial names them; absent = the first one. */
export type UnitKeysUse = {
  readonly member: MemberEntry;
  readonly caseId: string;
  readonly serial?: number | undefined;
};

export type MessageToReporter = {
  readonly caseId: string;
  /** Who writes it for the unit. */
  readonly memberId: string;
  /** The revision that the member saw. */
  readonly revision: number;
  readonly sealed: Uint8Array;
  readonly day: number;
};

type MailboxMessage = {
  readonly index: number;
  readonly direction: "to-units" | "to-reporter";
  readonly on: number;
  readonly sha256: string;
  readonly fileCount: number;
  /** Null for the reporter's own messages. */
  readonly sealed: Uint8Array | null;
};

export type MailboxView = {
  readonly receivedOn: number;
  readonly state: CaseState;
  readonly promise: { readonly code: string; readonly dueOn: number } | null;
  readonly isReadOnly: boolean;
  readonly messages: readonly MailboxMessage[];
};

export type CaseworkPort = {
  /** Makes a case with its clocks. The caller appends the log entry. Throws `report-conflict` when the id is taken. */
  readonly openCase: (tx: Tx, report: NewCase) => Promise<void>;
  /**
   * Adds a message of the reporter, moves `awaiting-reporter` on, and gives its index. The caller appends the log entry.
   * Throws `mailbox-read-only`, `mailbox-not-found`, `message-budget`.
   */
  readonly addFromReporter: (tx: Tx, message: ReporterMessage) => Promise<number>;
  /** The reporter's message with this digest; null when the case has none. Makes a repeated sending harmless. */
  readonly findFromReporter: (
    tx: Tx,
    caseId: string,
    sha256: string,
  ) => Promise<{ readonly index: number; readonly on: number } | null>;
  /** What the reporter may see of the case; null when there is none. */
  readonly mailboxView: (caseId: string) => Promise<MailboxView | null>;
  /** Throws `role-missing` unless the member works on cases, `not-available` unless the member may know of this one, `declaration-missing` unless the member declared that there is no conflict. */
  readonly ensureDeclared: (db: Reader, member: MemberEntry, caseId: string) => Promise<void>;
  /** Holds the log. Throws `directory-outdated` when one of the units has a newer key, `unit-rotating` while one is retired. */
  readonly ensureUnitKeys: (tx: Tx, use: UnitKeysUse) => Promise<void>;
  /** Stores a message to the reporter, with its log entries, and gives the new revision. Throws `revision-conflict`. */
  readonly addToReporter: (tx: Tx, message: MessageToReporter) => Promise<number>;
  /** Takes the next revision, so that nothing sealed to the receipt before is stored unseen. Throws `mailbox-not-found`, `mailbox-read-only`. */
  readonly receiptChanged: (tx: Tx, caseId: string, day: number) => Promise<void>;
  /** Whether the member may know that this case exists. */
  readonly mayKnow: (member: MemberEntry, caseId: string) => Promise<boolean>;
  /** How many cases, in which the unit has a part, hold wraps that were stored before the directory of this serial. */
  readonly countToRekey: (unit: string, serial: number) => Promise<number>;
  /** Whether one case at least was read by its unit, answered and concluded. */
  readonly hasRehearsed: () => Promise<boolean>;
};

/** What shows that a caller holds a receipt, base64 of 16 and of 32 bytes (crypto.md 2.1). */
export type ReceiptHolder = { readonly lookup: string; readonly auth: string };

export type MailboxPort = {
  readonly openMailbox: (
    tx: Tx,
    mailbox: {
      readonly holder: ReceiptHolder;
      readonly caseId: string;
      readonly card: Uint8Array;
      readonly bodyHash: string;
    },
  ) => Promise<void>;
  /** The mailbox of this holder; null when there is none. Throws `mailbox-not-found` when the secret is not its own, `request-malformed`. */
  readonly findOwn: (
    holder: ReceiptHolder,
    db?: Reader,
  ) => Promise<{ readonly caseId: string; readonly bodyHash: string } | null>;
  /** Replaces the mailbox-card; nothing happens when the reporter has erased the mailbox. */
  readonly replaceCard: (tx: Tx, caseId: string, card: Uint8Array) => Promise<void>;
  /** Notes of every change of receipt, oldest first; cases without any are missing. */
  readonly receiptChangesOf: (
    caseIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
};

export type CustodyPort = {
  /** When a locked identity was brought, and when it was opened first; null when the case has none. */
  readonly identityOf: (
    caseId: string,
  ) => Promise<{ readonly broughtOn: number; readonly openedOn: number | null } | null>;
};

/** What a proof of work may be spent on. */
export type ProofAction = "report" | "mailbox" | "upload";

/** A proof that was checked and may be spent once. */
export type Proof = { readonly id: string; readonly expiresAt: number };

export type ClaimedFile = {
  readonly id: string;
  readonly upload: string;
  readonly parts: readonly string[];
};

export type IntakePort = {
  /** Checks a solved challenge. Throws `challenge-refused`. Whether it was spent before, `spendProof` tells. */
  readonly checkProof: (action: ProofAction, solution: Solution) => Promise<Proof>;
  /** Spends a proof in the caller's transaction. Throws `challenge-refused` when it was spent. */
  readonly spendProof: (tx: Tx, proof: Proof) => Promise<void>;
  /** Checks and spends at once, in a commit of its own. Throws `challenge-refused`. */
  readonly requireProof: (action: ProofAction, solution: Solution) => Promise<void>;
  /** Binds uploaded files to a case. Throws `upload-refused`, `part-missing`, `part-digest`, `upload-budget`. */
  readonly claimFiles: (tx: Tx, caseId: string, files: readonly ClaimedFile[]) => Promise<void>;
  /** One part of a file that belongs to the case; null when there is none. */
  readonly findPart: (caseId: string, fileId: string, part: number) => Promise<Uint8Array | null>;
};

export type PublishedPage = { readonly path: string; readonly type: string; readonly body: string };

export type PublicationPort = {
  /** Checks and stores years that the founding releases. Throws `release-refused`, `act-refused`. */
  readonly storeReleases: (
    tx: Tx,
    releases: readonly { readonly imported: ImportedYear; readonly note: string }[],
    founded: {
      readonly instance: string;
      readonly members: readonly MemberEntry[];
      readonly day: number;
    },
  ) => Promise<void>;
  /** Renders every public page anew from the released years and the given institution. */
  readonly renderPages: (tx: Tx, institution: Institution) => Promise<void>;
  readonly findPage: (path: string) => Promise<PublishedPage | null>;
};

/** All of them, as `app.ts` hands them over. */
export type Ports = AuditPort &
  DirectoryPort &
  AccountsPort &
  CaseworkPort &
  MailboxPort &
  CustodyPort &
  IntakePort &
  PublicationPort;
