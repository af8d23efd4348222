import assert from "node:assert/strict";
import { ApiError } from "@bijak/contract";
import { takeCase } from "../../packages/client/src/handler.ts";
import { loadCase } from "../../packages/client/src/handler/case-file.ts";
import { grantKeyrings, rekeyUnit } from "../../packages/client/src/people.ts";
import { defineAct, type Act } from "./act.ts";
import { byAnyone, pairOf } from "./acts-cases.ts";
import { grant, rekeyAll } from "./acts-people.ts";
import {
  canRekey,
  giveKeys,
  canSign,
  holds,
  holdersOf,
  works,
  worksOnCases,
  type Login,
  type Model,
  type UnitId,
} from "./model.ts";

/** Pairs of members who have the keyring of a unit. */
const pairsOf = (model: Model): { by: Login; second: Login; unit: UnitId }[] =>
  [...model.units.keys()].flatMap((unit) => {
    const able = holdersOf(model, unit).filter((one) => holds(model, one, [unit]));
    return able.flatMap((first, at) =>
      able.slice(at + 1).map((second) => ({ by: first.login, second: second.login, unit })),
    );
  });

const takingAtOnce = defineAct({
  name: "take at once",
  weight: 6,
  options: (model) =>
    byAnyone(model).flatMap(({ by, of }) =>
      [...model.members.keys()].flatMap((second) => (second > by ? [{ by, second, of }] : [])),
    ),
  allows: (model, { by, second, of }) => {
    const { one, member } = pairOf(model, { by, of });
    const { member: other } = pairOf(model, { by: second, of });
    const isAble = [member, other].every(
      (each) => works(model, one, each) && each.roles.includes("handler"),
    );
    return isAble && one.state === "received" && canRekey(model, one) ? true : null;
  },
  run: async (world, { by, second, of }) => {
    const desks = [await world.desk(by), await world.desk(second)];
    const { caseId } = world.reporterOf(of);
    const outcomes = await Promise.allSettled(desks.map((desk) => takeCase(desk, caseId)));
    const lost = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    assert.equal(lost.length, 1);
    assert.ok(lost[0] instanceof ApiError, String(lost[0]));
    assert.ok(["revision-conflict", "move-impossible"].includes(lost[0].code), lost[0].code);
  },
  after: (model, { by, of }) => {
    const { one } = pairOf(model, { by, of });
    one.state = "verifying";
    giveKeys(model, one, { isSameKey: false });
  },
});

const grantingAtOnce = defineAct({
  name: "grant at once",
  weight: 4,
  options: pairsOf,
  allows: (model, { unit }) => {
    const size = model.units.get(unit)?.sealedTo.size;
    return size === holdersOf(model, unit).length ? null : true;
  },
  run: async (world, { by, second }) => {
    const desks = [await world.desk(by), await world.desk(second)];
    const granted = await Promise.all(desks.map(grantKeyrings));
    assert.equal(granted.flat().length, 1);
    world.turn();
  },
  after: (model, { unit }) => grant(model, unit),
});

const rekeyingAtOnce = defineAct({
  name: "re-key at once",
  weight: 6,
  options: pairsOf,
  allows: (model, { by, second, unit }) => {
    const stale = [...model.cases.values()].filter(
      (one) => one.stale.length > 0 && one.units.includes(unit),
    );
    const isFree = stale.every((one) =>
      [by, second].every((login) => {
        const { member } = pairOf(model, { by: login, of: one.name });
        return worksOnCases(member) && canSign(model, one, member) && canRekey(model, one);
      }),
    );
    return stale.length > 0 && isFree ? true : null;
  },
  run: async (world, { by, second, unit }) => {
    const desks = [await world.desk(by), await world.desk(second)];
    const done = await Promise.all(desks.map((desk) => rekeyUnit(desk, { unit })));
    assert.deepEqual(
      done.map(({ left }) => left),
      [0, 0],
    );
    // Who comes second may make one more key for a case that the first has just done: that is no harm, and counted here.
    const [first] = desks;
    assert.ok(first);
    for (const one of world.model.cases.values()) {
      if (one.stale.length === 0 || !one.units.includes(unit)) continue;
      const { caseKeys } = await loadCase(first, world.reporterOf(one.name).caseId);
      const extra = (caseKeys?.keys.length ?? 0) - 1 - one.n;
      assert.ok(extra >= 0 && extra <= 2, `${extra} keys more`);
      if (extra === 2) one.n += 1;
    }
  },
  after: (model, { by, unit }) => rekeyAll(model, by, unit),
});

export const RACES: readonly Act[] = [takingAtOnce, grantingAtOnce, rekeyingAtOnce];
