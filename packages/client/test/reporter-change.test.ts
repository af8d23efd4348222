import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Fetch, MailboxReply } from "@bijak/contract";
import {
  deriveReporterKeys,
  EnvelopeError,
  generateReceipt,
  sealBytes,
  sha256Base64,
  type ReporterKeys,
} from "@bijak/envelope";
import {
  confirmReceipt,
  declare,
  openCase,
  reopenDesk,
  reply,
  takeCase,
  type Desk,
} from "../src/handler.ts";

import { publishRotations, rekeyUnit, rotateUnit } from "../src/people.ts";
import {
  changeReceipt,
  createReporterApi,
  loadInstitution,
  openMailbox,
  sendMailboxMessage,
  type Mailbox,
} from "../src/reporter.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";
import { aTakenCase } from "./support/cases.ts";
import {
  aNetwork,
  codeOf,
  cutEverywhere,
  lyingAt,
  openJourney,
  solve,
  type Sent,
} from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const refused = (code: string) => (fault: unknown) => {
  assert.ok(fault instanceof EnvelopeError, String(fault));
  assert.equal(fault.code, code);
  return true;
};

describe("a new receipt in the place of the old one", { concurrency: false }, async () => {
  const journey = await openJourney();
  const { reporterApi } = journey;
  let { institution } = journey;
  let handler: Desk;

  before(async () => {
    handler = await journey.desk("handler.djp");
  });

  const newKeys = (): Promise<ReporterKeys> =>
    deriveReporterKeys(institution.realm, generateReceipt(), 10);
  const mailboxOf = (keys: ReporterKeys, api = reporterApi): Promise<Mailbox> =>
    openMailbox({ api, institution, keys, solve, pace });
  const through = (change: (inner: Fetch) => Fetch) =>
    createReporterApi("http://localhost:8080", change(journey.publicFetch));
  const change = async (oldKeys: ReporterKeys, api = reporterApi): Promise<ReporterKeys> => {
    const keys = await newKeys();
    await changeReceipt({ api, institution, oldKeys, newKeys: keys, solve, pace });
    return keys;
  };
  /** A case that was answered twice before its reporter took a new receipt. */
  async function aChangedCase(): Promise<{ sent: Sent; keys: ReporterKeys }> {
    const sent = await aTakenCase(journey, [handler]);
    for (const text of ["Satu.", "Dua."])
      await reply(handler, sent.sealed.caseId, { text, kind: "message" });
    return { sent, keys: await change(sent.keys) };
  }
  const textsOf = ({ messages }: Mailbox): readonly (string | null)[] =>
    messages.flatMap(({ author, text }) => (author === "unit" && text !== "" ? [text] : []));

  test("opens the mailbox of a report that nobody has taken yet, with a card of its own", async () => {
    const sent = await journey.report();
    const before = await mailboxOf(sent.keys);
    const keys = await change(sent.keys);
    const after = await mailboxOf(keys);
    assert.deepEqual(
      [after.caseId, after.canRead, after.standby, after.formerReplies, after.state],
      [before.caseId, before.canRead, before.standby, 0, before.state],
    );
    assert.equal(after.thread.caseRecipient, before.thread.caseRecipient);
    assert.equal(await codeOf(mailboxOf(sent.keys)), "mailbox-not-found");
  });

  test("shows that earlier replies are there and stay locked, and takes the state from the server until a unit signs it anew", async () => {
    const { keys } = await aChangedCase();
    const box = await mailboxOf(keys);
    assert.ok(box.formerReplies >= 3);
    assert.deepEqual(textsOf(box), []);
    assert.deepEqual(
      [box.state.code, box.state.isSigned, box.state.differsFromIndex, box.canRead],
      ["verifying", false, false, ["DJP"]],
    );
  });

  test("lets its holder write on, and the handlers see who wrote", async () => {
    const { sent, keys } = await aChangedCase();
    const { thread } = await mailboxOf(keys);
    const text = "Dari kode baru.";
    const kind = "message" as const;
    await sendMailboxMessage({
      api: reporterApi,
      institution,
      keys,
      thread,
      kind,
      text,
      solve,
      pace,
    });
    const view = await openCase(handler, sent.sealed.caseId);
    assert.equal(view.thread.at(-1)?.body?.text, text);
  });

  test("once the handlers have confirmed it, earlier replies are there again and the state is signed", async () => {
    const { sent, keys } = await aChangedCase();
    await confirmReceipt(handler, sent.sealed.caseId);
    const box = await mailboxOf(keys);
    const all = textsOf(box).join("\n");
    for (const text of ["Satu.", "Dua."]) assert.ok(all.includes(text), text);
    assert.equal(box.state.isSigned, true);
    await reply(handler, sent.sealed.caseId, { text: "Tiga.", kind: "message" });
    assert.ok(textsOf(await mailboxOf(keys)).includes("Tiga."));
  });

  test("can be replaced in turn", async () => {
    const { keys } = await aChangedCase();
    const third = await change(keys);
    assert.equal(await codeOf(mailboxOf(keys)), "mailbox-not-found");
    assert.ok((await mailboxOf(third)).formerReplies >= 3);
  });

  test("is taken once, wherever the network is cut", async () => {
    const network = aNetwork();
    const api = through(network.through);
    await cutEverywhere(network, async (cut) => {
      const sent = await journey.report();
      cut();
      const keys = await change(sent.keys, api);
      assert.equal((await mailboxOf(keys)).caseId, sent.sealed.caseId);
      assert.equal(await codeOf(mailboxOf(sent.keys)), "mailbox-not-found");
    });
  });

  test("is made from the newest card when a handler takes the case in between", async () => {
    const sent = await journey.report();
    const { caseId } = sent.sealed;
    await declare(handler, caseId, { hasConflict: false });
    let isTaken = false;
    const api = through((inner) => async (input, init) => {
      if (input.endsWith("/api/mailbox/receipt") && !isTaken) {
        isTaken = true;
        await takeCase(handler, caseId);
      }
      return inner(input, init);
    });
    const keys = await change(sent.keys, api);
    assert.equal(isTaken, true);
    assert.equal((await mailboxOf(keys)).thread.n, 1);
  });

  test("is refused for a receipt that opens nothing", async () => {
    assert.equal(await codeOf(change(await newKeys())), "mailbox-not-found");
  });

  test("a server cannot pass a reply off as locked to a former receipt when there was none", async () => {
    const sent = await aTakenCase(journey, [handler]);
    await reply(handler, sent.sealed.caseId, { text: "Satu.", kind: "message" });
    const strange = await sealBytes("x25519", [(await newKeys()).recipient], new Uint8Array(4_096));
    const sha256 = await sha256Base64(strange);
    const hiding =
      (hasFormerReceipt: boolean) =>
      (box: MailboxReply): MailboxReply => {
        const last = box.messages.at(-1);
        assert.ok(last);
        const hidden = { ...last, sealed: encodeBase64(strange), sha256 };
        return {
          ...box,
          ...(hasFormerReceipt ? { hasFormerReceipt } : {}),
          messages: box.messages.with(-1, hidden),
        };
      };
    const lying = (isClaimed: boolean) => through(lyingAt("/api/mailbox", hiding(isClaimed)));
    await assert.rejects(mailboxOf(sent.keys, lying(false)), refused("not-openable"));
    await assert.rejects(mailboxOf(sent.keys, lying(true)), refused("sequence-broken"));
  });

  test("a server cannot hide one of the locked replies before one that opens", async () => {
    const { sent, keys } = await aChangedCase();
    await confirmReceipt(handler, sent.sealed.caseId);
    const box = await mailboxOf(keys);
    const first = box.messages.find(({ author }) => author === "unit")?.index ?? 0;
    const hiding = (given: MailboxReply): MailboxReply => {
      const last = given.messages.findLast(
        ({ direction, index }) => direction === "to-reporter" && index < first,
      );
      return { ...given, messages: given.messages.filter((row) => row !== last) };
    };
    const lying = through(lyingAt("/api/mailbox", hiding));
    await assert.rejects(mailboxOf(keys, lying), refused("sequence-broken"));
  });

  test("opens the mailbox, too, when the unit retires the key that signed the card; a change waits for the next card", async () => {
    const keys = await change((await aTakenCase(journey, [handler])).keys);
    const waiting = await aTakenCase(journey, [handler]);
    await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
    await publishRotations(await journey.desk("supervisor.itjen"));
    handler = await reopenDesk(handler);
    institution = await loadInstitution(reporterApi, journey.today());
    const box = await mailboxOf(keys);
    assert.deepEqual([box.thread.n, box.canRead], [1, ["DJP"]]);
    assert.equal(await codeOf(change(waiting.keys)), "unit-rotating");
    assert.equal((await mailboxOf(waiting.keys)).formerReplies, 0);
    await rekeyUnit(handler, { unit: "DJP" });
    assert.equal((await mailboxOf(await change(waiting.keys))).thread.n, 2);
  });
});
