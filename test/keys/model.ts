/*
 * [Note: The model]
 *
 * Who can reach what, in plain data and without any cryptography: what people were told the system does (rulings R4 to R8, R18).
 * It is written from the rules alone. Acts change it; after each act the real clients, and the real keys against the real rows,
 * must agree with it.
 */
export type Login = string;
export type UnitId = string;
export type Role = "handler" | "supervisor" | "custodian" | "signer" | "admin";

export type Member = {
  readonly login: Login;
  readonly roles: readonly Role[];
  /** Empty once the member has left. */
  units: readonly UnitId[];
  /** The units there were before the member left. */
  formerUnits: readonly UnitId[];
  isActive: boolean;
};

export type Unit = {
  readonly id: UnitId;
  epoch: number;
  isOpen: boolean;
  /** To whom the newest keyring is sealed; members who left since are still among them. */
  sealedTo: ReadonlySet<Login>;
  /** How often the recovery key was made anew. */
  recovery: number;
  /** Somebody has left since the key began. */
  mustRotate: boolean;
};

export type Transfer = {
  stage: "proposed" | "offered" | "accepted" | "refused" | "handed-over";
  readonly by: Login;
  readonly from: UnitId;
  readonly target: UnitId;
  readonly keepsAccess: boolean;
};

export type Takeover = {
  stage: "proposed" | "requested" | "done" | "told";
  readonly by: Login;
  readonly unit: UnitId;
  /** The unit's key has changed since it was proposed: the reason counts no more. */
  isAged: boolean;
};

export type Identity = {
  readonly custodians: readonly Login[];
  request: {
    readonly by: Login;
    isConfirmed: boolean;
    released: readonly Login[];
    /** The unit's key has changed since: what it signed for the custodians counts no more. */
    isAged: boolean;
  } | null;
  isOpened: boolean;
};

export type Case = {
  readonly name: string;
  readonly receivedOn: number;
  state: "received" | "verifying" | "assessing" | "transferring" | "concluded";
  units: readonly UnitId[];
  standby: UnitId | null;
  /** The members to whom it is restricted (R4); null when whole units read. */
  listed: readonly Login[] | null;
  /** A unit that took a restricted case over, and reads by the wrap it stood by with until the next keys. */
  standbyWrapOf: UnitId | null;
  conflicts: readonly Login[];
  declared: readonly Login[];
  /** Members who have no more access, and whose keys are still the newest: the next case key shuts them out. */
  keptBy: readonly Login[];
  /** Number of the newest case key. */
  n: number;
  /** Units whose key has changed since the case was wrapped. */
  stale: readonly UnitId[];
  /** What the reporter's card says; `isAged` once a key of its units was retired after. */
  card: { readonly units: readonly UnitId[]; readonly standby: UnitId | null; isAged: boolean };
  transfer: Transfer | null;
  takeover: Takeover | null;
  identity: Identity | null;
  /** How many receipts it has had, the present one included. */
  receipts: number;
  /** The newest receipt is not in the case keys yet. */
  isReceiptNew: boolean;
  isBurnt: boolean;
  /** Words of the reporter, of colleagues and to the reporter, in order; these to the receipt of then, until sent again. */
  readonly said: {
    readonly to: "units" | "colleagues" | "reporter";
    readonly text: string;
    receipt: number;
  }[];
};

export type Model = {
  today: number;
  /** How many signers a change of the signed notes needs. */
  readonly threshold: number;
  readonly members: Map<Login, Member>;
  readonly units: Map<UnitId, Unit>;
  readonly cases: Map<string, Case>;
};

/** The unit that answers for the others (R5). */
export const ANSWERING: UnitId = "ITJEN";

export const worksOnCases = ({ isActive, roles }: Member): boolean =>
  isActive && (roles.includes("handler") || roles.includes("supervisor"));

export const isIn = (member: Member, units: readonly UnitId[]): boolean =>
  member.units.some((unit) => units.includes(unit));

/** Whether the member has the keyring of one of these units. */
export const holds = ({ units }: Model, member: Member, some: readonly UnitId[]): boolean =>
  member.isActive &&
  member.units.some(
    (unit) => some.includes(unit) && units.get(unit)?.sealedTo.has(member.login) === true,
  );

export const holdersOf = ({ members }: Model, unit: UnitId): readonly Member[] =>
  [...members.values()].filter(({ isActive, units }) => isActive && units.includes(unit));

/** Members who could work on a case of these units. */
export const ableIn = (
  { members }: Model,
  { conflicts }: Pick<Case, "conflicts">,
  units: readonly UnitId[],
): readonly Member[] =>
  [...members.values()].filter(
    (one) => worksOnCases(one) && isIn(one, units) && !conflicts.includes(one.login),
  );

/** Nobody of the unit who is listed is left: its recovery key is what remains. */
const isOrphaned = (model: Model, one: Case, unit: UnitId): boolean =>
  !ableIn(model, one, [unit]).some(({ login }) => one.listed?.includes(login) === true);

/** Whether the server's doors know the case for this member at all. */
export function mayKnow(model: Model, one: Case, member: Member): boolean {
  if (!worksOnCases(member) || !isIn(member, one.units)) return false;
  if (one.listed === null || one.listed.includes(member.login)) return true;
  if (one.standbyWrapOf !== null && member.units.includes(one.standbyWrapOf)) return true;
  const own = member.units.filter((unit) => one.units.includes(unit));
  return !one.conflicts.includes(member.login) && own.some((unit) => isOrphaned(model, one, unit));
}

/** Whether the member's client gets at the keys of the case. */
export function hasKeys(model: Model, one: Case, member: Member): boolean {
  if (!mayKnow(model, one, member) || one.conflicts.includes(member.login)) return false;
  if (one.listed === null) return holds(model, member, one.units);
  if (one.listed.includes(member.login)) return true;
  return one.standbyWrapOf !== null && holds(model, member, [one.standbyWrapOf]);
}

/** Whether the member reads the texts: with keys, after declaring that there is no conflict. */
export const reads = (model: Model, one: Case, member: Member): boolean =>
  hasKeys(model, one, member) && one.declared.includes(member.login);

/** Whether the member can make next keys of the case: with its keys, and with those of a unit to sign. */
export const canSign = (model: Model, one: Case, member: Member): boolean =>
  hasKeys(model, one, member) && holds(model, member, one.units);

/** Whether the member can read and write in the case. */
export const works = (model: Model, one: Case, member: Member): boolean =>
  reads(model, one, member) && canSign(model, one, member);

/**
 * To whom the next keys of a case with these units go: null = to whole units. Restricted are cases that were so before, and those
 * in whose units somebody has a conflict; all of a unit that joins are let in.
 */
export function nextListed(
  model: Model,
  one: Case,
  units: readonly UnitId[],
): readonly Login[] | null {
  const hasConflict = [...model.members.values()].some(
    (member) => worksOnCases(member) && isIn(member, units) && one.conflicts.includes(member.login),
  );
  if (one.listed === null && !hasConflict) return null;
  const joining =
    one.listed === null
      ? units
      : units.filter((unit) => !one.units.includes(unit) || unit === one.standbyWrapOf);
  return ableIn(model, one, units)
    .filter((member) => one.listed?.includes(member.login) === true || isIn(member, joining))
    .map(({ login }) => login);
}

/** Whether next keys can be made for these: every unit at work is reached. */
export const isReaching = (
  { members }: Model,
  listed: readonly Login[] | null,
  units: readonly UnitId[],
): boolean =>
  listed === null ||
  units.every((unit) => listed.some((login) => members.get(login)?.units.includes(unit) === true));

export const canRekey = (model: Model, one: Case, units: readonly UnitId[] = one.units): boolean =>
  isReaching(model, nextListed(model, one, units), units);

type Next = {
  readonly units?: readonly UnitId[];
  readonly standby?: UnitId | null;
  readonly listed?: readonly Login[] | null;
  /** Of a case that nobody has taken, and of one that is over. */
  readonly isSameKey?: boolean;
};

/** The case once its next keys are stored. */
export function giveKeys(model: Model, one: Case, next: Next = {}): void {
  const { units = one.units, standby = one.standby, isSameKey = one.n === 0 } = next;
  const before = [...model.members.values()].filter((member) => hasKeys(model, one, member));
  one.listed = next.listed === undefined ? nextListed(model, one, units) : next.listed;
  const isShown = units.join() === one.units.join() && standby === one.standby;
  one.units = units;
  one.standby = standby;
  one.standbyWrapOf = null;
  one.stale = [];
  one.isReceiptNew = false;
  change(one);
  if (!isSameKey) {
    one.n += 1;
    one.keptBy = [];
  }
  const left = before.filter((member) => !hasKeys(model, one, member));
  if (isSameKey) one.keptBy = [...one.keptBy, ...left.map(({ login }) => login)];
  if (!isSameKey || !isShown) one.card = { units, standby, isAged: false };
}

/** Notes who has the newest keys of a case and is about to lose access to it. */
export function keep(model: Model, one: Case, logins: readonly Login[]): void {
  const losing = logins.filter((login) => {
    const member = model.members.get(login);
    return member !== undefined && hasKeys(model, one, member);
  });
  one.keptBy = [...one.keptBy, ...losing];
}

/** What any change of a case does to a proposal to transfer it: it no longer fits. */
export function change(one: Case): void {
  if (one.transfer?.stage === "proposed") one.transfer = null;
}
