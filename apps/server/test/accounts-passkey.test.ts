import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { type Api, keyRoutes, staffRoutes } from "@bijak/contract";
import { LONG_TICKET_MS, TICKET_MS } from "../src/accounts/ticket.ts";
import { buildApp } from "../src/app.ts";
import { STAFF_ORIGIN } from "./support/app.ts";
import { type Authenticator, createAuthenticator, type Twist } from "./support/authenticator.ts";
import { sealedText } from "./support/cases.ts";
import { apiWith, codeOf, type House, type Login, openHouse } from "./support/house.ts";
import { signInByPasskey } from "./support/people.ts";
import { DIALECTS } from "./support/stores.ts";

/** Lets a member add a passkey to the ways they have. */
async function addPasskey(house: House, login: Login, device: Authenticator): Promise<void> {
  const api = house.staff(login);
  const { ticket, options } = await api.call(keyRoutes.registerPasskey, {});
  const addPasskeyPart = { ticket, response: device.create(options) };
  await change(api, addPasskeyPart);
}

async function change(
  api: Api,
  addPasskeyPart: { ticket: string; response: string },
): Promise<number> {
  const { methods } = await api.call(keyRoutes.credentials, {});
  const ways = Number(methods.hasPassword) + Number(methods.hasPaperKey) + methods.passkeys + 1;
  const { revision } = await api.call(staffRoutes.me, {});
  const body = { revision, vault: await sealedText(ways), addPasskey: addPasskeyPart };
  return (await api.call(keyRoutes.changeCredentials, { body })).revision;
}

const device = (settings = {}) => createAuthenticator({ origin: STAFF_ORIGIN, ...settings });

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const nobody = house.staff(null);
    const start = () => nobody.call(keyRoutes.passkeyStart, {});
    const finish = (ticket: string, response: string, api = nobody) =>
      codeOf(api.call(keyRoutes.passkeyFinish, { body: { ticket, response } }));
    /** One sign-in whose answer is twisted. */
    const tryWith = async (from: Authenticator, twist: Twist, id?: string): Promise<string> => {
      const { ticket, options } = await start();
      return finish(ticket, from.get(options, twist, id));
    };
    const [own, others] = [device(), device({ algorithm: "EdDSA" })];
    await addPasskey(house, "djp-petugas", own);
    await addPasskey(house, "djbc-petugas", others);

    describe(`passkeys, on ${dialect}`, () => {
      test("a passkey signs its member in without a name, with either kind of key", async () => {
        for (const [authenticator, login] of [
          [own, "djp-petugas"],
          [others, "djbc-petugas"],
        ] as const) {
          const cookie = await signInByPasskey(house, authenticator);
          const api = apiWith(house, () => cookie);
          assert.equal((await api.call(staffRoutes.me, {})).memberId, house.person(login).id);
          const sessions = await api.call(keyRoutes.sessions, {});
          assert.equal(sessions.find(({ isThis }) => isThis)?.method, "passkey");
        }
      });

      test("the options ask for a check of the person, name nobody, and leave the PRF to the client", async () => {
        const options = JSON.parse((await start()).options) as Record<string, unknown>; // the server made it
        const { challenge, ...rest } = options;
        assert.match(String(challenge), /^[A-Za-z0-9_-]{43}$/u);
        assert.deepEqual(rest, {
          rpId: "localhost",
          userVerification: "required",
          timeout: 120_000,
        });
      });

      test("the options for a new passkey ask for one that needs no name, and not twice for the same authenticator", async () => {
        const api = house.staff("djp-petugas");
        const { options } = await api.call(keyRoutes.registerPasskey, {});
        const asked = JSON.parse(options) as Record<string, unknown>; // the server made it
        const { id } = house.person("djp-petugas");
        assert.deepEqual(asked["rp"], { name: "Bijak", id: "localhost" });
        assert.deepEqual(asked["user"], {
          id: Buffer.from(id).toString("base64url"),
          name: "djp-petugas",
          displayName: "djp-petugas",
        });
        assert.deepEqual(
          (asked["pubKeyCredParams"] as { alg: number }[]).map(({ alg }) => alg), // of the W3C's form
          [-8, -7, -257],
        );
        assert.equal(asked["attestation"], "none");
        const selection = asked["authenticatorSelection"] as Record<string, unknown>; // of the W3C's form
        assert.equal(selection["residentKey"], "required");
        assert.equal(selection["userVerification"], "required");
        assert.deepEqual(asked["excludeCredentials"], [
          { id: own.ids()[0], type: "public-key", transports: ["internal"] },
        ]);
        assert.ok(!options.includes("prf"));
      });

      test("attack: an answer sent again is refused, also at another process of the same institution", async () => {
        const { ticket, options } = await start();
        const response = own.get(options);
        assert.equal(await finish(ticket, response), "accepted");
        assert.equal(await finish(ticket, response), "passkey-refused");
        const second = await buildApp(house.parts);
        after(() => second.close());
        const elsewhere = apiWith({ app: second }, () => null);
        assert.equal(await finish(ticket, response, elsewhere), "passkey-refused");
      });

      test("attack: an authenticator that keeps no count is safe from replay, too, and signs in each time", async () => {
        const synced = device({ isCounting: false });
        await addPasskey(house, "djp-rekan", synced);
        for (let time = 0; time < 3; time += 1)
          assert.match(await signInByPasskey(house, synced), /^__Host-bijak=/u);
        const { ticket, options } = await start();
        const response = synced.get(options);
        const answers = [finish(ticket, response), finish(ticket, response)];
        assert.deepEqual((await Promise.all(answers)).toSorted(), ["accepted", "passkey-refused"]);
        assert.equal(await finish(ticket, response), "passkey-refused");
      });

      test("attack: a copied authenticator is noticed by its count", async () => {
        const first = await start();
        const early = own.get(first.options);
        assert.equal(await tryWith(own, {}), "accepted");
        assert.equal(await finish(first.ticket, early), "passkey-refused");
        const [one, other] = [await start(), await start()];
        const answers = [one, other].map(({ ticket, options }) => finish(ticket, own.get(options)));
        const codes = await Promise.all(answers);
        assert.deepEqual(codes.toSorted(), ["accepted", "passkey-refused"], "two at once");
      });

      test("attack: an answer given to another origin or host name is refused", async () => {
        assert.equal(await tryWith(own, { origin: "http://localhost:8080" }), "passkey-refused");
        assert.equal(await tryWith(own, { origin: "https://bijak.example" }), "passkey-refused");
        assert.equal(await tryWith(own, { rpId: "bijak.example" }), "passkey-refused");
      });

      test("attack: an answer to another challenge, of another kind, or without a check of the person is refused", async () => {
        assert.equal(await tryWith(own, { challenge: "A".repeat(43) }), "passkey-refused");
        assert.equal(await tryWith(own, { type: "webauthn.create" }), "passkey-refused");
        assert.equal(await tryWith(own, { isVerified: false }), "passkey-refused");
        const [one, other] = [await start(), await start()];
        assert.equal(await finish(one.ticket, own.get(other.options)), "passkey-refused");
      });

      test("attack: the passkey of another member signs nobody else in", async () => {
        const both = device();
        await addPasskey(house, "djp-penyelia", both);
        await addPasskey(house, "djbc-penyelia", both);
        const [first = "", second = ""] = both.ids();
        assert.equal(await tryWith(both, { signedBy: second }, first), "passkey-refused");
        const userHandle = Buffer.from(house.person("itjen-penyelia").id).toString("base64url");
        assert.equal(await tryWith(both, { userHandle }, first), "passkey-refused");
        assert.equal(await tryWith(both, {}, first), "accepted");
        const stranger = device();
        stranger.create((await house.staff("humas").call(keyRoutes.registerPasskey, {})).options);
        assert.equal(await tryWith(stranger, {}), "passkey-refused");
      });

      test("attack: what a PRF gave is not taken, nor any field that is not known", async () => {
        const prf = { prf: { results: { first: "c2VjcmV0" } } };
        assert.equal(await tryWith(own, { extensionResults: prf }), "request-malformed");
        assert.equal(await tryWith(own, { extensionResults: { a: true } }), "request-malformed");
        const { ticket, options } = await start();
        const answer = JSON.parse(own.get(options)) as Record<string, unknown>; // our own authenticator's
        for (const more of [
          { prf: "c2VjcmV0" },
          { response: { ...(answer["response"] as object), prf: "" } },
        ])
          assert.equal(
            await finish(ticket, JSON.stringify({ ...answer, ...more })),
            "request-malformed",
          );
        assert.equal(await finish(ticket, "{}"), "request-malformed");
        assert.equal(await finish(ticket, "no json"), "request-malformed");
        const api = house.staff("humas");
        const made = await api.call(keyRoutes.registerPasskey, {});
        const response = device().create(made.options, { extensionResults: prf });
        assert.equal(
          await codeOf(change(api, { ticket: made.ticket, response })),
          "request-malformed",
        );
      });

      test("a ticket ends after two minutes, for a new passkey after ten, and opens no other door", async () => {
        const api = house.staff("itjen-petugas");
        const making = await api.call(keyRoutes.registerPasskey, {});
        const signing = await start();
        const { challenge } = JSON.parse(making.options) as { challenge: string }; // the server made it
        const answerToMaking = own.get(signing.options, { challenge });
        assert.equal(await finish(making.ticket, answerToMaking), "passkey-refused");
        const created = device().create(making.options);
        assert.equal(
          await codeOf(change(api, { ticket: signing.ticket, response: created })),
          "passkey-refused",
        );
        const answer = own.get(signing.options);
        house.clock.moveMs(TICKET_MS);
        assert.equal(await finish(signing.ticket, answer), "passkey-refused");
        house.clock.moveMs(LONG_TICKET_MS - TICKET_MS);
        const late = { ticket: making.ticket, response: created };
        assert.equal(await codeOf(change(house.staff("itjen-petugas"), late)), "passkey-refused");
      });

      test("attack: a new passkey is made for one member, one origin, one challenge, with a check of the person", async () => {
        const api = house.staff("itjen-petugas");
        const { ticket, options } = await api.call(keyRoutes.registerPasskey, {});
        const other = await house.staff("humas").call(keyRoutes.registerPasskey, {});
        const codeFor = (given: string, response: string) =>
          codeOf(change(api, { ticket: given, response }));
        const made = device();
        for (const twist of [
          { origin: "https://bijak.example" },
          { rpId: "bijak.example" },
          { challenge: "A".repeat(43) },
          { isVerified: false },
          { type: "webauthn.get" },
        ] satisfies Twist[])
          assert.equal(await codeFor(ticket, made.create(options, twist)), "passkey-refused");
        assert.equal(await codeFor(other.ticket, made.create(other.options)), "passkey-refused");
        assert.equal((await api.call(keyRoutes.credentials, {})).methods.passkeys, 0);
      });

      test("a passkey may vouch for itself; one that brings certificates is refused before they are read", async () => {
        const login = "itjen-penyelia";
        const api = house.staff(login);
        const codeFor = async (attestation: "self" | "certificate") => {
          const { ticket, options } = await api.call(keyRoutes.registerPasskey, {});
          return codeOf(
            change(api, { ticket, response: device().create(options, { attestation }) }),
          );
        };
        assert.equal(await codeFor("self"), "accepted");
        assert.equal(await codeFor("certificate"), "passkey-refused");
      });

      test("a passkey of a disabled account signs in no more", async () => {
        const disable = (is_disabled: number) =>
          house.store.transact(async (tx) => {
            const member = house.person("djbc-petugas").id;
            await tx
              .updateTable("account")
              .set({ is_disabled })
              .where("member_id", "=", member)
              .execute();
          });
        await disable(1);
        assert.equal(await tryWith(others, {}), "passkey-refused");
        await disable(0);
        assert.equal(await tryWith(others, {}), "accepted");
      });

      test("spent tickets are forgotten when they would have ended anyway", async () => {
        await tryWith(own, {});
        house.clock.moveMs(LONG_TICKET_MS);
        await tryWith(own, {});
        const rows = await house.store.db.selectFrom("spent_ticket").selectAll().execute();
        assert.equal(rows.length, 1);
      });
    });
  });
