import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Api, type InputOf, keyRoutes, type Route, staffRoutes } from "@bijak/contract";
import { sealedText } from "./support/cases.ts";
import { apiWith, codeOf, type House, openHouse, signInByPaper } from "./support/house.ts";
import { admit, enrolOne, hashOf, newToken } from "./support/people.ts";
import { openFoundedApp, STAFF_ORIGIN } from "./support/app.ts";
import { DIALECTS } from "./support/stores.ts";

type Answers = { readonly nobody: string; readonly handler: string; readonly admin: string };
type Door = Answers & { readonly route: Route; readonly ask: (api: Api) => Promise<unknown> };

const door = <R extends Route>(route: R, input: InputOf<R>, answers: Answers): Door => ({
  route,
  ask: (api) => api.call(route, input),
  ...answers,
});

const all = (code: string): Answers => ({ nobody: code, handler: code, admin: code });
const forMembers = (code: string): Answers => ({ ...all(code), nobody: "session-missing" });
const forOfficers = (code: string): Answers => ({
  nobody: "session-missing",
  handler: "role-missing",
  admin: code,
});

const SOME_ID = "AAAAAAAAAAAAAAAA";
const MALFORMED = "A".repeat(43);
/** A revision that nothing has. */
const FAR = 999;

async function listDoors(): Promise<readonly Door[]> {
  const token = newToken();
  const vault = await sealedText(2);
  const sealed = await sealedText(1);
  const someone = {
    login: "orang-baru",
    name: "Orang Baru",
    units: [],
    roles: ["handler" as const],
  };
  const keys = { recipient: `age1${"q".repeat(58)}`, vkey: "x" };
  const nothing = { opaqueRecord: null, paperVkey: null, passkey: null };
  return [
    door(
      staffRoutes.signInStart,
      { body: { name: "siapa", request: MALFORMED } },
      all("request-malformed"),
    ),
    door(
      staffRoutes.signInFinish,
      { body: { ticket: "x", finish: MALFORMED } },
      all("sign-in-refused"),
    ),
    door(staffRoutes.paperStart, { body: { name: "siapa" } }, all("accepted")),
    door(staffRoutes.paperFinish, { body: { ticket: "x", note: "x" } }, all("sign-in-refused")),
    door(keyRoutes.passkeyStart, {}, all("accepted")),
    door(
      keyRoutes.passkeyFinish,
      { body: { ticket: "x", response: "{}" } },
      all("request-malformed"),
    ),
    door(staffRoutes.me, {}, forMembers("accepted")),
    door(staffRoutes.putVault, { body: { revision: FAR, vault } }, forMembers("revision-conflict")),
    door(keyRoutes.credentials, {}, forMembers("accepted")),
    door(
      keyRoutes.registerPassword,
      { body: { request: MALFORMED } },
      forMembers("request-malformed"),
    ),
    door(keyRoutes.registerPasskey, {}, forMembers("accepted")),
    door(
      keyRoutes.changeCredentials,
      { body: { revision: FAR, vault } },
      forMembers("revision-conflict"),
    ),
    door(keyRoutes.sessions, {}, forMembers("accepted")),
    door(keyRoutes.endSession, { params: { id: SOME_ID } }, forMembers("not-available")),
    door(keyRoutes.endOtherSessions, {}, forMembers("accepted")),
    door(keyRoutes.memberRecord, {}, forMembers("accepted")),
    door(
      keyRoutes.putMemberRecord,
      { body: { revision: FAR, sealed } },
      forMembers("revision-conflict"),
    ),
    door(keyRoutes.invitations, {}, forOfficers("accepted")),
    door(
      keyRoutes.invite,
      { body: { ...someone, tokenHash: hashOf(token) } },
      forOfficers("accepted"),
    ),
    door(keyRoutes.withdrawInvitation, { params: { id: SOME_ID } }, forOfficers("not-available")),
    door(keyRoutes.openInvitation, { body: { token: newToken() } }, all("invitation-refused")),
    door(
      keyRoutes.enrolPassword,
      { body: { token: newToken(), request: MALFORMED } },
      all("invitation-refused"),
    ),
    door(
      keyRoutes.enrol,
      { body: { token: newToken(), vault, ...keys, ...nothing } },
      all("invitation-refused"),
    ),
    door(staffRoutes.signOut, {}, all("accepted")),
  ];
}

const OWN = /^\/api\/(sign-in|sign-out|me|invitations|enrolment)(\/|$)/u;

/** A member whose only role is admin. */
async function anAdmin(house: House): Promise<Api> {
  const newcomer = await enrolOne(house, { wanted: { units: [], roles: ["admin"] } });
  await admit(house, newcomer, { roles: ["admin"] });
  const { paper } = newcomer;
  assert.ok(paper);
  const cookie = await signInByPaper(house, newcomer.login, paper);
  return apiWith(house, () => cookie);
}

test("every door of accounts stands in the list of this file", async () => {
  const listed = (await listDoors()).map(({ route }) => `${route.method} ${route.path}`);
  const known = [...Object.values(staffRoutes), ...Object.values(keyRoutes)]
    .filter(({ path }) => OWN.test(path))
    .map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(listed.toSorted(), known.toSorted());
});

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const admin = await anAdmin(house);
    describe(`who comes through the doors of accounts, on ${dialect}`, async () => {
      for (const { route, ask, nobody, handler, admin: forAdmin } of await listDoors())
        test(`${route.method} ${route.path}: nobody ${nobody}, a handler ${handler}, an admin ${forAdmin}`, async () => {
          assert.equal(await codeOf(ask(house.staff(null))), nobody);
          assert.equal(await codeOf(ask(house.staff("djp-petugas"))), handler);
          assert.equal(await codeOf(ask(admin)), forAdmin);
        });
    });
  });

test("the doors of tokens and passkeys answer rate-limited beyond the share of a network, before they look at a body", async () => {
  const { app } = await openFoundedApp({ limits: { signInsPerNetwork: 3 } });
  const statusOf = async (route: Route, remoteAddress: string): Promise<number> =>
    (
      await app.staffSide.inject({
        method: route.method,
        url: route.path,
        headers: { host: new URL(STAFF_ORIGIN).host, "content-type": "application/json" },
        payload: "no json",
        remoteAddress,
      })
    ).statusCode;
  for (const [at, route] of [
    keyRoutes.openInvitation,
    keyRoutes.enrolPassword,
    keyRoutes.enrol,
  ].entries()) {
    assert.equal(await statusOf(route, "203.0.113.9"), 400, String(at));
  }
  for (const route of [keyRoutes.openInvitation, keyRoutes.enrolPassword, keyRoutes.enrol])
    assert.equal(await statusOf(route, "203.0.113.77"), 429);
  assert.equal(await statusOf(keyRoutes.enrol, "198.51.100.9"), 400);
  for (let time = 0; time < 3; time += 1) await statusOf(keyRoutes.passkeyFinish, "203.0.113.9");
  assert.equal(await statusOf(keyRoutes.passkeyFinish, "203.0.113.9"), 429);
});
