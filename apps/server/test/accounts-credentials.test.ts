import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type CredentialChange, keyRoutes, staffRoutes } from "@bijak/contract";
import { generatePaperKey, paperLoginKey } from "@bijak/envelope";
import { client } from "@serenity-kit/opaque";
import { STAFF_ORIGIN } from "./support/app.ts";
import { createAuthenticator } from "./support/authenticator.ts";
import { sealedText } from "./support/cases.ts";
import { apiWith, codeOf, type Login, openHouse, signInByPaper } from "./support/house.ts";
import { registerWith, signInByPasskey, signInByPassword } from "./support/people.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const device = () => createAuthenticator({ origin: STAFF_ORIGIN });
    const me = (login: Login) => house.staff(login).call(staffRoutes.me, {});
    const methodsOf = async (login: Login) =>
      (await house.staff(login).call(keyRoutes.credentials, {})).methods;
    /** A change with a vault of so many slots, at the newest revision unless another is given. */
    const change = async (
      login: Login,
      slots: number,
      part: Partial<CredentialChange> = {},
    ): Promise<number> => {
      const { revision } = await me(login);
      const body = { revision, vault: await sealedText(slots), ...part };
      return (await house.staff(login).call(keyRoutes.changeCredentials, { body })).revision;
    };
    const makePasskey = async (login: Login, on = device()) => {
      const { ticket, options } = await house.staff(login).call(keyRoutes.registerPasskey, {});
      return { ticket, response: on.create(options) };
    };
    const newPassword = (login: Login, password: string) =>
      registerWith(
        password,
        async (request) =>
          (await house.staff(login).call(keyRoutes.registerPassword, { body: { request } }))
            .response,
      );
    const newPaperKey = async () => paperLoginKey(await generatePaperKey("x25519"));

    describe(`ways to sign in, on ${dialect}`, () => {
      test("a member sees the own ways, and changes of them stand beside the vault in one revision", async () => {
        const on = device();
        assert.deepEqual(await house.staff("humas").call(keyRoutes.credentials, {}), {
          methods: { hasPassword: true, hasPaperKey: true, passkeys: 0 },
          passkeyIds: [],
        });
        const before = await me("humas");
        const vault = await sealedText(3);
        const addPasskey = await makePasskey("humas", on);
        assert.equal(await change("humas", 3, { vault, addPasskey }), before.revision + 1);
        const after = await me("humas");
        assert.equal(after.revision, before.revision + 1);
        assert.equal(after.vault, vault);
        assert.deepEqual(await house.staff("humas").call(keyRoutes.credentials, {}), {
          methods: { hasPassword: true, hasPaperKey: true, passkeys: 1 },
          passkeyIds: on.ids(),
        });
      });

      test("a new password takes the place of the old one, which signs in no more", async () => {
        const { password: old } = house.person("djp-petugas");
        const { record } = await newPassword("djp-petugas", "sandi baru yang panjang");
        await change("djp-petugas", 2, { opaqueRecord: record });
        await assert.rejects(signInByPassword(house, "djp-petugas", old), /password is wrong/u);
        house.clock.moveMs(1_000);
        const cookie = await signInByPassword(house, "djp-petugas", "sandi baru yang panjang");
        assert.match(cookie, /^__Host-bijak=/u);
      });

      test("a new paper key takes the place of the old one, which signs in no more", async () => {
        const { paper: old } = house.person("djbc-petugas");
        const next = await newPaperKey();
        await change("djbc-petugas", 2, { paperVkey: next.vkey });
        assert.equal(await codeOf(signInByPaper(house, "djbc-petugas", old)), "sign-in-refused");
        assert.match(await signInByPaper(house, "djbc-petugas", next), /^__Host-bijak=/u);
      });

      test("two different kinds must remain, and a refused change leaves everything as it was", async () => {
        const login = "djbc-penyelia";
        const before = await me(login);
        const refused = async (slots: number, part: Partial<CredentialChange>) =>
          assert.equal(await codeOf(change(login, slots, part)), "slots-too-few");
        await refused(1, { opaqueRecord: null });
        await refused(1, { paperVkey: null });
        await refused(2, {
          opaqueRecord: null,
          paperVkey: null,
          addPasskey: await makePasskey(login),
        });
        assert.deepEqual(await me(login), before);
        const first = device();
        await change(login, 3, { addPasskey: await makePasskey(login, first) });
        await change(login, 4, { addPasskey: await makePasskey(login) });
        await change(login, 3, { opaqueRecord: null });
        await refused(2, { paperVkey: null });
        assert.deepEqual(await methodsOf(login), {
          hasPassword: false,
          hasPaperKey: true,
          passkeys: 2,
        });
        const removePasskey = first.ids()[0] ?? "";
        await change(login, 2, { removePasskey });
        assert.deepEqual(await methodsOf(login), {
          hasPassword: false,
          hasPaperKey: true,
          passkeys: 1,
        });
        assert.equal(await codeOf(signInByPasskey(house, first)), "passkey-refused");
      });

      test("a vault is sealed to as many keys as there are ways to sign in: no fewer, no more, eight at most", async () => {
        const login = "itjen-petugas";
        const { record } = await newPassword(login, "kata sandi lain yang panjang");
        const before = await me(login);
        for (const slots of [1, 3])
          assert.equal(
            await codeOf(change(login, slots, { opaqueRecord: record })),
            "ciphertext-refused",
          );
        const plain = Buffer.from("AGE-SECRET-KEY in clear".padEnd(400, " ")).toString("base64");
        assert.equal(await codeOf(change(login, 2, { vault: plain })), "ciphertext-refused");
        const put = (vault: string) =>
          house
            .staff(login)
            .call(staffRoutes.putVault, { body: { revision: before.revision, vault } });
        assert.equal(await codeOf(put(await sealedText(3))), "ciphertext-refused");
        assert.deepEqual(await me(login), before);
        for (let slots = 3; slots <= 8; slots += 1)
          await change(login, slots, { addPasskey: await makePasskey(login) });
        const ninth = { addPasskey: await makePasskey(login) };
        assert.equal(await codeOf(change(login, 9, ninth)), "ciphertext-refused");
        assert.equal((await methodsOf(login)).passkeys, 6);
      });

      test("whoever saw an older revision changes nothing; of two at once one is told", async () => {
        const login = "itjen-penyelia";
        const { revision } = await me(login);
        const { vkey: paperVkey } = await newPaperKey();
        const stale = change(login, 2, { revision: revision - 1, paperVkey });
        assert.equal(await codeOf(stale), "revision-conflict");
        const [one, other] = [await makePasskey(login), await makePasskey(login)];
        const codes = await Promise.all(
          [one, other].map((addPasskey) => codeOf(change(login, 3, { revision, addPasskey }))),
        );
        assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict"]);
        assert.equal((await methodsOf(login)).passkeys, 1);
      });

      test("attack: a made passkey is added once, by its own member, and takes nobody else's place", async () => {
        const shared = device();
        const made = await makePasskey("djp-penyelia", shared);
        await change("djp-penyelia", 3, { addPasskey: made });
        assert.equal(
          await codeOf(change("djp-petugas", 3, { addPasskey: made })),
          "passkey-refused",
        );
        const [id = ""] = shared.ids();
        assert.equal(
          await codeOf(change("djp-petugas", 2, { removePasskey: id })),
          "not-available",
        );
        await change("djp-penyelia", 2, { removePasskey: id });
        assert.equal(
          await codeOf(change("djp-penyelia", 3, { addPasskey: made })),
          "passkey-refused",
        );
        assert.match(
          await signInByPaper(house, "djp-penyelia", house.person("djp-penyelia").paper),
          /=/u,
        );
      });

      test("attack: a passkey id that stands already is not taken over by another member", async () => {
        const [known, thief] = [device(), device()];
        await change("djp-penyelia", 3, { addPasskey: await makePasskey("djp-penyelia", known) });
        const stolen = await makePasskey("djp-rekan", thief);
        await house.store.transact(async (tx) => {
          await tx
            .updateTable("passkey")
            .set({ id: thief.ids()[0] ?? "" })
            .where("id", "=", known.ids()[0] ?? "")
            .execute();
        });
        const { revision } = await me("djp-rekan");
        assert.equal(
          await codeOf(change("djp-rekan", 3, { addPasskey: stolen })),
          "passkey-refused",
        );
        assert.equal((await me("djp-rekan")).revision, revision);
      });

      test("what no sign-in could be answered with is malformed", async () => {
        const login = "djp-rekan";
        const codes = [
          await codeOf(change(login, 2, { opaqueRecord: "A".repeat(256) })),
          await codeOf(change(login, 2, { opaqueRecord: "A".repeat(17) })),
          await codeOf(change(login, 2, { paperVkey: "paper+nothing" })),
          await codeOf(change(login, 2, { vault: "AB==" })),
        ];
        assert.deepEqual(codes, Array(4).fill("request-malformed"));
        const body = { request: "A".repeat(43) };
        const ask = house.staff(login).call(keyRoutes.registerPassword, { body });
        assert.equal(await codeOf(ask), "request-malformed");
      });

      test("a name without a password or a paper key is answered as an unknown one is", async () => {
        const login = "djbc-penyelia";
        assert.equal((await methodsOf(login)).hasPassword, false);
        const nobody = house.staff(null);
        const { startLoginRequest: request } = client.startLogin({ password: "salah" });
        const ask = (name: string) =>
          nobody.call(staffRoutes.signInStart, { body: { name, request } });
        const evaluatedIn = (response: string) =>
          Buffer.from(response, "base64url").subarray(0, 32).toString("hex");
        const without = await ask(login);
        const unknown = await ask("tiada.orang00");
        assert.equal(without.response.length, unknown.response.length);
        assert.equal(without.ticket.length, unknown.ticket.length);
        const body = (ticket: string) => ({ ticket, finish: "A".repeat(86) });
        for (const { ticket } of [without, unknown])
          assert.equal(
            await codeOf(nobody.call(staffRoutes.signInFinish, { body: body(ticket) })),
            "sign-in-refused",
          );
        const { paper } = house.person(login);
        const { record: opaqueRecord } = await newPassword(login, "kata sandi yang baru");
        await change(login, 2, { paperVkey: null, opaqueRecord });
        const having = await ask(login);
        assert.equal(
          evaluatedIn(having.response),
          evaluatedIn(without.response),
          "watched for long",
        );
        assert.equal(await codeOf(signInByPaper(house, login, paper)), "sign-in-refused");
        const { logKey } = house.parts.secrets;
        assert.equal(await codeOf(signInByPaper(house, login, logKey)), "sign-in-refused");
      });

      test("attack: a stolen session guesses the password at the registration door no faster than at the sign-in door", async () => {
        const login = "humas";
        house.clock.moveMs(20 * 60_000);
        const guess = async () => {
          const { registrationRequest } = client.startRegistration({ password: "tebakan" });
          const body = { request: registrationRequest };
          return codeOf(house.staff(login).call(keyRoutes.registerPassword, { body }));
        };
        const codes: string[] = [];
        for (let time = 0; time < 6; time += 1) codes.push(await guess());
        assert.deepEqual(codes, [...Array<string>(5).fill("accepted"), "rate-limited"]);
      });

      test("each change stands in the log under its member", async () => {
        const rows = await house.store.db.selectFrom("log_entry").select("record").execute();
        const entries = rows.map(
          ({ record }) =>
            JSON.parse(record ?? "{}") as { type: string; actor: string; object: string }, // the log's own
        );
        const own = entries.filter(({ type }) => type === "credentials");
        const { id } = house.person("itjen-petugas");
        assert.equal(own.filter(({ actor }) => actor === id).length, 6);
        assert.ok(own.every(({ actor, object }) => actor === object));
      });
    });

    describe(`sessions of a member, on ${dialect}`, () => {
      const login = "djp-rekan";
      const sessionOf = (cookie: string) => apiWith(house, () => cookie);
      const signIn = () => signInByPaper(house, login, house.person(login).paper);
      const isOpen = async (cookie: string) =>
        (await codeOf(sessionOf(cookie).call(staffRoutes.me, {}))) === "accepted";

      test("are listed for the member alone, with way and start and which is this one", async () => {
        house.clock.moveMs(20 * 60_000);
        const first = await signIn();
        const startedAt = house.clock.nowMs();
        house.clock.moveMs(1_000);
        const second = await signInByPassword(house, login, house.person(login).password);
        await signInByPaper(house, "humas", house.person("humas").paper);
        const list = await sessionOf(first).call(keyRoutes.sessions, {});
        assert.deepEqual(
          list.map(({ id: _id, ...rest }) => rest),
          [
            { method: "password", startedAt: startedAt + 1_000, isThis: false },
            { method: "paper", startedAt, isThis: true },
          ],
        );
        assert.deepEqual(
          (await sessionOf(second).call(keyRoutes.sessions, {})).map(({ isThis }) => isThis),
          [true, false],
        );
        house.clock.moveMs(10 * 60_000);
        await sessionOf(first).call(staffRoutes.me, {});
        house.clock.moveMs(6 * 60_000);
        const left = await sessionOf(first).call(keyRoutes.sessions, {});
        assert.deepEqual(
          left.map(({ method }) => method),
          ["paper"],
          "the other ended of itself",
        );
      });

      test("a new one in the same browser ends the one whose cookie it replaces", async () => {
        const [elsewhere, locked] = [await signIn(), await signIn()];
        const again = await signInByPaper(house, login, house.person(login).paper, locked);
        assert.deepEqual(await Promise.all([elsewhere, locked, again].map(isOpen)), [
          true,
          false,
          true,
        ]);
      });

      test("one is ended by its id, by its member alone", async () => {
        const [mine, other] = [await signIn(), await signIn()];
        const list = await sessionOf(mine).call(keyRoutes.sessions, {});
        const others = await sessionOf(other).call(keyRoutes.sessions, {});
        const id = others.find(({ isThis }) => isThis)?.id ?? "";
        assert.ok(list.some((session) => session.id === id));
        const end = { params: { id } };
        assert.equal(
          await codeOf(house.staff("djp-petugas").call(keyRoutes.endSession, end)),
          "not-available",
        );
        assert.ok(await isOpen(other));
        await sessionOf(mine).call(keyRoutes.endSession, end);
        assert.equal(await isOpen(other), false);
        assert.ok(await isOpen(mine));
        assert.equal(
          await codeOf(sessionOf(mine).call(keyRoutes.endSession, end)),
          "not-available",
        );
      });

      test("all others are ended at once, those of other members stay", async () => {
        const [mine, other] = [await signIn(), await signIn()];
        const foreign = await signInByPaper(house, "humas", house.person("humas").paper);
        await sessionOf(mine).call(keyRoutes.endOtherSessions, {});
        assert.deepEqual(
          [await isOpen(mine), await isOpen(other), await isOpen(foreign)],
          [true, false, true],
        );
      });

      test("taking a way away or replacing it ends the member's other sessions, adding one does not", async () => {
        const changeAs = async (cookie: string, slots: number, part: Partial<CredentialChange>) => {
          const api = sessionOf(cookie);
          const { revision } = await api.call(staffRoutes.me, {});
          const body = { revision, vault: await sealedText(slots), ...part };
          await api.call(keyRoutes.changeCredentials, { body });
        };
        const [mine, other] = [await signIn(), await signIn()];
        const on = device();
        const { ticket, options } = await sessionOf(mine).call(keyRoutes.registerPasskey, {});
        await changeAs(mine, 3, { addPasskey: { ticket, response: on.create(options) } });
        assert.ok(await isOpen(other));
        await changeAs(mine, 2, { removePasskey: on.ids()[0] ?? "" });
        assert.equal(await isOpen(other), false);
        assert.ok(await isOpen(mine));
        const next = await signIn();
        await changeAs(mine, 2, { paperVkey: (await newPaperKey()).vkey });
        assert.equal(await isOpen(next), false);
        assert.ok(await isOpen(mine));
      });
    });

    describe(`a member's record, on ${dialect}`, () => {
      const read = (login: Login) => house.staff(login).call(keyRoutes.memberRecord, {});
      const put = (revision: number, sealed: string) =>
        house.staff("humas").call(keyRoutes.putMemberRecord, { body: { revision, sealed } });

      test("is nothing at first, then what its newest writer sealed, and nobody else's", async () => {
        assert.deepEqual(await read("humas"), { revision: 0, sealed: null });
        const [first, second] = [await sealedText(1), await sealedText(1)];
        assert.deepEqual(await put(0, first), { revision: 1 });
        assert.equal(await codeOf(put(0, second)), "revision-conflict");
        assert.deepEqual(await read("humas"), { revision: 1, sealed: first });
        assert.deepEqual(await put(1, second), { revision: 2 });
        assert.equal(await codeOf(put(1, first)), "revision-conflict");
        assert.deepEqual(await read("humas"), { revision: 2, sealed: second });
        assert.deepEqual(await read("djp-petugas"), { revision: 0, sealed: null });
      });

      test("is sealed to one key and has a size of its kind", async () => {
        const before = await read("humas");
        for (const sealed of [await sealedText(2), await sealedText(1, 1_000)])
          assert.equal(await codeOf(put(before.revision, sealed)), "ciphertext-refused");
        assert.deepEqual(await read("humas"), before);
      });

      test("of two at once one is told", async () => {
        const { revision } = await read("humas");
        const sealed = await sealedText(1);
        const codes = await Promise.all([
          codeOf(put(revision, sealed)),
          codeOf(put(revision, sealed)),
        ]);
        assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict"]);
      });
    });
  });
