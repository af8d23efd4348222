import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { sealVault } from "@bijak/envelope";
import { sealedText, toBase64 } from "./support/cases.ts";
import { codeOf, openHouse, REALM } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    describe(`the vault, on ${dialect}`, () => {
      const me = () => house.staff("djp-petugas").call(staffRoutes.me, {});
      const put = (revision: number, vault: string) =>
        house.staff("djp-petugas").call(staffRoutes.putVault, { body: { revision, vault } });
      const sealAnew = async () =>
        toBase64(
          await sealVault(REALM, { ...house.person("djp-petugas").vault, directorySerial: 2 }),
        );

      test("is replaced by whoever saw its newest revision, and by nobody else", async () => {
        const { revision, vault: before } = await me();
        const [first, second] = [await sealAnew(), await sealAnew()];
        assert.deepEqual(await put(revision, first), { revision: revision + 1 });
        assert.equal(await codeOf(put(revision, second)), "revision-conflict");
        const after = await me();
        assert.equal(after.vault, first);
        assert.equal(after.revision, revision + 1);
        assert.notEqual(after.vault, before);
      });

      test("two devices at once: one replaces it, the other is told", async () => {
        const { revision } = await me();
        const vaults = [await sealAnew(), await sealAnew(), await sealAnew()];
        const codes = await Promise.all(vaults.map((vault) => codeOf(put(revision, vault))));
        assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict", "revision-conflict"]);
        assert.equal((await me()).revision, revision + 1);
      });

      test("what does not look like a vault is refused and nothing changes", async () => {
        const before = await me();
        const one = await sealedText(1, 1_024);
        const plain = toBase64(Buffer.from("AGE-SECRET-KEY in clear".padEnd(400, " ")));
        for (const vault of [one, plain])
          assert.equal(await codeOf(put(before.revision, vault)), "ciphertext-refused");
        assert.equal(await codeOf(put(before.revision, "AB==")), "request-malformed");
        assert.deepEqual(await me(), before);
      });

      test("each change of a vault stands in the log", async () => {
        const { revision } = await me();
        await put(revision, await sealAnew());
        const rows = await house.store.db.selectFrom("log_entry").select("record").execute();
        const entries = rows.map(
          ({ record }) => JSON.parse(record ?? "{}") as { type: string; actor: string },
        );
        const own = entries.filter(({ type }) => type === "vault");
        assert.equal(own.length, revision);
        assert.ok(own.every(({ actor }) => actor === house.person("djp-petugas").id));
      });
    });
  });
