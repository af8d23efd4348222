import * as handler from "@bijak/client/handler";
import type { CaseView, Desk } from "@bijak/client/handler";
import { sheetOf } from "./sheet.ts";
import type { Named, SharingCalls } from "./sharing.rpc.ts";

type Answer<Name extends keyof SharingCalls> = (
  desk: Desk,
  input: SharingCalls[Name]["input"],
) => Promise<SharingCalls[Name]["output"]>;

const shown = async (desk: Desk, work: Promise<CaseView>) => sheetOf(desk, await work);

async function targets(desk: Desk, caseId: string): Promise<readonly Named[]> {
  const { canRead } = await handler.openCase(desk, caseId);
  const { units } = desk.institution.directory;
  return units
    .filter(({ id, isOpen }) => isOpen && !canRead.includes(id))
    .map(({ id, name }) => ({ id, name }));
}

async function colleagues(desk: Desk, caseId: string): Promise<readonly Named[]> {
  const { canRead, conflicts } = await handler.openCase(desk, caseId);
  return desk.members
    .filter(({ roles }) => roles.includes("handler") || roles.includes("supervisor"))
    .filter(({ id, units }) => units.some((unit) => canRead.includes(unit)) && !isIn(conflicts, id))
    .map(({ id, name }) => ({ id, name }));
}

const isIn = (all: readonly Named[], id: string): boolean => all.some((one) => one.id === id);

/** The calls by which a case or a part of it goes to somebody else. */
export const SHARING_NEEDINGS: { readonly [Name in keyof SharingCalls]: Answer<Name> } = {
  listTargets: (desk, { caseId }) => targets(desk, caseId),
  listColleagues: (desk, { caseId }) => colleagues(desk, caseId),
  restrictCase: (desk, { caseId, ...rest }) =>
    shown(desk, handler.restrictCase(desk, caseId, rest)),
  proposeTransfer: (desk, { caseId, ...rest }) =>
    shown(desk, handler.proposeTransfer(desk, caseId, rest)),
  confirmTransfer: (desk, { caseId, actId }) =>
    shown(desk, handler.confirmTransfer(desk, caseId, actId)),
  handOver: (desk, { caseId }) => shown(desk, handler.handOver(desk, caseId)),
  receiveTransfer: (desk, { caseId }) => shown(desk, handler.receiveTransfer(desk, caseId)),
  takeBack: (desk, { caseId }) => shown(desk, handler.takeBack(desk, caseId)),
  dropUnit: async (desk, { caseId, unit }) => {
    const view = await handler.dropUnit(desk, caseId, { unit });
    return view === null ? null : sheetOf(desk, view);
  },
  finishTakeover: (desk, { caseId, ...rest }) =>
    shown(desk, handler.finishTakeover(desk, caseId, rest)),
  confirmReceipt: (desk, { caseId }) => shown(desk, handler.confirmReceipt(desk, caseId)),
  sendPack: (desk, { caseId, ...rest }) => shown(desk, handler.sendPack(desk, caseId, rest)),
  checkReidentification: (desk, { caseId, text }) =>
    handler.checkReidentification(desk, caseId, text),
  identityOf: (desk, { caseId }) => handler.identityOf(desk, caseId),
  askIdentity: async (desk, { caseId, reason }) => {
    await handler.askIdentity(desk, caseId, { reason });
    return handler.identityOf(desk, caseId);
  },
  confirmIdentity: async (desk, { caseId }) => {
    await handler.confirmIdentity(desk, caseId);
    return handler.identityOf(desk, caseId);
  },
  withdrawIdentity: async (desk, { caseId }) => {
    await handler.withdrawIdentity(desk, caseId);
    return handler.identityOf(desk, caseId);
  },
  openIdentity: (desk, { caseId }) => handler.openIdentity(desk, caseId),
  listTransfers: (desk, { unit }) => handler.listTransfers(desk, unit),
  answerTransfer: async (desk, { caseId, ...answer }) => {
    await handler.answerTransfer(desk, caseId, answer);
    return handler.listTransfers(desk, answer.unit);
  },
  listPacks: (desk, { unit }) => handler.listPacks(desk, unit),
  listOverdue: (desk) => handler.listOverdue(desk),
  proposeTakeover: async (desk, proposing) => {
    await handler.proposeTakeover(desk, proposing);
    return handler.listOverdue(desk);
  },
  confirmTakeover: async (desk, { caseId }) => {
    await handler.confirmTakeover(desk, caseId);
    return handler.listOverdue(desk);
  },
  withdrawTakeover: async (desk, { caseId }) => {
    await handler.withdrawTakeover(desk, caseId);
    return handler.listOverdue(desk);
  },
  listCustody: (desk) => handler.listCustody(desk),
  releaseShare: async (desk, { caseId }) => {
    await handler.releaseShare(desk, caseId);
    return handler.listCustody(desk);
  },
};
