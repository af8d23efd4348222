import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharingRoutes, staffRoutes } from "@bijak/contract";
import { caseOf, declare, propose, sealedText, sendReport, take } from "./support/cases.ts";
import { codeOf, openHouse } from "./support/house.ts";
import {
  answerTransfer,
  freeze,
  knownCase,
  offerTransfer,
  proposeTakeover,
  rekey,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);

    test(`a unit whose key is being changed writes nothing with it, and reads on; others are not held up, on ${dialect}`, async () => {
      const { caseId } = await knownCase(house);
      const { caseId: other } = await sendReport(house, { unit: "DJBC" });
      await declare(house, "djbc-petugas", { caseId: other });
      const api = house.staff("djp-petugas");
      const sealed = await sealedText(1);
      const draft = { revision: 0, sealed };
      const params = { unit: "DJP" };
      const page = { params: { ...params, page: "0" }, body: draft };
      const pack = { from: "DJP", to: "ITJEN", sealed };
      const writing = [
        () => take(house, "djp-petugas", caseId, { internal: [sealed] }),
        () => rekey(house, "djp-petugas", caseId, { holders: ["unit DJP"] }),
        () => propose(house, "djp-petugas", caseId),
        () => api.call(staffRoutes.putInboxPage, page),
        () => api.call(staffRoutes.putUnitRecord, { params, body: draft }),
        () => api.call(sharingRoutes.sendPack, { body: pack }),
      ];
      const { revision } = await caseOf(house, "djp-petugas", caseId);
      const thaw = await freeze(house, "DJP");
      for (const write of writing) assert.equal(await codeOf(write()), "unit-rotating");
      assert.equal((await caseOf(house, "djp-petugas", caseId)).revision, revision);
      const elsewhere = take(house, "djbc-petugas", other, { internal: [sealed] });
      assert.equal(await codeOf(elsewhere), "accepted");
      await thaw();
      for (const write of writing) assert.equal(await codeOf(write()), "accepted");
    });

    test(`the freeze ends by itself after an hour, on ${dialect}`, async () => {
      const { caseId } = await knownCase(house);
      await freeze(house, "DJP");
      const note = async () =>
        codeOf(take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] }));
      assert.equal(await note(), "unit-rotating");
      house.toDay(house.clock.today() + 1);
      assert.equal(await note(), "accepted");
    });

    test(`the target of a transfer and the unit of a takeover hold still, too, on ${dialect}`, async () => {
      const { caseId } = await knownCase(house);
      await offerTransfer(house, caseId);
      const thaw = await freeze(house, "DJBC");
      const answer = () => answerTransfer(house, "djbc-petugas", caseId);
      assert.equal(await codeOf(answer()), "unit-rotating");
      await thaw();
      await answer();
      house.toDay(house.clock.today() + 31);
      await freeze(house, "ITJEN");
      const takeover = proposeTakeover(house, "itjen-petugas", caseId);
      assert.equal(await codeOf(takeover), "unit-rotating");
    });
  });
