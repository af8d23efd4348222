import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharingRoutes, staffRoutes } from "@bijak/contract";
import {
  caseOf,
  confirm,
  declare,
  lookIn,
  newKeyFor,
  propose,
  putInState,
  randomId,
  sealedText,
  sendReport,
  take,
} from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import {
  beginKeyWith,
  handedOver,
  knownCase,
  logAbout,
  membersOf,
  offerTransfer,
  receive,
  rekey,
  renewDirectory,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const wrapsOf = (caseId: string) =>
      house.store.db
        .selectFrom("case_wrap")
        .select(["holder", "serial"])
        .where("case_id", "=", caseId)
        .orderBy("holder")
        .execute();
    const kept = (login: Login, caseId: string, revision?: number) =>
      rekey(house, login, caseId, {
        holders: ["unit DJP"],
        ...(revision === undefined ? {} : { revision }),
      });

    describe(`new keys of a case, on ${dialect}`, () => {
      test("are stored without a declaration: new wraps for the unit, the new card for the reporter, logged twice", async () => {
        const reporter = await sendReport(house);
        const { caseId } = reporter;
        const before = await caseOf(house, "djp-rekan", caseId);
        const { wraps, card } = await newKeyFor(["unit DJP"]);
        const body = { revision: before.revision, wraps, card, drops: [] };
        const call = { params: { id: caseId }, body };
        await house.staff("djp-rekan").call(sharingRoutes.rekey, call);
        const after = await caseOf(house, "djp-rekan", caseId);
        assert.equal(after.declaration, "none");
        assert.equal(after.wrap, wraps[0]?.sealed);
        assert.equal(after.revision, before.revision + 1);
        assert.deepEqual(
          [after.state, after.staffActiveOn, after.clocks],
          [before.state, before.staffActiveOn, before.clocks],
        );
        assert.equal((await lookIn(house, reporter)).card, card);
        const entries = (await logAbout(house, caseId)).slice(-3);
        assert.deepEqual(
          entries.map(({ type, actor }) => [type, actor]),
          [
            ["wrap", house.person("djp-rekan").id],
            ["card", house.person("djp-rekan").id],
            ["card-out", "unit"],
          ],
        );
        assert.equal(entries[1]?.digest, entries[2]?.digest);
      });

      test("void a proposal, because it did not know them", async () => {
        const { caseId } = await knownCase(house);
        const proposed = await propose(house, "djp-petugas", caseId);
        await kept("djp-rekan", caseId);
        const late = confirm(house, "djp-penyelia", caseId, { proposed });
        assert.equal(await codeOf(late), "revision-conflict");
      });

      test("of five who saw the same revision one stores them; a step at the same revision comes too late", async () => {
        const { caseId } = await knownCase(house);
        const { revision } = await caseOf(house, "djp-petugas", caseId);
        const codes = await Promise.all([
          ...Array.from({ length: 5 }, () => codeOf(kept("djp-rekan", caseId, revision))),
          codeOf(take(house, "djp-petugas", caseId, { revision, internal: [await sealedText(1)] })),
        ]);
        const late = Array<string>(5).fill("revision-conflict");
        assert.deepEqual(codes.toSorted(), ["accepted", ...late]);
        assert.equal((await wrapsOf(caseId)).length, 1);
      });

      test("are refused to a member with a declared conflict as for a case that is nowhere", async () => {
        const { caseId } = await knownCase(house);
        const { revision } = await caseOf(house, "djp-rekan", caseId);
        await declare(house, "djp-rekan", { caseId, hasConflict: true });
        for (const id of [caseId, randomId()])
          assert.equal(await codeOf(kept("djp-rekan", id, revision + 1)), "not-available");
      });

      test("reach whoever read before and nobody else; a wrap for a unit without access is refused", async () => {
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        const before = await wrapsOf(caseId);
        const refused = [
          ["unit DJP"],
          ["unit ITJEN"],
          ["unit DJP", "unit ITJEN", "unit DJBC"],
          ["unit DJP", "unit ITJEN", "unit TIADA"],
          ["unit DJP", "unit ITJEN", "unit DJP"],
          ["unit DJP", "unit ITJEN", "recovery DJP"],
          ["unit DJP", "unit ITJEN", ...membersOf(house, ["djp-petugas"])],
          [...membersOf(house, ["djp-petugas", "djbc-petugas"]), "recovery DJP", "unit ITJEN"],
          ["recovery DJP", "unit ITJEN"],
        ];
        for (const holders of refused)
          assert.equal(
            await codeOf(rekey(house, "djp-penyelia", caseId, { holders })),
            "request-malformed",
            holders.join(),
          );
        assert.deepEqual(await wrapsOf(caseId), before);
        await rekey(house, "djp-rekan", caseId, { holders: ["unit DJP", "unit ITJEN"] });
      });

      test("have the shape of wraps and cards", async () => {
        const { caseId } = await knownCase(house);
        const { revision } = await caseOf(house, "djp-petugas", caseId);
        const { wraps, card } = await newKeyFor(["unit DJP"]);
        const two = [{ holder: "unit DJP", sealed: await sealedText(2, 2_048) }];
        for (const torn of [
          { wraps: two, card },
          { wraps, card: await sealedText(2, 2_048) },
        ]) {
          const body = { revision, drops: [], ...torn };
          const call = { params: { id: caseId }, body };
          assert.equal(
            await codeOf(house.staff("djp-petugas").call(sharingRoutes.rekey, call)),
            "ciphertext-refused",
          );
        }
      });

      test("of a closed case are the same keys wrapped anew: without a card, and for the same units", async () => {
        for (const state of ["concluded", "archived"]) {
          const { caseId } = await handedOver(house, { keepsAccess: true });
          await declare(house, "djbc-petugas", { caseId });
          const holders = ["unit DJP", "unit DJBC"];
          await receive(house, "djbc-petugas", caseId, { holders });
          await putInState(house, caseId, state);
          const carded = rekey(house, "djp-rekan", caseId, { holders });
          assert.equal(await codeOf(carded), "move-impossible");
          const dropping = { holders: ["unit DJP"], drops: ["DJBC"], hasCard: false };
          assert.equal(
            await codeOf(rekey(house, "djp-penyelia", caseId, dropping)),
            "move-impossible",
          );
          await rekey(house, "djp-rekan", caseId, { holders, hasCard: false });
          assert.equal((await caseOf(house, "djp-rekan", caseId)).state, state);
        }
        const { caseId } = await knownCase(house);
        await putInState(house, caseId, "erased");
        const erased = rekey(house, "djp-rekan", caseId, {
          holders: ["unit DJP"],
          hasCard: false,
        });
        assert.equal(await codeOf(erased), "move-impossible");
      });
    });

    describe(`access that is taken away, on ${dialect}`, () => {
      const shared = async (): Promise<string> => {
        const { caseId } = await handedOver(house, { keepsAccess: true });
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId, { holders: ["unit DJP", "unit DJBC"] });
        return caseId;
      };

      test("a handler gives up the own unit's access: from then on it finds nothing", async () => {
        const caseId = await shared();
        await rekey(house, "djbc-petugas", caseId, { holders: ["unit DJP"], drops: ["DJBC"] });
        const row = await caseOf(house, "djp-rekan", caseId);
        assert.deepEqual([row.units, row.assignee], [["DJP"], null]);
        const api = house.staff("djbc-petugas");
        const params = { id: caseId };
        assert.equal(await codeOf(api.call(staffRoutes.case, { params })), "not-available");
        assert.equal(await codeOf(api.call(staffRoutes.messages, { params })), "not-available");
        const query = { unit: "DJBC", view: "all", limit: "999", today: "0" } as const;
        const { rows } = await api.call(staffRoutes.cases, { query });
        assert.ok(rows.every(({ id }) => id !== caseId));
        const again = rekey(house, "djbc-petugas", caseId, {
          holders: ["unit DJP", "unit DJBC"],
          revision: row.revision,
        });
        assert.equal(await codeOf(again), "not-available");
      });

      test("another unit's access is taken by a supervisor, never by a handler", async () => {
        const caseId = await shared();
        const drop = { holders: ["unit DJBC"], drops: ["DJP"] };
        assert.equal(await codeOf(rekey(house, "djbc-petugas", caseId, drop)), "role-missing");
        await rekey(house, "djbc-penyelia", caseId, drop);
        assert.equal(await codeOf(caseOf(house, "djp-penyelia", caseId)), "not-available");
      });

      test("not the last one's, not a stranger's, not twice, not without a card, not to leave its wrap behind", async () => {
        const caseId = await shared();
        const refused = [
          [{ holders: ["unit DJP"], drops: ["DJP", "DJBC"] }, "move-impossible"],
          [{ holders: ["unit DJP", "unit DJBC"], drops: ["ITJEN"] }, "move-impossible"],
          [{ holders: ["unit DJP"], drops: ["DJBC", "DJBC"] }, "request-malformed"],
          [{ holders: ["unit DJP"], drops: ["DJBC"], hasCard: false }, "request-malformed"],
          [{ holders: ["unit DJP", "unit DJBC"], drops: ["DJBC"] }, "request-malformed"],
        ] as const;
        for (const [given, code] of refused)
          assert.equal(await codeOf(rekey(house, "djp-penyelia", caseId, given)), code);
        assert.deepEqual((await caseOf(house, "djp-penyelia", caseId)).units, ["DJBC", "DJP"]);
      });

      test("not while the case is on its way to another unit", async () => {
        const caseId = await shared();
        await offerTransfer(house, caseId, { target: "ITJEN" });
        const drop = rekey(house, "djp-penyelia", caseId, {
          holders: ["unit DJP"],
          drops: ["DJBC"],
        });
        assert.equal(await codeOf(drop), "move-impossible");
      });
    });
  });

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const toRekey = (login: Login, query: { unit?: string; after?: string; limit?: string } = {}) =>
      house
        .staff(login)
        .call(sharingRoutes.casesToRekey, { query: { unit: "DJP", limit: "50", ...query } });

    test(`cases are wrapped anew after a unit's key changed, page by page, until none is left, on ${dialect}`, async () => {
      const open = (await knownCase(house)).caseId;
      const closed = (await knownCase(house)).caseId;
      const standing = (await knownCase(house, { standby: "ITJEN" })).caseId;
      await sendReport(house, { unit: "DJBC" });
      const hidden = (await knownCase(house)).caseId;
      const list = [...membersOf(house, ["djp-penyelia"]), "recovery DJP"];
      await take(house, "djp-penyelia", hidden, await newKeyFor(list));
      const conflicted = (await knownCase(house)).caseId;
      await declare(house, "djp-rekan", { caseId: conflicted, hasConflict: true });
      await putInState(house, closed, "concluded");
      assert.deepEqual(await toRekey("djp-rekan"), { ids: [], left: 0 });

      const serial = await renewDirectory(house);
      await beginKeyWith(house, "DJP", serial);
      const expected = [open, closed, standing].toSorted();
      assert.deepEqual(await toRekey("djp-rekan"), { ids: expected, left: 3 });
      const page = await toRekey("djp-rekan", { limit: "2" });
      assert.deepEqual(page, { ids: expected.slice(0, 2), left: 3 });
      const rest = await toRekey("djp-rekan", { after: expected[1] ?? "", limit: "2" });
      assert.deepEqual(rest, { ids: expected.slice(2), left: 3 });
      assert.ok((await toRekey("djp-penyelia")).ids.includes(hidden));
      assert.equal((await toRekey("djp-penyelia")).left, 5);
      assert.deepEqual(await toRekey("djbc-petugas", { unit: "DJBC" }), { ids: [], left: 0 });
      assert.equal(await codeOf(toRekey("djbc-petugas")), "not-available");

      const old = rekey(house, "djp-rekan", open, { holders: ["unit DJP"] });
      assert.equal(await codeOf(old), "directory-outdated");
      await rekey(house, "djp-rekan", open, { holders: ["unit DJP"], serial });
      const bare = { holders: ["unit DJP"], hasCard: false, serial };
      await rekey(house, "djp-rekan", closed, bare);
      const both = ["unit DJP", "unit ITJEN"];
      await rekey(house, "djp-rekan", standing, { holders: both, serial });
      assert.deepEqual(await toRekey("djp-rekan"), { ids: [], left: 0 });
      await rekey(house, "djp-penyelia", hidden, { holders: list, serial });
      assert.deepEqual((await toRekey("djp-penyelia")).ids, [conflicted]);

      const later = await renewDirectory(house);
      await beginKeyWith(house, "ITJEN", later);
      assert.deepEqual(await toRekey("itjen-penyelia", { unit: "ITJEN" }), { ids: [], left: 0 });
      const standbys = (await toRekey("djp-rekan")).ids;
      assert.deepEqual(standbys, [standing]);
    });

    test(`whoever writes with a retired key is told to load the directory again, and nothing is stored, on ${dialect}`, async () => {
      await beginKeyWith(house, "DJBC", 1);
      const { caseId } = await sendReport(house, { unit: "DJBC" });
      await declare(house, "djbc-petugas", { caseId });
      await putInState(house, caseId, "verifying");
      const serial = await renewDirectory(house);
      await beginKeyWith(house, "DJBC", serial);
      const api = house.staff("djbc-petugas");
      const { revision } = await caseOf(house, "djbc-petugas", caseId);
      const sealed = await sealedText(1);
      const unit = { unit: "DJBC" };
      const writing = (used: object): readonly (() => Promise<unknown>)[] => [
        () => take(house, "djbc-petugas", caseId, { internal: [sealed], ...used }),
        () => propose(house, "djbc-petugas", caseId, { body: used }),
        () =>
          api.call(staffRoutes.putUnitRecord, {
            params: unit,
            body: { revision: 0, sealed, ...used },
          }),
        () =>
          api.call(staffRoutes.putInboxPage, {
            params: { ...unit, page: "0" },
            body: { revision: 0, sealed, ...used },
          }),
        () =>
          api.call(sharingRoutes.sendPack, { body: { from: "DJBC", to: "DJP", sealed, ...used } }),
      ];
      for (const write of writing({})) assert.equal(await codeOf(write()), "directory-outdated");
      assert.equal((await caseOf(house, "djbc-petugas", caseId)).revision, revision);
      assert.deepEqual(await api.call(staffRoutes.unitRecord, { params: unit }), {
        revision: 0,
        sealed: null,
      });
      await take(house, "djbc-petugas", caseId, { internal: [sealed], serial });
      const ahead = take(house, "djbc-petugas", caseId, { internal: [sealed], serial: serial + 1 });
      assert.equal(await codeOf(ahead), "revision-conflict");
      for (const write of writing({ serial }).slice(1))
        assert.equal(await codeOf(write()), "accepted");
    });
  });
