import assert from "node:assert/strict";
import { test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { client, ready } from "@serenity-kit/opaque";
import { createThrottle } from "../src/accounts/throttle.ts";
import { CHEAP_STRETCHING } from "./support/app.ts";
import { codeOf, openHouse, signInByPaper } from "./support/house.ts";

/** The moments, in seconds, at which a try is taken by someone who asks every second. */
function takenIn(seconds: number): number[] {
  const throttle = createThrottle();
  const taken: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    try {
      throttle.ensureAllowed("nama", second * 1_000);
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
  for (let attempt = 0; attempt < 8; attempt += 1) throttle.ensureAllowed("nama", attempt * 10_000);
  assert.throws(() => throttle.ensureAllowed("nama", 70_001));
  assert.throws(() => throttle.ensureAllowed("nama", 73_999));
  throttle.ensureAllowed("nama", 78_000);
});

test("a quarter of an hour without a try forgives everything", () => {
  const throttle = createThrottle();
  for (let attempt = 0; attempt < 5; attempt += 1) throttle.ensureAllowed("nama", 0);
  assert.throws(() => throttle.ensureAllowed("nama", 500));
  for (let attempt = 0; attempt < 5; attempt += 1) throttle.ensureAllowed("nama", 15 * 60_000);
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
