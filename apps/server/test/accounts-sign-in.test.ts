import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Api, staffRoutes } from "@bijak/contract";
import { generatePaperKey, paperLoginKey, signNote } from "@bijak/envelope";
import { client, ready } from "@serenity-kit/opaque";
import { IDLE_MS } from "../src/accounts/session.ts";
import { TICKET_MS } from "../src/accounts/ticket.ts";
import { CHEAP_STRETCHING } from "./support/app.ts";
import { apiWith, codeOf, type Jar, openHouse, signInByPaper } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

await ready;
const KEY = CHEAP_STRETCHING;

async function start(api: Api, name: string, password: string) {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const body = { name, request: startLoginRequest };
  const { response, ticket } = await api.call(staffRoutes.signInStart, { body });
  const done = client.finishLogin({
    clientLoginState,
    loginResponse: response,
    password,
    keyStretching: KEY,
  });
  return { startLoginRequest, response, ticket, finish: done?.finishLoginRequest ?? null };
}

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const nobody = house.staff(null);
    describe(`signing in, on ${dialect}`, () => {
      const passwordOf = (): string => house.person("djp-petugas").password;

      test("the right password opens a session in a cookie that scripts and other sites cannot use", async () => {
        const { ticket, finish } = await start(nobody, "djp-petugas", passwordOf());
        assert.ok(finish);
        const reply = await house.app.staffSide.inject({
          method: "POST",
          url: staffRoutes.signInFinish.path,
          headers: { host: "localhost:8081", "content-type": "application/json" },
          payload: JSON.stringify({ ticket, finish }),
        });
        assert.equal(reply.statusCode, 204);
        const [pair, ...attributes] = String(reply.headers["set-cookie"]).split("; ");
        assert.match(pair ?? "", /^__Host-bijak=[A-Za-z0-9_-]{43}$/u);
        assert.deepEqual(attributes, ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"]);
        const me = await apiWith(house, () => pair ?? "").call(staffRoutes.me, {});
        assert.equal(me.memberId, house.person("djp-petugas").id);
        assert.equal(me.name, "djp-petugas");
      });

      test("a wrong password is known to the client alone, and a made-up finish is refused", async () => {
        const wrong = await start(nobody, "djp-petugas", "salah");
        assert.equal(wrong.finish, null);
        const other = await start(nobody, "djp-rekan", house.person("djp-rekan").password);
        const body = { ticket: wrong.ticket, finish: other.finish ?? "" };
        assert.equal(
          await codeOf(nobody.call(staffRoutes.signInFinish, { body })),
          "sign-in-refused",
        );
      });

      test("an unknown name gets answers of the same form as a known one", async () => {
        const known = await start(nobody, "djbc-petugas", "salah");
        const unknown = await start(nobody, "tak-bernama0", "salah");
        assert.equal(unknown.finish, null);
        assert.equal(unknown.response.length, known.response.length);
        assert.equal(unknown.ticket.length, known.ticket.length);
        const body = (ticket: string) => ({ ticket, finish: "A".repeat(86) });
        for (const { ticket } of [known, unknown])
          assert.equal(
            await codeOf(nobody.call(staffRoutes.signInFinish, { body: body(ticket) })),
            "sign-in-refused",
          );
      });

      test("asking twice does not tell an unknown name from a known one", async () => {
        const { startLoginRequest: request } = client.startLogin({ password: "salah" });
        const evaluatedOf = async (name: string): Promise<string> => {
          const reply = await nobody.call(staffRoutes.signInStart, { body: { name, request } });
          return Buffer.from(reply.response, "base64url").subarray(0, 32).toString("hex");
        };
        assert.equal(await evaluatedOf("djp-rekan"), await evaluatedOf("djp-rekan"));
        assert.equal(await evaluatedOf("tiada.siapa"), await evaluatedOf("tiada.siapa"));
        assert.notEqual(await evaluatedOf("tiada.siapa"), await evaluatedOf("tiada.lain"));
      });

      test("bytes that are no request are malformed, for known and unknown names alike", async () => {
        for (const name of ["djp-rekan", "entah.siapa"]) {
          const body = { name, request: "A".repeat(43) };
          assert.equal(
            await codeOf(nobody.call(staffRoutes.signInStart, { body })),
            "request-malformed",
          );
        }
      });

      test("a ticket ends after two minutes, opens no other door and cannot be changed", async () => {
        const { ticket, finish } = await start(
          nobody,
          "djbc-penyelia",
          house.person("djbc-penyelia").password,
        );
        assert.ok(finish);
        const paper = await nobody.call(staffRoutes.paperStart, {
          body: { name: "djbc-penyelia" },
        });
        const changed = `${ticket.slice(0, -2)}${ticket.endsWith("AA") ? "BB" : "AA"}`;
        const refusedOf = (given: string) =>
          codeOf(nobody.call(staffRoutes.signInFinish, { body: { ticket: given, finish } }));
        assert.equal(await refusedOf(paper.ticket), "sign-in-refused");
        assert.equal(await refusedOf(changed), "sign-in-refused");
        assert.equal(await refusedOf("x"), "sign-in-refused");
        house.clock.moveMs(TICKET_MS);
        assert.equal(await refusedOf(ticket), "sign-in-refused");
      });

      test("the paper key signs in; another key, another ticket or more words do not", async () => {
        const { paper } = house.person("itjen-petugas");
        const jar: Jar = { cookie: "" };
        const api = apiWith(house, () => null, jar);
        const begin = async (name: string) =>
          (await api.call(staffRoutes.paperStart, { body: { name } })).ticket;
        const ticket = await begin("itjen-petugas");
        const finish = async (given: string, note: string) =>
          codeOf(api.call(staffRoutes.paperFinish, { body: { ticket: given, note } }));
        const foreign = await paperLoginKey(await generatePaperKey("x25519"));
        assert.equal(
          await finish(ticket, await signNote(`${ticket}\n`, [foreign])),
          "sign-in-refused",
        );
        assert.equal(
          await finish(ticket, await signNote(`${ticket}\nx\n`, [paper])),
          "sign-in-refused",
        );
        const others = await begin("itjen-penyelia");
        assert.equal(
          await finish(others, await signNote(`${others}\n`, [paper])),
          "sign-in-refused",
        );
        const unknown = await begin("tiada.siapa");
        assert.equal(
          await finish(unknown, await signNote(`${unknown}\n`, [paper])),
          "sign-in-refused",
        );
        assert.equal(jar.cookie, "");
        assert.equal(await finish(ticket, await signNote(`${ticket}\n`, [paper])), "accepted");
        assert.match(jar.cookie, /^__Host-bijak=/u);
      });

      test("attack: what let a member in by password or paper key lets nobody in a second time", async () => {
        const { password, paper } = house.person("itjen-penyelia");
        const { ticket, finish } = await start(nobody, "itjen-penyelia", password);
        const byPassword = () =>
          codeOf(nobody.call(staffRoutes.signInFinish, { body: { ticket, finish: finish ?? "" } }));
        assert.equal(await byPassword(), "accepted");
        assert.equal(await byPassword(), "sign-in-refused");
        const begun = await nobody.call(staffRoutes.paperStart, {
          body: { name: "itjen-penyelia" },
        });
        const body = { ticket: begun.ticket, note: await signNote(`${begun.ticket}\n`, [paper]) };
        const byPaper = () => codeOf(nobody.call(staffRoutes.paperFinish, { body }));
        const both = await Promise.all([byPaper(), byPaper()]);
        assert.deepEqual(both.toSorted(), ["accepted", "sign-in-refused"]);
        assert.equal(await byPaper(), "sign-in-refused");
      });

      test("a session ends after fifteen minutes without a request, and every request begins them anew", async () => {
        const cookie = await signInByPaper(house, "djp-petugas", house.person("djp-petugas").paper);
        const api = apiWith(house, () => cookie);
        for (let request = 0; request < 3; request += 1) {
          house.clock.moveMs(IDLE_MS - 60_001);
          assert.equal(await codeOf(api.call(staffRoutes.me, {})), "accepted");
        }
        house.clock.moveMs(IDLE_MS);
        assert.equal(await codeOf(api.call(staffRoutes.me, {})), "session-missing");
      });

      test("signing out ends the session at the server, too", async () => {
        const cookie = await signInByPaper(house, "djp-petugas", house.person("djp-petugas").paper);
        const jar: Jar = { cookie: "" };
        const api = apiWith(house, () => cookie, jar);
        await api.call(staffRoutes.signOut, {});
        assert.equal(jar.cookie, "__Host-bijak=");
        assert.equal(await codeOf(api.call(staffRoutes.me, {})), "session-missing");
      });

      test("no session: none, a made-up one, one of a disabled account", async () => {
        assert.equal(await codeOf(nobody.call(staffRoutes.me, {})), "session-missing");
        const made = apiWith(house, () => `__Host-bijak=${"A".repeat(43)}`);
        assert.equal(await codeOf(made.call(staffRoutes.me, {})), "session-missing");
        const { id, paper } = house.person("humas");
        const cookie = await signInByPaper(house, "humas", paper);
        const disable = (is_disabled: number) =>
          house.store.transact(async (tx) => {
            await tx
              .updateTable("account")
              .set({ is_disabled })
              .where("member_id", "=", id)
              .execute();
          });
        await disable(1);
        assert.equal(
          await codeOf(apiWith(house, () => cookie).call(staffRoutes.me, {})),
          "session-missing",
        );
        assert.equal(await codeOf(signInByPaper(house, "humas", paper)), "sign-in-refused");
        await disable(0);
      });

      test("the database holds no cookie", async () => {
        const cookie = await signInByPaper(house, "djp-rekan", house.person("djp-rekan").paper);
        const rows = await house.store.db.selectFrom("session").selectAll().execute();
        const secret = cookie.split("=")[1] ?? "";
        assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(secret));
      });
    });
  });
