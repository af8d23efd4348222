import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Fetch, MailboxReply } from "@bijak/contract";
import {
  combineIdentityKey,
  EnvelopeError,
  openIdentityFile,
  openIdentityShare,
  openMessage,
  sha256Base64,
  type Identity,
  type MessageBody,
} from "@bijak/envelope";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import type { FoundingPlan } from "../src/founding.ts";
import {
  askIdentity,
  confirmIdentity,
  declare,
  openIdentity,
  releaseShare,
  takeCase,
  type Desk,
} from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { setCustody } from "../src/people.ts";
import {
  createReporterApi,
  loadInstitution,
  lockIdentity,
  openMailbox,
  openThread,
  sendMailboxMessage,
  type ReporterThread,
} from "../src/reporter.ts";
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

const NAMES = ["satu", "dua", "tiga"] as const;
const CUSTODIANS = NAMES.map((name) => ({
  login: `kustodian.${name}`,
  name: `Kustodian ${name}`,
  unit: null,
  roles: ["custodian"] as const,
}));
const PLAN_WITH_CUSTODY: Partial<FoundingPlan> = {
  members: [...PLAN.members, ...CUSTODIANS],
  custody: { k: 2 },
};
const WHO = { name: "Warga Contoh", contact: "warga@contoh.example" } as const;
const LOCKED = { identity: { mode: "locked", ...WHO } } as const;

describe("a name that is locked to custodians", { concurrency: false }, async () => {
  const journey = await openJourney({ plan: PLAN_WITH_CUSTODY });
  const { institution, reporterApi } = journey;
  const { db } = journey.parts.store;
  let handler: Desk;
  let custodians: readonly Desk[];

  before(async () => {
    handler = await journey.desk("handler.djp");
    custodians = await Promise.all(CUSTODIANS.map(({ login }) => journey.desk(login)));
  });

  const lock = (
    { keys }: Sent,
    thread: ReporterThread,
    { api = reporterApi, at = institution } = {},
  ): Promise<ReporterThread> =>
    lockIdentity({ api, institution: at, keys, thread, identity: WHO, solve, pace });
  const threadOf = ({ sealed, acknowledgement }: Sent) => openThread(sealed, acknowledgement);
  const mailboxOf = ({ keys }: Sent, at = institution) =>
    openMailbox({ api: reporterApi, institution: at, keys, solve, pace });

  async function noticeOf({ sealed, keys }: Sent): Promise<MessageBody["identity"]> {
    const { caseId } = sealed;
    const row = await db
      .selectFrom("message")
      .select("sealed")
      .where("case_id", "=", caseId)
      .where("number", "=", 1)
      .executeTakeFirstOrThrow();
    const { caseKeys } = await loadCase(handler, caseId);
    const { body } = await openMessage(row.sealed, caseKeys?.keys ?? [], {
      realm: institution.realm,
      caseId,
      reporterVkeys: [keys.signing.vkey],
      unitVkeys: [],
    });
    return body.identity;
  }

  /** What a custodian opens of the shares that the server keeps. */
  async function shareOf({ sealed: { caseId }, keys }: Sent, desk: Desk): Promise<Uint8Array> {
    const row = await db
      .selectFrom("identity_share")
      .select("sealed")
      .where("case_id", "=", caseId)
      .where("custodian", "=", desk.me.memberId)
      .executeTakeFirstOrThrow();
    const reporterVkeys = [keys.signing.vkey];
    const expected = { caseId, custodian: desk.me.memberId, reporterVkeys };
    return openIdentityShare(row.sealed, desk.identity, { realm: institution.realm, ...expected });
  }

  async function openFile({ sealed: { caseId }, keys }: Sent, key: Identity) {
    const row = await db
      .selectFrom("identity_file")
      .select("sealed")
      .where("case_id", "=", caseId)
      .executeTakeFirstOrThrow();
    const reporterVkeys = [keys.signing.vkey];
    return openIdentityFile(row.sealed, key, { realm: institution.realm, caseId, reporterVkeys });
  }

  test("is opened by any two of three custodians, and the message names file and shares", async () => {
    const sent = await aTakenCase(journey, [handler], LOCKED);
    await lock(sent, (await mailboxOf(sent)).thread);
    const shares = await Promise.all(custodians.map((desk) => shareOf(sent, desk)));
    const pairs = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map((pair) => pair.flatMap((at) => shares[at] ?? []));
    for (const pair of pairs) {
      const key = await combineIdentityKey(institution.realm.suite, pair, 2);
      assert.deepEqual(await openFile(sent, key), WHO);
    }
  });

  test("is opened by no single share, and by no pair with a doubled one", async () => {
    const sent = await aTakenCase(journey, [handler], LOCKED);
    await lock(sent, (await mailboxOf(sent)).thread);
    const [share = new Uint8Array()] = await Promise.all(
      custodians.map((desk) => shareOf(sent, desk)),
    );
    const { suite } = institution.realm;
    for (const shares of [[share], [share, share]])
      await assert.rejects(combineIdentityKey(suite, shares, 2), EnvelopeError);
  });

  test("stands in no part of the report: not in its text, its summary or what it answers", async () => {
    const sent = await aTakenCase(journey, [handler], LOCKED);
    const { caseKeys } = await loadCase(handler, sent.sealed.caseId);
    const { body } = await openMessage(sent.sealed.message, caseKeys?.keys ?? [], {
      realm: institution.realm,
      caseId: sent.sealed.caseId,
      reporterVkeys: [sent.keys.signing.vkey],
      unitVkeys: [],
    });
    const all = JSON.stringify([body, caseKeys?.summary]);
    assert.doesNotMatch(all, /Warga|warga@/);
    assert.deepEqual(body.answers?.["identity"], { mode: "locked" });
  });

  test("leaves the report as large as one without a name", async () => {
    const [named, unnamed] = [await journey.report(LOCKED), await journey.report()];
    for (const part of ["message", "card", "wrap", "standbyWrap"] as const)
      assert.equal(named.sealed[part].length, unnamed.sealed[part].length, part);
  });

  test("is told in the mailbox with the day, and the thread goes on after it", async () => {
    const sent = await aTakenCase(journey, [handler], LOCKED);
    const thread = await lock(sent, (await mailboxOf(sent)).thread);
    const { keys } = sent;
    const text = "Ada lagi.";
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
    const box = await mailboxOf(sent);
    const broughtOn = journey.today();
    assert.deepEqual(box.identity, { broughtOn, openedOn: null, toldOn: null });
    assert.equal(box.thread.seq, 3);
  });

  test("names in its message the shares and the file that were sent", async () => {
    const sent = await journey.report(LOCKED);
    await lock(sent, threadOf(sent));
    await declare(handler, sent.sealed.caseId, { hasConflict: false });
    await takeCase(handler, sent.sealed.caseId);
    const notice = await noticeOf(sent);
    assert.equal(notice?.k, 2);
    const shares = await Promise.all(custodians.map((desk) => shareOf(sent, desk)));
    const hashes = await Promise.all(shares.map((share) => sha256Base64(share)));
    for (const [at, desk] of custodians.entries())
      assert.ok(
        notice?.shares.some(
          ({ custodian, sha256 }) => custodian === desk.me.memberId && sha256 === hashes[at],
        ),
      );
    const { sealed } = await db
      .selectFrom("identity_file")
      .select("sealed")
      .where("case_id", "=", sent.sealed.caseId)
      .executeTakeFirstOrThrow();
    assert.equal(notice?.file, await sha256Base64(sealed));
  });

  test("arrives once, wherever the network is cut", async () => {
    const network = aNetwork();
    const api = createReporterApi("http://localhost:8080", network.through(journey.publicFetch));
    await cutEverywhere(network, async (cut) => {
      const sent = await journey.report(LOCKED);
      cut();
      await lock(sent, threadOf(sent), { api });
      const box = await mailboxOf(sent);
      assert.deepEqual([box.messages.length, box.identity?.openedOn], [2, null]);
    });
  });

  /** Without the head: the proof in it is another each time, and of another length. */
  const tailOf = (body: RequestInit["body"]): string =>
    Buffer.from(body as Uint8Array)
      .subarray(-3_000)
      .toString("base64");

  test("given up and sent again for the same place is the same bytes: it stands once", async () => {
    const sent = await journey.report(LOCKED);
    const bodies: string[] = [];
    const giveUp = new AbortController();
    const losing =
      (inner: Fetch): Fetch =>
      async (input, init) => {
        const response = await inner(input, init);
        if (!input.endsWith("/api/mailbox/identity")) return response;
        bodies.push(tailOf(init.body));
        giveUp.abort(new Error("given up"));
        throw new TypeError("the reply is lost");
      };
    const api = createReporterApi("http://localhost:8080", losing(journey.publicFetch));
    const { keys } = sent;
    const thread = threadOf(sent);
    const locking = { institution, keys, thread, identity: WHO, solve, pace };
    await assert.rejects(lockIdentity({ api, ...locking, signal: giveUp.signal }));
    const watching =
      (inner: Fetch): Fetch =>
      (input, init) => {
        if (input.endsWith("/api/mailbox/identity")) bodies.push(tailOf(init.body));
        return inner(input, init);
      };
    await lockIdentity({
      api: createReporterApi("http://localhost:8080", watching(journey.publicFetch)),
      ...locking,
    });
    assert.equal(bodies.length, 2);
    assert.equal(bodies[0], bodies[1]);
    assert.equal((await mailboxOf(sent)).messages.length, 2);
  });

  test("cannot be brought a second time", async () => {
    const sent = await journey.report(LOCKED);
    const thread = await lock(sent, threadOf(sent));
    assert.equal(await codeOf(lock(sent, thread)), "identity-conflict");
  });

  test("is told by the server and, signed, by the unit when it was opened; a server that hides it does not hide the unit's word", async () => {
    const sent = await aTakenCase(journey, [handler], LOCKED);
    const { caseId } = sent.sealed;
    await lock(sent, (await mailboxOf(sent)).thread);
    const supervisor = await journey.desk("supervisor.djp");
    await declare(supervisor, caseId, { hasConflict: false });
    await askIdentity(handler, caseId, { reason: "Keterangan saksi diperlukan." });
    await confirmIdentity(supervisor, caseId);
    for (const desk of custodians.slice(0, 2)) await releaseShare(desk, caseId);
    assert.deepEqual(await openIdentity(handler, caseId), WHO);
    const today = journey.today();
    const box = await mailboxOf(sent);
    assert.deepEqual(box.identity, { broughtOn: today, openedOn: today, toldOn: today });
    assert.equal(box.messages.at(-1)?.tellsIdentity, true);
    const hiding = lyingAt(
      "/api/mailbox",
      ({ identity: _identity, ...rest }: MailboxReply) => rest,
    );
    const lied = await openMailbox({
      api: createReporterApi("http://localhost:8080", hiding(journey.publicFetch)),
      institution,
      keys: sent.keys,
      solve,
      pace,
    });
    assert.deepEqual(lied.identity, { broughtOn: null, openedOn: null, toldOn: today });
  });

  test("is locked anew when the custodians have changed since: the old lock is refused, nothing of it is kept", async () => {
    const sent = await journey.report(LOCKED);
    const officer = await journey.desk("supervisor.itjen");
    const ids = custodians.slice(0, 2).map(({ me }) => me.memberId);
    assert.equal((await setCustody(officer, { k: 2, custodianIds: ids })).kind, "published");
    const thread = threadOf(sent);
    assert.equal(await codeOf(lock(sent, thread)), "directory-outdated");
    const now = await loadInstitution(reporterApi, journey.today());
    await lock(sent, thread, { at: now });
    const rows = await db
      .selectFrom("identity_share")
      .select("custodian")
      .where("case_id", "=", sent.sealed.caseId)
      .execute();
    assert.deepEqual(rows.map(({ custodian }) => custodian).toSorted(), ids.toSorted());
  });

  test("cannot be locked to custodians whom the signers did not name: the server has no say in it", async () => {
    const swap = (reply: { notes: string[] }) => ({
      ...reply,
      notes: reply.notes.map((note) => note.replace(/^custody 2$/mu, "custody 1")),
    });
    const api = createReporterApi(
      "http://localhost:8080",
      lyingAt("/api/directory", swap)(journey.publicFetch),
    );
    await assert.rejects(loadInstitution(api, journey.today()), EnvelopeError);
  });

  test("cannot be locked where the directory names no custodians", async () => {
    const sent = await journey.report();
    const directory = { ...institution.directory, custody: null };
    const nowhere = lock(sent, threadOf(sent), { at: { ...institution, directory } });
    await assert.rejects(nowhere, EnvelopeError);
  });
});
