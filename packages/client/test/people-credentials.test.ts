import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generateIdentity, recipientOf, type Slot, type Vault } from "@bijak/envelope";
import { createStaffApi, signInWithPaperKey, signInWithPassword } from "../src/handler.ts";
import {
  addPaperKey,
  addPassword,
  changePassword,
  checkPassword,
  endOtherSessions,
  endSession,
  listCredentials,
  listSessions,
  loadDrafts,
  openDrafts,
  removeSlot,
  renameSlot,
  saveDrafts,
  sealDrafts,
} from "../src/people.ts";
import { withoutExtensions } from "../src/handler/sign-in.ts";
import { withoutSlot, withRenamed, withSlot } from "../src/people/slots.ts";
import { CHEAP_STRETCHING, STAFF_ORIGIN } from "../../../apps/server/test/support/app.ts";
import { aNetwork, codeOf, cutEverywhere, openJourney, withCookies } from "./support/journey.ts";

const journey = await openJourney();
const keyStretching = CHEAP_STRETCHING;
const api = () => createStaffApi(STAFF_ORIGIN, withCookies(journey.staffFetch));
const signIn = (name: string, password: string) =>
  signInWithPassword(api(), { name, password, keyStretching });
const paperKeyOf = (login: string): string =>
  journey.founded.accounts.find(({ name }) => name === login)?.paperKey ?? "";

describe("a password", () => {
  for (const [password, problem] of [
    ["pendek", "too-short"],
    ["aaaaaaaaaaaaaaaa", "too-simple"],
    ["password12345", "too-common"],
    ["Kementerian2026", "too-common"],
    ["handler.djp!1", "too-common"],
    ["tujuh kuda minum teh", null],
    ["xk2-9wq-hp4-tt8", null],
  ] as const) {
    test(`"${password}" is ${problem ?? "taken"}`, () => {
      assert.equal(checkPassword(password, "handler.djp"), problem);
    });
  }
});

describe("slots of a vault", async () => {
  const slot = async (name: string, kind: Slot["kind"]): Promise<Slot> => ({
    name,
    kind,
    recipient: await recipientOf(await generateIdentity("x25519")),
    credential: kind === "passkey" ? name.replaceAll(" ", "") : null,
  });
  const slots = [await slot("kata sandi", "password"), await slot("kertas", "paper")];
  const vault = { slots } as unknown as Vault; // the rules on slots read nothing else

  test("a second password takes the place of the first, a second passkey stands beside the first", async () => {
    const names = (changed: Vault) => changed.slots.map(({ name }) => name);
    assert.deepEqual(names(withSlot(vault, await slot("baru", "password"))), ["kertas", "baru"]);
    const one = withSlot(vault, await slot("laptop", "passkey"));
    const two = withSlot(one, await slot("ponsel", "passkey"));
    assert.deepEqual(names(two), ["kata sandi", "kertas", "laptop", "ponsel"]);
  });

  test("no two have one name", async () => {
    const doubled = await slot("kertas", "passkey");
    assert.throws(() => withSlot(vault, doubled), { code: "slot-name-taken" });
    assert.throws(() => withRenamed(vault, "kertas", " kata sandi "), { code: "slot-name-taken" });
  });

  test("two kinds remain", async () => {
    assert.throws(() => withoutSlot(vault, "kertas"), { code: "slots-too-few" });
    const three = withSlot(vault, await slot("laptop", "passkey"));
    assert.equal(withoutSlot(three, "kertas").slots.length, 2);
    assert.throws(() => withoutSlot(three, "tiada"), { code: "not-available" });
  });
});

test("what a passkey's extension gave is not in what is posted", () => {
  const secret = { prf: { results: { first: "c2VjcmV0" } } };
  const posted = withoutExtensions(JSON.stringify({ id: "x", clientExtensionResults: secret }));
  assert.deepEqual(JSON.parse(posted), { id: "x", clientExtensionResults: {} });
});

describe("ways to sign in", { concurrency: false }, () => {
  test("are listed by the member's own names", async () => {
    const { slots, methods } = await listCredentials(await journey.desk("handler.djp"));
    assert.deepEqual(
      slots.map(({ kind }) => kind),
      ["password", "paper"],
    );
    assert.deepEqual(methods, { hasPassword: true, hasPaperKey: true, passkeys: 0 });
  });

  test("a changed password opens the desk, the old one no longer does", async () => {
    const login = "handler.djbc";
    const desk = await journey.desk(login);
    const password = "tujuh kuda minum teh";
    await changePassword(desk, { password, keyStretching });
    assert.equal((await signIn(login, password)).memberId, desk.me.memberId);
    assert.equal(await codeOf(journey.desk(login)), "sign-in-refused");
    await desk.vault.reload();
    assert.equal(desk.vault.read().memberId, desk.me.memberId);
  });

  test("a new paper key replaces the old one", async () => {
    const name = "supervisor.djbc";
    const desk = await journey.desk(name);
    const { paperKey } = await addPaperKey(desk, { name: "lemari" });
    assert.equal((await signInWithPaperKey(api(), { name, paperKey })).memberId, desk.me.memberId);
    const old = signInWithPaperKey(api(), { name, paperKey: paperKeyOf(name) });
    assert.equal(await codeOf(old), "sign-in-refused");
  });

  test("one of two kinds cannot be removed", async () => {
    const desk = await journey.desk("supervisor.djp");
    await renameSlot(desk, { from: "paper", to: "kunci kertas" });
    assert.equal(await codeOf(removeSlot(desk, { name: "kunci kertas" })), "slots-too-few");
    assert.equal((await listCredentials(desk)).methods.hasPaperKey, true);
  });

  test("with the network cut at any request vault and password never part", async () => {
    const login = "supervisor.itjen";
    const network = aNetwork();
    const desk = await journey.desk(login, network.through);
    let attempts = 0;
    await cutEverywhere(network, async (cut) => {
      attempts += 1;
      const password = `tujuh kuda minum teh ${attempts}`;
      cut();
      await addPassword(desk, { name: "password", password, keyStretching });
      assert.equal((await signIn(login, password)).memberId, desk.me.memberId);
    });
  });
});

describe("sessions", () => {
  test("are listed, ended one by one and all but this one", async () => {
    const login = "handler.itjen";
    const [one, two, three] = [
      await journey.desk(login),
      await journey.desk(login),
      await journey.desk(login),
    ];
    const own = (await listSessions(two)).find(({ isThis }) => isThis);
    assert.equal((await listSessions(one)).length, 3);
    await endSession(one, own?.id ?? "");
    assert.equal(await codeOf(listSessions(two)), "session-missing");
    await endOtherSessions(one);
    assert.equal(await codeOf(listSessions(three)), "session-missing");
    assert.equal((await listSessions(one)).length, 1);
  });
});

describe("drafts", () => {
  test("come back in another session of the same member, and to nobody else", async () => {
    const drafts = { "case/abc/reply": "Terima kasih atas", "case/abc/note": "" };
    const desk = await journey.desk("handler.djp");
    assert.deepEqual(await loadDrafts(desk), {});
    await saveDrafts(desk, drafts);
    await saveDrafts(desk, drafts);
    assert.deepEqual(await loadDrafts(await journey.desk("handler.djp")), drafts);
    const sealed = await sealDrafts(desk, drafts);
    assert.deepEqual(await openDrafts(desk, sealed), drafts);
    const other = await journey.desk("supervisor.djp");
    await assert.rejects(openDrafts(other, sealed), { code: "not-openable" });
    assert.deepEqual(await loadDrafts(other), {});
  });
});
