import type {
  Draft,
  InvitationView,
  Invited,
  KeyHealth,
  OpeningState,
  Published,
  RecoveryRow,
  Rekeyed,
} from "@bijak/client/people";
import type { Role, Words } from "@bijak/domain";
import type { Call } from "../lib/calls/protocol.ts";
import type { RoomInfo } from "./model.ts";

type NoInput = Record<never, never>;
type Person = {
  readonly login: string;
  readonly name: string;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
};

export type Texts = { readonly contact: Words; readonly privacy: Words };

/** What the set-up page shows. */
export type SetUp = OpeningState & { readonly isRehearsal: boolean; readonly texts: Texts };

/** What became of a unit's next key. */
export type NewKey = {
  /** Null while it waits for a signer. */
  readonly published: Published | null;
  readonly shares: readonly RecoveryRow[] | null;
  readonly k: number | null;
};

/** What the page can ask of the worker about members, the directory and the keys of units. */
export type AdminCalls = {
  /** What the open desk says of the member and the institution, as it was looked at last. */
  describeRoom: Call<NoInput, RoomInfo>;
  setUp: Call<NoInput, SetUp>;
  openChannel: Call<NoInput, Published>;
  setConfigTexts: Call<Texts, Published>;
  keyHealth: Call<NoInput, KeyHealth>;
  renewDirectory: Call<NoInput, Published>;
  listDrafts: Call<NoInput, readonly Draft[]>;
  signDraft: Call<Pick<Draft, "id" | "digest">, Published>;
  withdrawDraft: Call<{ id: string }, readonly Draft[]>;
  listInvitations: Call<NoInput, readonly InvitationView[]>;
  invite: Call<Person, Invited>;
  withdrawInvitation: Call<{ id: string }, readonly InvitationView[]>;
  admit: Call<{ invitation: InvitationView; typedFingerprint: string }, Published>;
  changeMember: Call<Omit<Person, "login"> & { readonly memberId: string }, Published>;
  dismiss: Call<{ memberId: string }, Published>;
  /** Nothing is signed when the deputy has the units already. */
  absence: Call<{ memberId: string; deputyId: string }, Published | "nothing">;
  setUnitOpen: Call<{ unit: string; isOpen: boolean }, Published>;
  setCustody: Call<{ k: number; custodianIds: readonly string[] }, Published>;
  rotateUnit: Call<
    { unit: string; reason: "dismissal" | "schedule"; recovery: { k: number; n: number } | null },
    NewKey
  >;
  withdrawRotation: Call<{ unit: string }, null>;
  publishRotations: Call<NoInput, Published>;
  /** Tells its progress. Ends early when `stopRekey` is called. */
  rekeyUnit: Call<{ unit: string }, Rekeyed | null>;
  stopRekey: Call<NoInput, null>;
  recordDrill: Call<{ unit: string; rows: readonly string[] }, true>;
  makeRecoveryFile: Call<{ unit: string }, string>;
  applyRecovery: Call<{ text: string; k: number; n: number }, NewKey>;
};

/** The same list as data: every one of them needs an open desk. */
export const ADMIN_CALLS: Readonly<Record<keyof AdminCalls, "needs">> = Object.freeze({
  describeRoom: "needs",
  setUp: "needs",
  openChannel: "needs",
  setConfigTexts: "needs",
  keyHealth: "needs",
  renewDirectory: "needs",
  listDrafts: "needs",
  signDraft: "needs",
  withdrawDraft: "needs",
  listInvitations: "needs",
  invite: "needs",
  withdrawInvitation: "needs",
  admit: "needs",
  changeMember: "needs",
  dismiss: "needs",
  absence: "needs",
  setUnitOpen: "needs",
  setCustody: "needs",
  rotateUnit: "needs",
  withdrawRotation: "needs",
  publishRotations: "needs",
  rekeyUnit: "needs",
  stopRekey: "needs",
  recordDrill: "needs",
  makeRecoveryFile: "needs",
  applyRecovery: "needs",
});
