import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { client, ready, server } from "@serenity-kit/opaque";
import { generateOpaqueSetup } from "../src/secrets.ts";
import { CHEAP_STRETCHING, PUBLIC_ORIGIN, STAFF_ORIGIN } from "./support/app.ts";
import { createAuthenticator } from "./support/authenticator.ts";
import { openHouse } from "./support/house.ts";
import { admit, enrolOne, signInByPasskey, signInByPassword } from "./support/people.ts";
import { sendFile, sendReport } from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";
import { countOpened, holds, steal } from "./support/thief.ts";

const PASSWORD = "kata sandi yang panjang";
const TEXT = "Teks laporan yang tidak boleh terbaca oleh pencuri.";
const FILE = Buffer.from("isi berkas bukti yang tidak boleh terbaca ".repeat(40));

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    await ready;
    const house = await openHouse(dialect);
    const authenticator = createAuthenticator({ origin: STAFF_ORIGIN });
    const ways = { password: PASSWORD, hasPaperKey: true, authenticator };
    const member = await enrolOne(house, { ways });
    await admit(house, member, { units: ["DJP"], roles: ["handler"] });
    const cookies = [
      await signInByPassword(house, member.login, PASSWORD),
      await signInByPasskey(house, authenticator),
    ];
    const reporter = await sendReport(
      PUBLIC_ORIGIN,
      house.publicFetch,
      { text: TEXT },
      house.clock.today(),
    );
    await sendFile(reporter, FILE);
    const loot = await steal(house.store, house.blobsFolder);
    const account = await house.store.db
      .selectFrom("account")
      .selectAll()
      .where("member_id", "=", member.memberId)
      .executeTakeFirstOrThrow();
    const record = account.opaque_record ?? "";

    /** Signs in against a server that the thief runs with the stolen record and some setup: whether the client finds its password right. */
    const isRight = (serverSetup: string, password: string): boolean => {
      const { clientLoginState, startLoginRequest } = client.startLogin({ password });
      const { loginResponse } = server.startLogin({
        serverSetup,
        userIdentifier: member.memberId,
        registrationRecord: record,
        startLoginRequest,
      });
      const done = client.finishLogin({
        clientLoginState,
        loginResponse,
        password,
        keyStretching: CHEAP_STRETCHING,
      });
      return done !== undefined;
    };

    describe(`a stolen copy of database and blobs, on ${dialect}`, () => {
      test("holds the record of the password and the sealed vault: the thief has what there is", () => {
        assert.ok(holds(loot, Buffer.from(record, "base64url")));
        assert.ok(holds(loot, Buffer.from(member.body.vault, "base64")));
        assert.ok(loot.sealed.length > house.founded.accounts.length);
      });

      test("holds no secret of the server, least of all the OPAQUE setup, in any writing", () => {
        const { opaqueSetup, logKey, proofKey, uploadKey, sessionKey } = house.parts.secrets;
        const setup = Buffer.from(opaqueSetup, "base64url");
        assert.equal(setup.length, 128);
        const secrets = { setup, seed: logKey.seed, proofKey, uploadKey, sessionKey };
        for (const [name, secret] of Object.entries(secrets))
          assert.equal(holds(loot, secret), false, name);
        assert.equal(holds(loot, Buffer.from(opaqueSetup)), false);
      });

      test("holds no password, paper key, cookie or invitation token", () => {
        const said = [
          PASSWORD,
          member.invitation.token,
          ...cookies,
          ...member.ways.map(({ key }) => key),
        ];
        for (const word of said) assert.equal(holds(loot, Buffer.from(word)), false);
        const decoded = [member.invitation.token, ...cookies.map((one) => one.split("=")[1] ?? "")];
        for (const word of decoded)
          assert.equal(holds(loot, Buffer.from(word, "base64url")), false);
      });

      test("does not tell the right password from a wrong one: that takes the setup, which lies elsewhere", async () => {
        const { opaqueSetup } = house.parts.secrets;
        assert.equal(isRight(opaqueSetup, PASSWORD), true, "with the setup it is told");
        assert.equal(isRight(opaqueSetup, "tebakan yang salah"), false);
        for (let time = 0; time < 3; time += 1) {
          const made = await generateOpaqueSetup();
          assert.equal(isRight(made, PASSWORD), false);
          assert.equal(isRight(made, "tebakan yang salah"), false);
        }
      });

      test("opens nothing: no vault, keyring, report, wrap, card or file, with any key that its bytes could be", () => {
        assert.equal(countOpened(loot), 0);
        for (const clear of [TEXT, FILE.subarray(0, 40), "AGE-SECRET-KEY"])
          assert.ok(!loot.bytes.some((one) => one.includes(clear)));
      });

      test("would open a vault with what a password, a passkey or a paper key gives: the search knows each when it meets it", () => {
        assert.deepEqual(
          member.ways.map(({ origin }) => origin.length),
          [64, 32, 32],
        );
        for (const { kind, origin } of member.ways) {
          const bytes = [Buffer.from(origin)];
          assert.equal(countOpened({ bytes, sealed: loot.sealed }), 1, kind);
        }
      });
    });
  });
