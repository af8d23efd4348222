import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createReporterApi, loadInstitution } from "../src/reporter.ts";
import { createFoundingApi, foundInstitution, PlanError, renewDirectory } from "../src/founding.ts";
import {
  createStaffApi,
  describeDesk,
  openDesk,
  signInWithPaperKey,
  signInWithPassword,
  signOut,
} from "../src/handler.ts";
import {
  combineSeed,
  EnvelopeError,
  generateIdentity,
  identityFromSeed,
  openVault,
  recipientOf,
  sealVault,
  signingKeyFromSeed,
  writeMembers,
  type SigningKey,
} from "@bijak/envelope";
import {
  CHEAP_STRETCHING,
  openTestApp,
  PLAN,
  STAFF_ORIGIN,
  TOKEN,
} from "../../../apps/server/test/support/app.ts";
import {
  aNetwork,
  codeOf,
  cutEverywhere,
  lyingAt,
  openJourney,
  passwordOf,
  withCookies,
} from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const journey = await openJourney();
const staffApi = (through = journey.staffFetch) =>
  createStaffApi(STAFF_ORIGIN, withCookies(through));
const name = "supervisor.itjen";
const password = passwordOf(journey, name);
const keyStretching = CHEAP_STRETCHING;
const paperKeyOf = (login: string): string =>
  journey.founded.accounts.find((one) => one.name === login)?.paperKey ?? "";

describe("signing in", () => {
  test("by password opens the vault and the desk", async () => {
    const api = staffApi();
    const desk = await openDesk(
      api,
      await signInWithPassword(api, { name, password, keyStretching }),
      journey.today(),
    );
    assert.deepEqual(describeDesk(desk).roles, ["supervisor", "signer"]);
  });

  test("by paper key opens the same desk, however the key is typed", async () => {
    const api = staffApi();
    const typed = paperKeyOf(name)
      .toLowerCase()
      .replace(/(.{10})/gu, "$1 ");
    const desk = await openDesk(
      api,
      await signInWithPaperKey(api, { name: ` ${name.toUpperCase()} `, paperKey: typed }),
      journey.today(),
    );
    assert.equal(describeDesk(desk).name, "Supervisor ITJEN");
  });

  test("is refused alike for a wrong password, a wrong key, an unknown name and a name that cannot be one", async () => {
    const wrong = [
      () => signInWithPassword(staffApi(), { name, password: `${password}x`, keyStretching }),
      () => signInWithPassword(staffApi(), { name: "tiada", password, keyStretching }),
      () => signInWithPassword(staffApi(), { name: "<b>", password, keyStretching }),
      () => signInWithPaperKey(staffApi(), { name, paperKey: paperKeyOf("handler.djp") }),
      () => signInWithPaperKey(staffApi(), { name: "tiada", paperKey: paperKeyOf(name) }),
      () => signInWithPaperKey(staffApi(), { name, paperKey: "AGE-SECRET-KEY-1" }),
    ];
    for (const attempt of wrong) assert.equal(await codeOf(attempt()), "sign-in-refused");
  });

  test("signing out ends the session", async () => {
    const api = staffApi();
    const signedIn = await signInWithPassword(api, {
      name: "handler.djbc",
      password: passwordOf(journey, "handler.djbc"),
      keyStretching,
    });
    await signOut(api);
    assert.equal(await codeOf(openDesk(api, signedIn, journey.today(), pace)), "session-missing");
  });

  test("the vault of another member does not open a desk", async () => {
    const api = staffApi();
    const own = await signInWithPassword(api, { name, password, keyStretching });
    const other = staffApi();
    const others = await signInWithPassword(other, {
      name: "handler.djp",
      password: passwordOf(journey, "handler.djp"),
      keyStretching,
    });
    const mixed = { ...own, sealedVault: others.sealedVault };
    await assert.rejects(openDesk(api, mixed, journey.today(), pace), EnvelopeError);
  });
});

test("keys that are not those of the signed members note open no desk, though the vault is in order", async () => {
  const api = staffApi();
  const signedIn = await signInWithPassword(api, { name, password, keyStretching });
  const { realm } = journey.institution;
  const { memberId, slot, sealedVault } = signedIn;
  const vault = await openVault(sealedVault, slot, { realm, memberId });
  const forgeries = [
    { signingSeed: new Uint8Array(32) },
    { identity: await generateIdentity("x25519") },
  ];
  for (const forgery of forgeries) {
    const forged = { ...signedIn, sealedVault: await sealVault(realm, { ...vault, ...forgery }) };
    await assert.rejects(openDesk(api, forged, journey.today(), pace), {
      code: "object-misplaced",
    });
  }
});

describe("renewing the directory", { concurrency: false }, () => {
  const renew = async () => {
    const api = staffApi();
    return renewDirectory({
      staffApi: api,
      signedIn: await signInWithPassword(api, { name, password, keyStretching }),
      today: journey.today(),
    });
  };

  test("gives it another ninety days and the next serial; reporters follow", async () => {
    journey.toDay(journey.today() + 60);
    const { published, serial, expiresOn } = await renew();
    assert.deepEqual([published.kind, serial, expiresOn], ["published", 2, journey.today() + 90]);
    const api = createReporterApi("http://localhost:8080", journey.publicFetch);
    const { directory } = await loadInstitution(api, journey.today());
    assert.deepEqual([directory.serial, directory.expiresOn], [2, journey.today() + 90]);
  });

  test("works after it has expired, so that no institution is shut out for ever", async () => {
    journey.toDay(journey.today() + 200);
    const api = createReporterApi("http://localhost:8080", journey.publicFetch);
    await assert.rejects(loadInstitution(api, journey.today()), { code: "directory-expired" });
    assert.equal((await renew()).serial, 3);
    assert.equal((await loadInstitution(api, journey.today())).directory.serial, 3);
  });

  test("is refused to a member without the signing key", async () => {
    const api = staffApi();
    const signedIn = await signInWithPassword(api, {
      name: "handler.djp",
      password: passwordOf(journey, "handler.djp"),
      keyStretching,
    });
    await assert.rejects(renewDirectory({ staffApi: api, signedIn, today: journey.today() }), {
      code: "role-missing",
    });
  });

  test("a server that goes back to an older directory is refused by whoever has seen a newer one", async () => {
    const member = {
      name: "handler.djbc",
      password: passwordOf(journey, "handler.djbc"),
      keyStretching,
    };
    const open = async (through = journey.staffFetch) => {
      const api = staffApi(through);
      return openDesk(api, await signInWithPassword(api, member), journey.today(), pace);
    };
    let older: object = {};
    const watching = lyingAt("/api/staff/directory", (reply: object) => (older = reply));
    await open(watching(journey.staffFetch));
    await renew();
    await open();
    const lying = lyingAt("/api/staff/directory", () => older);
    await assert.rejects(open(lying(journey.staffFetch)), { code: "directory-rolled-back" });
  });
});

test("an older list of members is refused by whoever has seen a newer one", async () => {
  const login = "handler.djbc";
  const { realm, directory } = journey.institution;
  const signer = await signerOf(name);
  const desk = await journey.desk(login);
  const list = { realm, issuedOn: journey.today(), members: desk.members };
  const showing = async (serial: number) => {
    const members = await writeMembers({ ...list, serial }, [signer]);
    const showingIt = lyingAt("/api/staff/directory", (reply: object) => ({ ...reply, members }));
    return journey.desk(login, showingIt);
  };
  assert.deepEqual(directory.signers, [signer.vkey]);
  await showing(3);
  await assert.rejects(showing(2), { code: "members-rolled-back" });
  assert.equal((await showing(3)).me.memberId, desk.me.memberId);
});

test("a directory that was verified is remembered even in a session where the log did not fit", async () => {
  const login = "supervisor.djp";
  let older: object = {};
  await journey.desk(
    login,
    lyingAt("/api/staff/directory", (reply: object) => (older = reply)),
  );
  const api = staffApi();
  const signedIn = await signInWithPassword(api, { name, password, keyStretching });
  await renewDirectory({ staffApi: api, signedIn, today: journey.today() });
  const forging = lyingAt("/api/audit/checkpoint", (reply: object) => ({
    ...reply,
    note: "palsu",
  }));
  const desk = await journey.desk(login, forging);
  assert.equal(describeDesk(desk).audit.isConsistent, false);
  const lying = lyingAt("/api/staff/directory", () => older);
  await assert.rejects(journey.desk(login, lying), { code: "directory-rolled-back" });
});

/** The key with which this member signs the directory, from the vault. */
async function signerOf(login: string): Promise<SigningKey> {
  const signedIn = await signInWithPassword(staffApi(), {
    name: login,
    password: passwordOf(journey, login),
    keyStretching,
  });
  const { memberId, slot, sealedVault } = signedIn;
  const { realm } = journey.institution;
  const [key] = (await openVault(sealedVault, slot, { realm, memberId })).signerSeeds;
  assert.ok(key);
  return signingKeyFromSeed(key.name, key.seed);
}

describe("founding", () => {
  test("with the network cut at any request makes one institution that can be used", async () => {
    const network = aNetwork();
    await cutEverywhere(network, async (cut) => {
      const app = await openTestApp();
      const api = createFoundingApi(STAFF_ORIGIN, TOKEN, network.through(app.staffFetch));
      cut();
      const request = { api, plan: PLAN, today: app.clock.today(), keyStretching, pace };
      const founded = await foundInstitution(request);
      const [account] = founded.accounts;
      assert.ok(account);
      const staff = createStaffApi(STAFF_ORIGIN, withCookies(app.staffFetch));
      const signedIn = await signInWithPassword(staff, { ...account, keyStretching });
      assert.deepEqual(signedIn.instanceFile, founded.instanceFile);
    });
  });

  test("is refused without the token and a second time", async () => {
    const app = await openTestApp();
    const request = { plan: PLAN, today: app.clock.today(), keyStretching, pace };
    const wrong = createFoundingApi(STAFF_ORIGIN, "wrong", app.staffFetch);
    assert.equal(await codeOf(foundInstitution({ ...request, api: wrong })), "founding-refused");
    const api = createFoundingApi(STAFF_ORIGIN, TOKEN, app.staffFetch);
    await foundInstitution({ ...request, api });
    assert.notEqual(await codeOf(foundInstitution({ ...request, api })), "accepted");
  });

  test("of a plan that does not stand asks nothing of the server", async () => {
    const network = aNetwork();
    const api = createFoundingApi(
      STAFF_ORIGIN,
      TOKEN,
      network.through(() => Promise.reject(new Error("asked"))),
    );
    const plan = { ...PLAN, members: [] };
    await assert.rejects(foundInstitution({ api, plan, today: 20_000, keyStretching }), PlanError);
    assert.equal(network.count(), 0);
  });

  test("any two of three holders bring back each unit's recovery key", async () => {
    const { recoveryShares } = journey.founded;
    const { directory } = journey.institution;
    for (const { unit, recipient } of directory.recoveries) {
      const rows = recoveryShares.map(
        (sheet) => sheet.rows.find((one) => one.unit === unit)?.row ?? "",
      );
      for (const pair of [
        [0, 1],
        [0, 2],
        [1, 2],
      ]) {
        const seed = await combineSeed(pair.map((at) => rows[at] ?? ""));
        assert.equal(await recipientOf(identityFromSeed("x25519", seed)), recipient);
      }
      await assert.rejects(combineSeed(rows.slice(0, 1)), { code: "shares-missing" });
    }
  });
});
