import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { sealedText } from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const pages = (login: Login, unit = "DJP") =>
      house.staff(login).call(staffRoutes.inboxPages, { params: { unit } });
    const page = (login: Login, no: number, unit = "DJP") =>
      house.staff(login).call(staffRoutes.inboxPage, { params: { unit, page: String(no) } });
    const putPage = (login: Login, no: number, body: { revision: number; sealed: string }) =>
      house
        .staff(login)
        .call(staffRoutes.putInboxPage, { params: { unit: "DJP", page: String(no) }, body });
    const record = (login: Login) =>
      house.staff(login).call(staffRoutes.unitRecord, { params: { unit: "DJP" } });
    const putRecord = (login: Login, body: { revision: number; sealed: string }) =>
      house.staff(login).call(staffRoutes.putUnitRecord, { params: { unit: "DJP" }, body });

    describe(`index pages of a unit, on ${dialect}`, () => {
      test("are made once, by whoever is first", async () => {
        assert.deepEqual(await pages("djp-petugas"), []);
        assert.equal(await codeOf(page("djp-petugas", 0)), "not-available");
        const drafts = [await sealedText(1), await sealedText(1), await sealedText(1)];
        const codes = await Promise.all(
          drafts.map((sealed) => codeOf(putPage("djp-petugas", 0, { revision: 0, sealed }))),
        );
        assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict", "revision-conflict"]);
        assert.ok(drafts.includes((await page("djp-rekan", 0)).sealed));
      });

      test("are rewritten only by who read the newest revision", async () => {
        const { revision } = await page("djp-petugas", 0);
        const sealed = await sealedText(1, 16_384);
        assert.deepEqual(await putPage("djp-rekan", 0, { revision, sealed }), {
          revision: revision + 1,
        });
        assert.equal(
          await codeOf(putPage("djp-petugas", 0, { revision, sealed })),
          "revision-conflict",
        );
        assert.equal(
          await codeOf(putPage("djp-petugas", 0, { revision: 0, sealed })),
          "revision-conflict",
        );
        assert.equal(
          await codeOf(putPage("djp-petugas", 7, { revision: 3, sealed })),
          "revision-conflict",
        );
        assert.deepEqual(await page("djp-petugas", 0), { revision: revision + 1, sealed });
        assert.deepEqual(await pages("djp-petugas"), [{ page: 0, revision: revision + 1 }]);
      });

      test("have the shape of one, or are refused", async () => {
        for (const sealed of [await sealedText(2), await sealedText(1, 4_608)])
          assert.equal(
            await codeOf(putPage("djp-petugas", 1, { revision: 0, sealed })),
            "ciphertext-refused",
          );
        assert.equal(await codeOf(page("djp-petugas", 1)), "not-available");
      });
    });

    describe(`the sealed record of a unit, on ${dialect}`, () => {
      test("is nothing at revision 0 until someone writes it, and then moves on by one", async () => {
        assert.deepEqual(await record("djp-petugas"), { revision: 0, sealed: null });
        const [first, second] = [await sealedText(1), await sealedText(1)];
        assert.deepEqual(await putRecord("djp-petugas", { revision: 0, sealed: first }), {
          revision: 1,
        });
        assert.equal(
          await codeOf(putRecord("djp-rekan", { revision: 0, sealed: second })),
          "revision-conflict",
        );
        assert.deepEqual(await putRecord("djp-rekan", { revision: 1, sealed: second }), {
          revision: 2,
        });
        assert.deepEqual(await record("djp-penyelia"), { revision: 2, sealed: second });
      });
    });

    test(`members who work on no case get neither, on ${dialect}`, async () => {
      assert.equal(await codeOf(pages("humas")), "role-missing");
      assert.equal(await codeOf(record("humas")), "role-missing");
    });
  });
