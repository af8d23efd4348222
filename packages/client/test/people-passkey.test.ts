import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch } from "@bijak/contract";
import { createStaffApi, openDesk } from "../src/handler.ts";
import {
  addPaperKey,
  addPasskey,
  enrol,
  invite,
  listCredentials,
  removeSlot,
  signInWithPasskey,
  type Ceremony,
} from "../src/people.ts";
import { STAFF_ORIGIN } from "../../../apps/server/test/support/app.ts";
import {
  createAuthenticator,
  type Authenticator,
} from "../../../apps/server/test/support/authenticator.ts";
import { SLOT_NAMES } from "./support/enrolment.ts";
import { aNetwork, codeOf, cutEverywhere, openJourney, withCookies } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";

const journey = await openJourney();
const posted: string[] = [];
const watching =
  (inner: Fetch): Fetch =>
  (input, init) => {
    if (typeof init.body === "string") posted.push(init.body);
    return inner(input, init);
  };
const api = (through = watching) =>
  createStaffApi(STAFF_ORIGIN, through(withCookies(journey.staffFetch)));

type Device = {
  readonly authenticator: Authenticator;
  readonly prf: Uint8Array;
  readonly create: Ceremony;
  readonly get: Ceremony;
};

/** An authenticator with a PRF, and a browser that hands on what the PRF gave, as browsers do. */
function aDevice(): Device {
  const authenticator = createAuthenticator({ origin: STAFF_ORIGIN });
  const prf = crypto.getRandomValues(new Uint8Array(32));
  const extensionResults = { prf: { results: { first: encodeBase64(prf) } } };
  return {
    authenticator,
    prf,
    create: (options) =>
      Promise.resolve({ response: authenticator.create(options, { extensionResults }), prf }),
    get: (options) =>
      Promise.resolve({ response: authenticator.get(options, { extensionResults }), prf }),
  };
}

describe("a passkey", { concurrency: false }, () => {
  test("signs in and opens the vault in one touch, and what its PRF gave never leaves the device", async () => {
    const device = aDevice();
    const desk = await journey.desk("handler.djp", watching);
    await addPasskey(desk, { name: "laptop kantor" }, device.create);
    const own = api();
    const signedIn = await signInWithPasskey(own, device.get);
    const second = await openDesk(own, signedIn, journey.today, pace);
    assert.equal(second.me.memberId, desk.me.memberId);
    const secret = encodeBase64(device.prf);
    assert.ok(posted.length > 0);
    assert.ok(posted.every((body) => !body.includes(secret)));
  });

  test("of another PRF signs in but opens nothing", async () => {
    const device = aDevice();
    const desk = await journey.desk("supervisor.djp");
    await addPasskey(desk, { name: "ponsel" }, device.create);
    const own = api();
    const signedIn = await signInWithPasskey(own, async (options) => ({
      ...(await device.get(options)),
      prf: new Uint8Array(32),
    }));
    await assert.rejects(openDesk(own, signedIn, journey.today, pace), { code: "not-openable" });
  });

  test("that nobody registered is refused", async () => {
    const device = aDevice();
    await device.create(
      JSON.stringify({ challenge: "x", rp: { id: "localhost" }, user: { id: "AAAAAAAAAAAAAAAA" } }),
    );
    assert.equal(await codeOf(signInWithPasskey(api(), device.get)), "passkey-refused");
  });

  test("among two is removed by its own name, and the other still signs in", async () => {
    const [one, two] = [aDevice(), aDevice()];
    const desk = await journey.desk("handler.djbc");
    await addPasskey(desk, { name: "laptop" }, one.create);
    await addPasskey(desk, { name: "ponsel" }, two.create);
    assert.equal(
      await codeOf(addPasskey(desk, { name: "ponsel" }, aDevice().create)),
      "slot-name-taken",
    );
    await removeSlot(desk, { name: "laptop" });
    const { passkeyIds, slots } = await listCredentials(desk);
    assert.deepEqual(passkeyIds, two.authenticator.ids());
    assert.deepEqual(
      slots.map(({ name }) => name),
      ["password", "paper", "ponsel"],
    );
    assert.equal(await codeOf(signInWithPasskey(api(), one.get)), "passkey-refused");
    assert.equal((await signInWithPasskey(api(), two.get)).memberId, desk.me.memberId);
  });

  test("takes the place of a paper key as the second kind", async () => {
    const desk = await journey.desk("handler.itjen");
    assert.equal(await codeOf(removeSlot(desk, { name: "paper" })), "slots-too-few");
    await addPasskey(desk, { name: "laptop" }, aDevice().create);
    await removeSlot(desk, { name: "paper" });
    assert.equal(await codeOf(removeSlot(desk, { name: "laptop" })), "slots-too-few");
    await addPaperKey(desk, { name: "kertas baru" });
    await removeSlot(desk, { name: "password" });
    assert.equal((await listCredentials(desk)).methods.hasPassword, false);
    assert.equal(await codeOf(journey.desk("handler.itjen")), "sign-in-refused");
  });

  test("is registered once and whole with the network cut at any request", async () => {
    const network = aNetwork();
    const desk = await journey.desk("supervisor.djbc", network.through);
    let added = 0;
    await cutEverywhere(network, async (cut) => {
      if (added === 8) await emptied();
      const device = aDevice();
      added += 1;
      cut();
      await addPasskey(desk, { name: `laptop ${added}` }, device.create);
      assert.equal((await signInWithPasskey(api(), device.get)).memberId, desk.me.memberId);
    });
    const ids = (await listCredentials(desk)).passkeyIds;
    const credentials = desk.vault.read().slots.flatMap(({ credential }) => credential ?? []);
    assert.deepEqual(credentials.toSorted(), ids.toSorted());

    async function emptied(): Promise<void> {
      for (let no = 1; no <= added; no += 1) await removeSlot(desk, { name: `laptop ${no}` });
      added = 0;
    }
  });
});

test("an invited person enrols with a passkey and a password", async () => {
  const officer = await journey.desk("supervisor.itjen");
  const who = { login: "kiki.djp", name: "Kiki" };
  const { token } = await invite(officer, { ...who, units: ["DJP"], roles: ["handler"] });
  const device = aDevice();
  const { paperKey } = await enrol(api(), token, {
    password: "tujuh kuda minum teh",
    wantsPaperKey: false,
    passkey: device.create,
    slotNames: SLOT_NAMES,
    pace,
  });
  assert.equal(paperKey, null);
  assert.equal(await codeOf(signInWithPasskey(api(), device.get)), "not-available");
});
