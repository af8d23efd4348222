import type { Enrolled, InvitationInfo, PasswordProblem } from "@bijak/client/people";
import type { Call } from "../lib/calls/protocol.ts";

/** What an invitation says, as far as the page shows it. */
export type Invitation = Pick<InvitationInfo, "login" | "name" | "units" | "roles">;

/** The ways to sign in that the invited person chose: two kinds at least. */
export type Choice = {
  readonly wantsPasskey: boolean;
  /** Null when no password is wanted. */
  readonly password: string | null;
  readonly wantsPaperKey: boolean;
};

type SlotNames = { readonly passkey: string; readonly password: string; readonly paper: string };

/** What the page of an invitation asks of its worker, which makes the keys. */
export type InviteCalls = {
  openInvitation: Call<{ token: string }, Invitation>;
  checkPassword: Call<{ password: string; login: string }, PasswordProblem | null>;
  /** The paper key goes to the page once, to be printed. */
  enrol: Call<{ token: string; choice: Choice; slotNames: SlotNames }, Enrolled>;
};
