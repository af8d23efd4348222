import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes } from "@bijak/contract";
import { addSignature, generateSigningKey, type SigningKey } from "@bijak/envelope";
import { createDirectory, type DirectoryRoom } from "../src/directory/directory.ts";
import { sendReport, takeOver } from "./support/cases.ts";
import { codeOf, type House, openHouse } from "./support/house.ts";
import {
  draft,
  nextDirectory,
  nextMembers,
  publish,
  published,
  signerOf,
  withMember,
} from "./support/notes.ts";
import { askRotation, rotatedDirectory } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const HOUR_MS = 3_600_000;
const FIRST = "itjen-penyelia";
const SECOND = "djp-penyelia";

/** A house where two of two signers sign; a third signer's key is in nobody's list. */
const open = (dialect: (typeof DIALECTS)[number]) =>
  openHouse(dialect, [], {
    threshold: 2,
    roles: { [SECOND]: ["signer"], "djbc-penyelia": ["admin"] },
  });

const draftsFor = (house: House, login: "itjen-penyelia" | "djp-penyelia" | "djbc-penyelia") =>
  house.staff(login).call(keyRoutes.noteDrafts, {});

/** The directory's port alone, on the same store. */
const roomOf = ({ parts }: House): Pick<DirectoryRoom, "isFrozen"> => {
  const never = async () => assert.fail();
  return createDirectory(parts, {
    appendEntry: never,
    holdLog: never,
    logRootAt: never,
    hasEntrySince: never,
    renderPages: never,
    requireMember: never,
    endSessionsOf: never,
    methodsOf: never,
    countToRekey: never,
    hasRehearsed: never,
  });
};

for (const dialect of DIALECTS)
  describe(`notes that wait for a second signature, on ${dialect}`, async () => {
    const house = await open(dialect);
    const [first, second] = await Promise.all([signerOf(house, FIRST), signerOf(house, SECOND)]);
    const cosign = (note: string, key: SigningKey = second) => addSignature(note, key);
    const directoryBy = async (keys: readonly SigningKey[] = [first]) =>
      (await nextDirectory(house, { keys })).directory;

    test("are put before the other signer, who publishes them with both signatures; the draft is gone then", async () => {
      const members = await withMember(house, "humas", { name: "Humas Dua" }, [first]);
      const directory = await directoryBy();
      const { id } = await draft(house, { directory, members });
      const [waiting] = await draftsFor(house, SECOND);
      assert.deepEqual(waiting, {
        id,
        proposedBy: house.person(FIRST).id,
        on: house.clock.today(),
        notes: { directory, members, config: null },
      });
      const signed = { directory: await cosign(directory), members: await cosign(members) };
      await publish(house, signed, SECOND);
      assert.equal((await published(house)).directory.serial, 2);
      assert.deepEqual(await draftsFor(house, FIRST), []);
    });

    test("attack: one signer signs twice", async () => {
      const directory = await directoryBy([first, first]);
      assert.equal(await codeOf(publish(house, { directory })), "note-refused");
      const members = await nextMembers(house, (one) => one, { keys: [first, first] });
      assert.equal(await codeOf(publish(house, { members })), "note-refused");
      const foreign = await generateSigningKey("signer.9");
      const padded = await directoryBy([first, foreign]);
      assert.equal(await codeOf(publish(house, { directory: padded })), "note-refused");
    });

    test("a draft that no signer has signed is refused, and so is one by who is no signer", async () => {
      const foreign = await generateSigningKey("signer.9");
      const forged = await directoryBy([foreign]);
      assert.equal(await codeOf(draft(house, { directory: forged })), "note-refused");
      const directory = await directoryBy();
      for (const login of ["djbc-penyelia", "djp-petugas"] as const)
        assert.equal(await codeOf(draft(house, { directory }, login)), "role-missing");
      assert.deepEqual(await draftsFor(house, FIRST), []);
    });

    test("who is no signer neither reads drafts nor takes them back", async () => {
      const { id } = await draft(house, { directory: await directoryBy() });
      assert.equal(await codeOf(draftsFor(house, "djbc-penyelia")), "role-missing");
      const withdraw = (login: "djbc-penyelia" | "djp-penyelia", params = { id }) =>
        codeOf(house.staff(login).call(keyRoutes.withdrawDraft, { params }));
      assert.equal(await withdraw("djbc-penyelia"), "role-missing");
      assert.equal(await withdraw(SECOND, { id: "A".repeat(16) }), "not-available");
      assert.equal(await withdraw(SECOND), "accepted");
      assert.equal(await withdraw(SECOND), "not-available");
    });

    test("a newer draft voids the older one", async () => {
      await draft(house, { directory: await directoryBy() });
      const members = await nextMembers(house, (one) => one, { keys: [first] });
      const { id } = await draft(house, { members });
      assert.deepEqual(
        (await draftsFor(house, SECOND)).map((one) => one.id),
        [id],
      );
    });

    test("what could not be published fully signed is no draft: a wrong serial, a unit's keys without a rotation", async () => {
      const { directory: now } = await published(house);
      const keys = [first];
      const far = await nextDirectory(house, { keys, change: { serial: now.serial + 2 } });
      assert.equal(await codeOf(draft(house, far)), "directory-rolled-back");
      const { vkey } = await generateSigningKey("unit.DJP.2");
      const units = now.units.map((one) => (one.id === "DJP" ? { ...one, epoch: 2, vkey } : one));
      const swapped = await nextDirectory(house, { keys, change: { units } });
      assert.equal(await codeOf(draft(house, swapped)), "rotation-missing");
    });

    test("while a draft retires a unit's key the unit holds still, for an hour; another signature does not begin another", async () => {
      const { isFrozen } = roomOf(house);
      const { rotation } = await askRotation(house, "djp-petugas");
      const lines = await rotatedDirectory(house, rotation, {}, [first]);
      const { directory } = lines;
      await draft(house, { directory });
      assert.equal(await isFrozen(["DJP"]), true);
      assert.equal(await isFrozen(["ITJEN", "DJBC"]), false);
      assert.equal(await isFrozen([]), false);
      house.clock.moveMs(HOUR_MS - 1);
      await draft(house, { directory: await cosign(directory) }, SECOND);
      assert.equal(await isFrozen(["ITJEN", "DJP"]), true);
      house.clock.moveMs(1);
      assert.equal(await isFrozen(["DJP"]), false);
      await publish(house, { directory: await cosign(directory) }, SECOND);
      assert.equal((await published(house)).directory.retired.length, 1);
    });

    test("a draft whose retirement the unit has overtaken is refused at once", async () => {
      const { rotation } = await askRotation(house, "djbc-petugas", { unit: "DJBC" });
      const { directory } = await rotatedDirectory(house, rotation, {}, [first]);
      const { caseId } = await sendReport(house, { unit: "DJBC" });
      await takeOver(house, "djbc-petugas", caseId);
      assert.equal(await codeOf(draft(house, { directory })), "retirement-outdated");
    });
  });

test("where one signature is enough nothing waits", async () => {
  const house = await openHouse("sqlite");
  const { directory } = await nextDirectory(house);
  assert.equal(await codeOf(draft(house, { directory })), "note-refused");
  assert.equal(await codeOf(publish(house, { directory })), "accepted");
});
