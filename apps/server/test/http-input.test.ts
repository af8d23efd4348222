import assert from "node:assert/strict";
import { test } from "node:test";
import { ERRORS } from "@bijak/contract";
import type { InjectOptions } from "fastify";
import { openFoundedApp, PUBLIC_ORIGIN, STAFF_ORIGIN, type TestApp } from "./support/app.ts";

type Answer = { readonly status: number; readonly code: unknown; readonly body: string };

async function ask(
  app: TestApp,
  side: "publicSide" | "staffSide",
  { headers = {}, ...request }: InjectOptions,
): Promise<Answer> {
  const origin = side === "publicSide" ? PUBLIC_ORIGIN : STAFF_ORIGIN;
  const { statusCode, body } = await app.app[side].inject({
    ...request,
    headers: { host: new URL(origin).host, ...headers },
  });
  const code = body.startsWith("{") ? (JSON.parse(body) as { code?: unknown }).code : undefined;
  return { status: statusCode, code, body };
}

const JSON_TYPE = { "content-type": "application/json" };
const BYTES_TYPE = { "content-type": "application/octet-stream" };
const MALFORMED = ERRORS["request-malformed"][0];

const app = await openFoundedApp();

test("unknown, missing, doubled and wrong fields are refused with request-malformed", async () => {
  const bodies = [
    '{"action":"report","extra":1}',
    "{}",
    '{"action":"report","action":"mailbox"}',
    '{"action":7}',
    '{"action":"other"}',
    "[]",
    "null",
    '"report"',
    "{",
    "",
  ];
  for (const payload of bodies) {
    const answer = await ask(app, "publicSide", {
      method: "POST",
      url: "/api/challenges",
      headers: JSON_TYPE,
      payload,
    });
    assert.deepEqual([answer.status, answer.code], [MALFORMED, "request-malformed"], payload);
  }
});

test("a body of another kind than the door takes is refused", async () => {
  const requests: InjectOptions[] = [
    { method: "POST", url: "/api/challenges", headers: BYTES_TYPE, payload: '{"action":"report"}' },
    {
      method: "POST",
      url: "/api/challenges",
      headers: { "content-type": "text/plain" },
      payload: '{"action":"report"}',
    },
    {
      method: "POST",
      url: "/api/challenges",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "action=report",
    },
    { method: "POST", url: "/api/challenges" },
    { method: "POST", url: "/api/reports", headers: JSON_TYPE, payload: "{}" },
    { method: "POST", url: "/api/reports" },
  ];
  for (const request of requests)
    assert.deepEqual(
      (await ask(app, "publicSide", request)).code,
      "request-malformed",
      JSON.stringify(request),
    );
  const signOut = await ask(app, "staffSide", {
    method: "POST",
    url: "/api/sign-out",
    headers: JSON_TYPE,
    payload: "{}",
  });
  assert.equal(signOut.code, "request-malformed");
});

test("a query or path parameter that the door does not know is refused", async () => {
  assert.equal(
    (await ask(app, "publicSide", { method: "GET", url: "/api/directory?x=1" })).code,
    "request-malformed",
  );
  assert.equal(
    (
      await ask(app, "staffSide", {
        method: "GET",
        url: "/api/audit/consistency?from=0&to=0&from=1",
      })
    ).code,
    "request-malformed",
  );
  assert.equal(
    (
      await ask(app, "publicSide", {
        method: "PUT",
        url: "/api/uploads/short/0",
        headers: BYTES_TYPE,
        payload: "x",
      })
    ).code,
    "request-malformed",
  );
  assert.equal(
    (
      await ask(app, "publicSide", {
        method: "PUT",
        url: "/api/uploads/AAAAAAAAAAAAAAAA/01",
        headers: BYTES_TYPE,
        payload: "x",
      })
    ).code,
    "request-malformed",
  );
});

test("a body larger than the door takes is refused, whether its length is announced or not", async () => {
  const payload = Buffer.alloc(131_073);
  assert.deepEqual(
    (
      await ask(app, "publicSide", {
        method: "POST",
        url: "/api/reports",
        headers: BYTES_TYPE,
        payload,
      })
    ).code,
    "request-too-large",
  );
  const chunked = { ...BYTES_TYPE, "transfer-encoding": "chunked" };
  assert.deepEqual(
    (
      await ask(app, "publicSide", {
        method: "POST",
        url: "/api/reports",
        headers: chunked,
        payload,
      })
    ).code,
    "request-too-large",
  );
  assert.deepEqual(
    (
      await ask(app, "publicSide", {
        method: "POST",
        url: "/api/challenges",
        headers: JSON_TYPE,
        payload: JSON.stringify({ action: "x".repeat(70_000) }),
      })
    ).code,
    "request-too-large",
  );
});

test("unknown addresses, and known ones with another method, are told apart", async () => {
  assert.deepEqual(await ask(app, "publicSide", { method: "GET", url: "/api/nothing" }), {
    status: 404,
    code: "route-unknown",
    body: JSON.stringify({ code: "route-unknown", sentence: ERRORS["route-unknown"][1] }),
  });
  assert.equal(
    (await ask(app, "publicSide", { method: "POST", url: "/api/nothing" })).code,
    "route-unknown",
  );
  assert.deepEqual(
    (await ask(app, "publicSide", { method: "GET", url: "/api/reports" })).code,
    "method-unknown",
  );
  assert.equal(
    (await ask(app, "publicSide", { method: "DELETE", url: "/api/mailbox" })).status,
    405,
  );
});

test("staff doors do not exist on the public side, reporters' doors not on the staff's", async () => {
  assert.equal(
    (await ask(app, "publicSide", { method: "GET", url: "/api/me" })).code,
    "route-unknown",
  );
  assert.equal(
    (
      await ask(app, "staffSide", {
        method: "POST",
        url: "/api/challenges",
        headers: JSON_TYPE,
        payload: '{"action":"report"}',
      })
    ).code,
    "route-unknown",
  );
});

test("a Host header that is not ours is refused on every address of both sides", async () => {
  for (const host of [
    "127.0.0.1:8080",
    "localhost:8082",
    "evil.example",
    "localhost:8080.evil.example",
    "",
  ]) {
    for (const side of ["publicSide", "staffSide"] as const) {
      for (const url of ["/", "/api/health", "/api/me", "/instance.json"])
        assert.equal(
          (await ask(app, side, { method: "GET", url, headers: { host } })).code,
          "host-unknown",
          `${host} ${url}`,
        );
    }
  }
  assert.equal(
    (
      await ask(app, "publicSide", {
        method: "GET",
        url: "/api/health",
        headers: { host: new URL(STAFF_ORIGIN).host },
      })
    ).code,
    "host-unknown",
  );
});

test("on the staff's side, a request that changes something must come from a page of that origin", async () => {
  const post = (headers: Record<string, string>): Promise<Answer> =>
    ask(app, "staffSide", { method: "POST", url: "/api/sign-out", headers });
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: PUBLIC_ORIGIN },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: STAFF_ORIGIN },
  ]) {
    assert.equal((await post(headers)).code, "origin-refused", JSON.stringify(headers));
  }
  for (const headers of [
    {},
    { origin: STAFF_ORIGIN },
    { origin: STAFF_ORIGIN, "sec-fetch-site": "same-origin" },
  ])
    assert.notEqual((await post(headers)).code, "origin-refused", JSON.stringify(headers));
});

test("a fault of our own is noted by kind and place, without a word of the request, and answered without detail", async () => {
  const broken = await openFoundedApp();
  await broken.parts.store.close();
  const answer = await ask(broken, "publicSide", { method: "GET", url: "/api/directory" });
  assert.deepEqual([answer.status, answer.code], [500, "internal-fault"]);
  assert.doesNotMatch(answer.body, /at |\.ts|Error/u);
  const [line = ""] = broken.lines.filter((one) => one.startsWith("internal-fault"));
  assert.match(line, /^internal-fault \w+ \| at /u);
  assert.doesNotMatch(line, /\/api\/|localhost/u);
});
