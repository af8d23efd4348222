import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Route, staffRoutes } from "@bijak/contract";
import {
  declare,
  propose,
  randomId,
  sealedText,
  sendReport,
  takeOver,
  uploadFile,
  writeAsReporter,
} from "./support/cases.ts";
import { openHouse, signInByPaper } from "./support/house.ts";
import { ask, type Door, probesOf, ROUTES, type Target } from "./support/probes.ts";
import { DIALECTS } from "./support/stores.ts";

const ASKER = "djbc-petugas";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const probes = await probesOf(house, ASKER);
    const reporter = await sendReport(house, { standby: "ITJEN" });
    const { bytes: _bytes, ...file } = await uploadFile(house);
    await writeAsReporter(house, reporter, [file]);
    await takeOver(house, "djp-petugas", reporter.caseId);
    await declare(house, "djp-penyelia", reporter);
    const { actId } = await propose(house, "djp-petugas", reporter.caseId);
    const djp = house.staff("djp-petugas");
    const sealed = await sealedText(1);
    const draft = { revision: 0, sealed };
    await djp.call(staffRoutes.putInboxPage, { params: { unit: "DJP", page: "0" }, body: draft });
    await djp.call(staffRoutes.putUnitRecord, { params: { unit: "DJP" }, body: draft });
    const ofAnotherUnit: Target = {
      caseId: reporter.caseId,
      unit: "DJP",
      file: file.id,
      act: actId,
      entry: 1,
      as: "DJBC",
    };
    const ofNobody: Target = {
      caseId: randomId(),
      unit: "TIADA",
      file: randomId(),
      act: randomId(),
      entry: 99,
      as: "DJBC",
    };

    describe(`a member of another unit, on ${dialect}`, () => {
      for (const [name, probe] of Object.entries(probes)) {
        if (probe === null) continue;
        const route: Route = ROUTES[name as Door]; // the keys of probes are those of ROUTES
        test(`${name}: gets for what is another unit's exactly the answer for what is nowhere`, async () => {
          const cookie = await signInByPaper(house, ASKER, house.person(ASKER).paper);
          const theirs = await ask(house, route, { probe: probe(ofAnotherUnit), cookie });
          const none = await ask(house, route, { probe: probe(ofNobody), cookie });
          assert.deepEqual(theirs, none);
          assert.equal(theirs.status, 404);
          assert.match(theirs.text, /"code":"not-available"/u);
        });

        test(`${name}: tells nobody without a session anything`, async () => {
          const answers = [ofAnotherUnit, ofNobody].map((target) =>
            ask(house, route, { probe: probe(target), cookie: "" }),
          );
          for (const { status, text } of await Promise.all(answers)) {
            assert.equal(status, 401);
            assert.match(text, /"code":"session-missing"/u);
          }
        });
      }

      test("the same doors answer a member of the unit", async () => {
        const cookie = await signInByPaper(house, "djp-petugas", house.person("djp-petugas").paper);
        const reading = [
          "keyring",
          "cases",
          "caseCounts",
          "case",
          "messages",
          "part",
          "inboxPages",
          "inboxPage",
          "unitRecord",
          "inclusion",
          "casesToRekey",
          "transfers",
          "overdueCases",
          "packs",
          "identity",
        ] as const;
        for (const name of reading) {
          const probe = probes[name];
          assert.ok(probe);
          const asked = { probe: probe(ofAnotherUnit), cookie };
          assert.equal((await ask(house, ROUTES[name], asked)).status, 200, name);
        }
      });
    });
  });
