import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../src/lib/calls/protocol.ts";
import { id as keyWords } from "../src/lib/keys/copy.id.ts";
import { id as words } from "../src/undangan/copy/id.ts";
import { isAtRisk, next, OPENING, type Event, type State } from "../src/undangan/machine.ts";
import { failureText } from "../src/undangan/parts/failureText.ts";
import { takeToken } from "../src/undangan/token.ts";

const TOKEN = "okT0gDzkLckiz-2y9RuUoxTPKxaqFIWxQS88XgrS614";
const FINGERPRINT = ["00001", "00002", "00003", "00004", "00005", "00006"];
const INVITATION = { login: "sari", name: "Sari", units: ["DJP"], roles: ["handler" as const] };

const failed = (code: string): Event => ({ kind: "failed", failure: { source: "api", code } });
const after = (...events: readonly Event[]): State => events.reduce(next, OPENING);
const OPENED: Event = { kind: "opened", invitation: INVITATION };
const STARTED: Event = { kind: "started" };

test("the token is taken out of the address before anything else happens with it", () => {
  const replaced: unknown[] = [];
  const past = { replaceState: (...given: unknown[]) => void replaced.push(given) };
  assert.equal(takeToken({ hash: `#${TOKEN}`, pathname: "/undangan" }, past), TOKEN);
  assert.deepEqual(replaced, [[null, "", "/undangan"]]);
});

test("what is no token is none, and leaves the address all the same", () => {
  const replaced: unknown[] = [];
  const past = { replaceState: (...given: unknown[]) => void replaced.push(given) };
  for (const hash of ["", "#", "#short", `#${TOKEN}x`, `#${TOKEN.slice(1)}<`]) {
    assert.equal(takeToken({ hash, pathname: "/undangan" }, past), null, hash);
  }
  assert.equal(replaced.length, 5);
});

test("an invitation leads to the fingerprint, by the paper key when one was wanted", () => {
  const straight = after(OPENED, STARTED, {
    kind: "enrolled",
    enrolled: { fingerprint: FINGERPRINT, paperKey: null },
  });
  assert.deepEqual(straight, { at: "done", fingerprint: FINGERPRINT });
  const enrolled = { fingerprint: FINGERPRINT, paperKey: "AGE-SECRET-KEY-1ABC" };
  const byPaper = after(OPENED, STARTED, { kind: "enrolled", enrolled });
  assert.deepEqual(byPaper, { at: "paper", login: "sari", enrolled });
  assert.deepEqual(next(byPaper, { kind: "paper-kept" }), { at: "done", fingerprint: FINGERPRINT });
});

test("a network that is away costs nothing: the invitation can be opened again", () => {
  assert.deepEqual(after(failed("network")), { at: "unreached" });
  assert.deepEqual(after(failed("network"), { kind: "tried-again" }), OPENING);
});

test("every failure while keys are made leads back to the same form, with the reason", () => {
  for (const code of ["network", "passkey-cancelled", "passkey-without-prf", "rate-limited"]) {
    const state = after(OPENED, STARTED, failed(code));
    assert.ok(state.at === "choosing" && !state.isWorking, code);
    assert.equal(state.failure?.code, code);
    assert.equal(state.invitation, INVITATION);
  }
});

test("a link that does not count is refused, and a lost answer before it is named as the possible reason", () => {
  const refused = failed("invitation-refused");
  assert.deepEqual(after(refused), { at: "refused", isUncertain: false });
  assert.deepEqual(after(OPENED, STARTED, refused), { at: "refused", isUncertain: false });
  assert.deepEqual(after(OPENED, STARTED, failed("network"), STARTED, refused), {
    at: "refused",
    isUncertain: true,
  });
});

test("leaving asks first while keys are made and while the paper key stands there", () => {
  assert.equal(isAtRisk(OPENING), false);
  assert.equal(isAtRisk(after(OPENED)), false);
  assert.equal(isAtRisk(after(OPENED, STARTED)), true);
  const enrolled = { fingerprint: FINGERPRINT, paperKey: "AGE-SECRET-KEY-1ABC" };
  assert.equal(isAtRisk(after(OPENED, STARTED, { kind: "enrolled", enrolled })), true);
});

test("an event that comes too late changes nothing", () => {
  const state = after({ kind: "token-missing" });
  for (const event of [STARTED, { kind: "paper-kept" } as const]) {
    assert.equal(next(state, event), state);
  }
});

test("each failure has a sentence of its own, and an unknown one shows its code only", () => {
  const say = (code: string): string =>
    failureText({ source: "api", code } satisfies Failure, words, keyWords);
  assert.equal(say("passkey-without-prf"), keyWords.failures["passkey-without-prf"]);
  assert.equal(say("network"), words.failures.network);
  assert.equal(say("rate-limited"), words.failures.busy);
  assert.match(say("storage-full"), /storage-full/u);
});
