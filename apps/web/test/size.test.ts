import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { brotliCompressSync } from "node:zlib";

const dist = join(import.meta.dirname, "../dist");
const KB = 1_024;
const REPORTER_PAGES = ["lapor", "pantau", "en/lapor", "en/pantau"];
/** Loaded only by browsers without Ed25519 in WebCrypto. */
const OLD_BROWSERS_ONLY = /^\/assets\/ed25519-/;
/** Loaded only at a press: the other language, the drawing of a QR code, the locking of a name, the change of a code. */
const ON_DEMAND = /^\/assets\/(?:(?:id|en)-|QrCode-|locking-|changing-|ReceiptChange-)/;

function ensureBuilt(): void {
  assert.ok(existsSync(join(dist, "lapor/index.html")), "build the pages first: npm run build");
}

const textOf = (path: string): string => readFileSync(join(dist, path), "utf8");
const brotliOf = (path: string): number => {
  const ready = join(dist, `${path}.br`);
  return existsSync(ready)
    ? readFileSync(ready).length
    : brotliCompressSync(readFileSync(join(dist, path))).length;
};

/** What the HTML of a page asks for by itself. */
const namedIn = (html: string): readonly string[] =>
  [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map(([, path = ""]) => path);

/** Scripts that a script can start or load later, by the names with a hash that the build wrote into it. */
const scriptsIn = (code: string): readonly string[] =>
  [...code.matchAll(/["'`](?:\/assets\/|\.\/)([\w.]+-[\w-]{8}\.js)["'`]/g)].map(
    ([, name = ""]) => `/assets/${name}`,
  );

/** Every script a page may ever load, and whether it does so on each visit. */
function scriptsOf(page: string): ReadonlySet<string> {
  const all = new Set<string>();
  const follow = (path: string): void => {
    if (all.has(path)) return;
    all.add(path);
    scriptsIn(textOf(path)).forEach(follow);
  };
  namedIn(textOf(`${page}/index.html`))
    .filter((path) => path.endsWith(".js"))
    .forEach(follow);
  return all;
}

/** The scripts of each visit: those of the HTML, and the worker; not those of old browsers or of a press. */
function visitOf(page: string): readonly string[] {
  const named = new Set(namedIn(textOf(`${page}/index.html`)));
  return [...scriptsOf(page)].filter(
    (path) => named.has(path) || !(OLD_BROWSERS_ONLY.test(path) || ON_DEMAND.test(path)),
  );
}

const sum = (paths: readonly string[]): number =>
  paths.reduce((total, path) => total + brotliOf(path), 0);

describe("the built pages of reporters", () => {
  test("find their scripts, the worker among them", () => {
    ensureBuilt();
    for (const page of REPORTER_PAGES) {
      const scripts = [...scriptsOf(page)];
      assert.ok(
        scripts.some((path) => path.includes("pow.worker-")),
        page,
      );
      assert.ok(
        scripts.some((path) => OLD_BROWSERS_ONLY.test(path)),
        page,
      );
    }
    assert.ok([...scriptsOf("lapor")].some((path) => path.includes("QrCode-")));
  });

  test("load at most 60 KB of scripts on a visit, the worker included", () => {
    ensureBuilt();
    for (const page of REPORTER_PAGES) {
      const bytes = sum(visitOf(page));
      assert.ok(bytes <= 60 * KB, `/${page}: ${bytes} bytes`);
    }
  });

  test("load at most 90 KB in all, even in an old browser with every button pressed", () => {
    ensureBuilt();
    for (const page of REPORTER_PAGES) {
      const html = textOf(`${page}/index.html`);
      const others = namedIn(html).filter((path) => !path.endsWith(".js"));
      const bytes = brotliOf(`${page}/index.html`) + sum(others) + sum([...scriptsOf(page)]);
      assert.ok(bytes <= 90 * KB, `/${page}: ${bytes} bytes`);
    }
  });

  test("hold no code that makes code, no WebAssembly and no way to make HTML from text", () => {
    ensureBuilt();
    for (const page of REPORTER_PAGES) {
      for (const path of scriptsOf(page)) {
        const code = textOf(path);
        assert.doesNotMatch(code, /\beval\s*\(/, path);
        assert.doesNotMatch(code, /new Function\b|[^\w.]Function\s*\(/, path);
        assert.doesNotMatch(code, /WebAssembly/, path);
        assert.doesNotMatch(code, /insertAdjacentHTML|document\.write|\bouterHTML/, path);
      }
    }
  });

  test("name no other site, but for the exits and what is text", () => {
    ensureBuilt();
    const known = [
      "https://www.bmkg.go.id/",
      "https://id.wikipedia.org/",
      "https://contoh.example/",
      "http://www.w3.org/",
    ];
    for (const page of REPORTER_PAGES) {
      for (const path of [`${page}/index.html`, ...scriptsOf(page)]) {
        const addresses = textOf(path).match(/\b(?:https?|wss?):\/\/[\w-]+\.[^\s"'`<>)]*/g) ?? [];
        const foreign = addresses.filter(
          (address) => !known.some((start) => address.startsWith(start)),
        );
        assert.deepEqual(foreign, [], path);
      }
      const loaded = [...textOf(`${page}/index.html`).matchAll(/(?:src|href)="([^"]+)"/g)];
      assert.ok(loaded.every(([, path = ""]) => path.startsWith("/") && !path.startsWith("//")));
    }
  });

  test("ask nothing that the oldest served browsers lack", () => {
    ensureBuilt();
    const newer =
      /Promise\.withResolvers|Promise\.try\b|AbortSignal\.any|Object\.groupBy|Map\.groupBy|Array\.fromAsync|Iterator\.from|new Set\([^)]*\)\.(?:union|intersection|difference)\(/;
    for (const page of REPORTER_PAGES) {
      for (const path of scriptsOf(page)) assert.doesNotMatch(textOf(path), newer, path);
    }
  });

  test("hold nothing of the staff's pages", () => {
    ensureBuilt();
    const staffs = /kotak-masuk|\/ruang\/|api\/staff|argon2/i;
    assert.ok([...scriptsOf("ruang")].some((path) => staffs.test(textOf(path))));
    for (const page of REPORTER_PAGES) {
      for (const path of scriptsOf(page)) assert.doesNotMatch(textOf(path), staffs, path);
    }
  });

  test("keep inline scripts, styles and handlers out of the HTML, which the policy would refuse", () => {
    ensureBuilt();
    for (const page of [...REPORTER_PAGES, "ruang"]) {
      const html = textOf(`${page}/index.html`);
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/, page);
    }
  });
});

describe("the folder of built pages", () => {
  test("has a packed twin beside every script, style sheet and page", () => {
    ensureBuilt();
    const names = readdirSync(dist, { recursive: true, encoding: "utf8" });
    const texts = names.filter((name) => /\.(?:js|css|html)$/.test(name));
    assert.ok(texts.length > 10);
    assert.deepEqual(
      texts.filter((name) => !names.includes(`${name}.br`)),
      [],
    );
  });

  test("has the style sheet of the published pages under a lasting name, with the marks they use", () => {
    ensureBuilt();
    const css = textOf("gaya.css");
    for (const name of [
      ".hero",
      ".motif",
      ".door",
      ".chart",
      ".figs",
      ".trial",
      ".foot",
      ".skip",
    ]) {
      assert.ok(css.includes(name), name);
    }
    assert.doesNotMatch(css, /@import|url\(|https?:/);
    assert.ok(existsSync(join(dist, "mark.svg")) && existsSync(join(dist, "robots.txt")));
  });
});
