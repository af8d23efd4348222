import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import fc from "fast-check";
import { deriveReporterKeys, generateReceipt, type Recipient } from "@bijak/envelope";
import { parseReport } from "../src/reporter/parse-report.ts";
import { bodyOf } from "../src/reporter/report-body.ts";
import { sealReport } from "../src/reporter/seal-report.ts";
import type { Report, ReportDraft } from "../src/reporter/report.ts";
import type { Institution } from "../src/shared/institution.ts";
import { anInstitution, TODAY } from "./support/institution.ts";
import { aDraft, aReport } from "./support/report.ts";

describe("parseReport", () => {
  let institution: Institution;
  before(async () => {
    ({ institution } = await anInstitution());
  });
  const codesOf = (changes: ReportDraft): readonly string[] => {
    const parsed = parseReport(aDraft(changes), institution);
    return "report" in parsed ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
  };

  test("takes a complete draft as it is", () => {
    const report = aReport(institution);
    assert.equal(report.category, "NETRALITAS");
    assert.deepEqual(report.links, ["https://www.instagram.com/p/abc"]);
    assert.equal(report.happenedOn, TODAY - 1);
  });

  test("needs no more than what, where, a text and a unit", () => {
    const least = {
      category: null,
      links: ["https://x.com/a/status/1"],
      text: "x".repeat(20),
      unit: "DJP",
    };
    const parsed = parseReport(least, institution);
    assert.ok("report" in parsed);
    assert.deepEqual(parsed.report.identity, { mode: "anonymous" });
    assert.equal(parsed.report.isStandbyAllowed, true);
  });

  test("tells every problem of an empty draft at once, in the order of the fields", () => {
    const parsed = parseReport({}, institution);
    assert.ok("problems" in parsed);
    assert.deepEqual(
      parsed.problems.map(({ code }) => code),
      ["category-missing", "where-missing", "text-too-short", "unit-missing"],
    );
  });

  const refusals: readonly [why: string, changes: ReportDraft, problem: string][] = [
    ["a category that is not on the form", { category: "SE_LAIN" }, "category category-unknown"],
    [
      "six links",
      { links: Array.from({ length: 6 }, (_, at) => `https://x.com/${at}`) },
      "links too-many-links",
    ],
    ["a link without TLS", { links: ["http://x.com/a"] }, "links link-not-https"],
    ["a script as link", { links: ["javascript:alert(1)"] }, "links link-not-https"],
    ["a link that carries a password", { links: ["https://a:b@x.com/"] }, "links link-not-https"],
    [
      "a link without a place",
      { links: [], platform: "instagram", account: "" },
      "links where-missing",
    ],
    ["an account without platform", { links: [], platform: null }, "links where-missing"],
    ["a platform that is not listed", { platform: "mastodonte" }, "platform field-malformed"],
    ["a text of 19 characters", { text: "x".repeat(19) }, "text text-too-short"],
    ["a text of spaces", { text: " ".repeat(50) }, "text text-too-short"],
    ["a text of 2,001 characters", { text: "x".repeat(2_001) }, "text text-too-long"],
    ["a day after tomorrow", { happenedOn: TODAY + 2 }, "happenedOn day-wrong"],
    ["half a day", { happenedOn: 1.5 }, "happenedOn day-wrong"],
    [
      "an open identity without contact",
      { identity: { mode: "open", name: "Budi", contact: " " } },
      "identity identity-incomplete",
    ],
    [
      "an identity of a mode that does not exist",
      { identity: { mode: "confidential", name: "Budi", contact: "0812" } },
      "identity field-malformed",
    ],
    [
      "a locked identity where nobody is a custodian",
      { identity: { mode: "locked", name: "Budi", contact: "0812" } },
      "identity identity-unavailable",
    ],
    ["a unit that does not exist", { unit: "DJXX" }, "unit unit-unknown"],
    ["a unit that is closed", { unit: "BPPK" }, "unit unit-closed"],
    ["a name of 201 characters", { personName: "x".repeat(201) }, "personName too-long"],
    ["a relation that is no word", { relation: "<b>" }, "relation field-malformed"],
  ];
  for (const [why, changes, problem] of refusals) {
    test(`refuses ${why}`, () =>
      assert.ok(codesOf(changes).includes(problem), codesOf(changes).join()));
  }

  test("adds the https that people leave out, and nothing else", () => {
    assert.deepEqual(aReport(institution, { links: [" instagram.com/p/x "] }).links, [
      "https://instagram.com/p/x",
    ]);
  });

  test("takes an account on a platform in place of a link", () => {
    assert.deepEqual(aReport(institution, { links: [""], platform: "x", account: "@a" }).links, []);
  });

  test("counts characters as people do: 2,000 emoji are not too many", () => {
    assert.equal(codesOf({ text: "😀".repeat(2_000) }).includes("text text-too-long"), false);
  });

  test("removes control characters from text and lines", () => {
    const report = aReport(institution, {
      text: `${"x".repeat(20)}\u0000\u001b[2Jy\nz`,
      personName: "A\nB",
    });
    assert.equal(report.text, `${"x".repeat(20)} [2Jy\nz`);
    assert.equal(report.personName, "A B");
  });

  test("takes a locked identity where the directory names custodians, and only a whole one", () => {
    const custodian = (id: string) => ({ id, recipient: "age1x" as Recipient }); // nothing is sealed here
    const custody = { k: 2, custodians: ["a", "b"].map(custodian) };
    const withCustody = { ...institution, directory: { ...institution.directory, custody } };
    const parse = (name: string) =>
      parseReport(aDraft({ identity: { mode: "locked", name, contact: "0812" } }), withCustody);
    const parsed = parse("  Budi\u0000Contoh ");
    assert.ok("report" in parsed);
    assert.deepEqual(parsed.report.identity, {
      mode: "locked",
      name: "Budi Contoh",
      contact: "0812",
    });
    const body = bodyOf(parsed.report);
    assert.deepEqual(body.answers?.["identity"], { mode: "locked" });
    assert.doesNotMatch(JSON.stringify(body), /Budi Contoh.*0812|0812/);
    const incomplete = parse(" ");
    assert.ok("problems" in incomplete);
    assert.deepEqual(incomplete.problems, [{ field: "identity", code: "identity-incomplete" }]);
  });

  test("puts the identity into the body only when it is open", () => {
    const open = { mode: "open", name: "Ani", contact: "0812" } as const;
    assert.deepEqual(bodyOf(aReport(institution, { identity: open })).answers?.["identity"], open);
    assert.equal("identity" in (bodyOf(aReport(institution)).answers ?? {}), false);
  });

  test("what it accepts always fits into the one size of a first message, whatever is typed", async () => {
    const receipt = generateReceipt();
    const keys = await deriveReporterKeys(institution.realm, receipt, 1);
    const sizes = new Set<number>();
    const long = (most: number) =>
      fc.constantFrom("a", '"', "\\", "é", "😀", "\n").map((one) => one.repeat(most));
    const drafts = fc.record({
      text: long(2_000),
      account: long(200),
      personName: long(200),
      office: long(200),
      links: fc.array(
        fc.integer({ min: 0, max: 1_900 }).map((size) => `https://x.com/${"é".repeat(size)}`),
        { maxLength: 5 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(drafts, async (changes) => {
        const parsed = parseReport(aDraft(changes), institution);
        if ("problems" in parsed) return;
        const { message } = await sealReport({ institution, report: parsed.report, receipt, keys });
        sizes.add(message.length);
      }),
      { numRuns: 60 },
    );
    assert.equal(sizes.size, 1);
  });

  test("so does the largest report it accepts, to the byte, in an institution with the longest id", async () => {
    const { institution: longest } = await anInstitution({ instance: "i".repeat(64) });
    const receipt = generateReceipt();
    const keys = await deriveReporterKeys(longest.realm, receipt, 1);
    const links = (last: number) =>
      [1_990, 1_990, 1_990, last].map((size) => `https://x.com/${"a".repeat(size - 14)}`);
    const parse = (last: number) =>
      parseReport(aDraft({ text: "😀".repeat(2_000), links: links(last) }), longest);
    const fits = (last: number) => "report" in parse(last);
    let [least, most] = [15, 1_990];
    assert.ok(fits(least) && !fits(most));
    while (most - least > 1) {
      const middle = Math.floor((least + most) / 2);
      if (fits(middle)) least = middle;
      else most = middle;
    }
    const largest = parse(least);
    assert.ok("report" in largest);
    const sizeOf = async (report: Report) =>
      (await sealReport({ institution: longest, report, receipt, keys })).message.length;
    assert.equal(await sizeOf(largest.report), await sizeOf(aReport(longest)));
  });

  test("a report too large for that size is refused, not cut", () => {
    const links = Array.from({ length: 5 }, (_, at) => `https://x.com/${String(at).repeat(1_900)}`);
    assert.deepEqual(codesOf({ text: "😀".repeat(2_000), links }), ["text report-too-large"]);
  });

  test("throws for no input at all, of whatever form", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            category: fc.anything(),
            links: fc.anything(),
            text: fc.anything(),
            identity: fc.anything(),
            unit: fc.anything(),
            happenedOn: fc.anything(),
            platform: fc.anything(),
            account: fc.anything(),
            worry: fc.anything(),
            isStandbyAllowed: fc.anything(),
          },
          { requiredKeys: [] },
        ),
        (draft) => {
          const parsed = parseReport(draft, institution);
          assert.ok("report" in parsed || parsed.problems.length > 0);
        },
      ),
    );
  });
});
