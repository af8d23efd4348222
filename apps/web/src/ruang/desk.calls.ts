import * as handler from "@bijak/client/handler";
import type { Desk, SignedIn, StaffApi } from "@bijak/client/handler";
import { signInWithPasskey } from "@bijak/client/people";
import { dayOf } from "@bijak/domain";
import type { CallParts, Tell } from "../lib/calls/serve.ts";
import type { CallName, InputOf, OutputOf } from "./desk.rpc.ts";
import type { AdminCalls } from "./admin.rpc.ts";
import type { KeyCalls } from "./keys.rpc.ts";
import { openedAt, type Opened } from "./opened.ts";
import type { SharingCalls } from "./sharing.rpc.ts";
import { sheetOf } from "./sheet.ts";

type Answer<N extends CallName, Given> = (
  given: Given,
  input: InputOf<N>,
  parts: CallParts,
) => Promise<OutputOf<N>>;

export type OpeningName = "signInWithPasskey" | "signInWithPassword" | "signInWithPaperKey";
export type NeedingName = Exclude<
  CallName,
  OpeningName | keyof KeyCalls | keyof AdminCalls | keyof SharingCalls
>;

/** The calls that make a desk. Progress is told once, between signing in and unlocking. */
export const OPENINGS: {
  readonly [N in OpeningName]: (
    api: StaffApi,
    input: InputOf<N>,
    parts: CallParts,
  ) => Promise<Opened>;
} = {
  signInWithPasskey: async (api, _, { tell, usePasskey }) =>
    unlock(api, await signInWithPasskey(api, usePasskey), tell),
  signInWithPassword: async (api, input, { tell }) =>
    unlock(api, await handler.signInWithPassword(api, input), tell),
  signInWithPaperKey: async (api, input, { tell }) =>
    unlock(api, await handler.signInWithPaperKey(api, input), tell),
};

async function unlock(api: StaffApi, signedIn: SignedIn, tell: Tell): Promise<Opened> {
  tell(1, 2);
  return openedAt(await handler.openDesk(api, signedIn, () => dayOf(new Date())), signedIn);
}

/** The calls that work at an open desk. */
export const NEEDINGS: { readonly [N in NeedingName]: Answer<N, Desk> } = {
  signOut: async ({ api }) => {
    await handler.signOut(api);
    return null;
  },
  listInbox: (desk, input) => handler.listInbox(desk, input),
  openCase: async (desk, { caseId }) => sheetOf(desk, await handler.openCase(desk, caseId)),
  declare: async (desk, { caseId, ...rest }) =>
    sheetOf(desk, await handler.declare(desk, caseId, rest)),
  takeCase: async (desk, { caseId }) => sheetOf(desk, await handler.takeCase(desk, caseId)),
  triage: async (desk, { caseId, ...rest }) =>
    sheetOf(desk, await handler.triage(desk, caseId, rest)),
  reply: async (desk, { caseId, ...rest }) =>
    sheetOf(desk, await handler.reply(desk, caseId, rest)),
  writeNote: async (desk, { caseId, ...rest }) =>
    sheetOf(desk, await handler.writeNote(desk, caseId, rest)),
  moveCase: async (desk, { caseId, to, text }) =>
    sheetOf(desk, await handler.moveCase(desk, caseId, text === null ? { to } : { to, text })),
  proposeClosing: async (desk, { caseId, ...rest }) =>
    sheetOf(desk, await handler.proposeClosing(desk, caseId, rest)),
  confirmClosing: async (desk, { caseId, actId }) =>
    sheetOf(desk, await handler.confirmClosing(desk, caseId, actId)),
  withdrawProposal: async (desk, { caseId }) =>
    sheetOf(desk, await handler.withdrawProposal(desk, caseId)),
  openEvidence: (desk, { caseId, file }) => handler.openEvidence(desk, caseId, file),
  sendPendingFacts: (desk) => handler.sendPendingFacts(desk),
  checkAudit: (desk) => handler.checkAudit(desk),
  draftFigures: (desk, { year }) => handler.draftFigures(desk, year),
  listReleases: (desk) => handler.listReleases(desk),
  proposeRelease: async (desk, input) => {
    await handler.proposeRelease(desk, input);
    return handler.listReleases(desk);
  },
  confirmRelease: async (desk, { id }) => {
    await handler.confirmRelease(desk, id);
    return handler.listReleases(desk);
  },
  refreshIndex: async (desk, { unit }, { tell }) =>
    (await handler.refreshIndex(desk, unit, tell)).cards,
  searchIndex: (desk, { unit, text }) => Promise.resolve(handler.searchIndex(desk, unit, text)),
};
