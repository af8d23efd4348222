import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import {
  type Directory,
  generateIdentity,
  generateSigningKey,
  type MemberEntry,
  memberKeyName,
  recipientOf,
  writeMembers,
} from "@bijak/envelope";
import { randomId } from "../src/encoding.ts";
import { codeOf, type House, listMembers, openHouse, REALM } from "./support/house.ts";
import {
  GONE,
  nextDirectory,
  nextMembers,
  publish,
  published,
  signerOf,
  withMember,
} from "./support/notes.ts";
import { DIALECTS } from "./support/stores.ts";

const ROLES = {
  "djbc-penyelia": ["admin"],
  "djp-penyelia": ["custodian"],
  humas: ["custodian"],
} as const;
const open = (dialect: (typeof DIALECTS)[number]) => openHouse(dialect, [], { roles: ROLES });

const memberOf = async (house: House, id: string): Promise<MemberEntry> => {
  const member = (await listMembers(house)).find((one) => one.id === id);
  assert.ok(member);
  return member;
};

async function aNewcomer(unit: string): Promise<MemberEntry> {
  const id = `m${randomId().slice(1)}`; // ids of members begin with a letter or digit
  const { vkey } = await generateSigningKey(memberKeyName(id));
  const recipient = await recipientOf(await generateIdentity(REALM.suite));
  return { id, recipient, vkey, units: [unit], roles: ["handler"], name: "baru" };
}

for (const dialect of DIALECTS)
  describe(`publishing notes, on ${dialect}`, async () => {
    const house = await open(dialect);

    test("a list of members alone takes the place of the old one, which stays; the directory keeps its serial", async () => {
      const newcomer = await aNewcomer("DJP");
      const members = await nextMembers(house, (member) => member, { added: [newcomer] });
      const serials = await publish(house, { members });
      assert.deepEqual(serials, { directorySerial: 1, membersSerial: 2 });
      assert.deepEqual(await memberOf(house, newcomer.id), newcomer);
      const rows = await house.store.db.selectFrom("members_note").select("serial").execute();
      assert.equal(rows.length, 2);
    });

    test("directory, configuration and members are published together or not at all", async () => {
      const both = await nextDirectory(house, {
        content: (json) => json.replace("Kementerian Uji", "Kementerian Tiga"),
      });
      const members = await withMember(house, "humas", { name: "Humas Baru" });
      const before = await published(house);
      const torn = members.replace("Humas%20Baru", "Humas%20Lain");
      assert.notEqual(torn, members);
      assert.equal(await codeOf(publish(house, { ...both, members: torn })), "note-refused");
      assert.deepEqual(await published(house), before);
      await publish(house, { ...both, members });
      const after = await published(house);
      assert.equal(after.directory.serial, before.directory.serial + 1);
      assert.equal(after.membersSerial, before.membersSerial + 1);
      assert.ok(after.json.includes("Kementerian Tiga"));
    });

    test("each note is one entry of the log, by the member who handed it in", async () => {
      const { directory } = await nextDirectory(house);
      const members = await nextMembers(house, (member) => member);
      const { directorySerial, membersSerial } = await publish(house, { directory, members });
      const rows = await house.store.db
        .selectFrom("log_entry")
        .select("record")
        .orderBy("seq", "desc")
        .limit(2)
        .execute();
      const entries = rows.map(({ record }) => {
        const { type, actor, object } = JSON.parse(record ?? "") as Record<string, string>;
        return { type, actor, object };
      });
      const actor = house.person("itjen-penyelia").id;
      assert.deepEqual(entries, [
        { type: "members", actor, object: String(membersSerial) },
        { type: "directory", actor, object: String(directorySerial) },
      ]);
    });

    test("an admin who is no signer publishes nothing", async () => {
      const members = await nextMembers(house, (member) => member);
      for (const login of ["djbc-penyelia", "djp-petugas", "humas"] as const)
        assert.equal(await codeOf(publish(house, { members }, login)), "role-missing");
    });

    test("nothing at all, and a configuration that no directory names, are refused", async () => {
      const { config } = await nextDirectory(house, { content: (json) => `${json} ` });
      assert.equal(await codeOf(publish(house, {})), "note-refused");
      assert.equal(await codeOf(publish(house, { config })), "note-refused");
      const members = await nextMembers(house, (member) => member);
      assert.equal(await codeOf(publish(house, { config, members })), "note-refused");
      const same = (await published(house)).config;
      assert.equal(await codeOf(publish(house, { config: same, members })), "note-refused");
    });

    test("a list of members that is rolled back or skips one, from the future, or signed by others is refused", async () => {
      const { membersSerial, members } = await published(house);
      const with_ = (serial: number) => nextMembers(house, (member) => member, { serial });
      for (const serial of [membersSerial - 1, membersSerial, membersSerial + 2])
        assert.equal(
          await codeOf(publish(house, { members: await with_(serial) })),
          "revision-conflict",
        );
      const future = { realm: REALM, serial: membersSerial + 1, members };
      const late = { ...future, issuedOn: house.clock.today() + 2 };
      const note = await writeMembers(late, [await signerOf(house)]);
      assert.equal(await codeOf(publish(house, { members: note })), "note-refused");
      const foreign = await generateSigningKey("signer.9");
      const forged = await nextMembers(house, (member) => member, { keys: [foreign] });
      assert.equal(await codeOf(publish(house, { members: forged })), "note-refused");
    });

    test("a list of several hundred members goes through the door", async () => {
      const added = await Promise.all(Array.from({ length: 400 }, () => aNewcomer("DJP")));
      const members = await nextMembers(house, (member) => member, { added });
      assert.ok(members.length > 65_536);
      await publish(house, { members });
      assert.ok((await published(house)).members.length > 400);
    });

    test("nobody disappears from the list, and nobody's keys change in it", async () => {
      const without = await nextMembers(house, (one) => (one.name === "djp-rekan" ? null : one));
      assert.equal(await codeOf(publish(house, { members: without })), "note-refused");
      const { recipient } = await aNewcomer("DJP");
      const swapped = await withMember(house, "djp-rekan", { recipient });
      assert.equal(await codeOf(publish(house, { members: swapped })), "note-refused");
    });

    test("two lists at once: one wins, the other is told", async () => {
      const both = [
        await withMember(house, "djp-rekan", { name: "Rekan Satu" }),
        await withMember(house, "djp-rekan", { name: "Rekan Dua" }),
      ];
      const codes = await Promise.all(both.map((members) => codeOf(publish(house, { members }))));
      assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict"]);
    });

    test("an open unit does not lose its second key holder by a list of members", async () => {
      const members = await withMember(house, "djbc-petugas", GONE);
      assert.equal(await codeOf(publish(house, { members })), "note-refused");
    });

    test("custodians are members with that role and these keys", async () => {
      const [penyelia, humas, petugas] = await Promise.all(
        (["djp-penyelia", "humas", "djp-petugas"] as const).map((login) =>
          memberOf(house, house.person(login).id),
        ),
      );
      assert.ok(penyelia && humas && petugas);
      const name = ({ id, recipient }: MemberEntry) => ({ id, recipient });
      const custodyOf = (...custodians: readonly ReturnType<typeof name>[]) =>
        ({ custody: { k: 2, custodians } }) as const satisfies Partial<Directory>;
      const bad = [
        custodyOf(name(penyelia), name(petugas)),
        custodyOf(name(penyelia), { ...name(humas), recipient: petugas.recipient }),
        custodyOf(name(penyelia), { ...name(humas), id: randomId() }),
      ];
      for (const change of bad) {
        const { directory } = await nextDirectory(house, { change });
        assert.equal(await codeOf(publish(house, { directory })), "note-refused");
      }
      const change = custodyOf(name(penyelia), name(humas));
      await publish(house, { directory: (await nextDirectory(house, { change })).directory });
      assert.equal((await published(house)).directory.custody?.custodians.length, 2);
      const members = await nextMembers(house, (one) =>
        one.id === humas.id ? { ...one, ...GONE } : one,
      );
      assert.equal(await codeOf(publish(house, { members })), "note-refused");
      const none = await nextDirectory(house, { change: { custody: null } });
      await publish(house, { directory: none.directory, members });
    });

    test("new signers of the directory sign the list of members and the texts with the same change", async () => {
      const fresh = await generateSigningKey("signer.7");
      const change = { signers: [fresh.vkey] };
      const { directory } = await nextDirectory(house, { change });
      assert.equal(await codeOf(publish(house, { directory })), "note-refused");
      const keys = [await signerOf(house), fresh];
      const both = await nextDirectory(house, { change, keys, content: (json) => `${json} ` });
      const members = await nextMembers(house, (member) => member, { keys });
      assert.equal(
        await codeOf(publish(house, both)),
        "note-refused",
        "the members are not signed",
      );
      await publish(house, { ...both, members });
      assert.deepEqual((await published(house)).directory.signers, [fresh.vkey]);
    });
  });

for (const dialect of DIALECTS)
  test(`${dialect}: who has left is signed out in the same moment; others stay`, async () => {
    const house = await open(dialect);
    const gone = house.staff("djp-rekan");
    await gone.call(staffRoutes.me, {});
    const sessions = async () =>
      house.store.db
        .selectFrom("session")
        .select("member_id")
        .where("member_id", "=", house.person("djp-rekan").id)
        .execute();
    assert.notDeepEqual(await sessions(), []);
    await publish(house, { members: await withMember(house, "djp-rekan", GONE) });
    assert.deepEqual(await sessions(), []);
    assert.equal(await codeOf(gone.call(staffRoutes.me, {})), "session-missing");
    assert.equal(await codeOf(house.staff("djp-petugas").call(staffRoutes.me, {})), "accepted");
  });

for (const dialect of DIALECTS)
  test(`${dialect}: a channel that was opened is never a rehearsal`, async () => {
    const house = await open(dialect);
    for (const change of [{ isTrial: false, isRehearsal: true }, { isTrial: false }]) {
      const { directory } = await nextDirectory(house, { change });
      assert.equal(await codeOf(publish(house, { directory })), "note-refused");
    }
  });
