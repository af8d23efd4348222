import { deriveReporterKeys, generateReceipt, type ReporterKeys } from "@bijak/envelope";
import {
  CHEAP_STRETCHING,
  PUBLIC_ORIGIN,
  STAFF_ORIGIN,
} from "../../apps/server/test/support/app.ts";
import {
  createStaffApi,
  openDesk,
  reopenDesk,
  signInWithPassword,
  type Desk,
  type Pace,
  type StaffApi,
} from "../../packages/client/src/handler.ts";
import { listDrafts, signDraft, type Published } from "../../packages/client/src/people.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  type Institution as Notes,
  type Mailbox,
  type ReporterApi,
} from "../../packages/client/src/reporter.ts";
import { solve, withCookies } from "../../packages/client/test/support/journey.ts";
import { createPace, openInstitution, PEOPLE, RECOVERY, type Institution } from "./institution.ts";
import type { Case, Login, Member, Model, Unit, UnitId } from "./model.ts";

/** What a person who reports holds: the receipts, newest last. */
export type Reporter = { readonly caseId: string; readonly receipts: ReporterKeys[] };

/** Something that the programs of people refuse by themselves, before anything is sent. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** A real institution with real clients, and the model of who can reach what in it. */
export type World = {
  readonly institution: Institution;
  readonly model: Model;
  readonly pace: Pace;
  readonly reporters: Map<string, Reporter>;
  readonly passwords: Map<Login, string>;
  readonly paperKeys: Map<Login, string>;
  /** The rows of the present recovery key of each unit. */
  readonly rows: Map<UnitId, readonly string[]>;
  readonly reporterApi: ReporterApi;
  readonly staffApi: () => StaffApi;
  /** The desk of a member, by the notes of now. */
  readonly desk: (login: Login) => Promise<Desk>;
  /** Signed notes, keyrings or the day have changed: desks are opened anew when next used. */
  readonly turn: () => void;
  /** All sessions are over. */
  readonly signOutAll: () => void;
  readonly forget: (login: Login) => void;
  readonly memberIdOf: (login: Login) => string;
  readonly learnMember: (login: Login, memberId: string) => void;
  readonly notes: () => Promise<Notes>;
  readonly caseOf: (name: string) => Case;
  readonly reporterOf: (name: string) => Reporter & { readonly newest: ReporterKeys };
  readonly mailbox: (name: string, keys?: ReporterKeys) => Promise<Mailbox>;
  readonly newReceipt: () => Promise<ReporterKeys>;
  /** Does what needs signatures, and has the other signer sign when one is not enough. */
  readonly publish: (by: Login, work: (desk: Desk) => Promise<Published>) => Promise<void>;
};

const membersOf = (): Map<Login, Member> =>
  new Map(
    PEOPLE.map(({ login, roles, unit }) => [
      login,
      { login, roles, units: unit === null ? [] : [unit], formerUnits: [], isActive: true },
    ]),
  );

const unitsOf = (): Map<UnitId, Unit> =>
  new Map(
    ["ITJEN", "DJP", "DJBC"].map((id) => [
      id,
      {
        id,
        epoch: 1,
        isOpen: true,
        sealedTo: new Set(PEOPLE.filter(({ unit }) => unit === id).map(({ login }) => login)),
        recovery: 1,
        mustRotate: false,
      },
    ]),
  );

const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new RangeError(`no ${what}`);
  return value;
};

export async function openWorld(threshold: number): Promise<World> {
  const institution = await openInstitution(threshold);
  const { clock, founded, publicFetch, staffFetch } = institution;
  const pace = createPace();
  const model: Model = {
    today: clock.today(),
    threshold,
    members: membersOf(),
    units: unitsOf(),
    cases: new Map(),
  };
  const reporterApi = createReporterApi(PUBLIC_ORIGIN, publicFetch);
  const staffApi = (): StaffApi => createStaffApi(STAFF_ORIGIN, withCookies(staffFetch));
  const passwords = new Map(founded.accounts.map(({ name, password }) => [name, password]));
  const desks = new Map<Login, { desk: Desk; turn: number }>();
  const ids = new Map<Login, string>();
  const reporters = new Map<string, Reporter>();
  let turn = 0;
  const notes = () => loadInstitution(reporterApi, clock.today());
  const { realm } = await notes();

  const signIn = async (login: Login): Promise<Desk> => {
    const api = staffApi();
    const password = found(passwords.get(login), login);
    const keyStretching = CHEAP_STRETCHING;
    const signedIn = await signInWithPassword(api, { name: login, password, keyStretching });
    return openDesk(api, signedIn, clock.today, pace);
  };
  const desk = async (login: Login): Promise<Desk> => {
    const kept = desks.get(login);
    if (kept?.turn === turn) return kept.desk;
    const now = turn;
    const opened = kept === undefined ? await signIn(login) : await reopenDesk(kept.desk);
    desks.set(login, { desk: opened, turn: now });
    ids.set(login, opened.me.memberId);
    return opened;
  };
  const reporterOf = (name: string) => {
    const reporter = found(reporters.get(name), name);
    return { ...reporter, newest: found(reporter.receipts.at(-1), name) };
  };
  const turnNow = (): void => void (turn += 1);
  for (const { login } of PEOPLE) await desk(login);
  return {
    institution,
    model,
    pace,
    reporters,
    passwords,
    paperKeys: new Map(founded.accounts.map(({ name, paperKey }) => [name, paperKey])),
    rows: new Map(
      [...model.units.keys()].map((unit) => [
        unit,
        founded.recoveryShares.map(({ rows }) => rows.find((one) => one.unit === unit)?.row ?? ""),
      ]),
    ),
    reporterApi,
    staffApi,
    desk,
    turn: turnNow,
    signOutAll: () => desks.clear(),
    forget: (login) => void desks.delete(login),
    memberIdOf: (login) => found(ids.get(login), login),
    learnMember: (login, memberId) => void ids.set(login, memberId),
    notes,
    caseOf: (name) => found(model.cases.get(name), name),
    reporterOf,
    mailbox: async (name, keys = reporterOf(name).newest) =>
      openMailbox({ api: reporterApi, institution: await notes(), keys, solve, pace }),
    newReceipt: () => deriveReporterKeys(realm, generateReceipt(), 10),
    publish: async (by, work) => {
      const { kind } = await work(await desk(by));
      turnNow();
      if (kind === "published") return;
      const other = [...model.members.values()].find(
        ({ login, isActive, roles }) => isActive && login !== by && roles.includes("signer"),
      );
      const second = await desk(found(other, "second signer").login);
      const [draft] = await listDrafts(second);
      const signed = await signDraft(second, found(draft, "draft"));
      if (signed.kind !== "published") throw new Error("two signatures were not enough");
      turnNow();
    },
  };
}

export { RECOVERY };
