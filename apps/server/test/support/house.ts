import { type Api, ApiError, createApi, type ImportedYear, staffRoutes } from "@bijak/contract";
import { parseDay, type Role } from "@bijak/domain";
import {
  followDirectory,
  type Identity,
  type MemberEntry,
  memberSigningKey,
  openMembers,
  openVault,
  paperLoginKey,
  parseIdentity,
  type Realm,
  signNote,
  type SigningKey,
  type Vault,
} from "@bijak/envelope";
import type { FoundingPlan } from "../../../../packages/client/src/founding.ts";
import type { Store } from "../../src/store/store.ts";
import type { Dialect } from "../../src/store/store.ts";
import {
  createTestClock,
  type FoundedApp,
  INSTANCE,
  openFoundedApp,
  STAFF_ORIGIN,
  fetchOf,
} from "./app.ts";

export const REALM: Realm = Object.freeze({ instance: INSTANCE, suite: "x25519" });
const FOUNDED_MS = Date.parse("2026-11-24T03:00:00Z");
export const FOUNDED_ON = parseDay("2026-11-24");

/** Three units with a handler and a supervisor each, a second handler in DJP, and a member who works on no case. */
const MEMBERS = [
  { login: "itjen-petugas", unit: "ITJEN", roles: ["handler"] },
  { login: "itjen-penyelia", unit: "ITJEN", roles: ["supervisor", "signer"] },
  { login: "djp-petugas", unit: "DJP", roles: ["handler"] },
  { login: "djp-rekan", unit: "DJP", roles: ["handler"] },
  { login: "djp-penyelia", unit: "DJP", roles: ["supervisor"] },
  { login: "djbc-petugas", unit: "DJBC", roles: ["handler"] },
  { login: "djbc-penyelia", unit: "DJBC", roles: ["supervisor"] },
  { login: "humas", unit: null, roles: ["communications"] },
] as const satisfies readonly { login: string; unit: string | null; roles: readonly Role[] }[];

/** Who keeps shares of locked identities, in a house that has custody: any two of them. */
const CUSTODIANS = [
  { login: "kustodian-satu", unit: null, roles: ["custodian"] },
  { login: "kustodian-dua", unit: null, roles: ["custodian"] },
  { login: "kustodian-tiga", unit: null, roles: ["custodian"] },
] as const satisfies readonly { login: string; unit: string | null; roles: readonly Role[] }[];

/** Who manages members and keys and works on no case, in a house that has one. */
const ADMINS = [{ login: "pengelola", unit: null, roles: ["admin"] }] as const satisfies readonly {
  login: string;
  unit: string | null;
  roles: readonly Role[];
}[];

export type Login = (typeof MEMBERS | typeof CUSTODIANS | typeof ADMINS)[number]["login"];

/** A member with everything that only the member has. */
export type Person = {
  readonly login: Login;
  readonly id: string;
  readonly password: string;
  readonly paperKey: Identity;
  readonly paper: SigningKey;
  readonly signing: SigningKey;
  readonly vault: Vault;
};

/** A founded institution whose members can act. */
export type House = FoundedApp & {
  readonly store: Store;
  readonly person: (login: Login) => Person;
  /** The staff's doors as this member, whose session never ends; as nobody for null. */
  readonly staff: (login: Login | null) => Api;
  readonly toDay: (day: number) => void;
};

/** What is otherwise in a house: custodians, an admin, more roles for some of its members, a threshold, no trial. */
type HousePlan = Partial<Pick<FoundingPlan, "isTrial" | "threshold">> & {
  readonly hasCustody?: boolean;
  readonly hasAdmin?: boolean;
  readonly roles?: Partial<Record<Login, readonly Role[]>>;
};

/**
 * Founds an institution on a store of this kind; closed after the `describe` or `test` that calls it. Never call it at the top
 * of a file: there the runner may end, and close it, while it is still being opened.
 */
export async function openHouse(
  dialect: Dialect,
  importedYears: readonly ImportedYear[] = [],
  { hasCustody = false, hasAdmin = false, roles = {}, ...given }: HousePlan = {},
): Promise<House> {
  const clock = createTestClock(FOUNDED_MS);
  const people = [...MEMBERS, ...(hasCustody ? CUSTODIANS : []), ...(hasAdmin ? ADMINS : [])];
  const members = people.map((member) => ({
    ...member,
    name: member.login,
    roles: [...member.roles, ...(roles[member.login] ?? [])],
  }));
  const custody = hasCustody ? { custody: { k: 2 } } : {};
  const plan = { members, importedYears, ...custody, ...given };
  const app = await openFoundedApp({ dialect, clock, plan });
  const persons = new Map<Login, Person>();
  for (const { login } of people) persons.set(login, await meet(app, login));
  const person = (login: Login): Person => {
    const found = persons.get(login);
    if (found === undefined) throw new Error(`${login} is not in the plan`);
    return found;
  };
  const sessions: Sessions = new Map();
  const cookieOf = keepSignedIn(app, person, sessions);
  return {
    ...app,
    store: app.parts.store,
    person,
    staff: (login) => apiWith(app, () => (login === null ? null : cookieOf(login))),
    toDay: (day) => {
      sessions.clear();
      clock.moveMs((day - clock.today()) * 86_400_000);
    },
  };
}

/** Learns a member's keys the way the member does: by paper key, from the vault. */
async function meet(app: FoundedApp, login: Login): Promise<Person> {
  const account = app.founded.accounts.find(({ name }) => name === login);
  if (account === undefined) throw new Error(`${login} has no account`);
  const paperKey = parseIdentity(REALM.suite, account.paperKey);
  const paper = await paperLoginKey(paperKey);
  const cookie = await signInByPaper(app, login, paper);
  const { memberId: id, vault: sealed } = await apiWith(app, () => cookie).call(staffRoutes.me, {});
  const vault = await openVault(Buffer.from(sealed, "base64"), paperKey, {
    realm: REALM,
    memberId: id,
  });
  const signing = await memberSigningKey(id, vault.signingSeed);
  return { login, id, password: account.password, paperKey, paper, signing, vault };
}

/** Signs in by paper key and gives the cookie. With `before` the browser still has the cookie of an earlier session. */
export async function signInByPaper(
  app: Pick<FoundedApp, "app">,
  login: string,
  paper: SigningKey,
  before: string | null = null,
): Promise<string> {
  const jar: Jar = { cookie: "" };
  const api = apiWith(app, () => before, jar);
  const { ticket } = await api.call(staffRoutes.paperStart, { body: { name: login } });
  const note = await signNote(`${ticket}\n`, [paper]);
  await api.call(staffRoutes.paperFinish, { body: { ticket, note } });
  return jar.cookie;
}

/** The newest session of each member, until another day comes: however time is moved, members sign in anew. */
type Sessions = Map<Login, { readonly cookie: string; readonly atMs: number }>;

function keepSignedIn(
  app: FoundedApp,
  person: (login: Login) => Person,
  sessions: Sessions,
): (login: Login) => Promise<string> {
  return async (login) => {
    const known = sessions.get(login);
    if (known !== undefined && app.clock.nowMs() - known.atMs < 60_000) return known.cookie;
    const cookie = await signInByPaper(app, login, person(login).paper);
    sessions.set(login, { cookie, atMs: app.clock.nowMs() });
    return cookie;
  };
}

export type Jar = { cookie: string };

/** The staff's doors with this cookie; cookies that the server sets land in the jar. */
export function apiWith(
  { app }: Pick<FoundedApp, "app">,
  cookie: () => string | null | Promise<string | null>,
  jar: Jar = { cookie: "" },
): Api {
  const send = fetchOf(app.staffSide, STAFF_ORIGIN);
  return createApi(STAFF_ORIGIN, async (url, init) => {
    const sent = await cookie();
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(sent === null ? {} : { cookie: sent }),
    }; // createApi hands in a plain object
    const response = await send(url, { ...init, headers });
    jar.cookie = response.headers.get("set-cookie")?.split(";")[0] ?? jar.cookie;
    return response;
  });
}

/** The members as the newest note lists them. */
export async function listMembers(house: House): Promise<readonly MemberEntry[]> {
  const { notes, members } = await house.staff("humas").call(staffRoutes.staffDirectory, {});
  const directory = await followDirectory(notes, { ...house.founded.instanceFile, today: 0 });
  return openMembers(members, directory);
}

/** The code under which a call is refused; `accepted` when it is not. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (fault) {
    if (fault instanceof ApiError) return fault.code;
    throw fault;
  }
}
