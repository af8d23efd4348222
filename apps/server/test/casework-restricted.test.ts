import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { caseOf, declare, newKeyFor, putInState, sealedText, take } from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import {
  answerTransfer,
  knownCase,
  membersOf,
  offerTransfer,
  receive,
  rekey,
  transfersOf,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

const DJP = ["djp-petugas", "djp-rekan", "djp-penyelia"] as const;

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const listOf = (logins: readonly Login[], ...others: string[]): string[] => [
      ...membersOf(house, logins),
      "recovery DJP",
      ...others,
    ];
    const restrict = (login: Login, caseId: string, logins: readonly Login[]) =>
      rekey(house, login, caseId, { holders: listOf(logins) });
    const whole = (login: Login, caseId: string) =>
      rekey(house, login, caseId, { holders: ["unit DJP"] });
    /** A case that only the supervisor of DJP reads. */
    const hidden = async (): Promise<string> => {
      const { caseId } = await knownCase(house);
      await restrict("djp-penyelia", caseId, ["djp-penyelia"]);
      return caseId;
    };
    const seesInInbox = async (login: Login, caseId: string): Promise<boolean> => {
      const today = String(house.clock.today());
      const query = { unit: "DJP", view: "all", limit: "999", today } as const;
      const { rows } = await house.staff(login).call(staffRoutes.cases, { query });
      return rows.some(({ id }) => id === caseId);
    };
    const forget = (caseId: string, login: Login) =>
      house.store.transact(async (tx) => {
        await tx
          .updateTable("case_wrap")
          .set({ holder: "member AAAAAAAAAAAAAAAA" })
          .where("case_id", "=", caseId)
          .where("holder", "=", `member ${house.person(login).id}`)
          .execute();
      });

    describe(`a declared conflict, on ${dialect}`, () => {
      test("is shown to colleagues while a wrap still reaches that member, and no longer after", async () => {
        const { caseId } = await knownCase(house);
        const conflictsOf = async () => (await caseOf(house, "djp-petugas", caseId)).conflicts;
        assert.deepEqual(await conflictsOf(), []);
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        assert.deepEqual(await conflictsOf(), [house.person("djp-rekan").id]);
        const own = await caseOf(house, "djp-rekan", caseId);
        assert.deepEqual([own.conflicts, own.listed, own.wrap], [undefined, undefined, null]);
        await restrict("djp-petugas", caseId, ["djp-petugas", "djp-penyelia"]);
        const row = await caseOf(house, "djp-petugas", caseId);
        assert.deepEqual(row.conflicts, []);
        const listed = ["djp-petugas", "djp-penyelia"].map(
          (login) => house.person(login as Login).id,
        );
        assert.deepEqual(row.listed?.toSorted(), listed.toSorted());
      });

      test("keeps whole units from every new key, by step and by door", async () => {
        const { caseId } = await knownCase(house);
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        for (const login of ["djp-petugas", "djp-penyelia"] as const) {
          assert.equal(await codeOf(whole(login, caseId)), "request-malformed");
          const step = take(house, login, caseId, await newKeyFor(["unit DJP"]));
          assert.equal(await codeOf(step), "request-malformed");
        }
        const among = restrict("djp-penyelia", caseId, DJP);
        assert.equal(await codeOf(among), "request-malformed");
      });
    });

    describe(`the list of a restricted case, on ${dialect}`, () => {
      test("brings the recovery wrap of each unit that has a recovery key, or is refused", async () => {
        const { caseId } = await knownCase(house);
        const bare = rekey(house, "djp-penyelia", caseId, {
          holders: membersOf(house, ["djp-penyelia"]),
        });
        assert.equal(await codeOf(bare), "request-malformed");
        const foreign = rekey(house, "djp-penyelia", caseId, {
          holders: listOf(["djp-penyelia"], "recovery ITJEN"),
        });
        assert.equal(await codeOf(foreign), "request-malformed");
      });

      test("is kept by a handler as it is; to shorten or to lengthen it takes a supervisor", async () => {
        const { caseId } = await knownCase(house);
        await restrict("djp-penyelia", caseId, ["djp-petugas", "djp-penyelia"]);
        const changed = [[...DJP], ["djp-petugas"]] as const;
        for (const logins of changed)
          assert.equal(await codeOf(restrict("djp-petugas", caseId, logins)), "role-missing");
        await restrict("djp-petugas", caseId, ["djp-petugas", "djp-penyelia"]);
        await restrict("djp-penyelia", caseId, DJP);
        assert.equal((await caseOf(house, "djp-rekan", caseId)).isRestricted, true);
      });

      test("is lifted by a supervisor, by a handler only where that lets nobody in; by nobody while a conflict stands", async () => {
        const caseId = await hidden();
        assert.equal(await codeOf(whole("djp-petugas", caseId)), "not-available");
        await restrict("djp-penyelia", caseId, ["djp-petugas", "djp-penyelia"]);
        assert.equal(await codeOf(whole("djp-petugas", caseId)), "role-missing");
        await whole("djp-penyelia", caseId);
        assert.equal((await caseOf(house, "djp-rekan", caseId)).isRestricted, false);
        await restrict("djp-penyelia", caseId, DJP);
        await whole("djp-petugas", caseId);
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        assert.equal(await codeOf(whole("djp-penyelia", caseId)), "request-malformed");
      });

      test("also holds for closed cases: their keys are wrapped to the list", async () => {
        const { caseId } = await knownCase(house);
        await putInState(house, caseId, "concluded");
        const holders = listOf(["djp-penyelia"]);
        await rekey(house, "djp-penyelia", caseId, { holders, hasCard: false });
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
      });

      test("takes the case from the desk of whoever is left out", async () => {
        const { caseId } = await knownCase(house);
        const { assignee } = await caseOf(house, "djp-penyelia", caseId);
        assert.equal(assignee, house.person("djp-petugas").id);
        await restrict("djp-penyelia", caseId, ["djp-penyelia"]);
        assert.equal((await caseOf(house, "djp-penyelia", caseId)).assignee, null);
      });
    });

    describe(`a restricted case whose readers have all left, on ${dialect}`, () => {
      test("is known to the unit again, by the recovery wrap, and restored by one of its members", async () => {
        const caseId = await hidden();
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        assert.equal(await seesInInbox("djp-rekan", caseId), false);
        await forget(caseId, "djp-penyelia");
        const row = await caseOf(house, "djp-rekan", caseId);
        assert.equal(row.holder, "recovery DJP");
        assert.equal(await seesInInbox("djp-rekan", caseId), true);
        assert.equal(await codeOf(caseOf(house, "djbc-petugas", caseId)), "not-available");
        await restrict("djp-rekan", caseId, DJP);
        assert.equal((await caseOf(house, "djp-petugas", caseId)).isRestricted, true);
      });

      test("stays unknown to a member with a conflict of interest", async () => {
        const { caseId } = await knownCase(house);
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        await restrict("djp-penyelia", caseId, ["djp-penyelia"]);
        await forget(caseId, "djp-penyelia");
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        assert.equal(await seesInInbox("djp-rekan", caseId), false);
        assert.equal(await seesInInbox("djp-petugas", caseId), true);
      });

      test("counts a reader who declared a conflict as one who left", async () => {
        const caseId = await hidden();
        await declare(house, "djp-penyelia", { caseId, hasConflict: true });
        assert.equal((await caseOf(house, "djp-rekan", caseId)).holder, "recovery DJP");
        assert.equal(await seesInInbox("djp-rekan", caseId), true);
      });
    });

    describe(`a restricted case on its way to another unit, on ${dialect}`, () => {
      test("goes to the listed of the sender and to all of the target, and is whole again when received", async () => {
        const { caseId } = await knownCase(house);
        await restrict("djp-penyelia", caseId, ["djp-petugas", "djp-penyelia"]);
        await offerTransfer(house, caseId);
        await answerTransfer(house, "djbc-petugas", caseId);
        const sender = listOf(["djp-petugas", "djp-penyelia"]);
        const few = [...sender, ...membersOf(house, ["djbc-petugas"]), "recovery DJBC"];
        const some = rekey(house, "djp-petugas", caseId, { holders: few });
        assert.equal(await codeOf(some), "role-missing");
        const all = [...few, ...membersOf(house, ["djbc-penyelia"])];
        await rekey(house, "djp-petugas", caseId, { holders: all });
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        assert.deepEqual(
          (await transfersOf(house, "djp-rekan", "DJP")).filter((one) => one.caseId === caseId),
          [],
        );
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId);
        const row = await caseOf(house, "djbc-penyelia", caseId);
        assert.deepEqual([row.isRestricted, row.units], [false, ["DJBC"]]);
      });

      test("that was handed over is hidden from whom the target's supervisor leaves out, with the transfer itself", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        await answerTransfer(house, "djbc-petugas", caseId);
        await rekey(house, "djp-petugas", caseId, { holders: ["unit DJP", "unit DJBC"] });
        const seen = async (login: Login) =>
          (await transfersOf(house, login, "DJBC")).some((one) => one.caseId === caseId);
        assert.equal(await seen("djbc-petugas"), true);
        const few = [...listOf([...DJP, "djbc-penyelia"]), "recovery DJBC"];
        await rekey(house, "djbc-penyelia", caseId, { holders: few });
        assert.equal(await seen("djbc-penyelia"), true);
        assert.equal(await seen("djbc-petugas"), false);
      });

      test("is offered in secret: an unlisted colleague of the sender does not see the transfer either", async () => {
        const { caseId } = await knownCase(house);
        await restrict("djp-penyelia", caseId, ["djp-petugas", "djp-penyelia"]);
        await offerTransfer(house, caseId);
        const seen = async (login: Login, unit: string) =>
          (await transfersOf(house, login, unit)).some((one) => one.caseId === caseId);
        assert.equal(await seen("djp-petugas", "DJP"), true);
        assert.equal(await seen("djp-rekan", "DJP"), false);
        assert.equal(await seen("djbc-petugas", "DJBC"), true);
      });
    });

    test(`a conflict declared while a key was made comes first, on ${dialect}`, async () => {
      const { caseId } = await knownCase(house);
      const { revision } = await caseOf(house, "djp-petugas", caseId);
      await declare(house, "djp-rekan", { caseId, hasConflict: true });
      const late = rekey(house, "djp-petugas", caseId, { holders: ["unit DJP"], revision });
      assert.equal(await codeOf(late), "revision-conflict");
      const step = { revision, internal: [await sealedText(1)] };
      assert.equal(await codeOf(take(house, "djp-petugas", caseId, step)), "revision-conflict");
    });
  });
