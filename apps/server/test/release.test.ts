import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { canonicalJson, type ImportedYear, staffRoutes } from "@bijak/contract";
import { addSignature, cosignAct, sha256Base64, writeAct } from "@bijak/envelope";
import { ensureTwoSupervisors } from "../src/publication/release-checks.ts";
import { INSTANCE } from "./support/app.ts";
import { randomId } from "./support/cases.ts";
import { codeOf, listMembers, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const yearOf = (year: number, counts: Readonly<Record<string, number>>): ImportedYear => ({
  year,
  total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  categories: Object.entries(counts).map(([code, count]) => ({ code, count })),
  source: { id: "Siaran pers", en: "Press release", url: "" },
});
const YEAR_2018 = yearOf(2018, { UJARAN_KEBENCIAN: 29, NETRALITAS: 22, SARA: 4 });

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const actOf = async (imported: ImportedYear) => ({
      instance: INSTANCE,
      caseId: "-",
      kind: "publish" as const,
      hash: await sha256Base64(Buffer.from(canonicalJson(imported))),
      revision: imported.year,
    });
    const signFirst = async (login: Login, imported: ImportedYear, change: object = {}) =>
      writeAct({ ...(await actOf(imported)), ...change }, house.person(login).signing);
    const post = async (login: Login, imported: ImportedYear, note: string) =>
      (await house.staff(login).call(staffRoutes.proposeRelease, { body: { imported, note } })).id;
    const propose = async (login: Login, imported: ImportedYear) => {
      const note = await signFirst(login, imported);
      return { id: await post(login, imported, note), note };
    };
    const publish = (login: Login, id: string, note: string) =>
      house.staff(login).call(staffRoutes.publish, { params: { id }, body: { note } });
    const sign = (login: Login, note: string) => cosignAct(note, house.person(login).signing);
    const pageAt = (url: string) =>
      house.app.publicSide.inject({ url, headers: { host: "localhost:8080" } });

    describe(`releasing a year, on ${dialect}`, () => {
      test("before anything is released the front page stands and the year does not", async () => {
        assert.equal((await pageAt("/")).statusCode, 200);
        assert.equal((await pageAt("/statistik/2018")).statusCode, 404);
      });

      test("two supervisors publish 2018: /statistik/2018 says 29, 22 and 4 of 55, with 53, 40 and 7 per cent, without script", async () => {
        const { id, note } = await propose("djp-penyelia", YEAR_2018);
        assert.equal((await pageAt("/statistik/2018")).statusCode, 404);
        await publish("itjen-penyelia", id, await sign("itjen-penyelia", note));
        const reply = await pageAt("/statistik/2018");
        assert.equal(reply.statusCode, 200);
        assert.match(String(reply.headers["content-type"]), /^text\/html/u);
        for (const words of ["55", "29", "22", "4", "53", "40", "7"])
          assert.match(reply.payload, new RegExp(`>[^<]*\\b${words}\\b[^<]*<`, "u"), words);
        assert.doesNotMatch(reply.payload, /<script/u);
        assert.match((await pageAt("/en/statistik/2018")).payload, /29/u);
        const csv = (await pageAt("/statistik/data/kategori-2018.csv")).payload;
        assert.match(csv, /29/u);
        const [release] = await house.staff("djbc-penyelia").call(staffRoutes.releases, {});
        assert.equal(release?.isPublished, true);
        assert.equal(release?.publishedOn, house.clock.today());
      });

      test("a year goes out once", async () => {
        const note = await signFirst("djp-penyelia", YEAR_2018);
        assert.equal(await codeOf(post("djp-penyelia", YEAR_2018, note)), "release-refused");
        const [release] = await house.staff("djp-penyelia").call(staffRoutes.releases, {});
        assert.ok(release);
        assert.equal(
          await codeOf(publish("djbc-penyelia", release.id, release.note)),
          "release-refused",
        );
      });

      test("one supervisor cannot publish alone, nor with signatures that are not of two supervisors over these figures", async () => {
        const imported = yearOf(2017, { SARA: 10, HOAKS: 12 });
        const { id, note } = await propose("djp-penyelia", imported);
        const again = `${note}${note.slice(note.lastIndexOf("\n—") + 1)}`;
        const other = await sign("djp-penyelia", await signFirst("djbc-penyelia", imported));
        const handler = await addSignature(note, house.person("djp-petugas").signing);
        const changed = await sign(
          "itjen-penyelia",
          await signFirst("djp-penyelia", yearOf(2017, { SARA: 22 })),
        );
        const theirs = await sign("itjen-penyelia", note);
        for (const bad of [note, again, other, "no note"])
          assert.equal(await codeOf(publish("djp-penyelia", id, bad)), "act-refused");
        assert.equal(await codeOf(publish("djbc-penyelia", id, handler)), "act-refused");
        assert.equal(await codeOf(publish("itjen-penyelia", id, changed)), "act-refused");
        assert.equal(await codeOf(publish("djbc-penyelia", id, theirs)), "act-refused");
        const three = await sign("djbc-penyelia", theirs);
        assert.equal(await codeOf(publish("itjen-penyelia", id, three)), "act-refused");
        assert.equal((await pageAt("/statistik/2017")).statusCode, 404);
        assert.equal(await codeOf(publish("itjen-penyelia", id, theirs)), "accepted");
        assert.equal((await pageAt("/statistik/2017")).statusCode, 200);
      });

      test("a supervisor and a handler are not two supervisors, wherever the note comes from", async () => {
        const note = await signFirst("djp-penyelia", YEAR_2018);
        const members = await listMembers(house);
        const signing = { instance: INSTANCE, members, imported: YEAR_2018 };
        const judge = async (login: Login) =>
          codeOf(ensureTwoSupervisors(await sign(login, note), signing));
        assert.equal(await judge("djp-petugas"), "act-refused");
        assert.equal(await judge("djbc-penyelia"), "accepted");
        const left = members.map((one) => ({ ...one, units: [], roles: [] }));
        const gone = ensureTwoSupervisors(await sign("djbc-penyelia", note), {
          ...signing,
          members: left,
        });
        assert.equal(await codeOf(gone), "act-refused");
      });

      test("figures that do not add up, hold a small cell, an unknown category, or are of a year of our own are refused", async () => {
        const bad = [
          { ...YEAR_2018, year: 2016, total: 56 },
          yearOf(2016, { SARA: 2, HOAKS: 20 }),
          yearOf(2016, { GOSIP: 20 }),
          {
            ...yearOf(2016, { SARA: 20 }),
            categories: [
              { code: "SARA", count: 10 },
              { code: "SARA", count: 10 },
            ],
          },
          {
            ...yearOf(2016, { SARA: 20 }),
            source: { id: "x", en: "x", url: "javascript:alert(1)" },
          },
          yearOf(2026, { SARA: 20 }),
          yearOf(2027, { SARA: 20 }),
        ];
        for (const imported of bad) {
          const note = await signFirst("djp-penyelia", imported);
          assert.equal(await codeOf(post("djp-penyelia", imported, note)), "release-refused");
        }
      });

      test("a proposal needs the signature of who proposes, alone, over these figures", async () => {
        const imported = yearOf(2015, { SARA: 9 });
        const foreign = await signFirst("djbc-penyelia", imported);
        const both = await sign("djp-penyelia", foreign);
        const changes = [
          { kind: "close" },
          { revision: 2014 },
          { instance: "lain.go.id" },
          { caseId: randomId() },
        ];
        for (const note of [foreign, both, "no note"])
          assert.equal(await codeOf(post("djp-penyelia", imported, note)), "act-refused");
        for (const change of changes) {
          const note = await signFirst("djp-penyelia", imported, change);
          assert.equal(await codeOf(post("djp-penyelia", imported, note)), "act-refused");
        }
      });

      test("only supervisors see, propose and publish releases", async () => {
        const imported = yearOf(2014, { SARA: 9 });
        const { id, note } = await propose("djp-penyelia", imported);
        for (const login of ["djp-petugas", "humas"] as const) {
          assert.equal(
            await codeOf(house.staff(login).call(staffRoutes.releases, {})),
            "role-missing",
          );
          assert.equal(
            await codeOf(post(login, imported, await signFirst(login, imported))),
            "role-missing",
          );
          assert.equal(await codeOf(publish(login, id, await sign(login, note))), "role-missing");
        }
        const unknown = publish("djbc-penyelia", randomId(), await sign("djbc-penyelia", note));
        assert.equal(await codeOf(unknown), "not-available");
      });

      test("of two proposals for one year the first that is published stays, the other is gone", async () => {
        const [one, two] = [yearOf(2013, { SARA: 9 }), yearOf(2013, { SARA: 8 })];
        const first = await propose("djp-penyelia", one);
        const second = await propose("djbc-penyelia", two);
        const codes = await Promise.all([
          codeOf(publish("itjen-penyelia", first.id, await sign("itjen-penyelia", first.note))),
          codeOf(publish("djp-penyelia", second.id, await sign("djp-penyelia", second.note))),
        ]);
        assert.equal(codes.filter((code) => code === "accepted").length, 1);
        const releases = await house.staff("djp-penyelia").call(staffRoutes.releases, {});
        assert.equal(releases.filter(({ imported }) => imported.year === 2013).length, 1);
      });
    });

    test(`what the founding releases stands on its pages at once, on ${dialect}`, async () => {
      const founded = await openHouse(dialect, [
        { ...YEAR_2018, categories: YEAR_2018.categories as never },
      ]);
      const reply = await founded.app.publicSide.inject({
        url: "/statistik/2018",
        headers: { host: "localhost:8080" },
      });
      assert.equal(reply.statusCode, 200);
      assert.match(reply.payload, /29/u);
    });
  });
