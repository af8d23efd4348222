import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { InboxViews, type InboxView, staffRoutes } from "@bijak/contract";
import { sql } from "kysely";
import { pageOf, rowsOf } from "../src/casework/list-cases.ts";
import { caseOf, declare, putInState, sendReport, take, takeOver } from "./support/cases.ts";
import {
  codeOf,
  FOUNDED_ON,
  type House,
  listMembers,
  type Login,
  openHouse,
} from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

type Asking = { readonly limit?: number; readonly after?: string; readonly unit?: string };

function inboxOf(house: House, login: Login) {
  const today = String(FOUNDED_ON);
  return {
    page: (view: InboxView, { limit = 50, after, unit = "DJP" }: Asking = {}) =>
      house.staff(login).call(staffRoutes.cases, {
        query: {
          unit,
          view,
          limit: String(limit),
          today,
          ...(after === undefined ? {} : { after }),
        },
      }),
    counts: (unit = "DJP") =>
      house.staff(login).call(staffRoutes.caseCounts, { query: { unit, today } }),
  };
}

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    describe(`the inbox, on ${dialect}`, () => {
      const inbox = inboxOf(house, "djp-petugas");
      const idsOf = async (view: InboxView) => (await inbox.page(view)).rows.map(({ id }) => id);

      test("is empty at first: no rows, no next page, zero everywhere", async () => {
        assert.deepEqual(await inbox.page("all"), { rows: [], next: null });
        assert.ok(Object.values(await inbox.counts()).every((count) => count === 0));
      });

      test("each view shows what its name says, and counts as many", async () => {
        const ids = [];
        for (let report = 0; report < 7; report += 1) ids.push((await sendReport(house)).caseId);
        const [
          fresh = "",
          mine = "",
          waiting = "",
          examined = "",
          deciding = "",
          closed = "",
          rekans = "",
        ] = ids;
        for (const id of [mine, waiting, examined, deciding, closed])
          await takeOver(house, "djp-petugas", id);
        await takeOver(house, "djp-rekan", rekans);
        await take(house, "djp-petugas", waiting, { to: "awaiting-reporter" });
        const through = async (id: string, states: readonly string[]) => {
          await declare(house, "djp-penyelia", { caseId: id });
          for (const to of states)
            await take(
              house,
              to === "assessing" || to === "awaiting-decision" ? "djp-petugas" : "djp-penyelia",
              id,
              { to },
            );
        };
        await through(examined, ["assessing", "investigating"]);
        await through(deciding, ["assessing", "investigating", "ethics", "awaiting-decision"]);
        await putInState(house, closed, "concluded");
        await take(house, "djp-petugas", closed, { internal: [] });
        const sorted = (some: string[]) => some.toSorted();
        assert.deepEqual(await idsOf("unclaimed"), [fresh]);
        assert.deepEqual(sorted(await idsOf("mine")), sorted([mine, waiting, examined, deciding]));
        assert.deepEqual(await idsOf("awaiting-reporter"), [waiting]);
        assert.deepEqual(await idsOf("examined"), [examined]);
        assert.deepEqual(await idsOf("awaiting-decision"), [deciding]);
        assert.deepEqual(await idsOf("concluded"), [closed]);
        assert.deepEqual(sorted(await idsOf("all")), sorted(ids));
        const counts = await inbox.counts();
        for (const view of InboxViews) assert.equal(counts[view], (await idsOf(view)).length, view);
        const row = await caseOf(house, "djp-petugas", mine);
        assert.deepEqual(
          (await inbox.page("mine")).rows.find(({ id }) => id === mine),
          row,
        );
      });

      test("weeks end on Sunday: what is due by then is due this week", async () => {
        const dueOn = async (id: string, day: number) =>
          house.store.transact(async (tx) => {
            await tx
              .updateTable("case_unit")
              .set({ due_on: day })
              .where("case_id", "=", id)
              .execute();
          });
        const [first = "", second = ""] = await idsOf("all");
        const sunday = FOUNDED_ON + 5;
        await dueOn(first, sunday);
        await dueOn(second, sunday + 1);
        const due = await idsOf("due-this-week");
        assert.ok(due.includes(first) && !due.includes(second));
      });

      test("pages follow each other without gap or overlap, whatever the size", async () => {
        const all = await idsOf("all");
        for (const limit of [1, 2, 3, 50]) {
          const seen: string[] = [];
          let after: string | undefined;
          for (let pages = 0; pages < 50; pages += 1) {
            const page = await inbox.page("all", {
              limit,
              ...(after === undefined ? {} : { after }),
            });
            assert.ok(page.rows.length <= limit);
            seen.push(...page.rows.map(({ id }) => id));
            if (page.next === null) break;
            after = page.next;
          }
          assert.deepEqual(seen, all);
        }
      });

      test("a page mark that is none, and a unit that is not the caller's, are refused", async () => {
        for (const after of ["x", "1.2", "20000.", "20000.AAAAAAAAAAAAAAAA' OR 1=1"])
          assert.equal(await codeOf(inbox.page("all", { after })), "request-malformed");
        for (const unit of ["DJBC", "TIADA"]) {
          assert.equal(await codeOf(inbox.page("all", { unit })), "not-available");
          assert.equal(await codeOf(inbox.counts(unit)), "not-available");
        }
      });
    });
  });

test("every view is one range of an index: SQLite neither sorts nor walks through other units' cases", async () => {
  const house = await openHouse("sqlite");
  const { id } = house.person("djp-petugas");
  const members = await listMembers(house);
  const member = members.find((one) => one.id === id);
  assert.ok(member);
  const viewer = { member, members, unit: "DJP", today: FOUNDED_ON };
  const cursor = { dueOn: FOUNDED_ON, id: "A".repeat(16) };
  for (const view of InboxViews) {
    for (const after of [null, cursor]) {
      const plan = await planOf(
        house,
        pageOf(house.store.db, view, { ...viewer, after, limit: 50 }).compile(),
      );
      assert.match(plan, /SEARCH case_unit USING COVERING INDEX case_unit_by_/u, view);
      assert.doesNotMatch(plan, /TEMP B-TREE|SCAN/u, view);
    }
    const counted = rowsOf(house.store.db, view, viewer).select((eb) => eb.fn.countAll().as("n"));
    assert.match(
      await planOf(house, counted.compile()),
      /SEARCH case_unit USING COVERING INDEX/u,
      view,
    );
  }
});

async function planOf(
  house: House,
  { sql: text, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] },
): Promise<string> {
  const pieces = text.split("?");
  const query = pieces.reduce(
    (whole, piece, at) =>
      at === 0
        ? sql`${whole}${sql.raw(piece)}`
        : sql`${whole}${parameters[at - 1]}${sql.raw(piece)}`,
    sql`explain query plan `,
  );
  const { rows } = await sql<{ detail: string }>`${query}`.execute(house.store.db);
  return rows.map(({ detail }) => detail).join("\n");
}
