import type { CaseView, DeskInfo } from "@bijak/client/handler";
import type { OwnCredentials, PasswordProblem, Session } from "@bijak/client/people";

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

export type { PasswordProblem };

/** One way to unlock, as the member named it. */
export type Way = OwnCredentials["slots"][number];
export type WayKind = Way["kind"];
export type Ways = readonly Way[];

/** A session of the member's own at the server. */
export type OwnSession = Session;

/** What the page knows of the member who sits in the room. */
export type RoomInfo = DeskInfo & {
  /** The name the member signs in with; `name` is how colleagues know them. */
  readonly login: string;
  /** The fingerprint of the member's own keys: six groups of five digits. */
  readonly fingerprint: readonly string[];
};

/** A case as the page shows it: the handler's view with the names that only the signed notes tell. */
export type CaseSheet = CaseView & {
  readonly readers: readonly string[];
  readonly standbyName: string | null;
  readonly proposerName: string | null;
  readonly requestedByName: string | null;
  readonly transferNames: { readonly from: string; readonly target: string } | null;
};
