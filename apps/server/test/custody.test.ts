import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sharingRoutes } from "@bijak/contract";
import { digestOf } from "../src/encoding.ts";
import {
  declare,
  lookIn,
  randomId,
  sealedTo,
  sendReport,
  toBase64,
  writeAsReporter,
} from "./support/cases.ts";
import { CUSTODIANS, aLocked, aLockedCase, lock, stateOf } from "./support/custody.ts";
import { codeOf, type House, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const KIB = 1_024;

const countRows = async ({ store }: House, table: "identity_file" | "identity_share" | "message") =>
  (await store.db.selectFrom(table).selectAll().execute()).length;

for (const dialect of DIALECTS) {
  describe(`${dialect}: a reporter's locked identity`, async () => {
    const house = await openHouse(dialect, [], { hasCustody: true });
    const idOf = (login: (typeof CUSTODIANS)[number]) => house.person(login).id;

    test("is kept with the message that announces it, and told to nobody but the case and its reporter", async () => {
      const sent = await aLockedCase(house);
      const box = await lookIn(house, sent);
      assert.deepEqual(box.identity, { broughtOn: house.clock.today(), openedOn: null });
      assert.equal(box.messages[1]?.sha256, digestOf(sent.locked.message));
      const state = await stateOf(house, "djp-petugas", sent.caseId);
      assert.deepEqual(state, {
        custodians: CUSTODIANS.map(idOf).toSorted(),
        k: 2,
        request: null,
        openedOn: null,
      });
      for (const login of ["djbc-petugas", "kustodian-satu", "humas"] as const)
        assert.match(
          await codeOf(stateOf(house, login, sent.caseId)),
          /not-available|role-missing/,
        );
      assert.equal(await codeOf(stateOf(house, "djp-rekan", sent.caseId)), "declaration-missing");
    });

    test("is null for a case that has none, and missing in its mailbox", async () => {
      const sent = await sendReport(house);
      await declare(house, "djp-petugas", sent);
      assert.equal(await stateOf(house, "djp-petugas", sent.caseId), null);
      assert.equal((await lookIn(house, sent)).identity, undefined);
    });

    test("brought again with the same bytes keeps its place; another one is refused", async () => {
      const sent = await sendReport(house);
      const locked = await aLocked(house);
      const place = await lock(house, sent, locked);
      assert.deepEqual(await lock(house, sent, locked), place);
      const before = await countRows(house, "message");
      assert.equal(await codeOf(lock(house, sent, await aLocked(house))), "identity-conflict");
      assert.equal(await countRows(house, "message"), before);
    });

    test("brought many times at once stands once", async () => {
      const sent = await sendReport(house);
      const all = await Promise.all([aLocked(house), aLocked(house), aLocked(house)]);
      const codes = await Promise.all(all.map((locked) => codeOf(lock(house, sent, locked))));
      assert.deepEqual(codes.toSorted(), ["accepted", "identity-conflict", "identity-conflict"]);
      assert.equal((await lookIn(house, sent)).messages.length, 2);
    });

    test("is refused for other custodians than the directory's, fewer, more, doubled or in place of one", async () => {
      const sent = await sendReport(house);
      const [one, two, three] = [
        idOf("kustodian-satu"),
        idOf("kustodian-dua"),
        idOf("kustodian-tiga"),
      ];
      const share = await sealedTo(1, KIB);
      const wrong = [
        [one, two],
        [one, two, three, house.person("humas").id],
        [one, two, two],
        [one, two, three, three],
        [one, two, randomId()],
      ];
      for (const custodians of wrong) {
        const locked = await aLocked(house, { custodians, shares: custodians.map(() => share) });
        assert.equal(await codeOf(lock(house, sent, locked)), "directory-outdated");
      }
      assert.equal((await lookIn(house, sent)).messages.length, 1);
    });

    test("is refused with a share too few, a torn body or objects of another shape, and nothing of it is kept", async () => {
      const sent = await sendReport(house);
      const [files, shares] = [
        await countRows(house, "identity_file"),
        await countRows(house, "identity_share"),
      ];
      const good = await aLocked(house);
      const fewer = { ...good, shares: good.shares.slice(1) };
      assert.equal(await codeOf(lock(house, sent, fewer)), "sections-torn");
      const big = { ...good, file: await sealedTo(1, 16 * KIB) };
      const toTwo = { ...good, shares: [await sealedTo(2, KIB), ...good.shares.slice(1)] };
      for (const locked of [big, toTwo, { ...good, message: new Uint8Array(99) }])
        assert.equal(await codeOf(lock(house, sent, locked)), "ciphertext-refused");
      assert.equal(await countRows(house, "identity_file"), files);
      assert.equal(await countRows(house, "identity_share"), shares);
    });

    test("cannot be brought without the receipt: wrong and unknown ones get one answer", async () => {
      const sent = await sendReport(house);
      const other = await sendReport(house);
      const locked = await aLocked(house);
      const wrong = { lookup: sent.lookup, auth: other.auth };
      const unknown = { lookup: toBase64(Buffer.alloc(16, 7)), auth: sent.auth };
      assert.equal(await codeOf(lock(house, wrong, locked)), "mailbox-not-found");
      assert.equal(await codeOf(lock(house, unknown, locked)), "mailbox-not-found");
    });

    test("whose message was sent as a plain one before is refused: it never stands twice", async () => {
      const sent = await sendReport(house);
      const locked = await aLocked(house);
      await writeAsReporter(house, sent, [], locked.message);
      assert.equal(await codeOf(lock(house, sent, locked)), "identity-conflict");
      const box = await lookIn(house, sent);
      assert.deepEqual([box.messages.length, box.identity], [2, undefined]);
    });
  });

  describe(`${dialect}: an institution without custodians`, async () => {
    const house = await openHouse(dialect);

    test("takes no locked identity", async () => {
      const sent = await sendReport(house);
      const custodians = [house.person("humas").id, house.person("djp-rekan").id];
      const shares = [await sealedTo(1, KIB), await sealedTo(1, KIB)];
      const [message, file] = [await sealedTo(1), await sealedTo(1)];
      const locked = { custodians, message, file, shares };
      assert.equal(await codeOf(lock(house, sent, locked)), "directory-outdated");
      const routes = [sharingRoutes.custody];
      for (const route of routes)
        assert.deepEqual(await house.staff("djp-petugas").call(route, {}), []);
    });
  });
}
