import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Institution } from "@bijak/client/reporter";
import { NOT_SURE } from "@bijak/domain";
import type { DirectoryUnit, Recipient } from "@bijak/envelope";
import { en } from "../src/lapor/copy/en.ts";
import { id } from "../src/lapor/copy/id.ts";
import { EMPTY_DRAFT, type Draft, type IdentityMode } from "../src/lapor/draft.ts";
import { checkDraft, problemsAt, stepOf, type Checked } from "../src/lapor/problems.ts";
import { listOfficeNames, routeOf } from "../src/lapor/routing.ts";
import { summarize, writeCopy } from "../src/lapor/summary.ts";
import { addFiles } from "../src/lib/reporter/evidence.ts";

const today = 20_782; // 2026-11-25

const aUnit = (unit: string, more: Partial<DirectoryUnit> = {}): DirectoryUnit => ({
  id: unit,
  epoch: 1,
  recipient: "age1x" as Recipient, // never sealed to in these tests
  vkey: `unit.${unit}.1`,
  isOpen: true,
  conflictTarget: "ITJEN",
  validFrom: 0,
  validUntil: null,
  name: `Kepatuhan ${unit}`,
  ...more,
});

function anInstitution(units: readonly DirectoryUnit[]): Institution {
  const anOffice = (name: string, unit: string, validUntil: number | null = null) => ({
    name: { id: name, en: `${name} (en)` },
    unit,
    validUntil,
  });
  return {
    realm: { instance: "contoh.test", suite: "x25519" },
    today,
    instanceFile: {
      instance: "contoh.test",
      suite: "x25519",
      signers: [],
      threshold: 1,
      publicOrigin: "",
      staffOrigin: "",
    },
    directory: {
      instance: "contoh.test",
      serial: 1,
      issuedOn: today,
      expiresOn: today,
      previous: null,
      suite: "x25519",
      threshold: 1,
      signers: [],
      isTrial: true,
      isRehearsal: false,
      custody: null,
      configHash: "",
      recoveries: [],
      units,
      retired: [],
    },
    config: {
      institution: { id: "Contoh", en: "Example" },
      offices: [
        anOffice("Sekretariat", "DJY"),
        anOffice("Direktorat Layanan", "DJX"),
        anOffice("Kantor Lama", "DJX", today - 1),
      ],
      categories: ["NETRALITAS", NOT_SURE],
      fallbackUnit: "ITJEN",
      contact: { id: "x", en: "x" },
      exit: "bmkg",
    },
  };
}

const ITJEN = aUnit("ITJEN", { name: "Itjen", conflictTarget: "DJX" });
const institution = anInstitution([aUnit("DJX"), aUnit("DJY"), ITJEN]);

const FILLED: Draft = {
  ...EMPTY_DRAFT,
  category: "NETRALITAS",
  links: ["https://contoh.example/unggahan", ""],
  office: "Direktorat Layanan",
  text: "Ia membagikan poster calon kepala daerah.",
};

const check = (patch: Partial<Draft> = {}, at: Institution = institution): Checked =>
  checkDraft({ draft: { ...FILLED, ...patch }, files: [], institution: at, language: "id", today });

const codesOf = (checked: Checked): readonly string[] =>
  "problems" in checked ? checked.problems.map(({ field, code }) => `${field} ${code}`) : [];

describe("checking a draft", () => {
  test("a filled draft becomes a report with its three required answers", () => {
    const checked = check();
    assert.ok("report" in checked);
    const { category, links, text, unit, identity, isStandbyAllowed } = checked.report;
    assert.deepEqual(
      { category, links, text, unit, identity, isStandbyAllowed },
      {
        category: "NETRALITAS",
        links: ["https://contoh.example/unggahan"],
        text: FILLED.text,
        unit: "DJX",
        identity: { mode: "anonymous" },
        isStandbyAllowed: true,
      },
    );
  });

  test("an empty draft is asked for exactly three things, each on its own screen", () => {
    const checked = checkDraft({
      draft: EMPTY_DRAFT,
      files: [],
      institution,
      language: "id",
      today,
    });
    assert.deepEqual(codesOf(checked), [
      "category category-missing",
      "links where-missing",
      "text text-too-short",
    ]);
    for (const step of ["what", "where", "story"] as const)
      assert.equal(problemsAt(step, checked).length, 1);
    for (const step of ["who", "evidence", "about"] as const)
      assert.equal(problemsAt(step, checked).length, 0);
  });

  test("`not sure` is an answer", () => {
    const checked = check({ category: NOT_SURE });
    assert.ok("report" in checked);
    assert.equal(checked.report.category, null);
  });

  test("every problem has a sentence in both languages", () => {
    const wrong = [
      check({
        category: null,
        links: ["http://x.example/1"],
        text: "pendek",
        dateChoice: "picked",
      }),
      check({ hasLink: false, platform: "instagram" }),
      check({ identity: "open", name: "Warga" }),
      check({ identity: "locked", name: "Warga", contact: "0812" }),
      check({ links: Array.from({ length: 6 }, (_, index) => `https://x.example/${index}`) }),
      check({ account: "x".repeat(300), text: "x".repeat(2_001) }),
    ];
    for (const checked of wrong) {
      assert.ok("problems" in checked && checked.problems.length > 0);
      for (const { code } of checked.problems)
        assert.ok(id.problems[code] && en.problems[code], code);
    }
  });

  test("a name can be locked only where the directory names custodians; it is part of the report only for the sending", () => {
    const named = { identity: "locked", name: "Warga Contoh", contact: "0812" } as const;
    const refused = check(named);
    assert.ok("problems" in refused);
    assert.deepEqual(refused.problems, [{ field: "identity", code: "identity-unavailable" }]);
    assert.equal(stepOf("identity"), "about");
    const custodian = (of: string) => ({ id: of, recipient: "age1x" as Recipient }); // never sealed to in these tests
    const custody = { k: 2, custodians: ["a", "b", "c"].map(custodian) };
    const withCustody = { ...institution, directory: { ...institution.directory, custody } };
    const checked = check(named, withCustody);
    assert.ok("report" in checked);
    assert.deepEqual(checked.report.identity, {
      mode: "locked",
      name: "Warga Contoh",
      contact: "0812",
    });
  });

  test("a text that is too short says how long it was", () => {
    const checked = check({ text: "  Ia menghina " });
    assert.ok("problems" in checked);
    assert.deepEqual(checked.problems, [{ field: "text", code: "text-too-short", length: 11 }]);
  });

  test("too many files are a problem of the evidence screen", () => {
    const files = addFiles(
      [],
      Array.from({ length: 11 }, () => new File(["x"], "a.png")),
    );
    const checked = checkDraft({ draft: FILLED, files, institution, language: "id", today });
    assert.deepEqual(codesOf(checked), ["files too-many-files"]);
    assert.equal(stepOf("files"), "evidence");
  });

  test("an answer of the way not taken is not sent: links without a link, a platform with one", () => {
    const place = check({
      hasLink: false,
      platform: "whatsapp",
      audience: "group",
      account: "Grup RT",
    });
    assert.ok("report" in place);
    assert.deepEqual([place.report.links, place.report.platform], [[], "whatsapp"]);
    const link = check({ platform: "whatsapp", audience: "group" });
    assert.ok("report" in link);
    assert.deepEqual([link.report.platform, link.report.audience], [null, null]);
  });
});

describe("where a report goes", () => {
  const route = (patch: Partial<Draft>) => routeOf({ ...FILLED, ...patch }, institution);

  test("to the unit of the office, with the inspectorate standing by", () => {
    assert.deepEqual([route({}).unit, route({}).standby], ["DJX", "ITJEN"]);
    assert.equal(route({ office: "sekretariat" }).unit, "DJY");
    assert.equal(route({ office: "" }).unit, "ITJEN");
  });

  test("to the inspectorate when the unit is involved, and then no unit stands by", () => {
    const involved = route({ involvement: "yes" });
    assert.deepEqual([involved.unit, involved.standby], ["ITJEN", null]);
    const checked = check({ involvement: "yes" });
    assert.ok("report" in checked);
    assert.equal(checked.report.isStandbyAllowed, false);
  });

  test("to the unit the person chose, as long as it may be chosen", () => {
    assert.equal(route({ chosenUnit: "ITJEN" }).unit, "ITJEN");
    assert.equal(route({ chosenUnit: "DJZ" }).unit, "DJX");
  });

  test("a person who does not allow the inspectorate is heard", () => {
    const checked = check({ isStandbyAllowed: false });
    assert.ok("report" in checked);
    assert.equal(checked.report.isStandbyAllowed, false);
  });

  test("offices that have ended are not offered, the others stand in order", () => {
    assert.deepEqual(listOfficeNames(institution, "id", today), [
      "Direktorat Layanan",
      "Sekretariat",
    ]);
    assert.deepEqual(listOfficeNames(institution, "en", today), [
      "Direktorat Layanan (en)",
      "Sekretariat (en)",
    ]);
  });
});

describe("the summary", () => {
  test("shows every answer, and the copy holds the same", () => {
    const draft: Draft = {
      ...FILLED,
      knownBy: "profile",
      dateChoice: "yesterday",
      relation: "colleague",
      worry: "yes",
    };
    const words = { copy: id, language: "id", today } as const;
    const lines = summarize(draft, words).flatMap(({ lines: main, notes }) => [...main, ...notes]);
    for (const line of [
      "Netralitas politik",
      "https://contoh.example/unggahan",
      "Direktorat Layanan",
      "Tertulis di profilnya",
      FILLED.text,
      "Selasa, 24 November 2026",
    ]) {
      assert.ok(lines.includes(line), line);
    }
    const copy = writeCopy(draft, words);
    for (const line of lines) assert.ok(copy.includes(line), line);
    assert.ok(copy.startsWith("Catatan\n"));
    assert.doesNotMatch(copy, /Bijak|Contoh\b|Itjen|Kepatuhan/);
  });

  test("shows a name only when the person gave it, and says of a locked one that it goes apart", () => {
    const named = { ...FILLED, name: "Warga Contoh", contact: "warga@contoh.example" };
    const words = { copy: en, language: "en", today } as const;
    const text = (identity: IdentityMode) =>
      JSON.stringify(summarize({ ...named, identity }, words));
    assert.doesNotMatch(text("anonymous"), /Warga Contoh/);
    assert.match(text("open"), /Open: Warga Contoh/);
    assert.match(text("locked"), /Confidential: Warga Contoh.*Sent apart/);
    assert.doesNotMatch(text("open"), /Sent apart/);
    const checked = check(named);
    assert.ok("report" in checked);
    assert.doesNotMatch(JSON.stringify(checked.report), /Warga Contoh/);
  });
});
