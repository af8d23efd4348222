import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, staffRoutes } from "@bijak/contract";
import {
  type Directory,
  generateIdentity,
  generateSigningKey,
  recipientOf,
  type RetiredKey,
  unitKeyName,
} from "@bijak/envelope";
import { declare, sealedText, sendReport, takeOver } from "./support/cases.ts";
import { codeOf, type House, openHouse, REALM } from "./support/house.ts";
import {
  GONE,
  logPoint,
  nextDirectory,
  nextMembers,
  publish,
  published,
  withMember,
} from "./support/notes.ts";
import {
  askRotation,
  keyringOf,
  keysAfter,
  rotate,
  rotatedDirectory,
} from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const unitOf = ({ units }: Directory, unit = "DJP") => {
  const found = units.find(({ id }) => id === unit);
  assert.ok(found);
  return found;
};
const freshRecipient = async () => recipientOf(await generateIdentity(REALM.suite));
const codeOfPublishing = async (house: House, given: Promise<{ directory: string }>) =>
  codeOf(publish(house, { directory: (await given).directory }));

for (const dialect of DIALECTS) {
  describe(`a unit's next key, on ${dialect}`, async () => {
    const house = await openHouse(dialect);

    test("comes with the directory: the keyring is swapped, the old key retired, the request gone, the beginning known", async () => {
      const before = await published(house);
      const old = unitOf(before.directory);
      const { rotation } = await rotate(house, "djp-petugas");
      const { directory } = await published(house);
      const { epoch, recipient, vkey } = unitOf(directory);
      assert.deepEqual(
        { epoch, recipient, vkey },
        {
          epoch: 2,
          recipient: rotation.recipient,
          vkey: rotation.vkey,
        },
      );
      assert.deepEqual(
        directory.retired.map(({ unit, epoch: of, vkey: key }) => [unit, of, key]),
        [["DJP", 1, old.vkey]],
      );
      const keyring = await keyringOf(house, house.person("djp-rekan"));
      assert.equal(keyring.current.recipient, rotation.recipient);
      assert.deepEqual(
        keyring.entries.map((entry) => entry.epoch),
        [1, 2],
      );
      const rows = await house.store.db.selectFrom("unit_epoch").selectAll().execute();
      assert.deepEqual(
        rows.filter(({ unit }) => unit === "DJP").map((row) => [row.epoch, row.serial]),
        [
          [1, 1],
          [2, directory.serial],
        ],
      );
      const waiting = await house.staff("itjen-penyelia").call(keyRoutes.rotations, {});
      assert.deepEqual(waiting, []);
      const revision = await house.staff("djp-petugas").call(staffRoutes.keyring, {
        params: { unit: "DJP" },
      });
      assert.equal(revision.revision, 2);
    });

    test("attack: a directory hands a unit keys that no member of it asked for", async () => {
      const { directory } = await published(house);
      const unit = unitOf(directory, "DJBC");
      const { vkey } = await generateSigningKey(unitKeyName("DJBC", 2));
      const swapped = { ...unit, epoch: 2, recipient: await freshRecipient(), vkey };
      const { size, root } = await logPoint(house);
      const change = {
        units: directory.units.map((one) => (one.id === "DJBC" ? swapped : one)),
        retired: [
          ...directory.retired,
          { unit: "DJBC", epoch: 1, vkey: unit.vkey, logSize: size, root: encode(root) },
        ],
      };
      assert.equal(
        await codeOfPublishing(house, nextDirectory(house, { change })),
        "rotation-missing",
      );
      const sameEpoch = { ...unit, recipient: swapped.recipient };
      const units = directory.units.map((one) => (one.id === "DJBC" ? sameEpoch : one));
      const only = nextDirectory(house, { change: { units } });
      assert.equal(await codeOfPublishing(house, only), "rotation-missing");
    });

    test("attack: a directory that names another recipient or key than the rotation", async () => {
      const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
      const other = await generateSigningKey(unitKeyName("DJBC", 2));
      const lies = [{ recipient: await freshRecipient() }, { vkey: other.vkey }];
      for (const lie of lies) {
        const { units, ...keys } = await keysAfter(house, rotation);
        const change = {
          ...keys,
          units: units.map((one) => (one.id === "DJBC" ? { ...one, ...lie } : one)),
        };
        assert.equal(
          await codeOfPublishing(house, nextDirectory(house, { change })),
          "rotation-missing",
        );
      }
      assert.equal(unitOf((await published(house)).directory, "DJBC").epoch, 1);
    });

    test("attack: a rotation signed by a member of another unit, by another than who sends it, or for another unit or epoch", async () => {
      const ask = (login: "djp-petugas" | "djbc-petugas", asking: object) =>
        codeOf(askRotation(house, login, asking));
      assert.equal(await ask("djp-petugas", { signedBy: "itjen-petugas" }), "note-refused");
      assert.equal(await ask("djp-petugas", { signedBy: "djp-rekan" }), "note-refused");
      const late = { epoch: 4, vkey: (await generateSigningKey(unitKeyName("DJP", 4))).vkey };
      assert.equal(await ask("djp-petugas", { change: late }), "note-refused");
      const { rotation, sealed } = await askRotation(house, "djp-petugas");
      const row = await house.store.db
        .selectFrom("rotation")
        .select("note")
        .where("unit", "=", "DJP")
        .executeTakeFirstOrThrow();
      assert.equal(rotation.unit, "DJP");
      const body = { unit: "DJP", note: row.note, sealed: Buffer.from(sealed).toString("base64") };
      const asStranger = house.staff("djbc-petugas").call(keyRoutes.rotate, { body });
      assert.equal(await codeOf(asStranger), "not-available");
      const asOwn = { ...body, unit: "DJBC" };
      const misplaced = house.staff("djbc-petugas").call(keyRoutes.rotate, { body: asOwn });
      assert.equal(await codeOf(misplaced), "note-refused");
    });

    test("attack: a keyring of the next epoch that fewer or more keys can open than the unit has", async () => {
      const asking = [
        { holders: ({ name }: { name: string }) => name === "djp-petugas" },
        { holders: () => true },
      ];
      for (const one of asking) {
        const { rotation } = await askRotation(house, "djp-petugas", one);
        assert.equal(
          await codeOfPublishing(house, rotatedDirectory(house, rotation)),
          "ciphertext-refused",
        );
      }
      const body = { unit: "DJP", note: "x", sealed: await sealedText(1) };
      const call = house.staff("djp-petugas").call(keyRoutes.rotate, { body });
      assert.equal(await codeOf(call), "note-refused");
    });

    test("attack: a retired line is dropped, or says another size, root or key", async () => {
      const { directory } = await published(house);
      const [old] = directory.retired;
      assert.ok(old);
      const point = await logPoint(house);
      const forged: readonly RetiredKey[][] = [
        [],
        [{ ...old, logSize: old.logSize + 1 }],
        [{ ...old, root: encode(point.root) }],
        [{ ...old, vkey: (await generateSigningKey(unitKeyName("DJP", 1))).vkey }],
        [
          old,
          { ...old, unit: "DJBC", vkey: (await generateSigningKey("unit.DJBC.0")).vkey, epoch: 0 },
        ],
      ];
      for (const retired of forged)
        assert.equal(
          await codeOfPublishing(house, nextDirectory(house, { change: { retired } })),
          "note-refused",
          JSON.stringify(retired),
        );
    });

    test("attack: a rotation whose retired line is missing or not true to the log", async () => {
      const { rotation } = await askRotation(house, "djp-petugas");
      const { retired } = await keysAfter(house, rotation);
      const own = retired.at(-1);
      assert.ok(own);
      const others = retired.slice(0, -1);
      const wrong = [
        others,
        [...others, { ...own, root: encode(new Uint8Array(32)) }],
        [...others, { ...own, logSize: own.logSize - 1 }],
        [...others, { ...own, logSize: own.logSize + 1_000 }],
      ];
      for (const lines of wrong)
        assert.equal(
          await codeOfPublishing(house, rotatedDirectory(house, rotation, { retired: lines })),
          "note-refused",
        );
    });

    test("attack: a unit's recovery key is changed, dropped or moved without a rotation that says so", async () => {
      const { directory } = await published(house);
      const recipient = await freshRecipient();
      const changed = directory.recoveries.map((one) =>
        one.unit === "DJP" ? { ...one, recipient } : one,
      );
      const without = directory.recoveries.filter(({ unit }) => unit !== "DJP");
      for (const recoveries of [changed, without]) {
        const next = nextDirectory(house, { change: { recoveries } });
        assert.equal(await codeOfPublishing(house, next), "note-refused");
      }
      const { rotation } = await askRotation(house, "djp-petugas", {
        change: { recovery: recipient, reason: "recovery" },
      });
      const kept = rotatedDirectory(house, rotation, { recoveries: directory.recoveries });
      assert.equal(await codeOfPublishing(house, kept), "note-refused");
      assert.equal(await codeOfPublishing(house, rotatedDirectory(house, rotation)), "accepted");
      const now = await published(house);
      assert.equal(
        now.directory.recoveries.find(({ unit }) => unit === "DJP")?.recipient,
        recipient,
      );
    });

    test("attack: a rolled-back directory, with the old key of the unit in force again", async () => {
      const { notes } = await published(house);
      const [old] = notes;
      assert.ok(old);
      const { directory } = await nextDirectory(house, { change: { serial: 1, previous: null } });
      for (const note of [directory, notes.at(-1) ?? ""])
        assert.equal(await codeOf(publish(house, { directory: note })), "directory-rolled-back");
    });
  });

  describe(`a retirement, on ${dialect}`, async () => {
    const house = await openHouse(dialect);

    test("is outdated when the unit has written since, and only then; signed anew it holds", async () => {
      const { rotation } = await askRotation(house, "djp-petugas");
      const { directory } = await rotatedDirectory(house, rotation);
      const { caseId } = await sendReport(house);
      await takeOver(house, "djp-petugas", caseId);
      assert.equal(await codeOf(publish(house, { directory })), "retirement-outdated");
      assert.equal(unitOf((await published(house)).directory).epoch, 1);
      const again = await rotatedDirectory(house, rotation);
      const params = { id: caseId };
      await house.staff("djp-petugas").call(staffRoutes.messages, { params });
      await house.staff("djp-petugas").call(staffRoutes.markRead, { params, body: { upTo: 0 } });
      await declare(house, "djp-rekan", { caseId });
      const another = await sendReport(house, { unit: "DJBC" });
      await takeOver(house, "djbc-petugas", another.caseId);
      await sendReport(house);
      assert.equal(await codeOf(publish(house, { directory: again.directory })), "accepted");
    });

    test("is outdated by an index page or a record of the unit, too, and by a changed list of members", async () => {
      const draft = { revision: 0, sealed: await sealedText(1) };
      const page = { params: { unit: "DJBC", page: "0" }, body: draft };
      const ways = [
        () => house.staff("djbc-petugas").call(staffRoutes.putInboxPage, page),
        () =>
          house.staff("djbc-petugas").call(staffRoutes.putUnitRecord, {
            params: { unit: "DJBC" },
            body: draft,
          }),
        async () => publish(house, { members: await nextMembers(house, (one) => one) }),
      ];
      const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
      for (const write of ways) {
        const { directory } = await rotatedDirectory(house, rotation);
        await write();
        assert.equal(await codeOf(publish(house, { directory })), "retirement-outdated");
      }
      const { directory } = await rotatedDirectory(house, rotation);
      assert.equal(await codeOf(publish(house, { directory })), "accepted");
    });

    test("goes with a dismissal: members, directory and keyring in one change", async () => {
      const { rotation } = await askRotation(house, "djp-petugas", {
        change: { reason: "dismissal" },
        holders: ({ units, name }) => units.includes("DJP") && name !== "djp-rekan",
      });
      const { directory } = await rotatedDirectory(house, rotation);
      const alone = publish(house, { directory });
      assert.equal(await codeOf(alone), "ciphertext-refused", "the colleague is still listed");
      const members = await withMember(house, "djp-rekan", GONE);
      assert.equal(await codeOf(publish(house, { directory, members })), "accepted");
      const gone = house.staff("djp-rekan").call(staffRoutes.keyring, { params: { unit: "DJP" } });
      await assert.rejects(gone);
      const keyring = await keyringOf(house, house.person("djp-penyelia"));
      assert.equal(keyring.current.recipient, rotation.recipient);
    });

    test("attack: the one who is dismissed has made the next key", async () => {
      const { rotation } = await askRotation(house, "djp-petugas", {
        holders: ({ units, name }) => units.includes("DJP") && name !== "djp-petugas",
      });
      const djp = unitOf((await published(house)).directory);
      const { directory } = await rotatedDirectory(house, rotation, {
        units: (await keysAfter(house, rotation)).units.map((one) =>
          one.id === "DJP" ? { ...one, isOpen: false } : one,
        ),
      });
      const members = await withMember(house, "djp-petugas", GONE);
      assert.equal(await codeOf(publish(house, { directory, members })), "rotation-missing");
      assert.equal(unitOf((await published(house)).directory).vkey, djp.vkey);
    });

    test("a request is seen by its unit and the signers, taken back by them, and replaced by a newer one", async () => {
      await askRotation(house, "djbc-penyelia", { unit: "DJBC" });
      const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
      const seenBy = async (login: "djbc-penyelia" | "itjen-penyelia" | "djp-penyelia") =>
        (await house.staff(login).call(keyRoutes.rotations, {})).map(({ unit, proposedBy }) => ({
          unit,
          proposedBy,
        }));
      const own = { unit: "DJBC", proposedBy: house.person("djbc-petugas").id };
      assert.deepEqual(await seenBy("djbc-penyelia"), [own]);
      assert.ok((await seenBy("itjen-penyelia")).some(({ unit }) => unit === "DJBC"));
      assert.ok((await seenBy("djp-penyelia")).every(({ unit }) => unit !== "DJBC"));
      const withdraw = (login: "djp-penyelia" | "djbc-penyelia") =>
        codeOf(house.staff(login).call(keyRoutes.withdrawRotation, { params: { unit: "DJBC" } }));
      assert.equal(await withdraw("djp-penyelia"), "not-available");
      assert.equal(await withdraw("djbc-penyelia"), "accepted");
      assert.equal(await withdraw("djbc-penyelia"), "not-available");
      const next = rotatedDirectory(house, rotation);
      assert.equal(await codeOfPublishing(house, next), "rotation-missing");
    });

    test("a list of members and a directory at once: nothing is published that was judged against the other's past", async () => {
      const { directory } = await nextDirectory(house);
      const members = await nextMembers(house, (one) => one);
      const codes = await Promise.all([
        codeOf(publish(house, { directory })),
        codeOf(publish(house, { members })),
      ]);
      const won = codes.filter((code) => code === "accepted");
      assert.ok(won.length >= 1);
      for (const code of codes)
        assert.ok(["accepted", "directory-rolled-back", "revision-conflict"].includes(code), code);
    });

    test("two signers' sessions at once: one directory wins, and the keyring is swapped once", async () => {
      const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
      const { directory } = await rotatedDirectory(house, rotation);
      const codes = await Promise.all([1, 2].map(() => codeOf(publish(house, { directory }))));
      assert.deepEqual(codes.toSorted(), ["accepted", "directory-rolled-back"]);
      const keyring = await keyringOf(house, house.person("djbc-penyelia"), "DJBC");
      assert.equal(keyring.current.epoch, rotation.epoch);
    });

    test("of an unknown unit is nobody's business", async () => {
      const params = { unit: "TIADA" };
      const call = house.staff("itjen-penyelia").call(keyRoutes.withdrawRotation, { params });
      assert.equal(await codeOf(call), "not-available");
    });
  });

  test(`${dialect}: directories, requests for keys, keyrings and steps at once: each is taken or told why`, async () => {
    const house = await openHouse(dialect);
    const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
    const { directory } = await rotatedDirectory(house, rotation);
    const keyring = { params: { unit: "DJBC" } };
    const { revision, sealed } = await house
      .staff("djbc-petugas")
      .call(staffRoutes.keyring, keyring);
    const { caseId } = await sendReport(house, { unit: "DJBC" });
    const codes = await Promise.all([
      codeOf(publish(house, { directory })),
      codeOf(askRotation(house, "djbc-penyelia", { unit: "DJBC" })),
      codeOf(takeOver(house, "djbc-petugas", caseId)),
      codeOf(
        house
          .staff("djbc-petugas")
          .call(keyRoutes.putKeyring, { ...keyring, body: { revision, sealed } }),
      ),
      codeOf(publish(house, { members: await nextMembers(house, (one) => one) })),
    ]);
    const refusals = [
      "accepted",
      "directory-outdated",
      "directory-rolled-back",
      "note-refused",
      "retirement-outdated",
      "revision-conflict",
      "rotation-missing",
    ];
    assert.deepEqual(
      codes.filter((code) => !refusals.includes(code)),
      [],
    );
    const { epoch } = unitOf((await published(house)).directory, "DJBC");
    assert.equal(
      (await keyringOf(house, house.person("djbc-penyelia"), "DJBC")).current.epoch,
      epoch,
    );
  });
}

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
