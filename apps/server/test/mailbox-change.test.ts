import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { type InputOf, reporterRoutes } from "@bijak/contract";
import {
  deriveReporterKeys,
  generateReceipt,
  type ReporterKeys,
  resealMailboxCard,
  sha256Base64,
  writeReporterChange,
} from "@bijak/envelope";
import { digestOf } from "../src/encoding.ts";
import { type FoundedApp, openFoundedApp, PUBLIC_ORIGIN } from "./support/app.ts";
import { codeOf } from "./support/house.ts";
import {
  earnProof,
  holderOf,
  messageBodyOf,
  type Reporter,
  sealNext,
  sendReport,
} from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

type Change = InputOf<typeof reporterRoutes.changeReceipt>["body"];

const reporterOf = (app: FoundedApp): Promise<Reporter> =>
  sendReport(PUBLIC_ORIGIN, app.publicFetch, {}, app.clock.today());

const newKeys = ({ institution }: Reporter): Promise<ReporterKeys> =>
  deriveReporterKeys(institution.realm, generateReceipt(), 1);

const boxOf = async (reporter: Reporter, keys = reporter.keys) =>
  reporter.api.call(reporterRoutes.mailbox, {
    body: { ...holderOf({ keys }), proof: await earnProof(reporter.api, "mailbox") },
  });

/** What asks for the change from the reporter's keys to these. */
async function changeTo(
  reporter: Reporter,
  keys: ReporterKeys,
  { from = reporter.keys, card: given }: { from?: ReporterKeys; card?: Uint8Array } = {},
): Promise<Change> {
  const { realm, directory } = reporter.institution;
  const { caseId, card: sealed } = reporter.sealed;
  const card = given ?? sealed;
  const unitVkeys = directory.units.map(({ vkey }) => vkey);
  const { lookup, auth } = holderOf({ keys });
  const words = { realm, caseId, recipient: keys.recipient, vkey: keys.signing.vkey, on: 20_000 };
  const resealed = await resealMailboxCard(card, { from, to: keys }, { realm, unitVkeys });
  return {
    ...holderOf({ keys: from }),
    newLookup: lookup,
    newAuth: auth,
    note: await writeReporterChange(words, from.signing),
    card: Buffer.from(resealed).toString("base64"),
    replaces: await sha256Base64(card),
    proof: await earnProof(reporter.api, "mailbox"),
  };
}

const send = ({ api }: Reporter, body: Change): Promise<void> =>
  api.call(reporterRoutes.changeReceipt, { body });

const notesOf = async ({ parts }: FoundedApp, { sealed }: Reporter) =>
  (
    await parts.store.db
      .selectFrom("receipt_change")
      .select("note")
      .where("case_id", "=", sealed.caseId)
      .orderBy("seq")
      .execute()
  ).map(({ note }) => note);

for (const dialect of DIALECTS) {
  describe(`${dialect}: a new receipt in the place of an old one`, async () => {
    const app = await openFoundedApp({ dialect });

    test("opens the same mailbox with its own card, and says that there was another", async () => {
      const reporter = await reporterOf(app);
      const keys = await newKeys(reporter);
      const before = await boxOf(reporter);
      assert.equal(before.hasFormerReceipt, undefined);
      const change = await changeTo(reporter, keys);
      await send(reporter, change);
      const after = await boxOf(reporter, keys);
      assert.equal(after.hasFormerReceipt, true);
      assert.equal(after.card, change.card);
      assert.deepEqual(
        { ...after, card: "", padding: "", hasFormerReceipt: undefined },
        { ...before, card: "", padding: "", hasFormerReceipt: undefined },
      );
    });

    test("makes the old one as unknown as any other: the same bytes at every door", async () => {
      const reporter = await reporterOf(app);
      await send(reporter, await changeTo(reporter, await newKeys(reporter)));
      const unknown = { ...reporter, keys: await newKeys(reporter) };
      const message = await sealNext(reporter, "Tambahan.");
      const doors = async (one: Reporter) => {
        const body = { ...holderOf(one), proof: await earnProof(one.api, "mailbox") };
        const change = await changeTo(reporter, await newKeys(one));
        return [
          ["/api/mailbox", JSON.stringify(body)],
          ["/api/mailbox/messages", await messageBodyOf(one, message)],
          ["/api/mailbox/receipt", JSON.stringify({ ...change, ...holderOf(one) })],
          [
            "/api/mailbox/burn",
            JSON.stringify({ ...body, proof: await earnProof(one.api, "mailbox") }),
          ],
        ] as const;
      };
      const answers = async (one: Reporter) => {
        const all = [];
        for (const [path, body] of await doors(one)) {
          const isJson = typeof body === "string";
          const type = isJson ? "application/json" : "application/octet-stream";
          const init = {
            method: "POST",
            headers: { "content-type": type },
            body: isJson ? body : body.slice(),
          };
          const reply = await app.publicFetch(new URL(path, PUBLIC_ORIGIN).href, init);
          const headers = [...reply.headers].filter(([name]) => name !== "date");
          all.push([path, reply.status, headers, await reply.text()]);
        }
        return all;
      };
      const [old, other] = [await answers(reporter), await answers(unknown)];
      assert.deepEqual(old, other);
      assert.ok(old.every(([, status]) => status === 404));
    });

    test("keeps the note for the handlers and an entry in the log", async () => {
      const reporter = await reporterOf(app);
      const change = await changeTo(reporter, await newKeys(reporter));
      await send(reporter, change);
      assert.deepEqual(await notesOf(app, reporter), [change.note]);
      const entries = await app.parts.store.db
        .selectFrom("log_entry")
        .select("record")
        .where("digest", "=", digestOf(change.note))
        .execute();
      assert.match(entries[0]?.record ?? "", /"type":"receipt-change".*"actor":"reporter"/);
    });

    test("can itself be replaced; the notes stand in order", async () => {
      const reporter = await reporterOf(app);
      const [second, third] = [await newKeys(reporter), await newKeys(reporter)];
      const first = await changeTo(reporter, second);
      await send(reporter, first);
      const card = new Uint8Array(Buffer.from(first.card, "base64"));
      const next = await changeTo(reporter, third, { from: second, card });
      await send(reporter, next);
      assert.deepEqual(await notesOf(app, reporter), [first.note, next.note]);
      assert.equal(await codeOf(boxOf(reporter, second)), "mailbox-not-found");
      assert.equal((await boxOf(reporter, third)).caseId, reporter.sealed.caseId);
    });

    test("cannot be one under which another mailbox lies: refused as unknown, and both stay as they were", async () => {
      const [reporter, other] = [await reporterOf(app), await reporterOf(app)];
      const change = await changeTo(reporter, other.keys);
      assert.equal(await codeOf(send(reporter, change)), "mailbox-not-found");
      assert.equal((await boxOf(reporter)).caseId, reporter.sealed.caseId);
      assert.equal((await boxOf(other)).caseId, other.sealed.caseId);
      assert.deepEqual(await notesOf(app, reporter), []);
    });

    test("is not made by who has the lookup id alone, nor without work, nor twice with one proof", async () => {
      const reporter = await reporterOf(app);
      const change = await changeTo(reporter, await newKeys(reporter));
      const auth = randomBytes(32).toString("base64");
      assert.equal(await codeOf(send(reporter, { ...change, auth })), "mailbox-not-found");
      const proof = await earnProof(reporter.api, "report");
      assert.equal(await codeOf(send(reporter, { ...change, proof })), "challenge-refused");
      const other = await reporterOf(app);
      const spent = { ...(await changeTo(other, await newKeys(other))), proof: change.proof };
      await send(reporter, change);
      assert.equal(await codeOf(send(other, spent)), "challenge-refused");
      assert.equal((await boxOf(other)).caseId, other.sealed.caseId);
    });

    test("never replaces a newer card than the one it was made from", async () => {
      const reporter = await reporterOf(app);
      const change = await changeTo(reporter, await newKeys(reporter));
      const newer = randomBytes(500);
      await app.parts.store.transact(async (tx) => {
        await tx
          .updateTable("mailbox")
          .set({ card: newer })
          .where("case_id", "=", reporter.sealed.caseId)
          .execute();
      });
      assert.equal(await codeOf(send(reporter, change)), "revision-conflict");
      assert.equal((await boxOf(reporter)).card, newer.toString("base64"));
    });

    test("needs a note of this case and this institution", async () => {
      const [reporter, other] = [await reporterOf(app), await reporterOf(app)];
      const change = await changeTo(reporter, await newKeys(reporter));
      const foreign = await changeTo(other, await newKeys(other));
      const elsewhere = change.note.replace(reporter.institution.realm.instance, "lain.localhost");
      for (const note of [foreign.note, elsewhere, "catatan", `${change.note}\u0000`])
        assert.equal(await codeOf(send(reporter, { ...change, note })), "note-refused");
      assert.equal((await boxOf(reporter)).hasFormerReceipt, undefined);
    });

    test("takes the next revision of the case, so that no step made before it is stored unseen", async () => {
      const reporter = await reporterOf(app);
      const revisionOf = async () =>
        (
          await app.parts.store.db
            .selectFrom("case_file")
            .select("revision")
            .where("id", "=", reporter.sealed.caseId)
            .executeTakeFirstOrThrow()
        ).revision;
      const before = await revisionOf();
      await send(reporter, await changeTo(reporter, await newKeys(reporter)));
      assert.equal(await revisionOf(), before + 1);
    });

    test("asked for twice at once is made once", async () => {
      const reporter = await reporterOf(app);
      const keys = [await newKeys(reporter), await newKeys(reporter), await newKeys(reporter)];
      const changes = await Promise.all(keys.map((one) => changeTo(reporter, one)));
      const codes = await Promise.all(changes.map((change) => codeOf(send(reporter, change))));
      assert.deepEqual(codes.toSorted(), ["accepted", "mailbox-not-found", "mailbox-not-found"]);
      const boxes = await Promise.all(keys.map((one) => codeOf(boxOf(reporter, one))));
      assert.equal(boxes.filter((code) => code === "accepted").length, 1);
    });

    test("is made sixteen times at most", async () => {
      const reporter = await reporterOf(app);
      let [from, card] = [reporter.keys, reporter.sealed.card];
      for (let made = 0; ; made += 1) {
        const keys = await newKeys(reporter);
        const change = await changeTo(reporter, keys, { from, card });
        const code = await codeOf(send(reporter, change));
        assert.equal(code, made < 16 ? "accepted" : "message-budget");
        if (code !== "accepted") break;
        [from, card] = [keys, new Uint8Array(Buffer.from(change.card, "base64"))];
      }
      assert.equal((await boxOf(reporter, from)).caseId, reporter.sealed.caseId);
    });
  });
}
