import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { writeDeclaration } from "@bijak/envelope";
import {
  caseOf,
  declare,
  newKeyFor,
  randomId,
  sealedText,
  sendReport,
  take,
  takeOver,
  uploadFile,
  writeAsReporter,
} from "./support/cases.ts";
import { INSTANCE } from "./support/app.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const messagesOf = (login: Login, id: string) =>
      house.staff(login).call(staffRoutes.messages, { params: { id } });
    const logOf = async (type: string, object: string) => {
      const rows = await house.store.db.selectFrom("log_entry").select("record").execute();
      return rows
        .map(({ record }) => JSON.parse(record ?? "{}") as Record<string, string | number>)
        .filter((entry) => entry["type"] === type && entry["object"] === object);
    };

    describe(`before and after a declaration, on ${dialect}`, () => {
      test("a new case shows its wrap, and nothing else before the member has declared", async () => {
        const { caseId } = await sendReport(house);
        const row = await caseOf(house, "djp-petugas", caseId);
        assert.equal(row.state, "received");
        assert.equal(row.declaration, "none");
        assert.equal(row.holder, "unit DJP");
        assert.ok(row.wrap);
        assert.equal(row.hasUnread, true);
        const api = house.staff("djp-petugas");
        const params = { id: caseId };
        const codes = [
          await codeOf(messagesOf("djp-petugas", caseId)),
          await codeOf(
            api.call(staffRoutes.part, { params: { ...params, file: randomId(), part: "0" } }),
          ),
          await codeOf(api.call(staffRoutes.markRead, { params, body: { upTo: 0 } })),
          await codeOf(take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] })),
          await codeOf(
            api.call(staffRoutes.withdrawAct, { params: { ...params, act: randomId() } }),
          ),
        ];
        assert.deepEqual(codes, Array<string>(5).fill("declaration-missing"));
      });

      test("after a declaration of no conflict the messages are handed out, and the first reading of each day is logged", async () => {
        const { caseId } = await sendReport(house);
        await declare(house, "djp-petugas", { caseId });
        const { messages, records } = await messagesOf("djp-petugas", caseId);
        assert.deepEqual(
          messages.map(({ index, direction, isRead }) => ({ index, direction, isRead })),
          [{ index: 0, direction: "to-units", isRead: false }],
        );
        assert.deepEqual(records, []);
        await messagesOf("djp-petugas", caseId);
        assert.equal((await logOf("case-open", caseId)).length, 1);
        house.toDay(house.clock.today() + 1);
        await messagesOf("djp-petugas", caseId);
        await declare(house, "djp-rekan", { caseId });
        await messagesOf("djp-rekan", caseId);
        const actors = (await logOf("case-open", caseId)).map((entry) => entry["actor"]);
        const [first, second] = [house.person("djp-petugas").id, house.person("djp-rekan").id];
        assert.deepEqual(actors, [first, first, second]);
      });

      test("a declared conflict withholds at once: wrap, messages, desk; and cannot be taken back", async () => {
        const { caseId } = await sendReport(house);
        await takeOver(house, "djp-petugas", caseId);
        const before = await caseOf(house, "djp-petugas", caseId);
        await declare(house, "djp-petugas", { caseId, hasConflict: true });
        const after = await caseOf(house, "djp-petugas", caseId);
        assert.equal(after.declaration, "conflict");
        assert.equal(after.wrap, null);
        assert.equal(after.holder, null);
        assert.equal(after.assignee, null);
        assert.equal(after.revision, before.revision + 1);
        assert.equal(await codeOf(messagesOf("djp-petugas", caseId)), "declaration-missing");
        assert.equal(await codeOf(declare(house, "djp-petugas", { caseId })), "not-available");
        assert.equal(await codeOf(messagesOf("djp-petugas", caseId)), "declaration-missing");
        const { rows } = await house.staff("djp-petugas").call(staffRoutes.cases, {
          query: { unit: "DJP", view: "all", limit: "999", today: String(house.clock.today()) },
        });
        assert.equal(rows.find(({ id }) => id === caseId)?.wrap, null);
      });

      test("a step that was prepared before the conflict was declared meets another revision", async () => {
        const { caseId } = await sendReport(house);
        await takeOver(house, "djp-petugas", caseId);
        await declare(house, "djp-rekan", { caseId });
        const { revision } = await caseOf(house, "djp-rekan", caseId);
        await declare(house, "djp-penyelia", { caseId, hasConflict: true });
        const late = take(house, "djp-rekan", caseId, {
          revision,
          internal: [await sealedText(1)],
        });
        assert.equal(await codeOf(late), "revision-conflict");
      });

      test("another member's word, another case, another institution, an old note and an unsigned one are refused", async () => {
        const { caseId } = await sendReport(house);
        const { id: memberId, signing } = house.person("djp-petugas");
        const colleague = house.person("djp-rekan");
        const on = house.clock.today();
        const words = { instance: INSTANCE, caseId, memberId, hasConflict: false, on };
        const notes = [
          await writeDeclaration({ ...words, memberId: colleague.id }, colleague.signing),
          await writeDeclaration({ ...words, caseId: randomId() }, signing),
          await writeDeclaration({ ...words, instance: "lain.go.id" }, signing),
          await writeDeclaration({ ...words, on: on - 2 }, signing),
          await writeDeclaration({ ...words, on: on + 2 }, signing),
          (await writeDeclaration(words, signing)).replace("no-conflict", "conflict"),
          "no note",
        ];
        for (const note of notes) {
          const call = { params: { id: caseId }, body: { note } };
          const code = await codeOf(house.staff("djp-petugas").call(staffRoutes.declaration, call));
          assert.equal(code, "note-refused");
        }
        assert.equal((await caseOf(house, "djp-petugas", caseId)).declaration, "none");
      });

      test("files are handed out part by part, of their own case only", async () => {
        const reporter = await sendReport(house);
        const { bytes, ...file } = await uploadFile(house);
        await writeAsReporter(house, reporter, [file]);
        const other = await sendReport(house);
        for (const caseId of [reporter.caseId, other.caseId])
          await declare(house, "djp-petugas", { caseId });
        const partOf = (id: string, part: string) =>
          house
            .staff("djp-petugas")
            .call(staffRoutes.part, { params: { id, file: file.id, part } });
        assert.deepEqual(await partOf(reporter.caseId, "0"), bytes);
        assert.equal(await codeOf(partOf(reporter.caseId, "1")), "not-available");
        assert.equal(await codeOf(partOf(other.caseId, "0")), "not-available");
      });

      test("reading is marked once, never backwards, and never beyond what is there", async () => {
        const reporter = await sendReport(house);
        const { caseId } = reporter;
        await writeAsReporter(house, reporter);
        await declare(house, "djp-petugas", { caseId });
        const mark = (upTo: number) =>
          house
            .staff("djp-petugas")
            .call(staffRoutes.markRead, { params: { id: caseId }, body: { upTo } });
        await mark(0);
        assert.equal((await caseOf(house, "djp-petugas", caseId)).hasUnread, true);
        await mark(1);
        await mark(0);
        assert.equal((await caseOf(house, "djp-petugas", caseId)).hasUnread, false);
        assert.equal(await codeOf(mark(2)), "request-malformed");
        assert.equal((await logOf("read", caseId)).length, 2);
        const { messages } = await messagesOf("djp-petugas", caseId);
        assert.deepEqual(
          messages.map(({ isRead }) => isRead),
          [true, true],
        );
      });
    });

    describe(`restricted cases, on ${dialect}`, () => {
      const restrictTo = (logins: readonly Login[]) =>
        newKeyFor([...logins.map((login) => `member ${house.person(login).id}`), "recovery DJP"]);
      const taken = async () => {
        const { caseId } = await sendReport(house);
        await takeOver(house, "djp-petugas", caseId);
        return caseId;
      };

      test("after a conflict a handler restricts the case to all the others; who is left out does not find it any more", async () => {
        const caseId = await taken();
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        await take(house, "djp-petugas", caseId, await restrictTo(["djp-petugas", "djp-penyelia"]));
        const row = await caseOf(house, "djp-penyelia", caseId);
        assert.equal(row.isRestricted, true);
        assert.equal(row.holder, `member ${house.person("djp-penyelia").id}`);
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        assert.equal(await codeOf(messagesOf("djp-rekan", caseId)), "not-available");
        const listOf = async (login: Login) => {
          const query = {
            unit: "DJP",
            view: "all",
            limit: "999",
            today: String(house.clock.today()),
          } as const;
          const { rows } = await house.staff(login).call(staffRoutes.cases, { query });
          const { limit: _limit, view: _view, ...counted } = query;
          const counts = await house.staff(login).call(staffRoutes.caseCounts, { query: counted });
          assert.equal(counts.all, rows.length);
          return rows.map(({ id }) => id);
        };
        assert.ok((await listOf("djp-penyelia")).includes(caseId));
        assert.ok(!(await listOf("djp-rekan")).includes(caseId));
      });

      test("a handler cannot lock out colleagues without a conflict; a supervisor can", async () => {
        const caseId = await taken();
        const few = await restrictTo(["djp-petugas", "djp-penyelia"]);
        assert.equal(await codeOf(take(house, "djp-petugas", caseId, few)), "role-missing");
        await declare(house, "djp-penyelia", { caseId });
        assert.equal(await codeOf(take(house, "djp-penyelia", caseId, few)), "accepted");
      });

      test("a restricted case goes to no member of another unit, to nobody with a conflict, and lies on no desk without a wrap", async () => {
        const caseId = await taken();
        await declare(house, "djp-penyelia", { caseId });
        const stranger = await restrictTo(["djp-penyelia", "djbc-petugas"]);
        assert.equal(
          await codeOf(take(house, "djp-penyelia", caseId, stranger)),
          "request-malformed",
        );
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        const conflicted = await restrictTo(["djp-penyelia", "djp-rekan"]);
        assert.equal(
          await codeOf(take(house, "djp-penyelia", caseId, conflicted)),
          "request-malformed",
        );
        const alone = {
          ...(await restrictTo(["djp-penyelia"])),
          assignee: house.person("djp-petugas").id,
        };
        assert.equal(await codeOf(take(house, "djp-penyelia", caseId, alone)), "request-malformed");
      });
    });

    describe(`a unit that stands by, on ${dialect}`, () => {
      test("learns nothing of the case, though it holds a wrap", async () => {
        const { caseId } = await sendReport(house, { standby: "ITJEN" });
        const row = await caseOf(house, "djp-petugas", caseId);
        assert.equal(row.standby, "ITJEN");
        assert.deepEqual(row.units, ["DJP"]);
        const api = house.staff("itjen-penyelia");
        assert.equal(await codeOf(caseOf(house, "itjen-penyelia", caseId)), "not-available");
        const today = String(house.clock.today());
        const { rows } = await api.call(staffRoutes.cases, {
          query: { unit: "ITJEN", view: "all", limit: "50", today },
        });
        const counts = await api.call(staffRoutes.caseCounts, { query: { unit: "ITJEN", today } });
        assert.deepEqual(rows, []);
        assert.ok(Object.values(counts).every((count) => count === 0));
        const held = await house.store.db
          .selectFrom("case_wrap")
          .select("holder")
          .where("case_id", "=", caseId)
          .orderBy("holder")
          .execute();
        assert.deepEqual(
          held.map(({ holder }) => holder),
          ["unit DJP", "unit ITJEN"],
        );
      });

      test("keeps its wrap through every new key, because the reporter was shown that it has one", async () => {
        const { caseId } = await sendReport(house, { standby: "ITJEN" });
        await takeOver(house, "djp-petugas", caseId);
        const without = await newKeyFor(["unit DJP"]);
        assert.equal(
          await codeOf(take(house, "djp-petugas", caseId, without)),
          "request-malformed",
        );
        const withIt = await newKeyFor(["unit DJP", "unit ITJEN"]);
        assert.equal(await codeOf(take(house, "djp-petugas", caseId, withIt)), "accepted");
      });
    });
  });
