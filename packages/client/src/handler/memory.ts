import type { CaseKeys, Message } from "@bijak/envelope";
import type { AuditStatus } from "./audit.ts";
import type { UnitIndex } from "./index-page.ts";
import type { IndexCard } from "./index-card.ts";

/** Something stored under this SHA-256, base64, when the log that was seen had `from` entries. */
export type OwnEntry = { readonly caseId: string; readonly digest: string; readonly from: number };

/** What an open desk remembers so as not to open the same thing twice. It goes when the desk goes. */
export type DeskMemory = {
  /** The newest thing this desk had stored: the next look at the audit log must find it there. Null when that was found. */
  ownEntry: OwnEntry | null;
  audit: AuditStatus | null;
  /** By case, holder and sealed wrap: a wrap opened in one place is not taken for open in another. */
  readonly caseKeys: Map<string, CaseKeys>;
  /** Messages of the case opened last, by the SHA-256 of their ciphertext. */
  messages: { readonly caseId: string; readonly byHash: Map<string, Message> };
  readonly indexes: Map<string, UnitIndex>;
  /** Cards that wait until the index of their unit is loaded. */
  readonly owedCards: Map<string, IndexCard[]>;
  /** Cases whose facts this desk has made sure of. */
  readonly ensuredFacts: Set<string>;
};

export const newMemory = (): DeskMemory => ({
  ownEntry: null,
  audit: null,
  caseKeys: new Map(),
  messages: { caseId: "", byHash: new Map() },
  indexes: new Map(),
  owedCards: new Map(),
  ensuredFacts: new Set(),
});
