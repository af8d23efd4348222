import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharingRoutes, staffRoutes } from "@bijak/contract";
import { cosignAct } from "@bijak/envelope";
import { digestOf } from "../src/encoding.ts";
import {
  caseOf,
  declare,
  lookIn,
  randomId,
  sealedText,
  sealedTo,
  toBase64,
} from "./support/cases.ts";
import {
  aLockedCase,
  ask,
  askAndConfirm,
  asking,
  confirm,
  CUSTODIANS,
  open,
  release,
  stateOf,
  withdraw,
} from "./support/custody.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const KIB = 1_024;
const [FIRST, SECOND, THIRD] = CUSTODIANS;

for (const dialect of DIALECTS) {
  describe(`${dialect}: the release of an identity`, async () => {
    const house = await openHouse(dialect, [], { hasCustody: true });
    const custodyOf = (login: Login) => house.staff(login).call(sharingRoutes.custody, {});
    const askedOf = async (login: Login, caseId: string) =>
      (await custodyOf(login)).filter((row) => row.caseId === caseId);
    const aDeclaredCase = async () => {
      const sent = await aLockedCase(house);
      await declare(house, "djp-penyelia", sent);
      return sent;
    };

    test("goes from one signature to two, to k shares, to the one who asked, and the reporter is told", async () => {
      const { caseId, locked, ...holder } = await aDeclaredCase();
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      assert.deepEqual(await askedOf(FIRST, caseId), [], "one signature shows custodians nothing");
      await confirm(house, "djp-penyelia", caseId, asked.note);
      const [row] = await askedOf(FIRST, caseId);
      assert.equal(row?.reason, asked.reason);
      assert.equal(row?.askedBy, house.person("djp-petugas").id);
      const own = locked.custodians.indexOf(house.person(FIRST).id);
      assert.equal(row?.share, toBase64(locked.shares[own] ?? new Uint8Array()));
      const shares = [await release(house, FIRST, caseId), await release(house, SECOND, caseId)];
      const message = await sealedText(2);
      const { revision } = await caseOf(house, "djp-petugas", caseId);
      const opened = await open(house, "djp-petugas", caseId, { message });
      assert.equal(opened.file, toBase64(locked.file));
      assert.deepEqual(opened.shares.toSorted(), shares.toSorted());
      assert.equal(opened.revision, revision + 1);
      const box = await lookIn(house, { caseId, ...holder });
      assert.equal(box.messages.at(-1)?.sealed, message);
      assert.equal(box.identity?.openedOn, house.clock.today());
    });

    test("shows every step to the members of the case", async () => {
      const { caseId } = await aDeclaredCase();
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      const requestOf = async () => (await stateOf(house, "djp-penyelia", caseId))?.request;
      assert.deepEqual(
        [(await requestOf())?.isConfirmed, (await requestOf())?.released],
        [false, []],
      );
      await confirm(house, "djp-penyelia", caseId, asked.note);
      await release(house, THIRD, caseId);
      assert.deepEqual(
        [(await requestOf())?.isConfirmed, (await requestOf())?.released],
        [true, [house.person(THIRD).id]],
      );
    });

    test("stands in the log: who asked, confirmed, released and opened", async () => {
      const { caseId, locked } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await release(house, SECOND, caseId);
      await open(house, "djp-petugas", caseId);
      const rows = await house.store.db.selectFrom("log_entry").select("record").execute();
      const types = rows
        .map(({ record }) => JSON.parse(record ?? "{}") as { type: string; object: string })
        .filter(({ object }) => object === caseId)
        .map(({ type }) => type);
      const expected = [
        "identity",
        "identity-asked",
        "identity-confirmed",
        "identity-released",
        "identity-released",
        "identity-opened",
        "to-reporter",
      ];
      for (const type of new Set(expected))
        assert.equal(
          types.filter((one) => one === type).length >=
            expected.filter((one) => one === type).length,
          true,
          type,
        );
      const file = rows.filter(({ record }) => record?.includes(digestOf(locked.file)));
      assert.equal(file.length, 2, "brought and opened");
    });

    test("k - 1 shares open nothing, and the reporter is told nothing", async () => {
      const { caseId, ...holder } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await release(house, FIRST, caseId);
      const before = await lookIn(house, { caseId, ...holder });
      assert.equal(await codeOf(open(house, "djp-petugas", caseId)), "release-missing");
      const after = await lookIn(house, { caseId, ...holder });
      assert.deepEqual(after.messages, before.messages);
      assert.equal(after.identity?.openedOn, null);
    });

    test("nothing is handed out when the message cannot be stored: another revision, another shape", async () => {
      const { caseId, ...holder } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await release(house, SECOND, caseId);
      const { revision } = await caseOf(house, "djp-petugas", caseId);
      const old = open(house, "djp-petugas", caseId, { revision: revision - 1 });
      assert.equal(await codeOf(old), "revision-conflict");
      const toOne = open(house, "djp-petugas", caseId, { message: await sealedText(1) });
      assert.equal(await codeOf(toOne), "ciphertext-refused");
      assert.equal((await lookIn(house, { caseId, ...holder })).identity?.openedOn, null);
    });

    test("is opened by the asker alone: not by the supervisor who confirmed, a colleague, another unit or a custodian", async () => {
      const { caseId, ...holder } = await aDeclaredCase();
      await declare(house, "djp-rekan", { caseId });
      await askAndConfirm(house, caseId);
      for (const login of [FIRST, SECOND, THIRD]) await release(house, login, caseId);
      const { revision } = await caseOf(house, "djp-petugas", caseId);
      for (const login of ["djp-penyelia", "djp-rekan", "djbc-petugas", FIRST] as const)
        assert.match(
          await codeOf(open(house, login, caseId, { revision })),
          /^(not-available|role-missing)$/,
          login,
        );
      assert.equal((await lookIn(house, { caseId, ...holder })).identity?.openedOn, null);
    });

    test("is opened again by the same asker: the reporter is told again, the first day stays", async () => {
      const { caseId, ...holder } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await release(house, SECOND, caseId);
      await open(house, "djp-petugas", caseId);
      const first = await lookIn(house, { caseId, ...holder });
      house.toDay(house.clock.today() + 1);
      await open(house, "djp-petugas", caseId);
      const again = await lookIn(house, { caseId, ...holder });
      assert.equal(again.messages.length, first.messages.length + 1);
      assert.equal(again.identity?.openedOn, first.identity?.openedOn);
    });

    test("one member signing both halves is refused, also a supervisor who asked", async () => {
      const { caseId } = await aDeclaredCase();
      const own = await asking(house, caseId, { by: "djp-penyelia" });
      await ask(house, "djp-penyelia", caseId, own);
      const { note } = own;
      const twice = house
        .staff("djp-penyelia")
        .call(sharingRoutes.confirmIdentity, { params: { id: caseId }, body: { note } });
      assert.equal(await codeOf(twice), "act-refused");
      assert.deepEqual(await askedOf(FIRST, caseId), []);
    });

    test("the second signature is a supervisor's who has access and declared no conflict", async () => {
      const sent = await aLockedCase(house);
      const { caseId } = sent;
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      const by = (login: Login) => codeOf(confirm(house, login, caseId, asked.note));
      assert.equal(await by("djp-penyelia"), "declaration-missing");
      assert.equal(await by("djbc-penyelia"), "not-available");
      await declare(house, "djp-rekan", sent);
      assert.equal(await by("djp-rekan"), "role-missing");
      await declare(house, "djp-penyelia", { caseId, hasConflict: true });
      assert.notEqual(await by("djp-penyelia"), "accepted");
      assert.deepEqual(await askedOf(FIRST, caseId), []);
    });

    test("an act over another reason, case or kind, or signed by another member, is refused", async () => {
      const { caseId } = await aDeclaredCase();
      const reason = await sealedTo(CUSTODIANS.length + 1);
      const wrong = [
        { act: { hash: digestOf("another") } },
        { act: { caseId: randomId() } },
        { act: { kind: "close" as const } },
        { act: { instance: "lain.localhost" } },
        { by: "djp-rekan" as const },
      ];
      for (const changes of wrong) {
        const asked = await asking(house, caseId, { reason, ...changes });
        assert.equal(await codeOf(ask(house, "djp-petugas", caseId, asked)), "act-refused");
      }
      assert.equal((await stateOf(house, "djp-petugas", caseId))?.request, null);
    });

    test("a second signature under another act than the one that was asked is refused", async () => {
      const { caseId } = await aDeclaredCase();
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      const reason = new Uint8Array(Buffer.from(asked.reason, "base64"));
      const others = [
        await asking(house, caseId),
        await asking(house, caseId, { reason, act: { revision: 2 } }),
      ];
      for (const { note } of others)
        assert.equal(await codeOf(confirm(house, "djp-penyelia", caseId, note)), "act-refused");
    });

    test("the second signature is the caller's own, beside the asker's", async () => {
      const { caseId } = await aDeclaredCase();
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      const note = await cosignAct(asked.note, house.person("djp-rekan").signing);
      const params = { id: caseId };
      const others = house
        .staff("djp-penyelia")
        .call(sharingRoutes.confirmIdentity, { params, body: { note } });
      assert.equal(await codeOf(others), "act-refused");
      const byAll = await cosignAct(note, house.person("djp-penyelia").signing);
      const three = house
        .staff("djp-penyelia")
        .call(sharingRoutes.confirmIdentity, { params, body: { note: byAll } });
      assert.equal(await codeOf(three), "act-refused");
    });

    test("a reason is sealed to every custodian of the case and to the unit", async () => {
      const { caseId } = await aDeclaredCase();
      for (const readers of [CUSTODIANS.length, CUSTODIANS.length + 2]) {
        const asked = await asking(house, caseId, { reason: await sealedTo(readers) });
        assert.equal(await codeOf(ask(house, "djp-petugas", caseId, asked)), "ciphertext-refused");
      }
    });

    test("what was written with a key that the unit has no more is refused", async () => {
      const { caseId, ...holder } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await release(house, SECOND, caseId);
      const other = await aDeclaredCase();
      await house.store.transact(async (tx) => {
        await tx.insertInto("unit_epoch").values({ unit: "DJP", epoch: 9, serial: 9 }).execute();
      });
      assert.equal(await codeOf(open(house, "djp-petugas", caseId)), "directory-outdated");
      assert.equal((await lookIn(house, { caseId, ...holder })).identity?.openedOn, null);
      const asked = await asking(house, other.caseId);
      const late = ask(house, "djp-petugas", other.caseId, asked);
      assert.equal(await codeOf(late), "directory-outdated");
      const params = { id: other.caseId };
      const now = { ...asked, serial: 9 };
      await house.staff("djp-petugas").call(sharingRoutes.askIdentity, { params, body: now });
      await house.store.transact(async (tx) => {
        await tx.deleteFrom("unit_epoch").where("epoch", "=", 9).execute();
      });
    });

    test("one request stands at a time; taken back, what was released to it is erased", async () => {
      const { caseId } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      await release(house, FIRST, caseId);
      await declare(house, "djp-rekan", { caseId });
      const second = await asking(house, caseId, { by: "djp-rekan" });
      assert.equal(await codeOf(ask(house, "djp-rekan", caseId, second)), "revision-conflict");
      await withdraw(house, "djp-petugas", caseId);
      assert.equal(await codeOf(withdraw(house, "djp-petugas", caseId)), "not-available");
      await ask(house, "djp-rekan", caseId, second);
      await confirm(house, "djp-penyelia", caseId, second.note);
      assert.deepEqual((await stateOf(house, "djp-rekan", caseId))?.request?.released, []);
      await release(house, SECOND, caseId);
      assert.equal(await codeOf(open(house, "djp-rekan", caseId)), "release-missing");
    });

    test("a custodian learns of confirmed requests only, with the own share, and of nothing else of the case", async () => {
      const { caseId, locked } = await aDeclaredCase();
      await askAndConfirm(house, caseId);
      for (const login of CUSTODIANS) {
        const [row] = await askedOf(login, caseId);
        const own = locked.shares[locked.custodians.indexOf(house.person(login).id)];
        assert.equal(row?.share, toBase64(own ?? new Uint8Array()));
      }
      const params = { id: caseId };
      const custodian = house.staff(FIRST);
      const doors = [
        () => custodian.call(staffRoutes.case, { params }),
        () => custodian.call(staffRoutes.messages, { params }),
        () => custodian.call(sharingRoutes.identity, { params }),
        () => ask(house, FIRST, caseId, asked),
        () => withdraw(house, FIRST, caseId),
      ];
      const asked = await asking(house, caseId, { by: FIRST });
      for (const door of doors)
        assert.match(await codeOf(door()), /^(not-available|role-missing)$/);
      assert.deepEqual(await askedOf("humas", caseId), []);
    });

    test("a share is taken from a custodian of this case, for a confirmed request, in the shape of a share", async () => {
      const { caseId } = await aDeclaredCase();
      assert.equal(await codeOf(release(house, FIRST, caseId)), "not-available");
      const asked = await asking(house, caseId);
      await ask(house, "djp-petugas", caseId, asked);
      assert.equal(await codeOf(release(house, FIRST, caseId)), "not-available");
      await confirm(house, "djp-penyelia", caseId, asked.note);
      assert.equal(await codeOf(release(house, "humas", caseId)), "not-available");
      assert.equal(await codeOf(release(house, "djp-petugas", caseId)), "not-available");
      const call = (share: string) =>
        house
          .staff(FIRST)
          .call(sharingRoutes.releaseShare, { params: { id: caseId }, body: { share } });
      assert.equal(await codeOf(call(await sealedText(2, KIB))), "ciphertext-refused");
      assert.equal(await codeOf(call(await sealedText(1, 2 * KIB))), "ciphertext-refused");
      assert.equal(await codeOf(release(house, FIRST, caseId)), "accepted");
    });

    test("every door asks who calls before anything else", async () => {
      const { caseId } = await aDeclaredCase();
      const nobody = house.staff(null);
      const params = { id: caseId };
      const { note, reason } = await asking(house, caseId);
      const signed = await cosignAct(note, house.person("djp-penyelia").signing);
      const message = await sealedText(2);
      const doors = [
        () => nobody.call(sharingRoutes.identity, { params }),
        () => nobody.call(sharingRoutes.askIdentity, { params, body: { note, reason } }),
        () => nobody.call(sharingRoutes.confirmIdentity, { params, body: { note: signed } }),
        () => nobody.call(sharingRoutes.withdrawIdentity, { params }),
        () => nobody.call(sharingRoutes.custody, {}),
        () => nobody.call(sharingRoutes.releaseShare, { params, body: { share: reason } }),
        () => nobody.call(sharingRoutes.openIdentity, { params, body: { revision: 0, message } }),
      ];
      for (const door of doors) assert.equal(await codeOf(door()), "session-missing");
    });
  });
}
