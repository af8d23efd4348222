import assert from "node:assert/strict";
import { test } from "node:test";
import { createCounts } from "../src/http/counts.ts";
import { createLimiter, networkOf } from "../src/http/limiter.ts";
import { openFoundedApp, PUBLIC_ORIGIN, STAFF_ORIGIN } from "./support/app.ts";

test("a network is the first 24 bits of IPv4 and the first 48 of IPv6; loopback is none", () => {
  assert.equal(networkOf("203.0.113.77"), "203.0.113");
  assert.equal(networkOf("::ffff:203.0.113.5"), "203.0.113");
  assert.equal(networkOf("2001:db8:1:2::1"), "2001:db8:1");
  assert.equal(networkOf("2001:DB8:0001:ffff:1:2:3:4"), "2001:db8:1");
  assert.equal(networkOf("2001:db8::1"), "2001:db8:0");
  assert.equal(networkOf("fe80::1%eth0"), "fe80:0:0");
  for (const address of ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "nonsense", ""])
    assert.equal(networkOf(address), null, address);
});

test("a network is refused beyond its share, its neighbour is not, and after ten minutes all is forgotten", () => {
  let now = 0;
  const limiter = createLimiter(3, () => now);
  const asks = (address: string): boolean[] => [1, 2, 3, 4].map(() => limiter.admit(address));
  assert.deepEqual(asks("203.0.113.1"), [true, true, true, false]);
  assert.equal(limiter.admit("203.0.113.200"), false, "the same /24");
  assert.equal(limiter.admit("198.51.100.1"), true);
  now = 599_999;
  assert.equal(limiter.admit("203.0.113.1"), false);
  now = 600_000;
  assert.deepEqual(asks("203.0.113.1"), [true, true, true, false]);
});

test("the counter of a network stops at its top and does not begin again", () => {
  const limiter = createLimiter(65_534, () => 0);
  for (let request = 0; request < 70_000; request += 1) limiter.admit("203.0.113.1");
  assert.equal(limiter.admit("203.0.113.1"), false);
});

test("reporters' doors answer rate-limited beyond the share of a network; pages, notes and staff are not limited", async () => {
  const { app } = await openFoundedApp({ limits: { requestsPerNetwork: 2 } });
  const host = { host: new URL(PUBLIC_ORIGIN).host };
  const challenge = (remoteAddress: string) =>
    app.publicSide.inject({
      method: "POST",
      url: "/api/challenges",
      headers: { ...host, "content-type": "application/json" },
      payload: '{"action":"report"}',
      remoteAddress,
    });
  const statuses = [];
  for (let request = 0; request < 3; request += 1)
    statuses.push((await challenge("203.0.113.9")).statusCode);
  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal((await challenge("198.51.100.9")).statusCode, 200);
  for (let request = 0; request < 5; request += 1) {
    assert.equal(
      (
        await app.publicSide.inject({
          url: "/api/directory",
          headers: host,
          remoteAddress: "203.0.113.9",
        })
      ).statusCode,
      200,
    );
    assert.equal(
      (
        await app.staffSide.inject({
          url: "/api/me",
          headers: { host: new URL(STAFF_ORIGIN).host },
          remoteAddress: "203.0.113.9",
        })
      ).statusCode,
      401,
    );
  }
});

test("a proxy on loopback is not one network: nobody is refused for the others", async () => {
  const { app } = await openFoundedApp({ limits: { requestsPerNetwork: 2 } });
  for (let request = 0; request < 5; request += 1) {
    const { statusCode } = await app.publicSide.inject({
      method: "POST",
      url: "/api/challenges",
      headers: { host: new URL(PUBLIC_ORIGIN).host, "content-type": "application/json" },
      payload: '{"action":"report"}',
      remoteAddress: "127.0.0.1",
    });
    assert.equal(statusCode, 200);
  }
});

test("counts are written once an hour, by status only, and an hour without replies leaves no line", () => {
  const lines: string[] = [];
  let now = Date.parse("2026-11-24T10:59:00Z");
  const counts = createCounts(
    "public",
    () => now,
    (line) => lines.push(line),
  );
  for (const status of [200, 404, 200]) counts.add(status);
  assert.deepEqual(lines, []);
  now += 3 * 3_600_000;
  counts.add(200);
  assert.deepEqual(lines, ["2026-11-24T10h public 200×2 404×1"]);
  counts.flush();
  counts.flush();
  assert.deepEqual(lines.slice(1), ["2026-11-24T13h public 200×1"]);
});

test("the public side leaves no line per request, the staff's side one by the door's pattern", async () => {
  const { app, lines } = await openFoundedApp();
  const before = lines.length;
  const publicHost = { host: new URL(PUBLIC_ORIGIN).host };
  for (const url of ["/api/directory", "/", "/lapor", "/api/nothing"])
    await app.publicSide.inject({ url, headers: publicHost });
  await app.publicSide.inject({
    method: "POST",
    url: "/api/challenges",
    headers: { ...publicHost, "content-type": "application/json" },
    payload: '{"action":"report"}',
  });
  assert.equal(lines.length, before);
  await app.staffSide.inject({
    url: "/api/cases/AAAAAAAAAAAAAAAA?x=secret",
    headers: { host: new URL(STAFF_ORIGIN).host, "user-agent": "agent/1" },
    remoteAddress: "203.0.113.9",
  });
  assert.match(lines[before] ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z staff GET \/api\/cases\/:id 400$/u);
});
