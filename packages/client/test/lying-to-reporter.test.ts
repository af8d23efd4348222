import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, MailboxReply } from "@bijak/contract";
import { openCase, reply } from "../src/handler.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  openThread,
  sendMailboxMessage,
} from "../src/reporter.ts";
import { anAnsweredCase, refused } from "./support/cases.ts";
import { lyingAt, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const journey = await openJourney();
const { institution } = journey;
const handler = await journey.desk("handler.djp");
const first = await anAnsweredCase(journey, handler);
const second = await anAnsweredCase(journey, handler);

describe("a server that lies to the reporter", () => {
  const mailboxThrough = (
    through: (inner: Fetch) => Fetch,
    { keys }: Pick<Sent, "keys"> = first,
  ) => {
    const api = createReporterApi("http://localhost:8080", through(journey.publicFetch));
    return openMailbox({ api, institution, keys, solve, pace });
  };
  const lie = (change: (reply: MailboxReply) => MailboxReply) =>
    mailboxThrough(lyingAt("/api/mailbox", change));
  const withoutOne = (reply: MailboxReply): MailboxReply => {
    const gone = reply.messages.findIndex(({ direction }) => direction === "to-reporter") + 1;
    return { ...reply, messages: reply.messages.filter((_, at) => at !== gone) };
  };

  test("cannot hide a reply", () => assert.rejects(lie(withoutOne), refused("sequence-broken")));

  test("cannot hide the first words of a unit", () =>
    assert.rejects(
      lie((reply) => ({ ...reply, messages: reply.messages.filter(({ index }) => index !== 1) })),
      refused("sequence-broken"),
    ));

  test("cannot change the order of replies", () =>
    assert.rejects(
      lie((reply) => ({ ...reply, messages: reply.messages.toReversed() })),
      refused("sequence-broken"),
    ));

  test("is told apart from the unit when it shows another state", async () => {
    const { state } = await lie((reply) => ({ ...reply, state: "concluded" }));
    assert.deepEqual(
      [state.code, state.isSigned, state.differsFromIndex],
      ["verifying", true, true],
    );
  });

  test("cannot make the reporter answer twice: what was answered is not asked again", async () => {
    const { sealed, keys } = await anAnsweredCase(journey, handler);
    await reply(handler, sealed.caseId, { text: "Kapan?", kind: "question" });
    const { thread } = await mailboxThrough((inner) => inner, { keys });
    const api = journey.reporterApi;
    await sendMailboxMessage({
      api,
      institution,
      keys,
      thread,
      kind: "answer",
      text: "Kemarin.",
      solve,
      pace,
    });
    const asking = (answer: MailboxReply) => ({ ...answer, state: "awaiting-reporter" });
    const box = await mailboxThrough(lyingAt("/api/mailbox", asking), { keys });
    assert.deepEqual(
      [box.state.code, box.state.differsFromIndex, box.question],
      ["verifying", true, null],
    );
  });

  test("cannot move a promised day", async () => {
    const honest = await lie((reply) => reply);
    const lied = await lie((reply) => ({ ...reply, promise: { code: "T_ACK", dueOn: 30_000 } }));
    assert.equal(lied.state.promisedOn, honest.state.promisedOn);
  });

  test("cannot hand out the mailbox-card of another case", async () => {
    const other = await journey.report();
    const card = Buffer.from(other.sealed.card).toString("base64");
    await assert.rejects(
      lie((reply) => ({ ...reply, card })),
      refused("not-openable"),
    );
  });

  test("cannot take back a mailbox-card: nothing can be written with an old one", async () => {
    const card = Buffer.from(second.sealed.card).toString("base64");
    const old = lyingAt("/api/mailbox", (reply: MailboxReply) => ({ ...reply, card }));
    await assert.rejects(mailboxThrough(old, second), refused("card-rolled-back"));
  });

  test("cannot hand out a newer mailbox-card and hide that a unit has taken the case", async () => {
    const hiding = (reply: MailboxReply): MailboxReply => ({
      ...reply,
      messages: reply.messages.filter(({ direction }) => direction === "to-units"),
    });
    await assert.rejects(lie(hiding), refused("card-rolled-back"));
  });

  test("who writes with an old mailbox-card all the same is told apart by the handler (R19)", async () => {
    const { keys, sealed, acknowledgement } = second;
    await sendMailboxMessage({
      api: journey.reporterApi,
      institution,
      keys,
      thread: openThread(sealed, acknowledgement),
      kind: "message",
      text: "Dengan kartu lama.",
      solve,
      pace,
    });
    const view = await openCase(handler, sealed.caseId);
    assert.equal(view.thread.at(-1)?.isFromOldCard, true);
    assert.equal(view.thread.filter(({ isFromOldCard }) => isFromOldCard).length, 1);
  });

  test("cannot give out a unit key of its own: the directory is signed", async () => {
    const change = (reply: { notes: string[] }) => ({
      ...reply,
      notes: reply.notes.map((note) => note.replace("open ITJEN", "open DJBC")),
    });
    const api = createReporterApi(
      "http://localhost:8080",
      lyingAt("/api/directory", change)(journey.publicFetch),
    );
    await assert.rejects(loadInstitution(api, journey.today()), refused("directory-not-authentic"));
  });

  test("cannot change the office list or the contact: the configuration is signed, too", async () => {
    const change = (reply: { config: string }) => ({
      ...reply,
      config: reply.config.replace("134", "135"),
    });
    const api = createReporterApi(
      "http://localhost:8080",
      lyingAt("/api/directory", change)(journey.publicFetch),
    );
    await assert.rejects(loadInstitution(api, journey.today()), refused("config-not-authentic"));
  });

  test("cannot show an old directory for ever: it expires", async () => {
    await assert.rejects(
      loadInstitution(journey.reporterApi, journey.today() + 91),
      refused("directory-expired"),
    );
  });
});
