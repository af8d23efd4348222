import assert from "node:assert/strict";
import { type IncomingMessage, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { openFoundedApp, PUBLIC_ORIGIN, STAFF_ORIGIN, TOKEN } from "./support/app.ts";

const HUGE = 16 * 1_048_576;

const app = await openFoundedApp();
for (const side of [app.app.publicSide, app.app.staffSide])
  await side.listen({ host: "127.0.0.1", port: 0 });

async function readCode(response: IncomingMessage): Promise<string> {
  const body = Buffer.concat(await response.toArray()).toString();
  return (JSON.parse(body) as { code: string }).code; // a refusal of the register
}

type Head = { readonly method?: string; readonly path: string; readonly type?: string };

/** Announces a large body, never sends a byte of it, and gives the code of the answer. */
async function announce(
  side: "publicSide" | "staffSide",
  { method = "POST", path, type = "application/json" }: Head,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { port } = app.app[side].server.address() as AddressInfo; // it listens on TCP
  const host = new URL(side === "publicSide" ? PUBLIC_ORIGIN : STAFF_ORIGIN).host;
  return new Promise((done, fail) => {
    const sent = sendRequest({
      host: "127.0.0.1",
      port,
      method,
      path,
      agent: false,
      timeout: 5_000,
      headers: { host, "content-type": type, "content-length": HUGE, ...headers },
    });
    sent.on("timeout", () => sent.destroy(new Error("the server waits for the body")));
    sent.on("error", fail);
    sent.on("response", (response) => done(readCode(response).finally(() => sent.destroy())));
    sent.flushHeaders();
  });
}

test("an unknown address and an unknown method are refused before a byte of the body is read", async () => {
  for (const side of ["publicSide", "staffSide"] as const) {
    assert.equal(await announce(side, { path: "/nope" }), "route-unknown");
    assert.equal(await announce(side, { path: "/api/nope/deep", method: "PUT" }), "route-unknown");
  }
  assert.equal(await announce("publicSide", { path: "/api/directory" }), "method-unknown");
  assert.equal(await announce("staffSide", { path: "/api/me", method: "PUT" }), "method-unknown");
});

test("large staff doors ask for the session before a byte of the body is read", async () => {
  for (const head of [
    { path: "/api/cases/AAAAAAAAAAAAAAAA/steps" },
    { path: "/api/inbox/DJP/0", method: "PUT" },
    { path: "/api/unit-records/DJP", method: "PUT" },
    { path: "/api/me/vault", method: "PUT" },
    { path: "/api/me/credentials", method: "PUT" },
    { path: "/api/me/record", method: "PUT" },
    { path: "/api/invitations" },
  ])
    assert.equal(await announce("staffSide", head), "session-missing", head.path);
});

test("the founding door asks for the token before a byte of the body is read", async () => {
  const head = { path: "/api/founding" };
  assert.equal(await announce("staffSide", head), "founding-refused");
  const wrong = { authorization: `Bearer ${TOKEN}x` };
  assert.equal(await announce("staffSide", head, wrong), "founding-refused");
});

test("a body of another kind than the door takes is refused before a byte of it is read", async () => {
  const bytes = { type: "application/octet-stream" };
  for (const head of [
    { path: "/api/challenges", ...bytes },
    { path: "/api/challenges", type: "application/jsonp" },
    { path: "/api/reports" },
    { path: "/api/mailbox/messages" },
  ])
    assert.equal(await announce("publicSide", head), "request-malformed", head.path);
  for (const head of [{ path: "/api/sign-out" }, { path: "/api/sign-out", ...bytes }])
    assert.equal(await announce("staffSide", head), "request-malformed");
});
