import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharingRoutes } from "@bijak/contract";
import { knownCase, logAbout } from "./support/sharing.ts";
import { sealedText } from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const send = async (login: Login, pack: object = {}) => {
      const body = { from: "DJP", to: "DJBC", sealed: await sealedText(1), ...pack };
      return house.staff(login).call(sharingRoutes.sendPack, { body });
    };
    const packsFor = (login: Login, unit: string) =>
      house.staff(login).call(sharingRoutes.packs, { query: { unit } });

    describe(`a sealed pack, on ${dialect}`, () => {
      test("reaches the members of the other unit as it was sent, and no case is named beside it", async () => {
        const { caseId } = await knownCase(house);
        const before = (await logAbout(house, caseId)).length;
        const sealed = await sealedText(1);
        const { id } = await send("djp-petugas", { sealed });
        const on = house.clock.today();
        for (const login of ["djbc-petugas", "djbc-penyelia"] as const)
          assert.deepEqual(await packsFor(login, "DJBC"), [{ id, from: "DJP", on, sealed }]);
        assert.deepEqual(await packsFor("djp-petugas", "DJP"), []);
        assert.equal((await logAbout(house, caseId)).length, before);
        const [entry, ...more] = (await logAbout(house, "DJP")).filter(
          ({ type }) => type === "pack",
        );
        assert.deepEqual([entry?.actor, more], [house.person("djp-petugas").id, []]);
        const row = await house.store.db.selectFrom("pack").selectAll().executeTakeFirst();
        assert.ok(!JSON.stringify(row).includes(caseId));
      });

      test("is sent by a member of its unit, to another unit that exists, in the shape of a pack", async () => {
        const before = await packsFor("djbc-petugas", "DJBC");
        const refused = [
          ["djbc-petugas", {}, "not-available"],
          ["djp-petugas", { from: "TIADA" }, "not-available"],
          ["djp-petugas", { to: "TIADA" }, "unit-unknown"],
          ["djp-petugas", { to: "DJP" }, "request-malformed"],
          ["djp-petugas", { sealed: await sealedText(2) }, "ciphertext-refused"],
          ["djp-petugas", { sealed: await sealedText(1, 5_000) }, "ciphertext-refused"],
          ["humas", {}, "role-missing"],
        ] as const;
        for (const [login, pack, code] of refused)
          assert.equal(await codeOf(send(login, pack)), code, JSON.stringify(pack));
        assert.deepEqual(await packsFor("djbc-petugas", "DJBC"), before);
      });

      test("is shown to no member of another unit", async () => {
        for (const login of ["djp-petugas", "itjen-penyelia"] as const)
          assert.equal(await codeOf(packsFor(login, "DJBC")), "not-available");
      });
    });
  });
