import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Fetch, LogProof, MailboxReply } from "@bijak/contract";
import {
  EnvelopeError,
  generateSigningKey,
  recipientOf,
  sealMailboxCard,
  sealMessage,
  sha256Base64,
  type CaseKeys,
  type SigningKey,
} from "@bijak/envelope";
import { reopenDesk, reply, type Desk } from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { publishRotations, rotateUnit } from "../src/people.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  type Institution,
  type Mailbox,
} from "../src/reporter.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";
import { aTakenCase } from "./support/cases.ts";
import { lyingAt, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

type Row = MailboxReply["messages"][number];
type Change = (reply: MailboxReply) => MailboxReply;

const refused = (code: string) => (fault: unknown) => {
  assert.ok(fault instanceof EnvelopeError, String(fault));
  assert.equal(fault.code, code);
  return true;
};

describe(
  "what units signed with keys that were retired since",
  { concurrency: false },
  async () => {
    const journey = await openJourney();
    let handler: Desk;
    let former: Desk;
    let institution: Institution;
    let sent: Sent;
    let other: Sent;

    before(async () => {
      former = await journey.desk("handler.djp");
      sent = await aTakenCase(journey, [former]);
      other = await aTakenCase(journey, [former]);
      for (const text of ["Jawaban pertama.", "Jawaban kedua."])
        await reply(former, sent.sealed.caseId, { text, kind: "message" });
      await rotateUnit(former, { unit: "DJP", reason: "schedule" });
      await publishRotations(await journey.desk("supervisor.itjen"));
      handler = await reopenDesk(former);
      institution = await loadInstitution(journey.reporterApi, journey.today());
      assert.equal(institution.directory.retired.length, 1);
    });

    const mailboxThrough = (
      through: (inner: Fetch) => Fetch,
      keys = sent.keys,
    ): Promise<Mailbox> => {
      const api = createReporterApi("http://localhost:8080", through(journey.publicFetch));
      return openMailbox({ api, institution, keys, solve, pace });
    };
    const lie = (change: Change): Promise<Mailbox> =>
      mailboxThrough(lyingAt("/api/mailbox", change));
    const changeLast =
      (change: (row: Row) => Row): Change =>
      (box) => ({ ...box, messages: box.messages.with(-1, change(box.messages.at(-1) as Row)) }); // there are replies
    /** Leaves a field out that the reply may lack. */
    function without<T extends object, Key extends keyof T>(whole: T, key: Key): Omit<T, Key> {
      const { [key]: _gone, ...kept } = whole;
      return kept;
    }

    test("still count: card, state and every reply are read", async () => {
      const box = await mailboxThrough((inner) => inner);
      assert.deepEqual(
        box.messages.flatMap(({ text }) => (text === null || text === "" ? [] : [text])),
        ["Jawaban pertama.", "Jawaban kedua."],
      );
      assert.deepEqual([box.state.isSigned, box.canRead], [true, ["DJP"]]);
    });

    test("do not count without the proof that they stood in the log before", async () => {
      const stripped = changeLast((row) => without(row, "proofs"));
      await assert.rejects(lie(stripped), refused("note-not-authentic"));
    });

    test("a card by a retired key does not count without its proof", async () => {
      const stripped: Change = (box) => without(box, "cardProofs");
      await assert.rejects(lie(stripped), refused("note-not-authentic"));
    });

    test("do not count with the proof of another message, of a changed record, index or path", async () => {
      const changes: ((proofs: LogProof[], box: MailboxReply) => LogProof[])[] = [
        (_, box) => box.messages.find(({ proofs }) => proofs !== undefined)?.proofs ?? [],
        (_, box) => box.cardProofs ?? [],
        ([proof]) => (proof ? [{ ...proof, index: proof.index + 1 }] : []),
        ([proof]) => (proof ? [{ ...proof, size: proof.size + 1 }] : []),
        ([proof]) => (proof ? [{ ...proof, hashes: proof.hashes.slice(1) }] : []),
        ([proof]) => (proof ? [{ ...proof, record: proof.record.replace("unit", "UNIT") }] : []),
      ];
      for (const change of changes) {
        const lying: Change = (box) =>
          changeLast((row) => ({ ...row, proofs: change(row.proofs ?? [], box) }))(box);
        await assert.rejects(lie(lying), refused("note-not-authentic"));
      }
    });

    /** A reply in the right place of the thread, signed by this key. */
    async function forged(signingKey: SigningKey): Promise<Row> {
      const { caseId } = sent.sealed;
      const file = await loadCase(handler, caseId);
      assert.ok(file.caseKeys);
      const { n, caseRecipient } = await newestKey(file.caseKeys);
      const box = await mailboxThrough((inner) => inner);
      const last = box.messages.findLast(({ author }) => author === "unit");
      const rows = await rowsOf(sent);
      const sealed = await sealMessage({
        realm: institution.realm,
        message: {
          caseId,
          author: "DJP",
          n,
          seq: rows.filter(({ direction }) => direction === "to-reporter").length,
          previous: rows.find(({ index }) => index === last?.index)?.sha256 ?? null,
          body: { kind: "message", text: "Sebutkan nama Anda.", files: [] },
        },
        recipients: [caseRecipient, sent.keys.recipient],
        signingKey,
        member: { id: former.me.memberId, key: former.memberKey, caseRecipient },
      });
      return {
        index: rows.length,
        direction: "to-reporter",
        on: journey.today(),
        sha256: await sha256Base64(sealed),
        fileCount: 0,
        sealed: encodeBase64(sealed),
      };
    }

    async function rowsOf({ keys }: Sent): Promise<readonly Row[]> {
      let rows: readonly Row[] = [];
      await mailboxThrough(
        lyingAt("/api/mailbox", (box: MailboxReply) => {
          rows = box.messages;
          return box;
        }),
        keys,
      );
      return rows;
    }

    const newestKey = async ({ keys }: CaseKeys) => {
      const identity = keys.at(-1);
      assert.ok(identity);
      return { n: keys.length - 1, caseRecipient: await recipientOf(identity) };
    };
    const withForged =
      (row: Row): Change =>
      (box) => ({ ...box, messages: [...box.messages, row] });
    const keyOf = (desk: Desk): SigningKey => {
      const signing = desk.keyrings.get("DJP")?.current.signing;
      assert.ok(signing);
      return signing;
    };

    test("an old key used after its retirement counts for nothing, whatever proofs come with it", async () => {
      const row = await forged(keyOf(former));
      await assert.rejects(lie(withForged(row)), refused("note-not-authentic"));
      const stolen: Change = (box) => {
        const proofs = box.messages.findLast((one) => one.proofs !== undefined)?.proofs ?? [];
        assert.ok(proofs.length > 0);
        return withForged({ ...row, proofs })(box);
      };
      await assert.rejects(lie(stolen), refused("note-not-authentic"));
    });

    test("the same words under the unit's key of today are read: it is the key alone that was wrong", async () => {
      const box = await lie(withForged(await forged(keyOf(handler))));
      assert.equal(box.messages.at(-1)?.text, "Sebutkan nama Anda.");
    });

    test("a reply that the server wrote itself counts for nothing, under whatever name its key has", async () => {
      for (const name of ["unit.DJP.1", "unit.DJP.2", "unit.DJP.3"]) {
        const row = await forged(await generateSigningKey(name));
        await assert.rejects(lie(withForged(row)), refused("note-not-authentic"));
      }
    });

    test("a card that a retired key signs today counts for nothing: nobody writes to who has left", async () => {
      const { caseId } = other.sealed;
      const { realm } = institution;
      const { identity } = former;
      const card = {
        caseId,
        n: 1,
        caseRecipient: await recipientOf(identity),
        units: ["DJP"],
        standby: null,
      };
      const sealed = await sealMailboxCard(realm, card, other.keys.recipient, keyOf(former));
      const lying = lyingAt("/api/mailbox", (box: MailboxReply) => ({
        ...box,
        card: encodeBase64(sealed),
      }));
      await assert.rejects(mailboxThrough(lying, other.keys), refused("note-not-authentic"));
    });

    test("what the unit writes with its new key is read beside what it wrote with the old one", async () => {
      await reply(handler, sent.sealed.caseId, { text: "Dengan kunci baru.", kind: "message" });
      const box = await mailboxThrough((inner) => inner);
      const texts = box.messages.map(({ text }) => text);
      for (const text of ["Jawaban pertama.", "Jawaban kedua.", "Dengan kunci baru."])
        assert.ok(texts.includes(text), text);
    });

    test("a reporter who still holds the directory of before is shown nothing that it cannot prove", async () => {
      const api = journey.reporterApi;
      const stale = openMailbox({
        api,
        institution: journey.institution,
        keys: sent.keys,
        solve,
        pace,
      });
      await assert.rejects(stale, refused("note-not-authentic"));
    });
  },
);
