import assert from "node:assert/strict";
import { test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { client, ready } from "@serenity-kit/opaque";
import { createThrottle } from "../src/accounts/throttle.ts";
import { CHEAP_STRETCHING, openFoundedApp, STAFF_ORIGIN } from "./support/app.ts";
import { codeOf, openHouse, signInByPaper } from "./support/house.ts";

const TRIER = { name: "nama", address: "203.0.113.1" };

/** The moments, in seconds, at which a try is taken by someone who asks every second. */
function takenIn(seconds: number): number[] {
  const throttle = createThrottle();
  const taken: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    try {
      throttle.ensureAllowed(TRIER, second * 1_000);
      taken.push(second);
    } catch {
      continue;
    }
  }
  return taken;
}

test("the sixth try waits, each further one twice as long, none longer than a minute", () => {
  const taken = takenIn(600);
  const gaps = taken.slice(1).map((second, at) => second - (taken[at] ?? 0));
  assert.deepEqual(gaps.slice(0, 11), [1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 60]);
  assert.ok(gaps.slice(10).every((gap) => gap === 60));
});

test("tries too early do not push the next one further away", () => {
  const throttle = createThrottle();
  for (let attempt = 0; attempt < 8; attempt += 1) throttle.ensureAllowed(TRIER, attempt * 10_000);
  assert.throws(() => throttle.ensureAllowed(TRIER, 70_001));
  assert.throws(() => throttle.ensureAllowed(TRIER, 73_999));
  throttle.ensureAllowed(TRIER, 78_000);
});

test("a quarter of an hour without a try forgives everything", () => {
  const throttle = createThrottle();
  for (let attempt = 0; attempt < 5; attempt += 1) throttle.ensureAllowed(TRIER, 0);
  assert.throws(() => throttle.ensureAllowed(TRIER, 500));
  for (let attempt = 0; attempt < 5; attempt += 1) throttle.ensureAllowed(TRIER, 15 * 60_000);
});

test("guessing at the door is slowed for known and unknown names alike, a right password clears the count, the paper key is never slowed", async () => {
  await ready;
  const house = await openHouse("sqlite");
  const nobody = house.staff(null);
  const guess = (name: string, password: string) => {
    const { startLoginRequest, clientLoginState } = client.startLogin({ password });
    const asked = nobody.call(staffRoutes.signInStart, {
      body: { name, request: startLoginRequest },
    });
    return { asked, clientLoginState };
  };
  for (const name of ["djp-petugas", "tiada.siapa"]) {
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      codes.push(await codeOf(guess(name, "x").asked));
    assert.deepEqual(codes, [...Array<string>(5).fill("accepted"), "rate-limited"]);
  }
  const { paper, password } = house.person("djp-petugas");
  assert.match(await signInByPaper(house, "djp-petugas", paper), /^__Host-bijak=/u);
  house.clock.moveMs(1_000);
  const { asked, clientLoginState } = guess("djp-petugas", password);
  const { response: loginResponse, ticket } = await asked;
  const done = client.finishLogin({
    clientLoginState,
    loginResponse,
    password,
    keyStretching: CHEAP_STRETCHING,
  });
  const body = { ticket, finish: done?.finishLoginRequest ?? "" };
  await nobody.call(staffRoutes.signInFinish, { body });
  assert.equal(await codeOf(guess("djp-petugas", "x").asked), "accepted");
});

const isTaken = (throttle: ReturnType<typeof createThrottle>, address: string, atMs: number) => {
  try {
    throttle.ensureAllowed({ name: "nama", address }, atMs);
    return true;
  } catch {
    return false;
  }
};

test("whoever guesses a name from one network does not make its member wait in another", () => {
  const throttle = createThrottle();
  for (let second = 0; second < 3_600; second += 1) {
    isTaken(throttle, "203.0.113.1", second * 1_000);
    isTaken(throttle, "203.0.113.200", second * 1_000);
  }
  assert.equal(isTaken(throttle, "203.0.113.7", 3_600_000), false, "the same network");
  assert.equal(isTaken(throttle, "198.51.100.1", 3_600_000), true);
});

test("guesses from many networks are slowed, too, and a member waits seconds", () => {
  const throttle = createThrottle();
  const taken = Array.from({ length: 200 }, (_, at) => isTaken(throttle, `10.0.${at}.1`, 0));
  assert.equal(taken.filter(Boolean).length, 50);
  const waited = createThrottle();
  for (let at = 0; at < 200; at += 1) isTaken(waited, `10.0.${at}.1`, at * 4_000);
  assert.equal(isTaken(waited, "198.51.100.1", 199 * 4_000 + 3_999), false);
  assert.equal(isTaken(waited, "198.51.100.1", 200 * 4_000), true);
});

test("the doors to sign in answer rate-limited beyond the share of a network, whatever the name", async () => {
  const { app } = await openFoundedApp({ limits: { signInsPerNetwork: 3 } });
  const ask = async (name: string, remoteAddress: string): Promise<number> =>
    (
      await app.staffSide.inject({
        method: "POST",
        url: staffRoutes.paperStart.path,
        headers: { host: new URL(STAFF_ORIGIN).host, "content-type": "application/json" },
        payload: JSON.stringify({ name }),
        remoteAddress,
      })
    ).statusCode;
  const statuses: number[] = [];
  for (const name of ["satu", "dua", "tiga", "empat"])
    statuses.push(await ask(name, "203.0.113.9"));
  assert.deepEqual(statuses, [200, 200, 200, 429]);
  assert.equal(await ask("satu", "198.51.100.9"), 200);
  for (let request = 0; request < 5; request += 1)
    assert.equal(await ask("satu", "127.0.0.1"), 200);
});
