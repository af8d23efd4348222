import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { CeremonyError } from "../src/lib/calls/link.ts";
import type { CeremonyWish } from "../src/lib/calls/protocol.ts";
import { performCeremony } from "../src/lib/passkey/ceremony.ts";

const PRF_INPUT = new Uint8Array(32).fill(3);
const secret = (): ArrayBuffer => new Uint8Array(32).fill(9).buffer;
const MADE = JSON.stringify({
  rp: { id: "localhost", name: "Bijak" },
  user: { id: "AAAA", name: "sari", displayName: "Sari" },
  challenge: "AAAA",
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
});
const USED = JSON.stringify({ rpId: "localhost", challenge: "AAAA", userVerification: "required" });

type Prf = { readonly enabled?: boolean; readonly results?: { readonly first: ArrayBuffer } };
type Asked = { readonly publicKey: Readonly<Record<string, unknown>> };

/** What a browser gives for a passkey, as far as it matters here. */
const aCredential = (prf: Prf | undefined) => ({
  id: "cGFzc2tleQ",
  rawId: new Uint8Array(7).buffer,
  type: "public-key",
  response: new Proxy({}, { get: (_, name) => (name === "then" ? undefined : new ArrayBuffer(4)) }),
  getClientExtensionResults: () => (prf === undefined ? {} : { prf }),
});

/** A browser whose passkeys answer like this; gives what it was asked. */
function aBrowser(answers: { create?: () => unknown; get?: () => unknown }) {
  const asked: { act: "create" | "get"; publicKey: Asked["publicKey"] }[] = [];
  const forgotten: unknown[] = [];
  const answer =
    (act: "create" | "get") =>
    async ({ publicKey }: Asked) => {
      asked.push({ act, publicKey });
      return answers[act]?.() ?? assert.fail(`nobody expected a ${act}`);
    };
  const signalUnknownCredential = async (given: unknown) => void forgotten.push(given);
  Object.defineProperty(globalThis, "PublicKeyCredential", {
    configurable: true,
    value: Object.assign(() => undefined, { signalUnknownCredential }),
  });
  Object.defineProperty(navigator, "credentials", {
    configurable: true,
    value: { create: answer("create"), get: answer("get") },
  });
  return { asked, forgotten };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "PublicKeyCredential");
  Reflect.deleteProperty(navigator, "credentials");
});

const wish = (act: "create" | "get"): CeremonyWish => ({
  act,
  options: act === "create" ? MADE : USED,
  prfInput: PRF_INPUT,
});

const failing = (name: string) => () => {
  throw new DOMException("", name);
};

test("a passkey that gives its secret when it is made needs one touch", async () => {
  const { asked } = aBrowser({
    create: () => aCredential({ enabled: true, results: { first: secret() } }),
  });
  const { prf } = await performCeremony(wish("create"));
  assert.deepEqual(
    [...prf],
    Array.from({ length: 32 }, () => 9),
  );
  assert.equal(asked.length, 1);
  assert.deepEqual(asked[0]?.publicKey["extensions"], { prf: { eval: { first: PRF_INPUT } } });
});

test("a passkey that gives its secret only when it is used is used at once, and no other", async () => {
  const { asked } = aBrowser({
    create: () => aCredential({ enabled: true }),
    get: () => aCredential({ results: { first: secret() } }),
  });
  const { prf } = await performCeremony(wish("create"));
  assert.equal(prf.length, 32);
  const [, used] = asked;
  assert.equal(used?.act, "get");
  assert.equal(used?.publicKey["rpId"], "localhost");
  assert.equal(used?.publicKey["userVerification"], "required");
  const allowed = used?.publicKey["allowCredentials"];
  assert.ok(Array.isArray(allowed) && allowed.length === 1);
});

test("nothing of what the passkey gave stands in the response for the server, and the browser's copy is wiped", async () => {
  const first = secret();
  aBrowser({ get: () => aCredential({ results: { first } }) });
  const { response } = await performCeremony(wish("get"));
  const { clientExtensionResults } = JSON.parse(response) as Record<string, unknown>;
  assert.deepEqual(clientExtensionResults, {});
  assert.deepEqual(
    [...new Uint8Array(first)],
    Array.from({ length: 32 }, () => 0),
  );
});

test("a passkey without PRF is refused, and the browser is asked to forget it", async () => {
  for (const prf of [undefined, { enabled: false }]) {
    const { forgotten } = aBrowser({ create: () => aCredential(prf) });
    await assert.rejects(performCeremony(wish("create")), new CeremonyError("passkey-without-prf"));
    assert.deepEqual(forgotten, [{ rpId: "localhost", credentialId: "cGFzc2tleQ" }]);
  }
});

test("a passkey that gives no secret when it is used opens nothing", async () => {
  aBrowser({ get: () => aCredential(undefined) });
  await assert.rejects(performCeremony(wish("get")), new CeremonyError("passkey-without-prf"));
});

test("each way of ending without a passkey has its reason", async () => {
  const reasons = {
    NotAllowedError: "passkey-cancelled",
    AbortError: "passkey-cancelled",
    InvalidStateError: "passkey-known",
    NotSupportedError: "passkey-unsupported",
    ConstraintError: "passkey-unsupported",
    UnknownError: "passkey-failed",
  } as const;
  for (const [name, code] of Object.entries(reasons)) {
    aBrowser({ create: failing(name) });
    await assert.rejects(performCeremony(wish("create")), new CeremonyError(code), name);
  }
});
