import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { buildApp } from "../src/app.ts";
import { openFoundedApp, PUBLIC_ORIGIN, STAFF_ORIGIN, type TestApp } from "./support/app.ts";
import { freshFolder } from "./support/stores.ts";

/** A built client in small: pages, one hashed script, the published style. */
async function aWebRoot(): Promise<string> {
  const root = join(await freshFolder(), "dist");
  const files: Record<string, string> = {
    "lapor/index.html": "<title>lapor</title>",
    "pantau/index.html": "<title>pantau</title>",
    "en/lapor/index.html": "<title>en lapor</title>",
    "ruang/index.html": "<title>ruang</title>",
    "assets/main-abc123.js": "console.log('main')",
    "gaya.css": "body{}",
    "mark.svg": "<svg/>",
    "robots.txt": "User-agent: *",
    "notes.md": "not served",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, name, ".."), { recursive: true });
    await writeFile(join(root, name), text);
  }
  await writeFile(
    join(root, "assets/main-abc123.js.br"),
    brotliCompressSync("console.log('main')"),
  );
  await writeFile(join(root, "..", "outside.js"), "outside");
  return root;
}

const app = await openFoundedApp({ webRoot: await aWebRoot() });

const get = (
  side: "publicSide" | "staffSide",
  url: string,
  headers: Record<string, string> = {},
  of: TestApp = app,
) =>
  of.app[side].inject({
    method: "GET",
    url,
    headers: {
      host: new URL(side === "publicSide" ? PUBLIC_ORIGIN : STAFF_ORIGIN).host,
      ...headers,
    },
  });

const REPORTER =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types bijak-worker";

test("everything of the reporter's origin stands under the strict policy and is never stored", async () => {
  for (const url of [
    "/lapor",
    "/pantau",
    "/en/lapor",
    "/assets/main-abc123.js",
    "/api/directory",
    "/api/nothing",
    "/instance.json",
  ]) {
    const { headers } = await get("publicSide", url);
    assert.equal(headers["content-security-policy"], REPORTER, url);
    assert.equal(headers["cache-control"], "no-store", url);
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cross-origin-embedder-policy"], "require-corp");
    assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(
      String(headers["permissions-policy"]),
      /camera=\(\).*geolocation=\(\).*microphone=\(\)/u,
    );
    assert.equal(headers["strict-transport-security"], undefined, "localhost has no https");
    assert.equal(headers["set-cookie"], undefined);
    assert.equal(headers["server"], undefined);
  }
});

test("the staff's origin adds WebAssembly for OPAQUE, and nothing else", async () => {
  const { headers } = await get("staffSide", "/masuk");
  assert.equal(
    headers["content-security-policy"],
    REPORTER.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  );
});

test("published pages have no scripts, no forms, no origin, and may be downloaded from", async () => {
  const { statusCode, headers } = await get("publicSide", "/");
  assert.equal(statusCode, 200);
  assert.equal(
    headers["content-security-policy"],
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-downloads",
  );
});

test("style and mark of published pages may be used by a page without origin, other files may not", async () => {
  assert.equal(
    (await get("publicSide", "/gaya.css")).headers["cross-origin-resource-policy"],
    "cross-origin",
  );
  assert.equal(
    (await get("publicSide", "/mark.svg")).headers["cross-origin-resource-policy"],
    "cross-origin",
  );
  assert.equal(
    (await get("publicSide", "/assets/main-abc123.js")).headers["cross-origin-resource-policy"],
    "same-origin",
  );
});

test("with https, browsers are told never to come without", async () => {
  const parts = {
    ...app.parts,
    publicOrigin: "https://lapor.example",
    staffOrigin: "https://ruang.example",
  };
  const secure = await buildApp(parts);
  const { headers } = await secure.publicSide.inject({
    url: "/lapor",
    headers: { host: "lapor.example" },
  });
  assert.equal(
    headers["strict-transport-security"],
    "max-age=63072000; includeSubDomains; preload",
  );
  assert.equal(
    (await secure.staffSide.inject({ url: "/masuk", headers: { host: "ruang.example:443" } }))
      .statusCode,
    200,
  );
  await secure.close();
});

test("reporters' pages are not for search engines", async () => {
  for (const url of ["/lapor", "/pantau", "/en/lapor", "/lapor/"])
    assert.equal((await get("publicSide", url)).headers["x-robots-tag"], "noindex", url);
});

test("each side serves its own pages only", async () => {
  assert.match((await get("publicSide", "/lapor")).body, /lapor/u);
  assert.match((await get("publicSide", "/en/lapor")).body, /en lapor/u);
  for (const url of ["/ruang", "/ruang/", "/masuk", "/ruang/kasus/abc"]) {
    assert.equal((await get("publicSide", url)).statusCode, 404, url);
    assert.match((await get("staffSide", url)).body, /ruang/u, url);
  }
  for (const url of ["/lapor", "/pantau", "/en/lapor", "/statistik"])
    assert.equal((await get("staffSide", url)).statusCode, 404, url);
});

test("files come compressed when the browser takes it, and plain when not", async () => {
  const packed = await get("publicSide", "/assets/main-abc123.js", {
    "accept-encoding": "gzip, br",
  });
  assert.equal(packed.headers["content-encoding"], "br");
  assert.equal(brotliDecompressSync(packed.rawPayload).toString(), "console.log('main')");
  const plain = await get("publicSide", "/assets/main-abc123.js", { "accept-encoding": "gzip" });
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(plain.body, "console.log('main')");
  assert.equal(plain.headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal(plain.headers["vary"], "Accept-Encoding");
});

test("staff may keep files whose names change with their content", async () => {
  assert.equal(
    (await get("staffSide", "/assets/main-abc123.js")).headers["cache-control"],
    "private, max-age=31536000, immutable",
  );
  assert.equal((await get("staffSide", "/ruang")).headers["cache-control"], "no-store");
});

test("no path leads out of the built client, and what is no file of it does not exist", async () => {
  for (const url of [
    "/../outside.js",
    "/assets/../../outside.js",
    "/assets/%2e%2e/%2e%2e/outside.js",
    "/..%2foutside.js",
    "/notes.md",
    "/assets/main-abc123.js.br",
    "/assets/",
    "/%00",
  ]) {
    for (const side of ["publicSide", "staffSide"] as const) {
      const { statusCode, body } = await get(side, url);
      assert.ok(statusCode === 404 || statusCode === 400, `${url} ${statusCode}`);
      assert.doesNotMatch(body, /outside|not served/u);
    }
  }
});

test("instance.json tells on both origins what is pinned", async () => {
  const [one, other] = [
    await get("publicSide", "/instance.json"),
    await get("staffSide", "/instance.json"),
  ];
  assert.deepEqual(JSON.parse(one.body), app.founded.instanceFile);
  assert.equal(other.body, one.body);
});

test("a compressed twin that is empty, torn or of other bytes is not used", async () => {
  const root = await aWebRoot();
  const twin = join(root, "assets/main-abc123.js.br");
  const whole = brotliCompressSync("console.log('main')");
  for (const bytes of [Buffer.alloc(0), whole.subarray(0, 5), brotliCompressSync("older")]) {
    await writeFile(twin, bytes);
    const served = await openFoundedApp({ webRoot: root });
    const headers = { "accept-encoding": "br" };
    const reply = await get("staffSide", "/assets/main-abc123.js", headers, served);
    assert.equal(reply.headers["content-encoding"], undefined);
    assert.equal(reply.body, "console.log('main')");
  }
});
