import type { Call } from "../lib/calls/protocol.ts";
import type { Ways, OwnSession, PasswordProblem, RoomInfo } from "./model.ts";
import type { Drafts } from "./state/drafts.ts";

type NoInput = Record<never, never>;

/** Typed text as the page may keep it: sealed, so that only the worker of the same member opens it again. */
export type SealedDrafts = {
  readonly typed: Uint8Array<ArrayBuffer>;
  /** What of it the server was known to have. */
  readonly base: Uint8Array<ArrayBuffer>;
};

/** What the page can ask of the worker about the member's own keys, sessions and drafts. */
export type KeyCalls = {
  listWays: Call<NoInput, Ways>;
  checkPassword: Call<{ password: string }, PasswordProblem | null>;
  addPassword: Call<{ name: string; password: string }, Ways>;
  changePassword: Call<{ password: string }, Ways>;
  /** The key itself goes to the page once, to be printed. */
  addPaperKey: Call<{ name: string }, { ways: Ways; paperKey: string }>;
  addPasskey: Call<{ name: string }, Ways>;
  renameWay: Call<{ from: string; to: string }, Ways>;
  removeWay: Call<{ name: string }, Ways>;
  listSessions: Call<NoInput, readonly OwnSession[]>;
  endSession: Call<{ id: string }, readonly OwnSession[]>;
  endOtherSessions: Call<NoInput, readonly OwnSession[]>;
  /** Looks again at directory, members and keys, as signing in anew would. */
  lookAgain: Call<NoInput, RoomInfo>;
  /** Seals the keys of the own units to colleagues who were admitted; gives the names of those units. */
  grantKeyrings: Call<NoInput, readonly string[]>;
  /** Fetches the member's sealed drafts and puts what the page had sealed on top of them. */
  restoreDrafts: Call<{ sealed: SealedDrafts | null }, Drafts>;
  saveDrafts: Call<{ drafts: Drafts }, null>;
  /** Takes drafts from a page that forgets them, and gives all that came, with what was sealed earlier, back sealed. */
  sealDrafts: Call<{ drafts: Drafts; earlier: SealedDrafts | null }, SealedDrafts>;
  /** Stores what `sealDrafts` took. */
  storeSealed: Call<NoInput, null>;
};
