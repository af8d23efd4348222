import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, type LogProof, sharingRoutes, staffRoutes } from "@bijak/contract";
import { countingVkeys, followDirectory, sha256Base64 } from "@bijak/envelope";
import { caseOf, sealedText, take } from "./support/cases.ts";
import { codeOf, openHouse } from "./support/house.ts";
import { knownCase, rekey } from "./support/sharing.ts";
import { rotate } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

type Proven = { readonly sealed: string; readonly proofs: readonly LogProof[] | undefined };

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const api = house.staff("djp-petugas");
    const directoryNow = async () => {
      const { notes } = await api.call(staffRoutes.staffDirectory, {});
      const today = house.clock.today();
      return followDirectory(notes, { ...house.founded.instanceFile, today });
    };
    /** Everything that the unit wrote, as its members get it now. */
    const written = async (caseId: string): Promise<readonly Proven[]> => {
      const row = await caseOf(house, "djp-petugas", caseId);
      const params = { id: caseId };
      const { messages, records } = await api.call(staffRoutes.messages, { params });
      const place = { params: { unit: "DJP", page: "0" } };
      const page = await api.call(staffRoutes.inboxPage, place);
      const paper = await api.call(staffRoutes.unitRecord, { params: { unit: "DJP" } });
      const ofUnit = messages.filter(({ direction }) => direction !== "to-units");
      const wrap = { sealed: row.wrap, proofs: row.wrapProofs };
      return [...ofUnit, ...records, page, paper, wrap].map(({ sealed, proofs }) => ({
        sealed: sealed ?? "",
        proofs,
      }));
    };

    test(`what a unit wrote comes with proofs from the day on which its key is retired, and counts by them, on ${dialect}`, async () => {
      const { caseId } = await knownCase(house);
      const sealed = await sealedText(1);
      const texts = { toReporter: [await sealedText(2)], internal: [sealed] };
      await take(house, "djp-petugas", caseId, { ...texts, records: [await sealedText(1)] });
      const body = { revision: 0, sealed: await sealedText(1) };
      await api.call(staffRoutes.putInboxPage, { params: { unit: "DJP", page: "0" }, body });
      await api.call(staffRoutes.putUnitRecord, { params: { unit: "DJP" }, body });
      for (const { proofs } of await written(caseId)) assert.equal(proofs, undefined);

      const before = await directoryNow();
      const retired = before.units.find(({ id }) => id === "DJP")?.vkey ?? "";
      await rotate(house, "djp-petugas", "DJP");
      const directory = await directoryNow();
      const after = await written(caseId);
      assert.equal(after.length, 7);
      for (const one of after) {
        const bytes = Buffer.from(one.sealed, "base64");
        const proofs = (one.proofs ?? []).map((proof) => ({
          ...proof,
          salt: new Uint8Array(Buffer.from(proof.salt, "base64")),
          hashes: proof.hashes.map((hash) => new Uint8Array(Buffer.from(hash, "base64"))),
        }));
        const digest = await sha256Base64(new Uint8Array(bytes));
        assert.ok((await countingVkeys(directory, digest, proofs)).includes(retired));
      }
    });

    test(`after a real change of keys the old ones write nothing more, the case is wrapped anew and then written on, on ${dialect}`, async () => {
      const { serial } = await directoryNow();
      const query = { unit: "DJP", limit: "50" };
      const todo = await api.call(sharingRoutes.casesToRekey, { query });
      assert.equal(todo.left, 1);
      const health = await api.call(keyRoutes.keyHealth, {});
      assert.equal(health.units.find(({ unit }) => unit === "DJP")?.casesToRekey, 1);
      const [caseId = ""] = todo.ids;
      const old = take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] });
      assert.equal(await codeOf(old), "directory-outdated");
      await rekey(house, "djp-rekan", caseId, { holders: ["unit DJP"], serial });
      await take(house, "djp-petugas", caseId, { internal: [await sealedText(1)], serial });
      assert.deepEqual(await api.call(sharingRoutes.casesToRekey, { query }), { ids: [], left: 0 });
      const done = await api.call(keyRoutes.keyHealth, {});
      assert.equal(done.units.find(({ unit }) => unit === "DJP")?.casesToRekey, 0);
    });
  });
