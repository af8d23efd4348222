import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type Invitation, keyRoutes, staffRoutes } from "@bijak/contract";
import { generateSigningKey } from "@bijak/envelope";
import { eraseSessionsOf } from "../src/accounts/session-store.ts";
import { lockLog } from "../src/audit/store.ts";
import { INVITATION_MS } from "../src/accounts/invite.ts";
import { STAFF_ORIGIN } from "./support/app.ts";
import { createAuthenticator } from "./support/authenticator.ts";
import { sealedText } from "./support/cases.ts";
import { apiWith, codeOf, openHouse, signInByPaper } from "./support/house.ts";
import {
  admit,
  enrolOne,
  hashOf,
  inviteAs,
  listWith,
  makeKeys,
  newToken,
  signInByPasskey,
  signInByPassword,
} from "./support/people.ts";
import { DIALECTS } from "./support/stores.ts";

const PASSWORD = "kata sandi yang panjang";

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const nobody = house.staff(null);
    const officer = () => house.staff("itjen-penyelia");
    const open = (token: string) => nobody.call(keyRoutes.openInvitation, { body: { token } });
    const list = () => officer().call(keyRoutes.invitations, {});
    const find = async (id: string): Promise<Invitation> => {
      const found = (await list()).find((one) => one.id === id);
      assert.ok(found);
      return found;
    };
    const accountOf = (memberId: string) =>
      house.store.db.selectFrom("account").selectAll().where("member_id", "=", memberId).execute();
    const device = () => createAuthenticator({ origin: STAFF_ORIGIN });

    describe(`invitations, on ${dialect}`, () => {
      test("the holder of the token sees what it says, the officers see that it is open, the row has no token", async () => {
        const said = {
          login: "sari",
          name: "Sari Dewi",
          units: ["DJP"],
          roles: ["handler" as const],
        };
        const { id, token, expiresAt } = await inviteAs(house, "itjen-penyelia", said);
        assert.equal(expiresAt, house.clock.nowMs() + 36 * 3_600_000);
        const { memberId, passkey, ...read } = await open(token);
        assert.deepEqual(read, said);
        assert.match(memberId, /^[A-Za-z0-9][A-Za-z0-9_-]{15}$/u);
        const user = (JSON.parse(passkey.options) as { user: { name: string } }).user; // the server made it
        assert.equal(user.name, "sari");
        const seen = await find(id);
        assert.deepEqual(
          [seen.state, seen.enrolled, seen.invitedBy],
          ["open", null, house.person("itjen-penyelia").id],
        );
        const rows = await house.store.db.selectFrom("invitation").selectAll().execute();
        assert.ok(!JSON.stringify(rows).includes(token));
      });

      test("a person who enrolled is seen with keys and ways, and signs in once admitted, by each way", async () => {
        const authenticator = device();
        const ways = { password: PASSWORD, hasPaperKey: true, authenticator };
        const sari = await enrolOne(house, { ways });
        const seen = await find(sari.invitation.id);
        assert.equal(seen.state, "enrolled");
        assert.deepEqual(seen.enrolled, {
          memberId: sari.memberId,
          recipient: sari.body.recipient,
          vkey: sari.body.vkey,
          methods: { hasPassword: true, hasPaperKey: true, passkeys: 1 },
        });
        await admit(house, sari, { units: ["DJP"], roles: ["handler"] });
        assert.equal((await find(sari.invitation.id)).state, "admitted");
        assert.ok(sari.paper);
        for (const cookie of [
          await signInByPassword(house, sari.login, PASSWORD),
          await signInByPaper(house, sari.login, sari.paper),
          await signInByPasskey(house, authenticator),
        ]) {
          const me = await apiWith(house, () => cookie).call(staffRoutes.me, {});
          assert.deepEqual(
            [me.memberId, me.name, me.vault],
            [sari.memberId, sari.login, sari.body.vault],
          );
        }
      });

      test("whoever is enrolled and not admitted gets no session with any right secret, and no door opens", async () => {
        const authenticator = device();
        const ways = { password: PASSWORD, hasPaperKey: true, authenticator };
        const budi = await enrolOne(house, { wanted: { roles: ["admin", "signer"] }, ways });
        assert.ok(budi.paper);
        assert.equal(
          await codeOf(signInByPassword(house, budi.login, PASSWORD)),
          "session-missing",
        );
        assert.equal(await codeOf(signInByPaper(house, budi.login, budi.paper)), "session-missing");
        assert.equal(await codeOf(signInByPasskey(house, authenticator)), "session-missing");
        const rows = await house.store.db
          .selectFrom("session")
          .selectAll()
          .where("member_id", "=", budi.memberId)
          .execute();
        assert.deepEqual(rows, []);
      });

      test("attack: a session of someone who is not in the list, were there one, opens nothing", async () => {
        const budi = await enrolOne(house, { wanted: { roles: ["admin", "signer"] } });
        const secret = "A".repeat(43);
        const now = house.clock.nowMs();
        await house.store.transact(async (tx) => {
          await tx
            .insertInto("session")
            .values({
              hash: hashOf(secret),
              id: "AAAAAAAAAAAAAAAA",
              member_id: budi.memberId,
              method: "password",
              started_at: now,
              expires_at: now + 60_000,
            })
            .execute();
        });
        const api = apiWith(house, () => `__Host-bijak=${secret}`);
        assert.equal(await codeOf(api.call(staffRoutes.me, {})), "session-missing");
        assert.equal(await codeOf(api.call(keyRoutes.credentials, {})), "session-missing");
        assert.equal(await codeOf(inviteAs(house, api)), "session-missing");
        await house.store.transact((tx) => eraseSessionsOf(tx, [budi.memberId]));
      });

      test("attack: an invitation is used once: a second set of keys is refused at every door of it", async () => {
        const { token } = await inviteAs(house, "itjen-penyelia");
        const [first, second] = [await makeKeys(house, token), await makeKeys(house, token)];
        await nobody.call(keyRoutes.enrol, { body: first.body });
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrol, { body: second.body })),
          "invitation-refused",
        );
        assert.equal(await codeOf(open(token)), "invitation-refused");
        const body = { token, request: "A".repeat(43) };
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrolPassword, { body })),
          "invitation-refused",
        );
        const [account] = await accountOf(first.memberId);
        assert.equal(account?.opaque_record, first.body.opaqueRecord);
        assert.equal(account?.paper_vkey, first.body.paperVkey);
      });

      test("attack: of two enrolments at once exactly one wins, with its keys and no others", async () => {
        const { id, token } = await inviteAs(house, "itjen-penyelia");
        const both = [await makeKeys(house, token), await makeKeys(house, token)];
        const codes = await Promise.all(
          both.map(({ body }) => codeOf(nobody.call(keyRoutes.enrol, { body }))),
        );
        assert.deepEqual(codes.toSorted(), ["accepted", "invitation-refused"]);
        const winner = both[codes.indexOf("accepted")];
        assert.ok(winner);
        assert.equal((await find(id)).enrolled?.recipient, winner.body.recipient);
        const [account] = await accountOf(winner.memberId);
        assert.equal(account?.paper_vkey, winner.body.paperVkey);
        assert.deepEqual(Buffer.from(account?.vault ?? []).toString("base64"), winner.body.vault);
      });

      test("the very same enrolment sent again after a lost reply is taken as said already, with a passkey, too", async () => {
        const { token } = await inviteAs(house, "itjen-penyelia");
        const ways = { hasPaperKey: true, authenticator: device() };
        const { body, memberId } = await makeKeys(house, token, ways);
        await nobody.call(keyRoutes.enrol, { body });
        const before = await accountOf(memberId);
        await nobody.call(keyRoutes.enrol, { body });
        assert.deepEqual(await accountOf(memberId), before);
        const otherVault = { ...body, vault: await sealedText(2) };
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrol, { body: otherVault })),
          "invitation-refused",
        );
        assert.deepEqual(await accountOf(memberId), before);
      });

      test("attack: an invitation ends after 36 hours, by the server's clock", async () => {
        const { id, token } = await inviteAs(house, "itjen-penyelia");
        house.clock.moveMs(INVITATION_MS - 1);
        const { body } = await makeKeys(house, token);
        house.clock.moveMs(1);
        assert.equal(await codeOf(open(token)), "invitation-refused");
        assert.equal(await codeOf(nobody.call(keyRoutes.enrol, { body })), "invitation-refused");
        assert.equal((await find(id)).state, "expired");
      });

      test("attack: a withdrawn or made-up invitation is refused as a used one is", async () => {
        const { id, token } = await inviteAs(house, "itjen-penyelia");
        const { body, memberId } = await makeKeys(house, token);
        await officer().call(keyRoutes.withdrawInvitation, { params: { id } });
        assert.equal(await codeOf(open(token)), "invitation-refused");
        assert.equal(await codeOf(nobody.call(keyRoutes.enrol, { body })), "invitation-refused");
        assert.equal((await find(id)).state, "withdrawn");
        assert.deepEqual(await accountOf(memberId), []);
        assert.equal(await codeOf(open(newToken())), "invitation-refused");
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrol, { body: { ...body, token: newToken() } })),
          "invitation-refused",
        );
      });

      test("withdrawing turns down keys that were not admitted: the account is gone and its name is free again", async () => {
        const wanted = { login: "nama-bebas" };
        const ways = { hasPaperKey: true, authenticator: device() };
        const first = await enrolOne(house, { wanted, ways });
        assert.equal(await codeOf(inviteAs(house, "itjen-penyelia", wanted)), "login-taken");
        const end = { params: { id: first.invitation.id } };
        await officer().call(keyRoutes.withdrawInvitation, end);
        assert.deepEqual(await accountOf(first.memberId), []);
        assert.equal((await find(first.invitation.id)).enrolled, null);
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrol, { body: first.body })),
          "invitation-refused",
        );
        await inviteAs(house, "itjen-penyelia", wanted);
      });

      test("whoever is admitted is not withdrawn by the invitation", async () => {
        const rina = await enrolOne(house);
        await admit(house, rina, { roles: ["auditor"] });
        assert.match(await signInByPassword(house, rina.login, PASSWORD), /^__Host-bijak=/u);
        const end = { params: { id: rina.invitation.id } };
        assert.equal(
          await codeOf(officer().call(keyRoutes.withdrawInvitation, end)),
          "invitation-refused",
        );
        assert.equal((await accountOf(rina.memberId)).length, 1);
        const unknown = { params: { id: "AAAAAAAAAAAAAAAA" } };
        assert.equal(
          await codeOf(officer().call(keyRoutes.withdrawInvitation, unknown)),
          "not-available",
        );
      });

      test("attack: an invitation withdrawn while a list with its person is being published leaves that person an account", async () => {
        const rina = await enrolOne(house);
        const { serial, note } = await listWith(house, rina, { roles: ["auditor"] });
        const end = { params: { id: rina.invitation.id } };
        let withdrawing: Promise<string> = Promise.resolve("not begun");
        await house.store.transact(async (tx) => {
          await lockLog(tx, dialect);
          withdrawing = codeOf(officer().call(keyRoutes.withdrawInvitation, end));
          await setTimeout(100);
          await tx.insertInto("members_note").values({ serial, note }).execute();
        });
        assert.equal(await withdrawing, "invitation-refused");
        assert.equal((await accountOf(rina.memberId)).length, 1);
        assert.equal((await find(rina.invitation.id)).state, "admitted");
      });

      test("a name belongs to one account or open invitation at a time, also when asked for twice at once", async () => {
        const invite = (login: string) => codeOf(inviteAs(house, "itjen-penyelia", { login }));
        assert.equal(await invite("djp-petugas"), "login-taken");
        const codes = await Promise.all([invite("rebutan"), invite("rebutan"), invite("rebutan")]);
        assert.deepEqual(codes.toSorted(), ["accepted", "login-taken", "login-taken"]);
        house.clock.moveMs(INVITATION_MS);
        assert.equal(await invite("rebutan"), "accepted");
      });

      test("two kinds of ways are enrolled, never one", async () => {
        for (const ways of [
          { password: PASSWORD },
          { hasPaperKey: true },
          { authenticator: device() },
        ]) {
          const { token } = await inviteAs(house, "itjen-penyelia");
          const { body, memberId } = await makeKeys(house, token, ways);
          assert.equal(await codeOf(nobody.call(keyRoutes.enrol, { body })), "slots-too-few");
          assert.deepEqual(await accountOf(memberId), []);
        }
      });

      test("keys that could not stand in the list, other sizes of vault and other people's passkeys are refused, and the invitation stays", async () => {
        const { id, token } = await inviteAs(house, "itjen-penyelia");
        const other = await inviteAs(house, "itjen-penyelia");
        const { body } = await makeKeys(house, token);
        const passkeyOfOther = (
          await makeKeys(house, other.token, { hasPaperKey: true, authenticator: device() })
        ).body.passkey;
        const foreignVkey = (await generateSigningKey("member.AAAAAAAAAAAAAAAA")).vkey;
        const codeFor = (part: Partial<typeof body>) =>
          codeOf(nobody.call(keyRoutes.enrol, { body: { ...body, ...part } }));
        assert.equal(await codeFor({ recipient: `age1${"q".repeat(58)}` }), "request-malformed");
        assert.equal(await codeFor({ vkey: foreignVkey }), "request-malformed");
        assert.equal(await codeFor({ vkey: "x" }), "request-malformed");
        assert.equal(await codeFor({ opaqueRecord: "A".repeat(256) }), "request-malformed");
        assert.equal(await codeFor({ vault: await sealedText(3) }), "ciphertext-refused");
        assert.equal(
          await codeFor({ passkey: passkeyOfOther, vault: await sealedText(3) }),
          "passkey-refused",
        );
        assert.equal((await find(id)).state, "open");
        assert.equal(await codeFor({}), "accepted");
      });

      test("attack: what a PRF gave is not taken at enrolment", async () => {
        const { token } = await inviteAs(house, "itjen-penyelia");
        const { body } = await makeKeys(house, token, {
          hasPaperKey: true,
          authenticator: device(),
        });
        assert.ok(body.passkey);
        const answer = JSON.parse(body.passkey.response) as object; // our own authenticator's
        const response = JSON.stringify({
          ...answer,
          clientExtensionResults: { prf: { enabled: true, results: { first: "c2VjcmV0" } } },
        });
        const passkey = { ...body.passkey, response };
        assert.equal(
          await codeOf(nobody.call(keyRoutes.enrol, { body: { ...body, passkey } })),
          "request-malformed",
        );
      });

      test("an invitation names only units that there are, each word once, and a name that can be read", async () => {
        const codeFor = (wanted: Parameters<typeof inviteAs>[2]) =>
          codeOf(inviteAs(house, "itjen-penyelia", wanted));
        assert.equal(await codeFor({ units: ["DJX"] }), "unit-unknown");
        assert.equal(await codeFor({ units: ["DJP", "DJP"] }), "request-malformed");
        assert.equal(await codeFor({ roles: ["handler", "handler"] }), "request-malformed");
        for (const name of [" Sari", "Sari\u202Eiras", "Sa\u0000ri", "Sari\u200B"])
          assert.equal(await codeFor({ name }), "request-malformed", JSON.stringify(name));
      });

      test("each step stands in the log: who invited, who enrolled, who withdrew", async () => {
        const { id, token } = await inviteAs(house, "itjen-penyelia");
        const { body, memberId } = await makeKeys(house, token);
        await nobody.call(keyRoutes.enrol, { body });
        await officer().call(keyRoutes.withdrawInvitation, { params: { id } });
        const rows = await house.store.db.selectFrom("log_entry").select("record").execute();
        const steps = rows
          .map(({ record }) => JSON.parse(record ?? "{}") as Record<string, string>) // the log's own
          .filter(({ object }) => object === memberId)
          .map(({ type, actor }) => [type, actor]);
        const officerId = house.person("itjen-penyelia").id;
        assert.deepEqual(steps, [
          ["invitation", officerId],
          ["enrolment", memberId],
          ["invitation-withdrawn", officerId],
        ]);
      });
    });
  });
