import { type Route, sharingRoutes, staffRoutes } from "@bijak/contract";
import { writeAct, writeDeclaration } from "@bijak/envelope";
import { fetchOf, INSTANCE, STAFF_ORIGIN } from "./app.ts";
import { newKeyFor, randomId, sealedText, sealedTo, toBase64 } from "./cases.ts";
import type { House, Login } from "./house.ts";

export const ROUTES = { ...staffRoutes, ...sharingRoutes } as const;
export type Door = keyof typeof ROUTES;

/** What someone asks for who has no business with it: once as it is somewhere, once as it is nowhere. */
export type Target = {
  readonly caseId: string;
  readonly unit: string;
  readonly file: string;
  readonly act: string;
  readonly entry: number;
  /** The unit in whose name is asked where a door wants that, too. */
  readonly as: string;
};
export type Probe = { readonly params?: object; readonly query?: object; readonly body?: object };
type Ask = (target: Target) => Probe;

/** How to ask each of the staff's doors for something of a unit. Null: the door has nothing that belongs to a unit. */
export type Probes = Readonly<Record<Door, Ask | null>>;

/** Doors that ask for a case by its id, and not only for a unit. */
export const CASE_DOORS = [
  "case",
  "declaration",
  "messages",
  "part",
  "step",
  "markRead",
  "proposeAct",
  "withdrawAct",
  "inclusion",
  "rekey",
  "answerTransfer",
  "proposeTakeover",
  "confirmTakeover",
  "withdrawTakeover",
  "identity",
  "askIdentity",
  "confirmIdentity",
  "withdrawIdentity",
  "openIdentity",
] as const satisfies readonly Door[];

const HASH = `${"A".repeat(43)}=`;

/** Probes by this member: what is signed in them is signed by nobody else, so that only the target can be the reason of a refusal. */
export async function probesOf(house: House, asker: Login): Promise<Probes> {
  const today = String(house.clock.today());
  const sealed = await sealedText(1);
  const pack = toBase64(await sealedTo(1));
  const message = await sealedText(2);
  const { declaration, act } = await wordsOf(house, asker);
  const { wraps, card } = await newKeyFor(["unit DJP"]);
  const step = { revision: 1, to: "assessing", toReporter: [message], internal: [], records: [] };
  const bare = { wraps: [], card: null, act: null, answers: [] };
  const paged = { view: "all", limit: "50", today };
  const fact = { id: randomId(), kind: "triage", quarter: "2026-Q4", values: { category: "SARA" } };
  const byId: Ask = ({ caseId: id }) => ({ params: { id } });
  const byUnit: Ask = ({ unit }) => ({ params: { unit } });
  return {
    ...WITHOUT_UNIT,
    keyring: byUnit,
    cases: ({ unit }) => ({ query: { ...paged, unit } }),
    caseCounts: ({ unit }) => ({ query: { unit, today } }),
    case: byId,
    declaration: (target) => ({ ...byId(target), body: { note: declaration } }),
    messages: byId,
    part: ({ caseId: id, file }) => ({ params: { id, file, part: "0" } }),
    step: (target) => ({ ...byId(target), body: { ...step, ...bare } }),
    markRead: (target) => ({ ...byId(target), body: { upTo: 0 } }),
    proposeAct: (target) => ({ ...byId(target), body: { revision: 1, note: act, record: sealed } }),
    withdrawAct: ({ caseId: id, act: own }) => ({ params: { id, act: own } }),
    inboxPages: byUnit,
    inboxPage: ({ unit }) => ({ params: { unit, page: "0" } }),
    putInboxPage: ({ unit }) => ({ params: { unit, page: "0" }, body: { revision: 0, sealed } }),
    unitRecord: byUnit,
    putUnitRecord: ({ unit }) => ({ params: { unit }, body: { revision: 0, sealed } }),
    facts: ({ unit }) => ({ body: { facts: [{ ...fact, unit }] } }),
    inclusion: ({ entry }) => ({ query: { index: String(entry), size: String(entry + 1) } }),
    rekey: (target) => ({ ...byId(target), body: { revision: 1, wraps, card, drops: [] } }),
    casesToRekey: ({ unit }) => ({ query: { unit, limit: "50" } }),
    transfers: ({ unit }) => ({ query: { unit } }),
    answerTransfer: (target) => ({ ...byId(target), body: { isAccepted: true, answer: null } }),
    overdueCases: ({ unit }) => ({ query: { unit } }),
    proposeTakeover: (target) => ({
      ...byId(target),
      body: { unit: target.as, note: act, reason: sealed },
    }),
    confirmTakeover: (target) => ({ ...byId(target), body: { unit: target.as, note: act } }),
    withdrawTakeover: byId,
    packs: ({ unit }) => ({ query: { unit } }),
    sendPack: ({ unit }) => ({ body: { from: unit, to: "ITJEN", sealed: pack } }),
    identity: byId,
    askIdentity: (target) => ({ ...byId(target), body: { note: act, reason: sealed } }),
    confirmIdentity: (target) => ({ ...byId(target), body: { note: act } }),
    withdrawIdentity: byId,
    openIdentity: (target) => ({ ...byId(target), body: { revision: 1, message } }),
  };
}

const WITHOUT_UNIT = {
  signInStart: null,
  signInFinish: null,
  paperStart: null,
  paperFinish: null,
  signOut: null,
  me: null,
  putVault: null,
  staffDirectory: null,
  releases: null,
  proposeRelease: null,
  publish: null,
  figures: null,
  checkpoint: null,
  consistency: null,
  custody: null,
  releaseShare: null,
} as const;

async function wordsOf(house: House, asker: Login) {
  const { id: memberId, signing } = house.person(asker);
  const on = house.clock.today();
  const words = { instance: INSTANCE, caseId: randomId(), memberId, hasConflict: false, on };
  const { instance, caseId } = words;
  return {
    declaration: await writeDeclaration(words, signing),
    act: await writeAct({ instance, caseId, kind: "close", hash: HASH, revision: 1 }, signing),
  };
}

/** Asks a door with this cookie and gives the whole answer. */
export async function ask(
  house: House,
  route: Route,
  { probe: { params = {}, query = {}, body }, cookie }: { probe: Probe; cookie: string },
): Promise<{ status: number; headers: [string, string][]; text: string }> {
  const path = route.path.replace(/:([a-z]+)/gu, (_, name: string) =>
    String((params as Record<string, string>)[name]),
  );
  const search = new URLSearchParams(query as Record<string, string>).toString();
  const send = fetchOf(house.app.staffSide, STAFF_ORIGIN);
  const reply = await send(`${STAFF_ORIGIN}${path}?${search}`, {
    method: route.method,
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const headers = [...reply.headers].filter(([name]) => name !== "date");
  return { status: reply.status, headers, text: await reply.text() };
}
