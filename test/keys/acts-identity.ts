import assert from "node:assert/strict";
import {
  askIdentity,
  confirmIdentity,
  openIdentity,
  releaseShare,
} from "../../packages/client/src/handler.ts";
import { defineAct, type Act } from "./act.ts";
import { byAnyone, IDENTITY, isUnderWork, pairOf } from "./acts-cases.ts";
import { change, works, type Case } from "./model.ts";

const requestOf = ({ identity }: Case) => identity?.request ?? null;

const asking = defineAct({
  name: "ask identity",
  weight: 5,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (!isUnderWork(one) || one.identity?.isOpened === true) return null;
    if (!works(model, one, member)) return false;
    return one.identity !== null && one.identity.request === null;
  },
  run: async (world, { by, of }) =>
    askIdentity(await world.desk(by), world.reporterOf(of).caseId, { reason: "Alasan." }),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    const request = { by: option.by, isConfirmed: false, released: [], isAged: false };
    if (one.identity !== null) one.identity.request = request;
  },
});

const confirming = defineAct({
  name: "confirm identity",
  weight: 15,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    const request = requestOf(one);
    if (request === null || request.isAged || !isUnderWork(one)) return null;
    if (model.members.get(request.by)?.isActive !== true) return null;
    if (!works(model, one, member)) return false;
    if (!one.declared.includes(request.by)) return null;
    const isOfUnit = member.units.join() === model.members.get(request.by)?.units.join();
    if (!isOfUnit) return null;
    return !request.isConfirmed && request.by !== option.by && member.roles.includes("supervisor");
  },
  run: async (world, { by, of }) =>
    confirmIdentity(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const request = requestOf(pairOf(model, option).one);
    if (request !== null) request.isConfirmed = true;
  },
});

const releasing = defineAct({
  name: "release share",
  weight: 12,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    const request = requestOf(one);
    if (one.identity === null || request === null || request.isAged) return null;
    if (model.members.get(request.by)?.isActive !== true) return null;
    if (request.released.includes(option.by) || one.identity.isOpened) return null;
    return request.isConfirmed && one.identity.custodians.includes(member.login);
  },
  run: async (world, { by, of }) => releaseShare(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const request = requestOf(pairOf(model, option).one);
    if (request !== null) request.released = [...request.released, option.by];
  },
});

const opening = defineAct({
  name: "open identity",
  weight: 8,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    const request = requestOf(one);
    if (request === null || request.isAged || !isUnderWork(one)) return null;
    if (one.identity?.isOpened === true) return null;
    const hasGone = request.released.some((login) => model.members.get(login)?.isActive !== true);
    if (hasGone) return null;
    const isEnough = request.isConfirmed && request.released.length >= 2;
    return isEnough && request.by === option.by && works(model, one, member);
  },
  run: async (world, { by, of }) => {
    const opened = await openIdentity(await world.desk(by), world.reporterOf(of).caseId);
    assert.deepEqual(opened, IDENTITY);
    if (world.caseOf(of).isBurnt) return;
    assert.notEqual((await world.mailbox(of)).identity?.openedOn ?? null, null);
  },
  after: (model, option) => {
    const { one } = pairOf(model, option);
    if (one.identity !== null) one.identity.isOpened = true;
    change(one);
  },
});

export const IDENTITY_ACTS: readonly Act[] = [asking, confirming, releasing, opening];
