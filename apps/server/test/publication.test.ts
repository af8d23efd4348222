import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CATEGORY_CODES, type ImportedYear, parseDay, parseImportedYear } from "@bijak/domain";
import { h } from "../src/publication/html.ts";
import { type Publication, renderRelease } from "../src/publication/render.ts";
import { svg } from "../src/publication/svg.ts";
import { ENGLISH } from "../src/publication/texts-en.ts";
import { INDONESIAN } from "../src/publication/texts-id.ts";
import { withinSentence, writeDay, writeNumber } from "../src/publication/texts.ts";

const year2018 = parseImportedYear(
  JSON.parse(
    readFileSync(new URL("../../../data/kemenkeu/statistics-2018.json", import.meta.url), "utf8"),
  ),
);
const RELEASED_ON = parseDay("2026-11-24");
const APP_PATHS = ["/lapor", "/pantau", "/en/lapor", "/en/pantau"];

type Counts = Readonly<Record<string, number>>;

function aYear(
  year: number,
  counts: Counts,
  source: Partial<ImportedYear["source"]> = {},
): ImportedYear {
  const categories = CATEGORY_CODES.filter((code) => code in counts).map((code) => ({
    code,
    count: counts[code] ?? 0,
  }));
  const total = categories.reduce((sum, { count }) => sum + count, 0);
  return { year, total, categories, source: { ...year2018.source, ...source } };
}

function render(imported: readonly ImportedYear[] = [year2018], change: Partial<Publication> = {}) {
  const institution = { name: { id: "Instansi Contoh", en: "Sample Institution" }, isTrial: false };
  const releases = imported.map((one) => ({ imported: one, releasedOn: RELEASED_ON }));
  return renderRelease({ institution, releases, ...change });
}

function bodyOf(files: ReturnType<typeof render>, path: string): string {
  const file = files.find((one) => one.path === path);
  assert.ok(file !== undefined, path);
  return file.body;
}

function pagesOf(files: ReturnType<typeof render>) {
  return files.filter(({ type }) => type.startsWith("text/html"));
}

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? "");
}

function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

function byCode(rows: readonly (readonly [string, number, number])[]) {
  return rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Every kind of page: none, one and many years, every category, a trial. */
const SAMPLES = {
  empty: render([]),
  trial: render([year2018], {
    institution: { name: { id: "Contoh", en: "Sample" }, isTrial: true },
  }),
  full: render([
    ...Array.from({ length: 30 }, (_, index) => aYear(1990 + index, { NETRALITAS: 4, SARA: 3 })),
    aYear(2025, Object.fromEntries(CATEGORY_CODES.map((code, index) => [code, 900_000 + index]))),
  ]),
};

test("a release has exactly these pages and files", () => {
  assert.deepEqual(
    render().map(({ path, type }) => `${path} ${type}`),
    [
      "/ text/html; charset=utf-8",
      "/statistik text/html; charset=utf-8",
      "/statistik/2018 text/html; charset=utf-8",
      "/en text/html; charset=utf-8",
      "/en/statistik text/html; charset=utf-8",
      "/en/statistik/2018 text/html; charset=utf-8",
      "/statistik/data/kategori-2018.csv text/csv; charset=utf-8",
      "/statistik/data/kategori-2018.json application/json; charset=utf-8",
    ],
  );
});

test("the same releases give the same bytes, in whatever order they are handed in", () => {
  const years = [year2018, aYear(2017, { SARA: 3 })];
  assert.deepEqual(render(years), render(years.toReversed()));
});

test("2018 reads 55 reports, 29, 22 and 4, which is 53, 40 and 7 per cent", () => {
  const id = wordsOf(bodyOf(render(), "/statistik/2018"));
  assert.ok(id.includes("55 laporan pada 2018. Lebih dari setengahnya ujaran kebencian."));
  assert.ok(id.includes("Ujaran kebencian 29 (53 %), netralitas 22 (40 %), SARA 4 (7 %)"));
  const en = wordsOf(bodyOf(render(), "/en/statistik/2018"));
  assert.ok(en.includes("55 reports in 2018. More than half were hate speech."));
  assert.ok(
    en.includes(
      "Hate speech 29 (53%), political neutrality 22 (40%), SARA (ethnicity, religion, race, group) 4 (7%)",
    ),
  );
});

test("sentence, chart, table, CSV and JSON show the same numbers", () => {
  const imported = aYear(2021, { NETRALITAS: 1234, SARA: 3, HOAKS: 617, LAINNYA: 0 });
  const files = render([imported]);
  const expected = [
    ["HOAKS", 617, 33],
    ["LAINNYA", 0, 0],
    ["NETRALITAS", 1234, 67],
    ["SARA", 3, 0],
  ];

  const csv = bodyOf(files, "/statistik/data/kategori-2021.csv").trimEnd().split("\r\n").slice(1);
  const fromCsv = csv.map((line) => line.replace(/"[^"]*"/g, "").split(","));
  assert.deepEqual(
    byCode(fromCsv.map((cells) => [cells[1] ?? "", Number(cells[4]), Number(cells[5])])),
    expected,
  );

  const json = JSON.parse(bodyOf(files, "/statistik/data/kategori-2021.json"));
  const fromJson = json.categories.map(
    (row: { code: string; reports: number; sharePercent: number }) => [
      row.code,
      row.reports,
      row.sharePercent,
    ],
  );
  assert.deepEqual(byCode(fromJson), expected);
  assert.equal(json.total, 1854);

  for (const [path, thousand] of [
    ["/statistik/2021", "1.234"],
    ["/en/statistik/2021", "1,234"],
  ] as const) {
    const html = bodyOf(files, path);
    assert.deepEqual(all(html, /<td class="n">([\d.,]+)<\/td><td/g), [
      thousand,
      "617",
      "3",
      "0",
      thousand.replace("234", "854"),
    ]);
    assert.deepEqual(all(html, /<td class="n">(\d+).?%<\/td>/g), ["67", "33", "0", "0", "100"]);
    assert.deepEqual(
      all(html, /class="v"[^>]*>([^<]+)</g).map((text) => text.replace(/\s/g, "").replace("%", "")),
      [`${thousand}·67`, "617·33", "3·0", "0·0"],
    );
  }
});

test("bars start at zero and are as long as their counts", () => {
  const html = bodyOf(render(), "/statistik/2018");
  assert.deepEqual(all(html, /<rect [^>]*width="([^"]+)"/g), ["70%", "53.1%", "9.66%"]);
  assert.ok(all(html, /<rect [^>]*\bx="([^"]+)"/g).every((x) => x === "0"));
});

test("the headline says what the figures say", () => {
  const headline = (counts: Counts) =>
    all(bodyOf(render([aYear(2020, counts)]), "/statistik/2020"), /<h1>([^<]+)</g)[0];
  assert.equal(
    headline({ NETRALITAS: 6, SARA: 5 }),
    "11 laporan pada 2020. Lebih dari setengahnya netralitas.",
  );
  assert.equal(
    headline({ NETRALITAS: 10, SARA: 5, HOAKS: 5 }),
    "20 laporan pada 2020. Terbanyak: netralitas.",
  );
  assert.equal(
    headline({ SARA: 5, NETRALITAS: 5 }),
    "10 laporan pada 2020. Terbanyak: netralitas dan SARA, sama banyak.",
  );
  assert.equal(headline({ SARA: 0 }), "Tidak ada laporan pada 2020.");
  // 52.5 per cent rounds to 53, but 50.4 is more than half although it rounds to 50.
  assert.equal(
    headline({ SARA: 504, NETRALITAS: 496 }),
    "1.000 laporan pada 2020. Lebih dari setengahnya SARA.",
  );
});

test("a year without reports has neither shares nor bars, and no division by zero", () => {
  for (const { body } of render([aYear(2020, { SARA: 0 })]))
    assert.doesNotMatch(body, /NaN|Infinity|undefined|null %/);
});

test("many categories are summed up in the sentence and complete in chart and table", () => {
  const html = bodyOf(SAMPLES.full, "/statistik/2025");
  assert.match(html, /<h2 id="kategori">[^<]+, 8 kategori lain<\/h2>/);
  assert.equal(all(html, /<rect ([^>]*)>/g).length, 11);
  assert.equal(all(html, /<th scope="row"([^>]*)>/g).length, 12);
});

test("what the source does not say is unknown, in words and in the data, and never zero", () => {
  const json = JSON.parse(bodyOf(render(), "/statistik/data/kategori-2018.json"));
  assert.deepEqual(json.unknown, [
    "outcomes",
    "speed",
    "units",
    "platforms",
    "identity",
    "feedback",
  ]);
  assert.equal(json.isBeforeBijak, true);
  assert.equal(json.releasedOn, "2026-11-24");
  assert.ok(
    wordsOf(bodyOf(render(), "/statistik/2018")).includes(
      "Hasil, kecepatan, dan unit kerja: tidak diketahui",
    ),
  );
  assert.ok(
    wordsOf(bodyOf(render(), "/en/statistik/2018")).includes("Outcomes, speed and units: unknown"),
  );
});

test("imported figures name their source and say that they are older than the channel", () => {
  const html = bodyOf(render(), "/statistik/2018");
  assert.ok(html.includes("Data sebelum Bijak"));
  assert.ok(html.includes('href="http://www.itjen.kemenkeu.go.id/baca/509"'));
  assert.ok(wordsOf(html).includes(year2018.source.id));
  assert.ok(wordsOf(html).includes("Terbit 24 November 2026"));
});

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
    institution: { name: { id: evil, en: evil }, isTrial: true },
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
      const twin = pages.find((page) => page.path === other);
      assert.ok(twin !== undefined, path);
      assert.deepEqual(all(twin.body, /<link rel="alternate" href="([^"]+)"/g), [other, own]);
      assert.equal(all(body, /<a [^>]*hreflang="[a-z]+"/g).length, 2, `${path}: wide and narrow`);
    }
  });
}

test("the front page shows the newest year and only doors that exist", () => {
  const front = bodyOf(render([aYear(2017, { SARA: 3 }), year2018]), "/");
  assert.ok(wordsOf(front).includes("Lihat statistik 2018"));
  assert.deepEqual(all(front, /<a class="door[^"]*" href="([^"]+)"/g), ["/lapor", "/pantau"]);
  assert.ok(wordsOf(bodyOf(SAMPLES.empty, "/")).includes("Belum ada angka yang terbit."));
});

test("the list shows every year, newest first, and the next date once it is set", () => {
  const files = render([aYear(2017, { SARA: 3 }), year2018], {
    nextRelease: { year: 2026, on: parseDay("2027-01-31") },
  });
  assert.deepEqual(all(bodyOf(files, "/statistik"), /<th scope="row"><a href="([^"]+)"/g), [
    "/statistik/2018",
    "/statistik/2017",
  ]);
  assert.ok(wordsOf(bodyOf(files, "/statistik")).includes("Angka 2026 terbit 31 Januari 2027."));
  assert.ok(
    wordsOf(bodyOf(files, "/en/statistik")).includes(
      "The figures of 2026 come out on 31 January 2027.",
    ),
  );
  assert.ok(wordsOf(bodyOf(render(), "/statistik")).includes("Tanggalnya belum ditetapkan."));
});

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

function sentencesOf(texts: unknown): readonly string[] {
  if (typeof texts === "string")
    return texts.split(/(?<=[.?!:;])\s/).filter((sentence) => sentence.includes(" "));
  return typeof texts === "object" && texts !== null
    ? Object.values(texts).flatMap(sentencesOf)
    : [];
}

for (const [language, texts] of [
  ["id", INDONESIAN],
  ["en", ENGLISH],
] as const) {
  test(`the words in ${language} are short sentences of plain words`, () => {
    const lengths = sentencesOf(texts).map((sentence) => sentence.split(/\s+/).length);
    assert.ok(lengths.length > 60);
    assert.ok(Math.max(...lengths) <= 20);
    assert.ok(lengths.reduce((sum, length) => sum + length, 0) / lengths.length <= 12);
    assert.doesNotMatch(
      sentencesOf(texts).join(" "),
      /\b(terkait|dalam rangka|sehubungan dengan|adapun|pelaku|oknum|kita semua)\b/i,
    );
  });
}

test("names of categories fit into a sentence", () => {
  const cases = [
    ["Ujaran kebencian", "ujaran kebencian"],
    ["SARA", "SARA"],
    ["SARA (suku)", "SARA (suku)"],
    ["Hoaks / x", "hoaks / x"],
    ["A", "a"],
    ["", ""],
  ];
  for (const [label = "", inside] of cases) assert.equal(withinSentence(label), inside);
});

test("numbers and days are written as each language does", () => {
  assert.deepEqual(
    [writeNumber(1234567, "id"), writeNumber(1234567, "en")],
    ["1.234.567", "1,234,567"],
  );
  const day = parseDay("2026-08-17");
  assert.deepEqual(
    [writeDay(day, "id"), writeDay(day, "en")],
    ["17 Agustus 2026", "17 August 2026"],
  );
});
