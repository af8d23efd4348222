import type { CaseView, DeskInfo } from "@bijak/client/handler";

export type {
  AuditStatus,
  CaseMessage,
  CaseView,
  DraftFigures,
  IndexHit,
  InboxPage,
} from "@bijak/client/handler";
export type { InboxRow, PendingClosing, Release } from "@bijak/client/handler";
export type { ImportedYear, InboxView } from "@bijak/contract";
export type { FileEntry, MessageBody } from "@bijak/envelope";

/** What the page knows of the member who sits in the room. */
export type RoomInfo = DeskInfo & {
  /** The ways in which the vault can be opened. */
  readonly slots: readonly {
    readonly name: string;
    readonly kind: "passkey" | "password" | "paper";
  }[];
};

/** A case as the page shows it: the handler's view with the names that only the signed notes tell. */
export type CaseSheet = CaseView & {
  readonly readers: readonly string[];
  readonly standbyName: string | null;
  readonly proposerName: string | null;
};
