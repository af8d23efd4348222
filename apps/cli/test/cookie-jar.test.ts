import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { fetchWithCookies } from "../src/net/cookie-jar.ts";

const seen: IncomingMessage["headers"][] = [];
let setCookie: string[] = [];
const server = createServer((request, response) => {
  seen.push(request.headers);
  response.setHeader("set-cookie", setCookie).end();
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
after(() => server.close());
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server that listens

test("a session cookie comes back with the next request, and the origin is told each time", async () => {
  const call = fetchWithCookies(origin);
  setCookie = ["__Host-bijak=abc=; Secure; HttpOnly; SameSite=Strict; Path=/"];
  await call(`${origin}/`, {});
  setCookie = [];
  await call(`${origin}/`, { headers: { "x-more": "1" } });
  assert.equal(seen[0]?.cookie, undefined);
  assert.deepEqual(
    [seen[1]?.cookie, seen[1]?.origin, seen[1]?.["x-more"]],
    ["__Host-bijak=abc=", origin, "1"],
  );
});

test("a cookie that the server takes back is gone", async () => {
  const call = fetchWithCookies(origin);
  setCookie = ["__Host-bijak=abc; Path=/"];
  await call(`${origin}/`, {});
  setCookie = ["__Host-bijak=; Max-Age=0; Path=/"];
  await call(`${origin}/`, {});
  await call(`${origin}/`, {});
  assert.equal(seen.at(-1)?.cookie, undefined);
});
