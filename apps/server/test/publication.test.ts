import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "@bijak/domain";
import { ENGLISH } from "../src/publication/texts-en.ts";
import { INDONESIAN } from "../src/publication/texts-id.ts";
import { withinSentence, writeDay, writeNumber } from "../src/publication/texts.ts";
import {
  all,
  aYear,
  bodyOf,
  type Counts,
  render,
  SAMPLES,
  wordsOf,
  year2018,
} from "./publication-samples.ts";

function byCode(rows: readonly (readonly [string, number, number])[]) {
  return rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

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
  const half = bodyOf(
    render([aYear(2020, { NETRALITAS: 10, SARA: 5, HOAKS: 5 })]),
    "/en/statistik/2020",
  );
  assert.ok(half.includes("<h1>20 reports in 2020. The largest group: political neutrality.</h1>"));
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

test("four categories are all named, of five the first three", () => {
  const sentence = (counts: Counts) =>
    all(
      bodyOf(render([aYear(2020, counts)]), "/en/statistik/2020"),
      /<h2 id="kategori">([^<]+)</g,
    )[0];
  assert.equal(sentence({ SARA: 4 }), "SARA (ethnicity, religion, race, group) 4 (100%)");
  const four = { NETRALITAS: 40, HOAKS: 30, PELECEHAN: 20, LAINNYA: 10 };
  assert.equal(
    sentence(four),
    "Political neutrality 40 (40%), hoax, misleading information 30 (30%), harassment, discrimination 20 (20%), other 10 (10%)",
  );
  assert.match(
    sentence({ ...four, KESOPANAN: 5 }) ?? "",
    /harassment, discrimination 20 \(19%\), 2 other categories$/,
  );
});

test("equal counts stand in the order of their codes, whatever order the source has", () => {
  const imported = aYear(2020, { SARA: 5, NETRALITAS: 5, HOAKS: 5 });
  for (const categories of [imported.categories, imported.categories.toReversed()]) {
    const csv = bodyOf(render([{ ...imported, categories }]), "/statistik/data/kategori-2020.csv");
    assert.deepEqual(all(csv, /^2020,([A-Z]+),/gm), ["HOAKS", "NETRALITAS", "SARA"]);
  }
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

test("the front page shows the newest year and only doors that exist", () => {
  const front = bodyOf(render([aYear(2017, { SARA: 3 }), year2018]), "/");
  assert.ok(wordsOf(front).includes("Lihat statistik 2018"));
  assert.deepEqual(all(front, /<a class="door[^"]*" href="([^"]+)"/g), ["/lapor", "/pantau"]);
  assert.ok(wordsOf(bodyOf(SAMPLES.empty, "/")).includes("Belum ada angka yang terbit."));
});

test("a reader is told which page and which year they are on", () => {
  const files = render([aYear(2017, { SARA: 3 }), year2018]);
  const current = (path: string) =>
    all(bodyOf(files, path), /<a [^>]*href="([^"]+)" aria-current="page"/g);
  assert.deepEqual(current("/statistik/2018"), ["/statistik", "/statistik/2018", "/statistik"]);
  assert.deepEqual(current("/en/statistik"), ["/en/statistik", "/en/statistik"]);
  assert.deepEqual(current("/"), []);
});

test("the table below the chart is open from the start", () => {
  assert.match(
    bodyOf(render(), "/statistik/2018"),
    /<details open><summary>Tampilkan sebagai tabel</,
  );
});

test("the list names the largest category of each year, all of them where they are equal, none where there is none", () => {
  const years = [year2018, aYear(2017, { SARA: 3, NETRALITAS: 3 }), aYear(2016, { SARA: 0 })];
  assert.deepEqual(all(bodyOf(render(years), "/statistik"), /<\/th><td>([^<]+)<\/td>/g), [
    "Ujaran kebencian",
    "Netralitas, SARA",
    "–",
  ]);
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
