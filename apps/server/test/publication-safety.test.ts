import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../src/publication/html.ts";
import { svg } from "../src/publication/svg.ts";
import { all, aYear, bodyOf, pagesOf, render, SAMPLES, year2018 } from "./publication-samples.ts";

const APP_PATHS = ["/lapor", "/pantau", "/en/lapor", "/en/pantau"];

test("figures that do not add up or show one or two reports are refused", () => {
  assert.throws(() => render([{ ...year2018, total: 56 }]), RangeError);
  assert.throws(() => render([aYear(2020, { SARA: 2, NETRALITAS: 9 })]), RangeError);
  assert.throws(() => render([aYear(2020, { SARA: 1 })]), RangeError);
});

test("a year given twice is refused", () => {
  assert.throws(() => render([year2018, year2018]), RangeError);
});

test("attack: markup in names and sources stays text in every page", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='y'>&amp;`;
  const imported = aYear(2018, { SARA: 5, NETRALITAS: 4 }, { id: evil, en: evil });
  const files = render([imported], {
    institution: { name: { id: evil, en: evil }, isTrial: true, isRehearsal: false },
  });
  for (const { path, body } of pagesOf(files)) {
    assert.doesNotMatch(body, /<(script|img|iframe|object|style|form|base)\b/i, path);
    assert.ok(
      body.includes(
        "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;amp;",
      ),
      path,
    );
  }
  assert.equal(
    JSON.parse(bodyOf(files, "/statistik/data/kategori-2018.json")).institution.id,
    evil,
  );
});

test("attack: an address that would run or leave by trick is refused", () => {
  for (const url of [
    "javascript:alert(1)",
    "//evil.example",
    "data:text/html,x",
    'https://x"onclick="y',
    "/\\evil.example",
  ]) {
    assert.throws(() => render([aYear(2018, { SARA: 5 }, { url })]), RangeError, url);
  }
});

test("attack: no cell of a CSV starts like a formula", () => {
  const attacks = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "|calc",
    "＝1",
    '=HYPERLINK("http://x","y")',
  ];
  for (const en of attacks) {
    const csv = bodyOf(
      render([aYear(2018, { SARA: 5 }, { en })]),
      "/statistik/data/kategori-2018.csv",
    );
    const cell = csv.slice(csv.indexOf("\r\n") + 2).replace(/^2018,SARA,SARA,"[^"]*",5,100,/, "");
    assert.match(cell, /^"?'/, JSON.stringify(en));
    assert.equal(
      cell
        .replace(/^"|"?\r\n$/g, "")
        .replaceAll('""', '"')
        .slice(1),
      en,
    );
  }
});

test("the CSV is tidy: one head, one row a category, no totals, RFC 4180", () => {
  const csv = bodyOf(render(), "/statistik/data/kategori-2018.csv");
  const lines = csv.split("\r\n");
  assert.equal(lines[0], "year,category_code,category_id,category_en,reports,share_percent,source");
  assert.equal(lines.length, 5);
  assert.equal(lines.at(-1), "");
  assert.match(
    lines[1] ?? "",
    /^2018,UJARAN_KEBENCIAN,Ujaran kebencian,Hate speech,29,53,"Presentation by/,
  );
  assert.match(lines[3] ?? "", /^2018,SARA,SARA,"SARA \(ethnicity, religion, race, group\)",4,7,/);
});

test("a channel that is not open yet says so on every page, and is no trial", () => {
  for (const { path, body } of pagesOf(SAMPLES.rehearsal)) {
    assert.match(body, /<aside class="trial" [^>]*><strong>(LATIHAN|REHEARSAL)</, path);
    assert.doesNotMatch(body, /UJI COBA|TRIAL/, path);
  }
});

test("a trial says so on every page and in the data, a real institution nowhere", () => {
  for (const { path, body } of pagesOf(SAMPLES.trial))
    assert.match(body, /<aside class="trial" [^>]*><strong>(UJI COBA|TRIAL)</, path);
  assert.equal(
    JSON.parse(bodyOf(SAMPLES.trial, "/statistik/data/kategori-2018.json")).isTrial,
    true,
  );
  for (const { path, body } of pagesOf(render()))
    assert.doesNotMatch(body, /class="trial"|UJI COBA|TRIAL/, path);
});

for (const [name, files] of Object.entries(SAMPLES)) {
  test(`${name}: every link leads to a page that exists, or to the source`, () => {
    const known = new Set([
      ...files.map(({ path }) => path),
      ...APP_PATHS,
      "/gaya.css",
      "/mark.svg",
    ]);
    for (const { path, body } of pagesOf(files)) {
      const ids = new Set(all(body, / id="([^"]+)"/g));
      for (const href of all(body, / href="([^"]+)"/g)) {
        const exists = href.startsWith("#")
          ? ids.has(href.slice(1))
          : known.has(href) || href === year2018.source.url;
        assert.ok(exists, `${path}: ${href}`);
      }
    }
  });

  test(`${name}: every page is under 100 KB and asks for nothing but its own style and mark`, () => {
    for (const { path, body } of files) assert.ok(Buffer.byteLength(body) <= 100_000, path);
    for (const { path, body } of pagesOf(files)) {
      assert.doesNotMatch(
        body,
        /<script|<style|<img|<iframe| style=| on[a-z]+=| src=|url\(/i,
        path,
      );
      assert.deepEqual(
        all(body, /<link rel="(?:icon|stylesheet)" href="([^"]+)"/g),
        ["/mark.svg", "/gaya.css"],
        path,
      );
    }
  });

  test(`${name}: every page has its language, one h1, headings without gaps, and labels that exist`, () => {
    for (const { path, body } of pagesOf(files)) {
      assert.ok(
        body.startsWith(`<!doctype html>\n<html lang="${path.startsWith("/en") ? "en" : "id"}">`),
        path,
      );
      const levels = all(body, /<h([1-6])\b/g).map(Number);
      assert.deepEqual([levels[0], levels.filter((level) => level === 1).length], [1, 1], path);
      assert.ok(
        levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1),
        path,
      );
      const ids = all(body, / id="([^"]+)"/g);
      assert.equal(new Set(ids).size, ids.length, path);
      for (const label of all(body, /aria-labelledby="([^"]+)"/g).flatMap((list) =>
        list.split(" "),
      )) {
        assert.ok(ids.includes(label), `${path}: ${label}`);
      }
    }
  });

  test(`${name}: drawings are either said in words or hidden from those who hear the page`, () => {
    for (const { path, body } of pagesOf(files)) {
      for (const drawing of all(body, /<((?:svg|div class="motif)[^>]*)>/g)) {
        assert.match(
          drawing,
          /aria-hidden="true"|role="img" aria-labelledby="chart-title chart-words"/,
          path,
        );
      }
    }
  });

  test(`${name}: every element that is opened is closed in order`, () => {
    for (const { path, body } of pagesOf(files)) {
      const open: string[] = [];
      for (const [, end, tag = ""] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
        if (end === "/") assert.equal(open.pop(), tag, path);
        else if (tag !== "meta" && tag !== "link") open.push(tag);
      }
      assert.deepEqual(open, [], path);
    }
  });

  test(`${name}: each page has a twin in the other language, and both name each other`, () => {
    const pages = pagesOf(files);
    for (const { path, body } of pages) {
      const [own, other] = all(body, /<link rel="alternate" href="([^"]+)"/g);
      assert.equal(own, path);
      assert.notEqual(other, path);
      const twin = pages.find((page) => page.path === other);
      assert.ok(twin !== undefined, path);
      assert.deepEqual(all(twin.body, /<link rel="alternate" href="([^"]+)"/g), [other, own]);
      const switches = all(
        body,
        /<a class="([^"]+)" href="[^"]+" lang="[a-z]+" hreflang="[a-z]+"/g,
      );
      assert.deepEqual(switches, ["btn quiet only-wide", "only-narrow"], path);
    }
  });
}

test("the builders write nothing that is not on their lists", () => {
  // The types already refuse these calls; here they are forced past the types, as data from outside might be.
  const build = h as unknown as (
    tag: string,
    attributes: object,
    ...children: unknown[]
  ) => unknown;
  const draw = svg as unknown as typeof build;
  for (const tag of [
    "script",
    "style",
    "iframe",
    "form",
    "base",
    "constructor",
    "__proto__",
    "P",
  ]) {
    assert.throws(() => build(tag, {}), RangeError, tag);
    assert.throws(() => draw(tag, {}), RangeError, tag);
  }
  for (const attributes of [{ onclick: "x" }, { style: "x" }, { srcset: "x" }, { "a b": "x" }]) {
    assert.throws(() => build("p", attributes), RangeError);
    assert.throws(() => draw("rect", attributes), RangeError);
  }
  assert.throws(() => build("meta", {}, "content"), RangeError);
  assert.throws(() => draw("svg", { href: "/x" }), RangeError);
  assert.throws(() => build("p", {}, { toString: () => "<b>" }), RangeError);
  assert.equal(
    String(build("p", { lang: '"<' }, "<b>", null, 3, ["<i>"])),
    '<p lang="&quot;&lt;">&lt;b&gt;3&lt;i&gt;</p>',
  );
});
