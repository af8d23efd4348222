import assert from "node:assert/strict";
import { combineSeed } from "@bijak/envelope";
import {
  applyRecovery,
  makeRecoveryFile,
  publishRotations,
  rekeyUnit,
} from "../../packages/client/src/people.ts";
import { recoverUnit } from "../../packages/client/src/recovery.ts";
import { defineAct, type Act } from "./act.ts";
import { dismissAndTry, enrolNewcomer, leave, rekeyAll, rotate, signersOf } from "./acts-people.ts";
import {
  giveKeys,
  holdersOf,
  isReaching,
  mayKnow,
  type Login,
  type Member,
  type Model,
  type UnitId,
} from "./model.ts";
import { RECOVERY } from "./institution.ts";
import type { World } from "./world.ts";

type Losing = { readonly by: Login; readonly unit: UnitId; readonly newcomer: Login };

/** Everyone of a unit is gone with their keys. k share holders bring them back for somebody newly let in, and k-1 do not. */
const losingUnit = defineAct({
  name: "lose a unit and recover",
  weight: 2,
  options: (model) =>
    signersOf(model).flatMap(({ login: by }) =>
      ["DJP", "DJBC"].map((unit) => ({
        by,
        unit,
        newcomer: `pulih-${model.members.size}.${unit.toLowerCase()}`,
      })),
    ),
  allows: ({ units, cases }, { unit }) =>
    (units.get(unit)?.recovery ?? 0) > 1 || cases.size === 0 ? null : true,
  run: recover,
  after: (model, { unit, newcomer: login }) => {
    for (const member of holdersOf(model, unit)) leave(model, member.login);
    const newcomer: Member = {
      login,
      roles: ["handler", "supervisor"],
      units: [unit],
      formerUnits: [],
      isActive: true,
    };
    model.members.set(login, newcomer);
    restore(model, newcomer, unit);
    rotate(model, unit);
    const recovered = model.units.get(unit);
    if (recovered !== undefined) recovered.recovery += 1;
    rekeyAll(model, login, unit);
  },
});

/** Restricted cases of which no reader is left come back to who carries the file. */
function restore(model: Model, newcomer: Member, unit: UnitId): void {
  for (const one of model.cases.values()) {
    const isOrphan = one.listed !== null && mayKnow(model, one, newcomer);
    if (!isOrphan || !one.units.includes(unit)) continue;
    const listed = [newcomer.login];
    if (isReaching(model, listed, one.units))
      giveKeys(model, one, { listed, isSameKey: one.n === 0 || one.state === "concluded" });
  }
}

async function recover(world: World, { by, unit, newcomer }: Losing): Promise<void> {
  for (const { login } of holdersOf(world.model, unit)) await dismissAndTry(world, by, login);
  const roles = ["handler", "supervisor"] as const;
  await enrolNewcomer(world, { by, login: newcomer, unit, roles });
  const waiting = await world.desk(newcomer);
  assert.deepEqual(waiting.lacks, [unit]);
  const file = await makeRecoveryFile(waiting, unit);
  const rows = world.rows.get(unit) ?? [];
  for (const row of rows)
    await assert.rejects(recoverUnit(file, [row]), { code: "shares-missing" });
  const [, ...chosen] = rows;
  const { file: recovered, lostCases } = await recoverUnit(file, chosen);
  assert.equal(lostCases, 0);
  const { shares, published } = await applyRecovery(waiting, recovered, RECOVERY);
  assert.deepEqual([published, shares?.length], [null, RECOVERY.n]);
  world.rows.set(unit, shares?.map(({ row }) => row) ?? []);
  assert.ok((await combineSeed(world.rows.get(unit)?.slice(1) ?? [])).length > 0);
  world.turn();
  await world.publish(by, publishRotations);
  await rekeyUnit(await world.desk(newcomer), { unit });
}

export const RECOVERY_ACTS: readonly Act[] = [losingUnit];
