import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "@bijak/domain";
import { en } from "../src/ruang/copy/en.ts";
import { id } from "../src/ruang/copy/id.ts";
import type { InboxPage, InboxRow } from "../src/ruang/model.ts";
import {
  beginInbox,
  emptied,
  inboxReducer,
  nextCursor,
  type InboxState,
} from "../src/ruang/state/inbox.ts";
import { initialsOf, rowView } from "../src/ruang/state/row.ts";

const today = parseDay("2026-11-23");

function aRow(more: Partial<InboxRow> = {}): InboxRow {
  return {
    caseId: "a",
    label: "K-7F3Q",
    title: "Ajakan memilih calon",
    summary: { account: "@warga.contoh", name: "", office: "", kind: "" },
    category: "NETRALITAS",
    clips: 3,
    state: "verifying",
    assignee: "m1",
    assigneeName: "Sari Wulandari",
    isUrgent: false,
    isRestricted: false,
    hasUnread: false,
    receivedOn: today,
    due: { code: "T_TRIAGE", on: today - 2, isStopped: false },
    standbyOnly: false,
    isLocked: false,
    ...more,
  };
}

const COUNTS = {
  mine: 1,
  unclaimed: 2,
  "awaiting-reporter": 0,
  "due-this-week": 0,
  examined: 0,
  "awaiting-decision": 0,
  concluded: 0,
  all: 3,
};
const aPage = (ids: readonly string[], next: string | null = null): InboxPage => ({
  rows: ids.map((caseId) => aRow({ caseId })),
  next,
  counts: COUNTS,
});
const arrived = (ids: readonly string[], next: string | null = null): InboxState =>
  inboxReducer(beginInbox("DJP"), { kind: "arrived", page: aPage(ids, next) });
const view = (row: InboxRow) => rowView(row, { words: id.inbox.row, language: "id", today });

test("rows stand in the order in which the server gave them", () => {
  assert.deepEqual(
    arrived(["c", "a", "b"]).rows.map(({ caseId }) => caseId),
    ["c", "a", "b"],
  );
});

test("more rows come behind, and a case that moved between two requests stands once", () => {
  const state = inboxReducer(arrived(["a", "b"], "x"), {
    kind: "more-arrived",
    page: aPage(["b", "c"]),
  });
  assert.deepEqual(
    state.rows.map(({ caseId }) => caseId),
    ["a", "b", "c"],
  );
  assert.equal(state.next, null);
});

test("the cursor stays on its case when the list is refreshed, and falls to the first when it is gone", () => {
  const onB = inboxReducer(arrived(["a", "b"]), { kind: "pointed", caseId: "b" });
  assert.equal(inboxReducer(onB, { kind: "arrived", page: aPage(["c", "b"]) }).cursor, "b");
  assert.equal(inboxReducer(onB, { kind: "arrived", page: aPage(["c"]) }).cursor, "c");
  assert.equal(inboxReducer(onB, { kind: "arrived", page: aPage([]) }).cursor, null);
});

test("a failed refresh keeps the rows that are shown", () => {
  const failed = inboxReducer(arrived(["a"]), {
    kind: "failed",
    failure: { source: "api", code: "network" },
  });
  assert.equal(failed.rows.length, 1);
  assert.equal(failed.phase, "failed");
});

test("another view begins empty and keeps the counts; another unit keeps nothing", () => {
  const opened = inboxReducer(arrived(["a"]), { kind: "opened", caseId: "a" });
  const other = inboxReducer(opened, { kind: "chosen", unit: "DJP", view: "all" });
  assert.deepEqual([other.rows.length, other.opened, other.counts], [0, null, COUNTS]);
  assert.equal(inboxReducer(opened, { kind: "chosen", unit: "ITJEN", view: "all" }).counts, null);
});

test("a lock keeps the place in the inbox and nothing of its content", () => {
  const opened = inboxReducer(arrived(["a", "b"]), { kind: "opened", caseId: "b" });
  const left = emptied(opened);
  assert.deepEqual([left.rows, left.counts, left.next], [[], null, null]);
  assert.deepEqual([left.opened, left.cursor, left.view, left.unit], ["b", "b", "mine", "DJP"]);
});

test("J and K first show where the cursor stands, then move, and stop at both ends", () => {
  const rows = [{ caseId: "a" }, { caseId: "b" }];
  assert.equal(nextCursor(rows, "b", { by: 1, isOnRow: false }), "b");
  assert.equal(nextCursor(rows, "a", { by: 1, isOnRow: true }), "b");
  assert.equal(nextCursor(rows, "b", { by: 1, isOnRow: true }), "b");
  assert.equal(nextCursor(rows, "a", { by: -1, isOnRow: true }), "a");
  assert.equal(nextCursor(rows, "gone", { by: 1, isOnRow: false }), "a");
  assert.equal(nextCursor([], null, { by: 1, isOnRow: false }), null);
});

test("a row says category, state and who works on it", () => {
  const row = view(aRow());
  assert.deepEqual(row.facts, ["Netralitas", "Verifikasi"]);
  assert.deepEqual(row.assignee, { initials: "SW", name: "Sari Wulandari" });
  assert.equal(row.chip?.kind, "late");
});

test("a new report says that nobody took it and that it has no category", () => {
  const row = view(
    aRow({
      title: "",
      category: null,
      state: "received",
      assignee: null,
      assigneeName: null,
      hasUnread: true,
    }),
  );
  assert.equal(row.title, "Laporan baru");
  assert.deepEqual(row.facts, ["Belum ada kategori", "Diterima", "Belum diambil"]);
  assert.equal(row.isUnread, true);
});

test("a locked row keeps its deadline, shows no content and claims no unread message", () => {
  const row = view(aRow({ isLocked: true, title: "rahasia", hasUnread: true }));
  assert.equal(row.title, "Terkunci untuk Anda");
  assert.deepEqual(row.facts, ["Isi tidak dibuka untuk Anda", "Verifikasi"]);
  assert.notEqual(row.chip, null);
  assert.equal(row.isUnread, false);
});

test("urgent, restricted and standby are said in words", () => {
  const facts = (more: Partial<InboxRow>) => view(aRow(more)).facts.join(" | ");
  assert.match(facts({ isUrgent: true }), /Mendesak · Verifikasi/);
  assert.match(facts({ isRestricted: true }), /Akses terbatas/);
  assert.match(facts({ standbyOnly: true }), /Unit Anda hanya siaga/);
});

test("after triage nothing is said of a category that the index has not brought yet", () => {
  const row = aRow({ category: null, state: "investigating" });
  assert.deepEqual(view(row).facts, ["Investigasi"]);
});

test("an unknown category code is not shown as if it were one", () => {
  assert.equal(view(aRow({ category: "BARU" })).facts[0], "Belum ada kategori");
});

test("initials are the first letters of at most two words", () => {
  assert.equal(initialsOf("Sari Wulandari Putri"), "SW");
  assert.equal(initialsOf("andi"), "A");
  assert.equal(initialsOf("  "), "");
});

test("counts read naturally in English", () => {
  assert.equal(en.inbox.count("1"), "1 case · nearest deadline first");
  assert.equal(en.inbox.count("2"), "2 cases · nearest deadline first");
});
