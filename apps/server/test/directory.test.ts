import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createApi, publicRoutes, staffRoutes } from "@bijak/contract";
import {
  type Directory,
  followDirectory,
  generateSigningKey,
  configHash,
  noteHash,
  openConfig,
  openMembers,
  signingKeyFromSeed,
  type SigningKey,
  writeConfig,
  writeDirectory,
  writeMembers,
} from "@bijak/envelope";
import { ensureSound } from "../src/directory/sound.ts";
import { fetchOf, INSTANCE, PUBLIC_ORIGIN } from "./support/app.ts";
import { codeOf, openHouse, REALM } from "./support/house.ts";
import { publish } from "./support/notes.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const [seed] = house.person("itjen-penyelia").vault.signerSeeds;
    assert.ok(seed);
    const signer = await signingKeyFromSeed(seed.name, seed.seed);
    describe(`the directory, on ${dialect}`, () => {
      const publicApi = () =>
        createApi(PUBLIC_ORIGIN, fetchOf(house.app.publicSide, PUBLIC_ORIGIN));
      const shown = () => publicApi().call(publicRoutes.directory, {});
      const trust = () => ({ ...house.founded.instanceFile, today: house.clock.today() });
      const current = async () => {
        const { notes, config } = await shown();
        const directory = await followDirectory(notes, trust());
        return { notes, config, directory, json: await openConfig(config, directory) };
      };
      type Next = {
        readonly change?: Partial<Directory>;
        readonly keys?: readonly SigningKey[];
        readonly content?: (json: string) => string;
      };
      const next = async ({
        change = {},
        keys = [signer],
        content = (json) => json,
      }: Next = {}) => {
        const { notes, directory, json } = await current();
        const serial = directory.serial + 1;
        const config = await writeConfig(REALM, serial, content(json), [signer]);
        const today = house.clock.today();
        const written: Directory = {
          ...directory,
          serial,
          issuedOn: today,
          expiresOn: today + 90,
          previous: await noteHash(notes.at(-1) ?? ""),
          configHash: await configHash(config),
          ...change,
        };
        return { directory: await writeDirectory(written, keys), config };
      };
      const put = (body: { directory: string; config: string }) => publish(house, body);

      test("everyone can follow it from what is pinned beside the bundle; members stand in another note, for members", async () => {
        const { directory, json } = await current();
        assert.equal(directory.serial, 1);
        assert.equal((JSON.parse(json) as { fallbackUnit: string }).fallbackUnit, "ITJEN");
        const { members, ...others } = await house
          .staff("humas")
          .call(staffRoutes.staffDirectory, {});
        assert.deepEqual(others, await shown());
        assert.equal((await openMembers(members, directory)).length, 8);
        assert.ok(!JSON.stringify(await shown()).includes("djp-petugas"));
      });

      test("a keyring is handed to members of its unit; to others as if there were none", async () => {
        const keyringFor = (login: "djp-petugas" | "humas", unit: string) =>
          house.staff(login).call(staffRoutes.keyring, { params: { unit } });
        const own = await keyringFor("djp-petugas", "DJP");
        assert.equal(own.epoch, 1);
        assert.equal(await codeOf(keyringFor("djp-petugas", "DJBC")), "not-available");
        assert.equal(await codeOf(keyringFor("djp-petugas", "TIADA")), "not-available");
        assert.equal(await codeOf(keyringFor("humas", "DJP")), "not-available");
      });

      test("a signer's next directory takes the place of the old one, on the public pages, too", async () => {
        const content = (json: string) => json.replace("Kementerian Uji", "Kementerian Baru");
        const body = await next({ content });
        assert.deepEqual(await put(body), { directorySerial: 2, membersSerial: 1 });
        assert.deepEqual(await shown(), { notes: [body.directory], config: body.config });
        const page = await house.app.publicSide.inject({
          url: "/",
          headers: { host: "localhost:8080" },
        });
        assert.ok(page.payload.includes("Kementerian Baru"));
      });

      test("the same directory again, a serial too far, and a directory that names another before it are refused", async () => {
        const again = await next();
        await put(again);
        assert.equal(await codeOf(put(again)), "directory-rolled-back");
        const { serial } = (await current()).directory;
        assert.equal(
          await codeOf(put(await next({ change: { serial: serial + 2 } }))),
          "directory-rolled-back",
        );
        const previous = await noteHash("another\n");
        assert.equal(await codeOf(put(await next({ change: { previous } }))), "note-refused");
        assert.equal((await current()).directory.serial, serial);
      });

      test("two signers at once: one directory wins, the other is told", async () => {
        const both = [await next(), await next()];
        const codes = await Promise.all(both.map((body) => codeOf(put(body))));
        assert.deepEqual(codes.toSorted(), ["accepted", "directory-rolled-back"]);
      });

      test("only a member with the role signer may hand one in", async () => {
        const body = await next();
        assert.equal(await codeOf(publish(house, body, "djp-penyelia")), "role-missing");
      });

      test("a wrong signature, another institution, an expired one, one from the future, and a trial that would cease to be one are refused", async () => {
        const foreign = await generateSigningKey("signer.9");
        const today = house.clock.today();
        const bad: Next[] = [
          { keys: [foreign] },
          { change: { instance: `lain.${INSTANCE}` } },
          { change: { issuedOn: today - 5, expiresOn: today - 1 } },
          { change: { issuedOn: today + 2, expiresOn: today + 92 } },
          { change: { isTrial: false } },
          { change: { threshold: 2, signers: [foreign.vkey, signer.vkey] } },
        ];
        for (const one of bad)
          assert.equal(
            await codeOf(put(await next(one))),
            "note-refused",
            JSON.stringify(one.change),
          );
      });

      test("a configuration that is not the one named, names units that do not exist, or has another form is refused", async () => {
        const { config, directory } = await next();
        const other = await next({ content: (json) => json.replace("134", "135") });
        assert.equal(await codeOf(put({ directory, config: other.config })), "note-refused");
        assert.notEqual(config, other.config);
        const contents = [
          (json: string) => json.replace('"fallbackUnit":"ITJEN"', '"fallbackUnit":"TIADA"'),
          (json: string) => json.replace('"fallbackUnit"', '"unitLain"'),
          () => "[]",
        ];
        for (const content of contents)
          assert.equal(await codeOf(put(await next({ content }))), "note-refused");
      });

      test("a unit that has no keyring of its epoch, and one that is dropped, are refused", async () => {
        const { directory } = await current();
        const [first, ...rest] = directory.units;
        assert.ok(first);
        const key = await generateSigningKey(`unit.${first.id}.2`);
        const newer = { ...first, epoch: 2, vkey: key.vkey };
        const added = await generateSigningKey("unit.BARU.1");
        const another = { ...first, id: "BARU", vkey: added.vkey, isOpen: false };
        const fewer = directory.units.slice(0, -1);
        const ways = [
          { units: [newer, ...rest], code: "rotation-missing" },
          { units: [...directory.units, another], code: "note-refused" },
          { units: fewer, code: "note-refused" },
        ];
        for (const { units, code } of ways) {
          const body = await next({ change: { units, recoveries: [] } });
          assert.equal(await codeOf(put(body)), code);
        }
      });

      test("an open unit needs two key holders, a closed one does not", async () => {
        const { config, directory } = await current();
        const { members } = await house.staff("humas").call(staffRoutes.staffDirectory, {});
        const all = await openMembers(members, directory);
        const fewer = all.filter(({ name }) => name !== "djbc-petugas");
        const list = { realm: REALM, serial: 2, issuedOn: house.clock.today(), members: fewer };
        const note = await writeMembers(list, [signer]);
        const keyrings = directory.units.map(({ id, epoch }) => ({ unit: id, epoch }));
        const judge = (units: Directory["units"], given: string) =>
          codeOf(ensureSound({ ...directory, units }, { config, members: given, keyrings }));
        const closed = directory.units.map((unit) => ({ ...unit, isOpen: unit.id !== "DJBC" }));
        assert.equal(await judge(directory.units, members), "accepted");
        assert.equal(await judge(directory.units, note), "note-refused");
        assert.equal(await judge(closed, note), "accepted");
      });

      test("after the directory has expired its signer can still sign in and renew it", async () => {
        house.toDay((await current()).directory.expiresOn + 10);
        await assert.rejects(current());
        const { notes } = await shown();
        const old = await followDirectory(notes, { ...trust(), today: 0 });
        const config = await writeConfig(REALM, 99, await openConfig((await shown()).config, old), [
          signer,
        ]);
        const today = house.clock.today();
        const renewed = await writeDirectory(
          {
            ...old,
            serial: old.serial + 1,
            issuedOn: today,
            expiresOn: today + 90,
            previous: await noteHash(notes.at(-1) ?? ""),
            configHash: await configHash(config),
          },
          [signer],
        );
        assert.equal(await codeOf(put({ directory: renewed, config })), "accepted");
        assert.equal((await current()).directory.expiresOn, today + 90);
      });
    });
  });
