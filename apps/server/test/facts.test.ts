import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type FactRow, staffRoutes } from "@bijak/contract";
import { randomId } from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const triage = (category: string, given: Partial<FactRow> = {}): FactRow => ({
  id: randomId(),
  kind: "triage",
  unit: "DJP",
  quarter: "2026-Q4",
  values: { category, platform: "chat" },
  ...given,
});
const closing = (outcome: string): FactRow =>
  triage("SARA", { kind: "closing", values: { outcome } });
const identity = (mode: string): FactRow =>
  triage("SARA", { kind: "identity", unit: null, quarter: "2026", values: { identity: mode } });

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const send = (login: Login, ...facts: FactRow[]) =>
      house.staff(login).call(staffRoutes.facts, { body: { facts } });
    const figures = (login: Login, year = "2026") =>
      house.staff(login).call(staffRoutes.figures, { params: { year } });
    const rowsOf = () => house.store.db.selectFrom("fact").selectAll().execute();

    describe(`facts, on ${dialect}`, () => {
      test("are counted once, however often they are sent, and in any order of their values", async () => {
        const facts = [
          triage("SARA"),
          triage("NETRALITAS"),
          triage("SARA"),
          closing("guidance"),
          identity("anonymous"),
        ];
        await send("djp-petugas", ...facts);
        await send("djp-petugas", ...facts.toReversed());
        const [first] = facts;
        assert.ok(first);
        await send("djp-rekan", {
          ...first,
          values: { platform: "chat", category: "SARA" } as FactRow["values"],
        });
        assert.equal((await rowsOf()).length, facts.length);
        assert.deepEqual(await figures("djp-penyelia"), {
          year: 2026,
          total: 3,
          categories: [
            { code: "SARA", count: 2 },
            { code: "NETRALITAS", count: 1 },
          ],
          outcomes: [{ code: "guidance", count: 1 }],
        });
      });

      test("the same id with other values is refused, and nothing of the batch is kept", async () => {
        const before = await rowsOf();
        const fact = triage("HOAKS");
        await send("djp-petugas", fact);
        const batch = [triage("HOAKS"), { ...fact, values: { category: "SARA" } }];
        assert.equal(await codeOf(send("djp-petugas", ...batch)), "facts-conflict");
        assert.equal(
          await codeOf(send("djp-petugas", { ...fact, quarter: "2026-Q3" })),
          "facts-conflict",
        );
        assert.equal((await rowsOf()).length, before.length + 1);
      });

      test("values come from the closed lists only, each where its kind has it, in a quarter that has begun", async () => {
        const before = await rowsOf();
        const bad = [
          triage("SARA_BARU"),
          triage("TIDAK_YAKIN"),
          triage("SARA", { values: {} }),
          triage("SARA", { values: { category: "SARA", platform: "koran" } as FactRow["values"] }),
          triage("SARA", {
            values: { category: "SARA", outcome: "guidance" } as FactRow["values"],
          }),
          triage("SARA", { values: { category: "SARA", note: "x" } as FactRow["values"] }),
          triage("SARA", { quarter: "2027-Q1" }),
          triage("SARA", { quarter: "2026" }),
          triage("SARA", { unit: null }),
          closing("hukum"),
          identity("tahu"),
          triage("SARA", {
            kind: "identity",
            values: { identity: "anonymous" } as FactRow["values"],
          }),
          triage("SARA", {
            kind: "feedback",
            unit: null,
            quarter: "2026",
            values: { feedback: "yes" } as FactRow["values"],
          }),
        ];
        for (const fact of bad)
          assert.equal(
            await codeOf(send("djp-petugas", fact)),
            "request-malformed",
            JSON.stringify(fact),
          );
        assert.deepEqual(await rowsOf(), before);
      });

      test("a row names no case, no member and no day; the log has no entry for it", async () => {
        const sizeOf = async () =>
          (await house.store.db.selectFrom("log_entry").select("seq").execute()).length;
        const before = await sizeOf();
        await send("djp-petugas", triage("KESOPANAN"));
        assert.equal(await sizeOf(), before);
        for (const row of await rowsOf())
          assert.deepEqual(Object.keys(row).toSorted(), [
            "id",
            "kind",
            "quarter",
            "unit",
            "values",
          ]);
      });

      test("only those who work on cases send them, only for their own units", async () => {
        assert.equal(await codeOf(send("humas", triage("SARA"))), "role-missing");
        assert.equal(await codeOf(send("djbc-petugas", triage("SARA"))), "not-available");
      });

      test("draft figures are for supervisors, of their own units and of the year asked for", async () => {
        assert.equal(await codeOf(figures("djp-petugas")), "role-missing");
        assert.equal(await codeOf(figures("humas")), "role-missing");
        const none = { total: 0, categories: [], outcomes: [] };
        assert.deepEqual(await figures("djbc-penyelia"), { year: 2026, ...none });
        assert.deepEqual(await figures("djp-penyelia", "2025"), { year: 2025, ...none });
      });
    });
  });

for (const dialect of DIALECTS)
  test(`${dialect}: what is only a rehearsal is not counted`, async () => {
    const house = await openHouse(dialect, [], { isTrial: false });
    const body = { facts: [triage("SARA")] };
    const call = house.staff("djp-petugas").call(staffRoutes.facts, { body });
    assert.equal(await codeOf(call), "not-available");
    assert.deepEqual(await house.store.db.selectFrom("fact").selectAll().execute(), []);
  });
