import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ImportedYear, ReplyOf, staffRoutes } from "@bijak/contract";
import { cosignAct, writeAct } from "@bijak/envelope";
import {
  confirmRelease,
  declare,
  listInbox,
  listReleases,
  proposeRelease,
  refreshIndex,
  searchIndex,
  takeCase,
  triage,
} from "../src/handler.ts";
import { publishAct } from "../src/shared/publish-act.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

const YEAR: ImportedYear = {
  year: 2018,
  total: 55,
  categories: [
    { code: "UJARAN_KEBENCIAN", count: 29 },
    { code: "NETRALITAS", count: 22 },
    { code: "SARA", count: 4 },
  ],
  source: { id: "Sumber", en: "Source", url: "" },
};

const journey = await openJourney();
const handler = await journey.desk("handler.djp");
const supervisor = await journey.desk("supervisor.djp");

describe("the index of a unit", { concurrency: false }, () => {
  /** In letters: labels, which are found as well, begin with digits. */
  const NUMBERS = ["nol", "satu", "dua"];
  const people = ["Budi Hartono", "Ani Wijaya", "Citra Á. Dewi"];

  test("begins with the cases nobody has taken, once each, however many members refresh it", async () => {
    for (const [at, personName] of people.entries())
      await journey.report({ personName, account: `@akun.${NUMBERS[at]}` });
    const told: [number, number][] = [];
    const sizes = await Promise.all([
      refreshIndex(handler, "DJP", (done, total) => told.push([done, total])),
      refreshIndex(supervisor, "DJP"),
    ]);
    assert.deepEqual(sizes, [{ cards: 3 }, { cards: 3 }]);
    assert.deepEqual(told.at(-1)?.[0], told.at(-1)?.[1]);
    assert.deepEqual(await refreshIndex(await journey.desk("handler.djp"), "DJP"), { cards: 3 });
  });

  const searches: readonly [text: string, found: readonly string[]][] = [
    ["budi", ["Budi Hartono"]],
    ["hart bud", ["Budi Hartono"]],
    ["@AKUN.satu", ["Ani Wijaya"]],
    ["dewi a", ["Citra Á. Dewi"]],
    ["kantor pelayanan", people],
    ["udi", []],
    ["  ", []],
  ];
  for (const [text, found] of searches) {
    test(`"${text}" finds ${found.length === 0 ? "nothing" : found.join(", ")}`, () => {
      const hits = searchIndex(handler, "DJP", text).map(({ summary }) => summary.name);
      assert.deepEqual(hits.toSorted(), found.toSorted());
    });
  }

  test("learns the category of record from whoever sorts the case, for every colleague's inbox", async () => {
    const [hit] = searchIndex(handler, "DJP", "ani");
    assert.ok(hit);
    await declare(handler, hit.caseId, { hasConflict: false });
    await takeCase(handler, hit.caseId);
    await triage(handler, hit.caseId, {
      category: "HOAKS",
      platform: "chat",
      identityMode: "anonymous",
    });
    await refreshIndex(supervisor, "DJP");
    const { rows } = await listInbox(supervisor, { unit: "DJP", view: "all", limit: 10 });
    const row = rows.find(({ caseId }) => caseId === hit.caseId);
    assert.deepEqual([row?.category, row?.clips, row?.title], ["HOAKS", 0, "@akun.satu"]);
    assert.deepEqual(
      searchIndex(supervisor, "DJP", "hoaks").map(({ caseId }) => caseId),
      [hit.caseId],
    );
  });

  test("finds the cases that were taken before they had a card", async () => {
    const { sealed } = await journey.report({ personName: "Dewa Putra" });
    const fresh = await journey.desk("handler.djp");
    await declare(fresh, sealed.caseId, { hasConflict: false });
    await takeCase(fresh, sealed.caseId);
    assert.deepEqual(await refreshIndex(handler, "DJP"), { cards: 4 });
    assert.equal(searchIndex(handler, "DJP", "dewa").length, 1);
  });

  test("spreads over pages of 256 cards, and two who write at once lose nothing", async () => {
    const extra = 300;
    for (let at = 0; at < extra; at += 1) await journey.report({ personName: `Orang ${at}` });
    const second = await journey.desk("supervisor.djp");
    const [one, other] = await Promise.all([
      refreshIndex(handler, "DJP"),
      refreshIndex(second, "DJP"),
    ]);
    assert.deepEqual([one.cards, other.cards], [304, 304]);
    const pages = await journey.parts.store.db
      .selectFrom("inbox_page")
      .select("page")
      .where("unit", "=", "DJP")
      .execute();
    assert.deepEqual(new Set(pages.map(({ page }) => page)), new Set([0, 1]));
    const third = await journey.desk("handler.djp");
    assert.deepEqual(await refreshIndex(third, "DJP"), { cards: 304 });
    assert.equal(searchIndex(third, "DJP", "orang").length, extra);
  });

  test("of another unit is not to be had", async () => {
    const stranger = await journey.desk("handler.djbc");
    assert.equal(await codeOf(refreshIndex(stranger, "DJP")), "not-available");
    assert.deepEqual(searchIndex(stranger, "DJP", "budi"), []);
  });

  test("pages of the inbox follow each other without gap or repetition", async () => {
    const seen = new Set<string>();
    for (let after: string | null = null, isLast = false; !isLast;) {
      const page = await listInbox(handler, { unit: "DJP", view: "all", limit: 100, after });
      for (const { caseId } of page.rows) seen.add(caseId);
      after = page.next;
      isLast = after === null;
    }
    assert.equal(seen.size, 304);
  });
});

describe("the release of an imported year", { concurrency: false }, () => {
  test("takes two supervisors: whoever proposed cannot confirm", async () => {
    const [proposed] = await proposeRelease(supervisor, { imported: YEAR });
    assert.ok(proposed);
    assert.deepEqual([proposed.isPublished, proposed.proposedBy], [false, supervisor.me.memberId]);
    assert.equal(await codeOf(confirmRelease(supervisor, proposed.id)), "act-refused");
    const other = await journey.desk("supervisor.djbc");
    const [published] = await confirmRelease(other, proposed.id);
    assert.deepEqual([published?.isPublished, published?.publishedOn], [true, journey.today()]);
    assert.deepEqual(published?.signers.map(({ name }) => name).toSorted(), [
      "Supervisor DJBC",
      "Supervisor DJP",
    ]);
    assert.equal(await codeOf(confirmRelease(other, proposed.id)), "act-refused");
    assert.equal((await listReleases(supervisor)).length, 1);
    assert.equal(await codeOf(listReleases(handler)), "role-missing");
  });

  describe("in the list of a server that lies", () => {
    type Rows = ReplyOf<typeof staffRoutes.releases>;
    const listThrough = async (change: (rows: Rows) => unknown) =>
      listReleases(await journey.desk("supervisor.djp", lyingAt("/api/releases", change)));
    const signedBy = async (logins: readonly string[], imported = YEAR) => {
      const act = await publishAct(journey.institution.realm.instance, imported);
      const [first, second] = await Promise.all(logins.map((login) => journey.desk(login)));
      assert.ok(first);
      const note = await writeAct(act, first.memberKey);
      return second === undefined ? note : cosignAct(note, second.memberKey);
    };
    const flags = (list: readonly { isValid: boolean; signers: readonly unknown[] }[]) =>
      list.map(({ isValid, signers }) => [isValid, signers.length]);

    test("one bad row is flagged and the others are shown", async () => {
      const list = await listThrough((rows) => [
        { ...rows[0], id: "AAAAAAAAAAAAAAAA", note: "tidak ada tanda tangan" },
        { ...rows[0], id: "BBBBBBBBBBBBBBBB", imported: { ...YEAR, total: 56 } },
        ...rows,
      ]);
      assert.deepEqual(flags(list), [
        [false, 0],
        [false, 0],
        [true, 2],
      ]);
    });

    const notes: readonly (readonly [string, readonly string[]])[] = [
      ["one supervisor signed", ["supervisor.djp"]],
      ["a supervisor and a handler signed", ["supervisor.djp", "handler.djp"]],
    ];
    for (const [words, logins] of notes) {
      test(`what only ${words} is not published by calling it so`, async () => {
        const note = await signedBy(logins);
        const list = await listThrough((rows) => rows.map((row) => ({ ...row, note })));
        assert.deepEqual(flags(list), [[false, 0]]);
      });
    }

    test("a handler's proposal is none, and nobody can confirm it", async () => {
      const note = await signedBy(["handler.djp"]);
      const change = (rows: Rows) => rows.map((row) => ({ ...row, note, isPublished: false }));
      const [row] = await listThrough(change);
      assert.deepEqual([row?.isValid, row?.proposedBy], [false, null]);
      const desk = await journey.desk("supervisor.djp", lyingAt("/api/releases", change));
      assert.equal(await codeOf(confirmRelease(desk, row?.id ?? "")), "act-refused");
    });

    test("a release stays valid when a supervisor who signed it has left", async () => {
      const desk = await journey.desk("supervisor.djp");
      const members = desk.members.map((member) =>
        member.name === "Supervisor DJBC" ? { ...member, units: [], roles: [] } : member,
      );
      assert.deepEqual(flags(await listReleases({ ...desk, members })), [[true, 2]]);
    });
  });

  test("is refused for figures that do not add up, and to handlers", async () => {
    assert.equal(
      await codeOf(proposeRelease(supervisor, { imported: { ...YEAR, year: 2017, total: 54 } })),
      "release-refused",
    );
    assert.equal(
      await codeOf(proposeRelease(handler, { imported: { ...YEAR, year: 2017 } })),
      "role-missing",
    );
  });
});
