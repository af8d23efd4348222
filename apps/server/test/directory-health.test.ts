import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes } from "@bijak/contract";
import { type Recipient, recipientOf, generateIdentity, writeDrill } from "@bijak/envelope";
import { sendReport } from "./support/cases.ts";
import { type House, type Login, openHouse, REALM } from "./support/house.ts";
import { publish, published, withMember } from "./support/notes.ts";
import { askRotation, recoveryOf, rotate, rotatedDirectory } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const healthFor = (house: House, login: Login) => house.staff(login).call(keyRoutes.keyHealth, {});
const unitFor = async (house: House, login: Login, unit = "DJP") =>
  (await healthFor(house, login)).units.find((one) => one.unit === unit);

async function drill(house: House, login: Login, recovery: Recipient): Promise<string> {
  const on = house.clock.today();
  const note = await writeDrill(
    { realm: REALM, unit: "DJP", recovery, on },
    house.person(login).signing,
  );
  await house.staff(login).call(keyRoutes.drill, { body: { note } });
  return note;
}

for (const dialect of DIALECTS)
  describe(`key health, on ${dialect}`, async () => {
    const house = await openHouse(dialect, [], {
      roles: { "djbc-penyelia": ["admin"], humas: ["auditor"] },
    });

    test("signers, admins and auditors see every unit and how everybody signs in; others their unit and themselves", async () => {
      for (const login of ["itjen-penyelia", "djbc-penyelia", "humas"] as const) {
        const { units, members } = await healthFor(house, login);
        assert.deepEqual(units.map(({ unit }) => unit).toSorted(), ["DJBC", "DJP", "ITJEN"]);
        assert.equal(members.length, 8);
      }
      const { units, members } = await healthFor(house, "djp-petugas");
      assert.deepEqual(
        units.map(({ unit }) => unit),
        ["DJP"],
      );
      assert.deepEqual(members, [
        {
          memberId: house.person("djp-petugas").id,
          methods: { hasPassword: true, hasPaperKey: true, passkeys: 0 },
        },
      ]);
    });

    test("says to how many keys a keyring is sealed, so that a missing grant is seen", async () => {
      assert.equal((await unitFor(house, "djp-petugas"))?.sealedTo, 4);
      const members = await withMember(house, "humas", { units: ["DJP"], roles: ["handler"] });
      await publish(house, { members });
      assert.equal((await unitFor(house, "djp-petugas"))?.sealedTo, 4);
      assert.equal((await unitFor(house, "humas"))?.sealedTo, 4);
    });

    test("a drill is shown with its day, and counts no more once the recovery key is another", async () => {
      assert.equal((await unitFor(house, "djp-petugas"))?.drilledOn, null);
      const recovery = recoveryOf((await published(house)).directory, "DJP");
      assert.ok(recovery);
      const note = await drill(house, "djp-petugas", recovery);
      assert.equal((await unitFor(house, "djp-petugas"))?.drilledOn, house.clock.today());
      assert.deepEqual((await healthFor(house, "djp-rekan")).drills, [note]);
      assert.deepEqual((await healthFor(house, "djbc-petugas")).drills, []);
      const change = {
        recovery: await recipientOf(await generateIdentity("x25519")),
        reason: "recovery",
      } as const;
      const { rotation } = await askRotation(house, "djp-petugas", { change });
      assert.equal((await unitFor(house, "djp-petugas"))?.hasRotation, true);
      await publish(house, { directory: (await rotatedDirectory(house, rotation)).directory });
      const now = await unitFor(house, "djp-petugas");
      assert.equal(now?.drilledOn, null);
      assert.equal(now.hasRotation, false);
      assert.equal(now.epoch, 2);
    });

    test("counts the cases whose keys are still wrapped to the unit's earlier key", async () => {
      await sendReport(house, { unit: "DJBC" });
      assert.equal((await unitFor(house, "djbc-petugas", "DJBC"))?.casesToRekey, 0);
      await rotate(house, "djbc-petugas", "DJBC");
      assert.equal((await unitFor(house, "djbc-petugas", "DJBC"))?.casesToRekey, 1);
    });
  });
