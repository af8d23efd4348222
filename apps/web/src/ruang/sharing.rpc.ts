import type {
  CustodyRequest,
  IdentityView,
  ListedTransfer,
  OpenedIdentity,
  OverdueCase,
  Pack,
  Reidentification,
} from "@bijak/client/handler";
import type { Call } from "../lib/calls/protocol.ts";
import type { CaseSheet } from "./model.ts";

type NoInput = Record<never, never>;
type OnCase<More = object> = { readonly caseId: string } & More;
type OfUnit = { readonly unit: string };

/** A unit or a member as the signed notes name them. */
export type Named = { readonly id: string; readonly name: string };

/** What the page can ask of the worker when a case or a part of it goes to somebody else. */
export type SharingCalls = {
  /** Units that may receive a case, those that read it already left out. */
  listTargets: Call<OnCase, readonly Named[]>;
  /** Members of the case's units who work on cases and declared no conflict that is known. */
  listColleagues: Call<OnCase, readonly Named[]>;
  restrictCase: Call<OnCase<{ memberIds: readonly string[] }>, CaseSheet>;
  proposeTransfer: Call<
    OnCase<{ target: string; keepsAccess: boolean; reason: string; summary: string }>,
    CaseSheet
  >;
  /** `actId` is the proposal that the member saw: no other is signed. */
  confirmTransfer: Call<OnCase<{ actId: string }>, CaseSheet>;
  handOver: Call<OnCase, CaseSheet>;
  receiveTransfer: Call<OnCase, CaseSheet>;
  takeBack: Call<OnCase, CaseSheet>;
  /** Null when the own unit has given the case away. */
  dropUnit: Call<OnCase<OfUnit>, CaseSheet | null>;
  finishTakeover: Call<OnCase<{ keepUnit: boolean; reason: string }>, CaseSheet>;
  confirmReceipt: Call<OnCase, CaseSheet>;
  sendPack: Call<
    OnCase<{ target: string; text: string; messageIndexes: readonly number[] }>,
    CaseSheet
  >;
  checkReidentification: Call<OnCase<{ text: string }>, Reidentification>;
  identityOf: Call<OnCase, IdentityView | null>;
  askIdentity: Call<OnCase<{ reason: string }>, IdentityView | null>;
  confirmIdentity: Call<OnCase, IdentityView | null>;
  withdrawIdentity: Call<OnCase, IdentityView | null>;
  openIdentity: Call<OnCase, OpenedIdentity>;
  listTransfers: Call<OfUnit, readonly ListedTransfer[]>;
  answerTransfer: Call<
    OnCase<OfUnit & { isAccepted: boolean; reason: string }>,
    readonly ListedTransfer[]
  >;
  listPacks: Call<OfUnit, readonly Pack[]>;
  listOverdue: Call<NoInput, readonly OverdueCase[]>;
  proposeTakeover: Call<OnCase<{ reason: string }>, readonly OverdueCase[]>;
  confirmTakeover: Call<OnCase, readonly OverdueCase[]>;
  withdrawTakeover: Call<OnCase, readonly OverdueCase[]>;
  listCustody: Call<NoInput, readonly CustodyRequest[]>;
  releaseShare: Call<OnCase, readonly CustodyRequest[]>;
};

/** The same list as data: every one of them needs an open desk. */
export const SHARING_CALLS: Readonly<Record<keyof SharingCalls, "needs">> = Object.freeze({
  listTargets: "needs",
  listColleagues: "needs",
  restrictCase: "needs",
  proposeTransfer: "needs",
  confirmTransfer: "needs",
  handOver: "needs",
  receiveTransfer: "needs",
  takeBack: "needs",
  dropUnit: "needs",
  finishTakeover: "needs",
  confirmReceipt: "needs",
  sendPack: "needs",
  checkReidentification: "needs",
  identityOf: "needs",
  askIdentity: "needs",
  confirmIdentity: "needs",
  withdrawIdentity: "needs",
  openIdentity: "needs",
  listTransfers: "needs",
  answerTransfer: "needs",
  listPacks: "needs",
  listOverdue: "needs",
  proposeTakeover: "needs",
  confirmTakeover: "needs",
  withdrawTakeover: "needs",
  listCustody: "needs",
  releaseShare: "needs",
});
