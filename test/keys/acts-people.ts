import assert from "node:assert/strict";
import { CHEAP_STRETCHING } from "../../apps/server/test/support/app.ts";
import {
  openDesk,
  signInWithPaperKey,
  signInWithPassword,
} from "../../packages/client/src/handler.ts";
import { renewDirectory } from "../../packages/client/src/founding.ts";
import {
  admit,
  changePassword,
  dismiss,
  enrol,
  grantKeyrings,
  invite,
  listInvitations,
  publishRotations,
  rekeyUnit,
  rotateUnit,
  setUnitOpen,
} from "../../packages/client/src/people.ts";
import { defineAct, type Act } from "./act.ts";
import {
  canRekey,
  giveKeys,
  canSign,
  holds,
  holdersOf,
  keep,
  mayKnow,
  type Case,
  type Login,
  type Member,
  type Model,
  type Role,
  type Unit,
  type UnitId,
} from "./model.ts";
import { Refusal, type World } from "./world.ts";

const MOST_NEWCOMERS = 3;
/** Longer than a directory holds, and than any limit of a case lasts until its first feedback. */
const LONG_DAYS = 100;
const SLOT_NAMES = { passkey: "laptop", password: "sandi baru", paper: "kertas baru" } as const;

const active = ({ members }: Model): readonly Member[] =>
  [...members.values()].filter(({ isActive }) => isActive);
const byActive = (model: Model): { by: Login }[] =>
  active(model).map(({ login }) => ({ by: login }));
export const signersOf = (model: Model): readonly Member[] =>
  active(model).filter(({ roles }) => roles.includes("signer"));
const isSigner = (model: Model, login: Login): boolean =>
  signersOf(model).some((member) => member.login === login);
const unitOf = (model: Model, id: UnitId): Unit => {
  const unit = model.units.get(id);
  if (unit === undefined) throw new RangeError(id);
  return unit;
};
const memberOf = (model: Model, login: Login): Member => {
  const member = model.members.get(login);
  if (member === undefined) throw new RangeError(login);
  return member;
};
const loginsOf = (model: Model, unit: UnitId): ReadonlySet<Login> =>
  new Set(holdersOf(model, unit).map(({ login }) => login));

/** A new person: invited, keys made, let in by the digits that they read out. */
export async function enrolNewcomer(
  world: World,
  { by, login, unit, roles }: { by: Login; login: Login; unit: UnitId; roles: readonly Role[] },
): Promise<void> {
  const officer = await world.desk(by);
  const password = `tujuh kuda minum teh ${login}`;
  const invited = await invite(officer, {
    login,
    name: `Nama ${login}`,
    units: [unit],
    roles: [...roles],
  });
  const enrolled = await enrol(world.staffApi(), invited.token, {
    password,
    wantsPaperKey: true,
    slotNames: SLOT_NAMES,
    keyStretching: CHEAP_STRETCHING,
    pace: world.pace,
  });
  world.passwords.set(login, password);
  world.paperKeys.set(login, enrolled.paperKey ?? "");
  const invitation = (await listInvitations(officer)).find(({ id }) => id === invited.id);
  if (invitation === undefined) throw new Error("the invitation is gone");
  const wrong = enrolled.fingerprint.toReversed().join(" ");
  if (wrong !== enrolled.fingerprint.join(" "))
    await assert.rejects(admit(officer, { invitation, typedFingerprint: wrong }), {
      code: "fingerprint-differs",
    });
  const typedFingerprint = enrolled.fingerprint.join(" ");
  await world.publish(by, (desk) => admit(desk, { invitation, typedFingerprint }));
  world.turn();
}

const newcomerOf = ({ members }: Model, unit: UnitId): Login =>
  `baru-${members.size}.${unit.toLowerCase()}`;

const enrolling = defineAct({
  name: "enrol",
  weight: 2,
  options: (model) =>
    byActive(model).flatMap(({ by }) =>
      ["ITJEN", "DJP", "DJBC"].flatMap((unit) =>
        [["handler"], ["handler", "supervisor"]].map((roles) => ({
          by,
          login: newcomerOf(model, unit),
          unit,
          roles: roles as Role[],
        })),
      ),
    ),
  allows: (model, { by }) =>
    [...model.members.keys()].filter((login) => login.startsWith("baru-")).length >= MOST_NEWCOMERS
      ? null
      : isSigner(model, by),
  run: enrolNewcomer,
  after: (model, { login, unit, roles }) =>
    void model.members.set(login, { login, roles, units: [unit], formerUnits: [], isActive: true }),
});

const granting = defineAct({
  name: "grant",
  weight: 1,
  options: byActive,
  allows: (model, { by }) => {
    const member = memberOf(model, by);
    return holds(model, member, member.units) ? true : null;
  },
  run: async (world, { by }) => {
    await grantKeyrings(await world.desk(by));
    world.turn();
  },
  after: (model, { by }) => {
    for (const id of memberOf(model, by).units) grant(model, id);
  },
});

/** The keyring is sealed anew when it is sealed to another number of people than there are. */
export function grant(model: Model, id: UnitId): void {
  const unit = unitOf(model, id);
  const holders = loginsOf(model, id);
  if (unit.sealedTo.size !== holders.size) unit.sealedTo = holders;
}

export function leave(model: Model, login: Login): void {
  const member = memberOf(model, login);
  for (const one of model.cases.values()) keep(model, one, [login]);
  for (const id of member.units) unitOf(model, id).mustRotate = true;
  member.formerUnits = member.units;
  member.units = [];
  member.isActive = false;
  for (const unit of model.units.values())
    if (holdersOf(model, unit.id).length < 2) unit.isOpen = false;
}

/** Ends somebody's membership, and tries their way in after. */
export async function dismissAndTry(world: World, by: Login, login: Login): Promise<void> {
  const leaving = await world.desk(login);
  const memberId = world.memberIdOf(login);
  await world.publish(by, (desk) => dismiss(desk, { memberId }));
  world.forget(login);
  await assert.rejects(openDeskOf(world, login), { code: "not-available" });
  await assert.rejects(leaving.vault.reload(), { code: "session-missing" });
}

const openDeskOf = async (world: World, name: Login) => {
  const api = world.staffApi();
  const password = world.passwords.get(name) ?? "";
  const keyStretching = CHEAP_STRETCHING;
  const signedIn = await signInWithPassword(api, { name, password, keyStretching });
  return openDesk(api, signedIn, world.institution.clock.today, world.pace);
};

const dismissing = defineAct({
  name: "dismiss",
  weight: 2,
  options: (model) =>
    byActive(model).flatMap(({ by }) => active(model).map(({ login }) => ({ by, member: login }))),
  allows: (model, { by, member: login }) => {
    const member = memberOf(model, login);
    const isLast = member.units.some((unit) => holdersOf(model, unit).length < 2);
    if (login === "petugas" || isLast) return null;
    if (!isSigner(model, by) || by === login) return false;
    if (member.roles.includes("signer") && signersOf(model).length <= model.threshold) return false;
    if (!member.roles.includes("custodian")) return keepsHolder(model, member);
    return active(model).filter(({ roles }) => roles.includes("custodian")).length > 2;
  },
  run: (world, { by, member }) => dismissAndTry(world, by, member),
  after: (model, { member }) => leave(model, member),
});

/** Some colleague must have the keyring; that the last one leaves is an act of its own. With two signers asked for, both stay. */
const keepsHolder = (model: Model, leaving: Member): boolean | null =>
  leaving.units.every((unit) =>
    holdersOf(model, unit).some((one) => one !== leaving && holds(model, one, [unit])),
  )
    ? true
    : null;

/** The next key of a unit holds from now on. */
export function rotate(model: Model, id: UnitId): void {
  const unit = unitOf(model, id);
  unit.epoch += 1;
  unit.sealedTo = loginsOf(model, id);
  unit.mustRotate = false;
  for (const one of model.cases.values()) age(one, id);
}

function age(one: Case, unit: UnitId): void {
  if (one.units.includes(unit) || one.standby === unit) one.stale = [...one.stale, unit];
  one.card = { ...one.card, isAged: true };
  if (one.takeover?.unit === unit && one.takeover.stage === "proposed") one.takeover.isAged = true;
  const request = one.identity?.request;
  if (request !== null && request !== undefined) request.isAged = true;
}

const rotating = defineAct({
  name: "rotate",
  weight: 2,
  options: (model) =>
    byActive(model).flatMap(({ by }) =>
      ["ITJEN", "DJP", "DJBC"].flatMap((unit) =>
        signersOf(model).map(({ login }) => ({ by, unit, signer: login })),
      ),
    ),
  allows: (model, { by, unit }) => {
    const member = memberOf(model, by);
    return holds(model, member, [unit]) || (member.units.includes(unit) ? null : false);
  },
  run: async (world, { by, unit, signer }) => {
    const reason = unitOf(world.model, unit).mustRotate ? "dismissal" : "schedule";
    await publishRotation(world, { by, unit, reason, signer });
  },
  after: (model, { unit }) => rotate(model, unit),
});

type Rotating = {
  readonly by: Login;
  readonly unit: UnitId;
  readonly reason: "dismissal" | "schedule";
  readonly signer: Login;
};

async function publishRotation(
  world: World,
  { by, unit, reason, signer }: Rotating,
): Promise<void> {
  const { published } = await rotateUnit(await world.desk(by), { unit, reason });
  if (published === null) await world.publish(signer, publishRotations);
  else await world.publish(by, () => Promise.resolve(published));
}

/** Cases that lie before a member of the unit, wrapped to a key that is no longer the unit's. */
const staleFor = (model: Model, by: Login, unit: UnitId): readonly Case[] =>
  [...model.cases.values()].filter(
    (one) =>
      one.units.includes(unit) &&
      one.stale.length > 0 &&
      mayKnow(model, one, memberOf(model, by)) &&
      !one.conflicts.includes(by),
  );

const rekeying = defineAct({
  name: "re-key",
  weight: 8,
  options: (model) =>
    byActive(model).flatMap(({ by }) =>
      memberOf(model, by).units.flatMap((unit) =>
        [true, false].map((isInterrupted) => ({ by, unit, isInterrupted })),
      ),
    ),
  allows: (model, { by, unit }) => {
    if (!holds(model, memberOf(model, by), [unit])) return null;
    return staleFor(model, by, unit).length > 0 ? true : null;
  },
  run: async (world, { by, unit, isInterrupted }) => {
    const desk = await world.desk(by);
    const stopper = new AbortController();
    const { signal } = stopper;
    if (isInterrupted) {
      const onProgress = (done: number) => done >= 1 && stopper.abort(new Refusal("stopped"));
      await rekeyUnit(desk, { unit, signal, onProgress }).catch((fault: unknown) => {
        if (!(fault instanceof Refusal)) throw fault;
      });
    }
    const { left, locked } = await rekeyUnit(desk, { unit });
    assert.equal(left, locked);
  },
  after: (model, { by, unit }) => rekeyAll(model, by, unit),
});

export function rekeyAll(model: Model, by: Login, unit: UnitId): void {
  for (const one of staleFor(model, by, unit))
    if (canSign(model, one, memberOf(model, by)) && canRekey(model, one))
      giveKeys(model, one, { isSameKey: one.n === 0 || one.state === "concluded" });
}

/** A password is forgotten: the paper key lets in, and a new password takes its place. */
const losingPassword = defineAct({
  name: "lose password",
  weight: 1,
  options: byActive,
  allows: () => true,
  run: async (world, { by }) => {
    const api = world.staffApi();
    const paperKey = world.paperKeys.get(by) ?? "";
    const signedIn = await signInWithPaperKey(api, { name: by, paperKey });
    const desk = await openDesk(api, signedIn, world.institution.clock.today, world.pace);
    const password = `kata sandi baru ${world.passwords.get(by)?.length ?? 0} ${by}`;
    await changePassword(desk, { password, keyStretching: CHEAP_STRETCHING });
    await assert.rejects(openDeskOf(world, by), { code: "sign-in-refused" });
    world.passwords.set(by, password);
    world.forget(by);
  },
  after: () => undefined,
});

const opening = defineAct({
  name: "open unit",
  options: (model) =>
    byActive(model).flatMap(({ by }) =>
      [...model.units.values()].flatMap(({ id, isOpen }) => (isOpen ? [] : [{ by, unit: id }])),
    ),
  allows: (model, { by, unit }) => isSigner(model, by) && holdersOf(model, unit).length >= 2,
  run: (world, { by, unit }) =>
    world.publish(by, (desk) => setUnitOpen(desk, { unit, isOpen: true })),
  after: (model, { unit }) => {
    unitOf(model, unit).isOpen = true;
  },
});

/** The directory expires: nobody gets in, and no reporter's program goes by it, until a signer renews it. */
const expiring = defineAct({
  name: "expire and renew",
  weight: 2,
  options: (model) => signersOf(model).map(({ login }) => ({ by: login })),
  allows: ({ cases, today }) =>
    cases.size > 0 && [...cases.values()].every((one) => one.receivedOn === today) ? true : null,
  run: async (world, { by }) => {
    world.institution.clock.moveMs(LONG_DAYS * 86_400_000);
    world.signOutAll();
    await assert.rejects(world.notes(), { code: "directory-expired" });
    await assert.rejects(openDeskOf(world, by), { code: "directory-expired" });
    await renew(world, by);
    const others = signersOf(world.model).filter(({ login }) => login !== by);
    for (const { login } of others.slice(0, world.model.threshold - 1)) await renew(world, login);
    world.turn();
  },
  after: (model) => {
    model.today += LONG_DAYS;
  },
});

async function renew(world: World, name: Login): Promise<void> {
  const staffApi = world.staffApi();
  const today = world.institution.clock.today();
  const password = world.passwords.get(name) ?? "";
  const keyStretching = CHEAP_STRETCHING;
  const signedIn = await signInWithPassword(staffApi, { name, password, keyStretching });
  await renewDirectory({ staffApi, signedIn, today, pace: world.pace });
}

export const PEOPLE_ACTS: readonly Act[] = [
  enrolling,
  granting,
  dismissing,
  rotating,
  rekeying,
  losingPassword,
  opening,
  expiring,
];
