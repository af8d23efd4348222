import type { Call } from "../lib/calls/protocol.ts";
import { ADMIN_CALLS, type AdminCalls } from "./admin.rpc.ts";
import type { KeyCalls } from "./keys.rpc.ts";
import { SHARING_CALLS, type SharingCalls } from "./sharing.rpc.ts";
import type {
  AuditStatus,
  CaseSheet,
  DraftFigures,
  FileEntry,
  ImportedYear,
  InboxPage,
  InboxView,
  IndexHit,
  Release,
  RoomInfo,
} from "./model.ts";
import type { ReplyKind } from "./state/undo.ts";
import type {
  CaseState,
  CategoryCode,
  IdentityMode,
  OutcomeCode,
  PlatformClass,
} from "@bijak/domain";

type OnCase<More = object> = { readonly caseId: string } & More;
type NoInput = Record<never, never>;

/** Everything the page can ask of the worker. Plain data goes in and out; a key never does. */
export type DeskCalls = CaseCalls & KeyCalls & AdminCalls & SharingCalls;

type CaseCalls = {
  signInWithPasskey: Call<NoInput, RoomInfo>;
  signInWithPassword: Call<{ name: string; password: string }, RoomInfo>;
  signInWithPaperKey: Call<{ name: string; paperKey: string }, RoomInfo>;
  signOut: Call<NoInput, null>;
  listInbox: Call<
    { unit: string; view: InboxView; after: string | null; limit: number },
    InboxPage
  >;
  openCase: Call<OnCase, CaseSheet>;
  declare: Call<OnCase<{ hasConflict: boolean }>, CaseSheet>;
  takeCase: Call<OnCase, CaseSheet>;
  triage: Call<
    OnCase<{ category: CategoryCode; platform: PlatformClass; identityMode: IdentityMode }>,
    CaseSheet
  >;
  reply: Call<OnCase<{ text: string; kind: ReplyKind }>, CaseSheet>;
  writeNote: Call<OnCase<{ text: string }>, CaseSheet>;
  moveCase: Call<OnCase<{ to: CaseState; text: string | null }>, CaseSheet>;
  proposeClosing: Call<OnCase<{ outcome: OutcomeCode; reason: string }>, CaseSheet>;
  /** `actId` is the proposal that the member saw: no other is signed. */
  confirmClosing: Call<OnCase<{ actId: string }>, CaseSheet>;
  withdrawProposal: Call<OnCase, CaseSheet>;
  openEvidence: Call<OnCase<{ file: FileEntry }>, Blob>;
  sendPendingFacts: Call<NoInput, number>;
  checkAudit: Call<NoInput, AuditStatus>;
  draftFigures: Call<{ year: number }, DraftFigures>;
  listReleases: Call<NoInput, readonly Release[]>;
  proposeRelease: Call<{ imported: ImportedYear }, readonly Release[]>;
  confirmRelease: Call<{ id: string }, readonly Release[]>;
  refreshIndex: Call<{ unit: string }, number>;
  searchIndex: Call<{ unit: string; text: string }, readonly IndexHit[]>;
};

export type CallName = keyof DeskCalls;
export type InputOf<N extends CallName> = DeskCalls[N]["input"];
export type OutputOf<N extends CallName> = DeskCalls[N]["output"];

/** The same list as data: which calls open the desk and which need it open. The worker refuses every other word. */
export const DESK_CALLS: Readonly<Record<CallName, "opens" | "needs">> = Object.freeze({
  signInWithPasskey: "opens",
  signInWithPassword: "opens",
  signInWithPaperKey: "opens",
  signOut: "needs",
  listInbox: "needs",
  openCase: "needs",
  declare: "needs",
  takeCase: "needs",
  triage: "needs",
  reply: "needs",
  writeNote: "needs",
  moveCase: "needs",
  proposeClosing: "needs",
  confirmClosing: "needs",
  withdrawProposal: "needs",
  openEvidence: "needs",
  sendPendingFacts: "needs",
  checkAudit: "needs",
  draftFigures: "needs",
  listReleases: "needs",
  proposeRelease: "needs",
  confirmRelease: "needs",
  refreshIndex: "needs",
  searchIndex: "needs",
  listWays: "needs",
  checkPassword: "needs",
  addPassword: "needs",
  changePassword: "needs",
  addPaperKey: "needs",
  addPasskey: "needs",
  renameWay: "needs",
  removeWay: "needs",
  listSessions: "needs",
  endSession: "needs",
  endOtherSessions: "needs",
  lookAgain: "needs",
  grantKeyrings: "needs",
  restoreDrafts: "needs",
  saveDrafts: "needs",
  sealDrafts: "needs",
  storeSealed: "needs",
  ...ADMIN_CALLS,
  ...SHARING_CALLS,
});

export function isCallName(word: string): word is CallName {
  return Object.hasOwn(DESK_CALLS, word);
}
