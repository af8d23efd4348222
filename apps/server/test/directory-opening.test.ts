import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, OpeningChecks } from "@bijak/contract";
import { generateIdentity, type Recipient, recipientOf, writeDrill } from "@bijak/envelope";
import { takeWholeWay } from "./support/rehearsal.ts";
import { codeOf, type House, type Login, openHouse, REALM } from "./support/house.ts";
import { nextDirectory, publish, published, withMember } from "./support/notes.ts";
import { askRotation, recoveryOf, rotatedDirectory } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const UNITS = ["ITJEN", "DJP", "DJBC"] as const;
const PRIVACY = { id: "Data Anda dilindungi.", en: "Your data are protected." };

type Check = (typeof OpeningChecks)[number];

const openingOf = (house: House) => house.staff("humas").call(keyRoutes.opening, {});
const missingIn = async (house: House): Promise<readonly Check[]> =>
  (await openingOf(house)).checks.filter(({ isDone }) => !isDone).map(({ check }) => check);

/** A drill as a member signs it. */
async function drillNote(
  house: House,
  login: Login,
  {
    unit = "DJP",
    recovery,
    on = house.clock.today(),
  }: { readonly unit?: string; readonly recovery?: Recipient; readonly on?: number } = {},
): Promise<string> {
  const own = recoveryOf((await published(house)).directory, unit);
  assert.ok(own);
  const drill = { realm: REALM, unit, recovery: recovery ?? own, on };
  return writeDrill(drill, house.person(login).signing);
}

const record = (house: House, login: Login, note: string) =>
  house.staff(login).call(keyRoutes.drill, { body: { note } });

async function drillAll(house: House): Promise<void> {
  for (const unit of UNITS)
    await record(house, "itjen-penyelia", await drillNote(house, "itjen-penyelia", { unit }));
}

const withTexts = (json: string): string =>
  JSON.stringify({ ...(JSON.parse(json) as object), privacy: PRIVACY });

const openChannel = async (house: House, content?: (json: string) => string) => {
  const change = { isRehearsal: false };
  return publish(
    house,
    await nextDirectory(house, { change, ...(content === undefined ? {} : { content }) }),
  );
};

/** What makes each check done, in any order. */
const DOING: Readonly<Record<Check, ((house: House) => Promise<unknown>) | null>> = {
  "recovery-verified": drillAll,
  "two-holders": null,
  "contact-text": null,
  "privacy-text": async (house) =>
    publish(house, await nextDirectory(house, { content: withTexts })),
  "dummy-report": (house) => takeWholeWay(house),
};

for (const dialect of DIALECTS) {
  describe(`the opening of a channel, on ${dialect}`, async () => {
    const house = await openHouse(dialect, [], { isTrial: false });

    test("begins with a rehearsal in which everything is still to be done", async () => {
      assert.equal((await openingOf(house)).isOpen, false);
      const toDo = OpeningChecks.filter((check) => DOING[check] !== null);
      assert.deepEqual(await missingIn(house), toDo);
      assert.equal(await codeOf(openChannel(house)), "opening-refused");
    });

    test("a drill counts that gave the unit's recovery key of today, on this day, by a member who signs it as the caller", async () => {
      const foreign = await recipientOf(await generateIdentity("x25519"));
      const other = recoveryOf((await published(house)).directory, "DJBC");
      assert.ok(other);
      const login = "djp-petugas";
      const wrong = [
        await drillNote(house, login, { recovery: foreign }),
        await drillNote(house, login, { recovery: other }),
        await drillNote(house, login, { on: house.clock.today() - 2 }),
        await drillNote(house, "djp-rekan"),
        (await drillNote(house, login)).replace("DJP", "DJBC"),
      ];
      for (const note of wrong)
        assert.equal(await codeOf(record(house, login, note)), "note-refused");
      const note = await drillNote(house, login);
      await record(house, login, note);
      await record(house, login, note);
      const rows = await house.store.db.selectFrom("drill").select("unit").execute();
      assert.deepEqual(rows, [{ unit: "DJP" }]);
    });

    for (const check of OpeningChecks) {
      const others = OpeningChecks.filter((one) => one !== check);
      if (DOING[check] !== null)
        test(`is refused while only ${check} is missing`, async () => {
          const another = await openHouse(dialect, [], { isTrial: false });
          for (const one of others) await DOING[one]?.(another);
          assert.deepEqual(await missingIn(another), [check]);
          assert.equal(await codeOf(openChannel(another)), "opening-refused");
          assert.equal((await published(another)).directory.isRehearsal, true);
          await DOING[check]?.(another);
          assert.deepEqual(await missingIn(another), []);
          await openChannel(another);
          assert.equal((await openingOf(another)).isOpen, true);
        });
    }

    test("is refused while one unit's shares were not combined, also those of a new recovery key", async () => {
      const another = await openHouse(dialect, [], { isTrial: false });
      for (const check of OpeningChecks)
        if (check !== "recovery-verified") await DOING[check]?.(another);
      for (const unit of ["ITJEN", "DJP"])
        await record(
          another,
          "itjen-penyelia",
          await drillNote(another, "itjen-penyelia", { unit }),
        );
      assert.deepEqual(await missingIn(another), ["recovery-verified"]);
      await drillAll(another);
      assert.deepEqual(await missingIn(another), []);
      const recovery = await recipientOf(await generateIdentity("x25519"));
      const change = { recovery, reason: "recovery" } as const;
      const { rotation } = await askRotation(another, "djp-petugas", { change });
      await publish(another, { directory: (await rotatedDirectory(another, rotation)).directory });
      assert.deepEqual(await missingIn(another), ["recovery-verified"]);
      assert.equal(await codeOf(openChannel(another)), "opening-refused");
    });

    test("is refused while an open unit's keyring does not fit its holders", async () => {
      const another = await openHouse(dialect, [], { isTrial: false });
      for (const check of OpeningChecks) await DOING[check]?.(another);
      const units = ["DJBC"];
      const members = await withMember(another, "humas", { units, roles: ["handler"] });
      await publish(another, { members });
      assert.deepEqual(await missingIn(another), ["two-holders"]);
      assert.equal(await codeOf(openChannel(another)), "opening-refused");
    });

    test("is refused when the contact or the privacy text of the opening directory says nothing", async () => {
      const another = await openHouse(dialect, [], { isTrial: false });
      for (const check of OpeningChecks) await DOING[check]?.(another);
      const blank = { id: " ", en: "Call 134" };
      for (const text of [{ contact: blank }, { privacy: blank }]) {
        const content = (json: string) =>
          JSON.stringify({ ...(JSON.parse(json) as object), ...text });
        assert.equal(await codeOf(openChannel(another, content)), "opening-refused");
      }
      await openChannel(another);
      const back = await nextDirectory(another, { change: { isRehearsal: true } });
      assert.equal(await codeOf(publish(another, back)), "note-refused");
    });
  });

  test(`${dialect}: a rehearsal may be renewed as often as need be, and cannot become a trial`, async () => {
    const house = await openHouse(dialect, [], { isTrial: false });
    await publish(house, await nextDirectory(house));
    const change = { isRehearsal: false, isTrial: true };
    assert.equal(
      await codeOf(publish(house, await nextDirectory(house, { change }))),
      "note-refused",
    );
    assert.equal((await published(house)).directory.isRehearsal, true);
  });
}
