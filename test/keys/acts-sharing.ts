import {
  answerTransfer,
  confirmTakeover,
  confirmTransfer,
  dropUnit,
  finishTakeover,
  handOver,
  openCase,
  proposeTakeover,
  proposeTransfer,
  receiveTransfer,
  restrictCase,
  takeBack,
} from "../../packages/client/src/handler.ts";
import { defineAct, type Act } from "./act.ts";
import { byAnyone, isUnderWork, pairOf } from "./acts-cases.ts";
import {
  ableIn,
  ANSWERING,
  canRekey,
  change,
  giveKeys,
  canSign,
  holds,
  isReaching,
  nextListed,
  works,
  worksOnCases,
  type Case,
  type Login,
  type Model,
  type UnitId,
} from "./model.ts";

const REASON = "Alasan.";

/** Lists that a supervisor could choose: all who are able, and all but one of them. */
const listsOf = (model: Model, one: Case): readonly (readonly Login[])[] => {
  const all = ableIn(model, one, one.units).map(({ login }) => login);
  return [all, ...all.map((left) => all.filter((login) => login !== left))];
};

const restricting = defineAct({
  name: "restrict",
  weight: 2,
  options: (model) =>
    byAnyone(model).flatMap((option) =>
      listsOf(model, pairOf(model, option).one).map((listed) => ({ ...option, listed })),
    ),
  allows: (model, { by, of, listed }) => {
    const { one, member } = pairOf(model, { by, of });
    if (!isUnderWork(one) && one.state !== "received") return null;
    if (one.transfer !== null && one.transfer.stage !== "proposed") return null;
    if (one.standbyWrapOf !== null) return null;
    const isSound = listed.includes(by) && isReaching(model, listed, one.units);
    if (!canSign(model, one, member) || !isSound) return false;
    return member.roles.includes("supervisor") ? true : isUsual(model, one, listed);
  },
  run: async (world, { by, of, listed }) =>
    restrictCase(await world.desk(by), world.reporterOf(of).caseId, {
      memberIds: listed.map(world.memberIdOf),
    }),
  after: (model, { by, of, listed }) => {
    const { one } = pairOf(model, { by, of });
    giveKeys(model, one, { listed });
    change(one);
  },
});

/** A handler may only keep the list there is, less who has left, and begin one with all who have no conflict. */
function isUsual(model: Model, one: Case, listed: readonly Login[]): boolean {
  const able = ableIn(model, one, one.units);
  const usual = one.units.flatMap((unit) => {
    const own = able.filter(({ units }) => units.includes(unit));
    const kept = own.filter(({ login }) => one.listed?.includes(login) === true);
    return (kept.length > 0 ? kept : own).map(({ login }) => login);
  });
  return [...new Set(usual)].toSorted().join() === listed.toSorted().join();
}

const dropping = defineAct({
  name: "un-share",
  weight: 4,
  options: (model) =>
    byAnyone(model).flatMap((option) =>
      pairOf(model, option).one.units.map((unit) => ({ ...option, unit })),
    ),
  allows: (model, { by, of, unit }) => {
    const { one, member } = pairOf(model, { by, of });
    if (!isUnderWork(one)) return null;
    if (one.transfer !== null && one.transfer.stage !== "proposed") return null;
    if (!canSign(model, one, member) || one.units.length < 2) return false;
    const left = one.units.filter((other) => other !== unit);
    const isTaker = one.takeover?.unit === unit;
    const mayDrop =
      member.units.includes(unit) || (member.roles.includes("supervisor") && !isTaker);
    return mayDrop && canRekey(model, one, left);
  },
  run: async (world, { by, of, unit }) =>
    dropUnit(await world.desk(by), world.reporterOf(of).caseId, { unit }),
  after: (model, { by, of, unit }) => {
    const { one } = pairOf(model, { by, of });
    giveKeys(model, one, { units: one.units.filter((other) => other !== unit) });
    if (one.takeover?.unit === unit) one.takeover = null;
    change(one);
  },
});

const offering = defineAct({
  name: "propose transfer",
  weight: 8,
  options: (model) =>
    byAnyone(model).flatMap((option) =>
      ["ITJEN", "DJP", "DJBC"].flatMap((target) =>
        [true, false].map((keepsAccess) => ({ ...option, target, keepsAccess })),
      ),
    ),
  allows: (model, { by, of, target }) => {
    const { one, member } = pairOf(model, { by, of });
    if (!isUnderWork(one) || one.transfer !== null) return null;
    if (one.takeover !== null && one.takeover.stage !== "told") return null;
    if (!works(model, one, member)) return false;
    return model.units.get(target)?.isOpen === true && !one.units.includes(target);
  },
  run: async (world, { by, of, target, keepsAccess }) =>
    proposeTransfer(await world.desk(by), world.reporterOf(of).caseId, {
      target,
      keepsAccess,
      reason: REASON,
      summary: "Ringkasan.",
    }),
  after: (model, { by, of, target, keepsAccess }) => {
    const { one, member } = pairOf(model, { by, of });
    const from = one.units.find((unit) => member.units.includes(unit)) ?? "";
    one.transfer = { stage: "proposed", by, from, target, keepsAccess };
  },
});

const approving = defineAct({
  name: "confirm transfer",
  weight: 20,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.transfer === null || !isUnderWork(one)) return null;
    if (!works(model, one, member)) return false;
    const { by, from, target } = one.transfer;
    const proposer = model.members.get(by);
    if (proposer?.isActive !== true || model.units.get(target)?.isOpen !== true) return null;
    return by !== option.by && member.roles.includes("supervisor") && member.units.includes(from);
  },
  run: async (world, { by, of }) => {
    const desk = await world.desk(by);
    const { caseId } = world.reporterOf(of);
    const { transfer } = await openCase(desk, caseId);
    return confirmTransfer(desk, caseId, transfer?.proposal?.actId ?? "");
  },
  after: (model, option) => {
    const { one } = pairOf(model, option);
    if (one.transfer !== null) one.transfer.stage = "offered";
    one.state = "transferring";
  },
});

const answeringOffer = defineAct({
  name: "answer transfer",
  weight: 20,
  options: (model) =>
    byAnyone(model).flatMap((option) =>
      [true, true, false].map((isAccepted) => ({ ...option, isAccepted })),
    ),
  allows: (model, { by, of }) => {
    const { one, member } = pairOf(model, { by, of });
    if (one.transfer === null) return null;
    const { stage, target } = one.transfer;
    if (stage !== "offered" || one.conflicts.includes(by) || !worksOnCases(member)) return false;
    return holds(model, member, [target]) || (member.units.includes(target) ? null : false);
  },
  run: async (world, { by, of, isAccepted }) =>
    answerTransfer(await world.desk(by), world.reporterOf(of).caseId, {
      unit: world.caseOf(of).transfer?.target ?? "",
      isAccepted,
      reason: isAccepted ? "" : REASON,
    }),
  after: (model, { by, of, isAccepted }) => {
    const { one } = pairOf(model, { by, of });
    if (one.transfer !== null) one.transfer.stage = isAccepted ? "accepted" : "refused";
  },
});

/** The unit that waits for the keys of a case. */
const receiverOf = ({ transfer, takeover }: Case): UnitId | null =>
  transfer?.stage === "accepted"
    ? transfer.target
    : takeover?.stage === "requested"
      ? takeover.unit
      : null;

const handing = defineAct({
  name: "hand over",
  weight: 20,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    const receiver = receiverOf(one);
    if (one.transfer?.stage === "handed-over" || one.state === "concluded") return null;
    if (receiver === null || !works(model, one, member)) return false;
    if (one.transfer !== null && !member.units.includes(one.transfer.from)) return false;
    return canRekey(model, one, [...one.units, receiver]);
  },
  run: async (world, { by, of }) => handOver(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    const receiver = receiverOf(one);
    if (receiver === null) return;
    giveKeys(model, one, {
      units: [...one.units, receiver],
      standby: one.standby === receiver ? null : one.standby,
    });
    if (one.transfer?.stage === "accepted") one.transfer.stage = "handed-over";
    else if (one.takeover !== null) one.takeover.stage = "done";
  },
});

const unitsAfter = (one: Case): readonly UnitId[] =>
  one.transfer === null || one.transfer.keepsAccess
    ? one.units
    : one.units.filter((unit) => unit !== one.transfer?.from);

const receiving = defineAct({
  name: "receive transfer",
  weight: 20,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.transfer === null || !works(model, one, member)) return false;
    const { stage, target } = one.transfer;
    if (stage !== "handed-over" || !holds(model, member, [target])) return false;
    return member.roles.includes("handler") && canRekey(model, one, unitsAfter(one));
  },
  run: async (world, { by, of }) =>
    receiveTransfer(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    giveKeys(model, one, { units: unitsAfter(one) });
    one.transfer = null;
    one.state = "verifying";
  },
});

const takingBack = defineAct({
  name: "take back",
  weight: 20,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.transfer === null || one.state !== "transferring") return null;
    if (!works(model, one, member) || one.transfer.stage === "handed-over") return false;
    if (one.transfer.stage !== "refused") return null;
    return member.roles.includes("handler");
  },
  run: async (world, { by, of }) => takeBack(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    one.transfer = null;
    one.state = "assessing";
  },
});

/** Whether a limit of the case has passed: surely before anything was done since the clock moved, surely not for a new case. */
const isOverdue = (model: Model, one: Case): boolean | null => {
  if (one.receivedOn === model.today) return false;
  return one.state === "received" || one.said.every(({ to }) => to !== "reporter") ? true : null;
};

const proposingTakeover = defineAct({
  name: "propose takeover",
  weight: 12,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.transfer !== null || one.state === "transferring") return null;
    if (one.state === "concluded" || one.takeover !== null) return null;
    const isOurs = member.units.includes(ANSWERING) && worksOnCases(member);
    if (!isOurs || one.units.includes(ANSWERING)) return false;
    if (one.conflicts.includes(member.login)) return false;
    return holds(model, member, [ANSWERING]) ? isOverdue(model, one) : null;
  },
  run: async (world, { by, of }) =>
    proposeTakeover(await world.desk(by), { caseId: world.reporterOf(of).caseId, reason: REASON }),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    one.takeover = { stage: "proposed", by: option.by, unit: ANSWERING, isAged: false };
  },
});

const confirmingTakeover = defineAct({
  name: "confirm takeover",
  weight: 20,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.takeover === null || one.takeover.isAged || one.state === "concluded") return null;
    const proposer = model.members.get(one.takeover.by);
    if (proposer?.isActive !== true || one.transfer !== null) return null;
    if (one.takeover.stage !== "proposed" || !worksOnCases(member)) return false;
    if (one.units.includes(ANSWERING) || one.conflicts.includes(one.takeover.by)) return null;
    if (!holds(model, member, [ANSWERING]) || one.conflicts.includes(member.login)) return false;
    const isSupervised = [...member.roles, ...proposer.roles].includes("supervisor");
    return proposer !== member && isSupervised ? isOverdue(model, one) : false;
  },
  run: async (world, { by, of }) =>
    confirmTakeover(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    if (one.takeover === null) return;
    change(one);
    if (one.standby !== ANSWERING) {
      one.takeover.stage = "requested";
      return;
    }
    one.takeover.stage = "done";
    one.units = [...one.units, ANSWERING];
    one.standby = null;
    if (one.listed !== null) one.standbyWrapOf = ANSWERING;
  },
});

const finishingTakeover = defineAct({
  name: "finish takeover",
  weight: 20,
  options: (model) =>
    byAnyone(model).flatMap((option) => [true, false].map((keepUnit) => ({ ...option, keepUnit }))),
  allows: (model, { by, of, keepUnit }) => {
    const { one, member } = pairOf(model, { by, of });
    if (one.takeover === null || one.state === "transferring" || one.state === "concluded")
      return null;
    if (one.takeover.stage === "told") return null;
    if (one.takeover.stage !== "done" || !works(model, one, member)) return false;
    if (!holds(model, member, [ANSWERING])) return false;
    if (!keepUnit && !member.roles.includes("supervisor")) return false;
    return canRekey(model, one) && (keepUnit || canRekey(model, one, [ANSWERING]));
  },
  run: async (world, { by, of, keepUnit }) =>
    finishTakeover(await world.desk(by), world.reporterOf(of).caseId, {
      keepUnit,
      reason: REASON,
    }),
  after: (model, { by, of, keepUnit }) => {
    const { one } = pairOf(model, { by, of });
    giveKeys(model, one, { isSameKey: false });
    const others = one.units.filter((unit) => unit !== ANSWERING);
    for (const left of keepUnit ? [] : others)
      giveKeys(model, one, { units: one.units.filter((unit) => unit !== left) });
    if (one.takeover !== null) one.takeover.stage = "told";
    change(one);
  },
});

export const SHARING_ACTS: readonly Act[] = [
  restricting,
  dropping,
  offering,
  approving,
  answeringOffer,
  handing,
  receiving,
  takingBack,
  proposingTakeover,
  confirmingTakeover,
  finishingTakeover,
];

/** Used by acts on units: next keys of every case that lies before this member. */
export const canBeGivenKeys = (model: Model, one: Case): boolean => {
  const listed = nextListed(model, one, one.units);
  return listed === null || listed.length > 0;
};
