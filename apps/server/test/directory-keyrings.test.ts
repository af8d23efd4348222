import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, staffRoutes } from "@bijak/contract";
import {
  generateIdentity,
  type Recipient,
  recipientOf,
  sealBytes,
  sealKeyring,
} from "@bijak/envelope";
import { createAudit } from "../src/audit/audit.ts";
import { createCurrent } from "../src/directory/current.ts";
import { putKeyring } from "../src/directory/keyrings.ts";
import { toBase64 } from "../src/encoding.ts";
import { codeOf, type House, type Login, openHouse, REALM } from "./support/house.ts";
import { GONE, publish, published, withMember } from "./support/notes.ts";
import { keyringOf, recoveryOf, rotate } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

const UNIT = { params: { unit: "DJP" } };
const revisionOf = async (house: House) =>
  (await house.staff("djp-petugas").call(staffRoutes.keyring, UNIT)).revision;

/** The unit's keys, sealed anew by this member to the unit's holders and its recovery key. */
async function sealedAnew(house: House, login: Login): Promise<string> {
  const { directory, members } = await published(house);
  const { entries } = await keyringOf(house, house.person(login));
  const holders = members.filter(({ units }) => units.includes("DJP"));
  const recovery = recoveryOf(directory, "DJP");
  assert.ok(recovery);
  const recipients = [...holders.map(({ recipient }) => recipient), recovery];
  const keyring = { realm: REALM, unit: "DJP", entries };
  return toBase64(await sealKeyring(keyring, recipients, house.person(login).signing));
}

const put = (
  house: House,
  login: Login,
  body: { readonly revision: number; readonly sealed: string },
) => house.staff(login).call(keyRoutes.putKeyring, { ...UNIT, body });

async function sealedToCount(count: number, bytes = 4_096): Promise<string> {
  const recipients: Recipient[] = [];
  for (let at = 0; at < count; at += 1)
    recipients.push(await recipientOf(await generateIdentity("x25519")));
  return toBase64(await sealBytes("x25519", recipients, new Uint8Array(bytes)));
}

for (const dialect of DIALECTS)
  describe(`a unit's keyring, on ${dialect}`, async () => {
    const house = await openHouse(dialect);

    test("is sealed anew by a member of the unit for one who came, who then opens it; that is an entry of the log", async () => {
      const members = await withMember(house, "humas", { units: ["DJP"], roles: ["handler"] });
      await publish(house, { members });
      await assert.rejects(keyringOf(house, house.person("humas")));
      const revision = await revisionOf(house);
      const sealed = await sealedAnew(house, "djp-petugas");
      assert.deepEqual(await put(house, "djp-petugas", { revision, sealed }), {
        revision: revision + 1,
      });
      const keyring = await keyringOf(house, house.person("humas"));
      assert.equal(keyring.current.epoch, 1);
      const { record } = await house.store.db
        .selectFrom("log_entry")
        .select("record")
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirstOrThrow();
      const { type, actor, object } = JSON.parse(record ?? "") as Record<string, string>;
      assert.deepEqual([type, actor, object], ["keyring", house.person("djp-petugas").id, "DJP"]);
    });

    test("attack: two members seal it at once; exactly one wins and the other is told", async () => {
      const revision = await revisionOf(house);
      const bodies = [
        { login: "djp-petugas", sealed: await sealedAnew(house, "djp-petugas") },
        { login: "djp-rekan", sealed: await sealedAnew(house, "djp-rekan") },
      ] as const;
      const codes = await Promise.all(
        bodies.map(({ login, sealed }) => codeOf(put(house, login, { revision, sealed }))),
      );
      assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict"]);
      assert.equal(await revisionOf(house), revision + 1);
      const { sealed } = await house.staff("djp-petugas").call(staffRoutes.keyring, UNIT);
      const won = bodies[codes.indexOf("accepted")];
      assert.equal(sealed, won?.sealed);
    });

    test("attack: an old revision, also one from before the unit's next epoch, changes nothing", async () => {
      const revision = await revisionOf(house);
      const sealed = await sealedAnew(house, "djp-petugas");
      await put(house, "djp-petugas", { revision, sealed });
      assert.equal(
        await codeOf(put(house, "djp-petugas", { revision, sealed })),
        "revision-conflict",
      );
      const old = await revisionOf(house);
      await rotate(house, "djp-petugas");
      assert.equal(
        await codeOf(put(house, "djp-petugas", { revision: old, sealed })),
        "revision-conflict",
      );
      assert.equal((await keyringOf(house, house.person("djp-rekan"))).current.epoch, 2);
    });

    test("attack: one sealed to more or fewer keys than the unit has holders, of another size, or no age file at all", async () => {
      const revision = await revisionOf(house);
      const holders = (await published(house)).members.filter(({ units }) => units.includes("DJP"));
      const right = holders.length + 1;
      const forged = [
        await sealedToCount(right - 1),
        await sealedToCount(right + 1),
        await sealedToCount(right, 4_095),
        toBase64(new Uint8Array(4_096)),
      ];
      for (const sealed of forged)
        assert.equal(
          await codeOf(put(house, "djp-petugas", { revision, sealed })),
          "ciphertext-refused",
        );
      assert.equal(await revisionOf(house), revision);
    });

    test("attack: a member of another unit, an admin, and a signer of the directory seal it", async () => {
      const revision = await revisionOf(house);
      const sealed = await sealedAnew(house, "djp-petugas");
      for (const login of ["djbc-petugas", "itjen-penyelia"] as const)
        assert.equal(await codeOf(put(house, login, { revision, sealed })), "not-available");
      assert.equal(await revisionOf(house), revision);
    });

    test("attack: who has left seals it once more to themselves", async () => {
      const sealed = await sealedAnew(house, "djp-rekan");
      const revision = await revisionOf(house);
      await publish(house, { members: await withMember(house, "djp-rekan", GONE) });
      const late = put(house, "djp-petugas", { revision, sealed });
      assert.equal(await codeOf(late), "ciphertext-refused", "too many keys for those who stay");
      await assert.rejects(put(house, "djp-rekan", { revision, sealed }));
    });

    test("one that was judged by a list of members that is not the newest any more is refused", async () => {
      const revision = await revisionOf(house);
      const sealed = await sealedAnew(house, "djp-petugas");
      const stale = await createCurrent(house.store)();
      const { id } = house.person("djp-petugas");
      const member = stale.members.find((one) => one.id === id);
      assert.ok(member);
      await publish(house, { members: await withMember(house, "humas", { name: "Humas Lain" }) });
      const never = async () => assert.fail();
      const audit = createAudit(house.parts, {
        requireMember: never,
        mayKnow: never,
        currentDirectory: never,
      });
      const ports = {
        ...audit,
        renderPages: never,
        requireMember: never,
        endSessionsOf: never,
        methodsOf: never,
        countToRekey: never,
        hasRehearsed: never,
      };
      const room = { parts: house.parts, ports, current: async () => stale };
      const given = { unit: "DJP", revision, sealed };
      assert.equal(await codeOf(putKeyring(room, member, given)), "revision-conflict");
      assert.equal(await codeOf(put(house, "djp-petugas", { revision, sealed })), "accepted");
    });
  });
