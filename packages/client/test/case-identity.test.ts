import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, IdentityState, ReplyOf } from "@bijak/contract";
import { sharingRoutes } from "@bijak/contract";
import { cosignAct, EnvelopeError } from "@bijak/envelope";
import {
  askIdentity,
  confirmIdentity,
  declare,
  identityOf,
  listCustody,
  openCase,
  openIdentity,
  releaseShare,
  takeCase,
  withdrawIdentity,
  type Desk,
} from "../src/handler.ts";
import { lockIdentity, openThread } from "../src/reporter.ts";
import { aTakenCase, mailboxOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";

type Custody = ReplyOf<typeof sharingRoutes.custody>;

const NAME = "Rahasia Sekali";
const CONTACT = "rahasia@contoh.id";
const REASON = "Keterangan saksi diperlukan.";

const custodians = ["one", "two", "three"];
const journey = await openJourney({
  plan: {
    members: [
      ...PLAN.members,
      ...custodians.map((name) => ({
        login: `custodian.${name}`,
        name: `Custodian ${name}`,
        unit: null,
        roles: ["custodian"] as const,
      })),
    ],
    custody: { k: 2 },
  },
});
const handler = await journey.desk("handler.djp");
const supervisor = await journey.desk("supervisor.djp");
const keepers = await Promise.all(custodians.map((name) => journey.desk(`custodian.${name}`)));
const [first, second, third] = keepers;
assert.ok(first && second && third);

const refused = (code: string) => (fault: unknown) => {
  assert.ok(fault instanceof EnvelopeError, String(fault));
  assert.equal(fault.code, code);
  return true;
};

/** A taken case with a locked identity. */
async function aLockedCase(): Promise<Sent> {
  const sent = await journey.report();
  const { reporterApi: api, institution } = journey;
  const thread = openThread(sent.sealed, sent.acknowledgement);
  const identity = { name: NAME, contact: CONTACT };
  await lockIdentity({ api, institution, keys: sent.keys, thread, identity, solve, pace });
  const { caseId } = sent.sealed;
  for (const desk of [handler, supervisor]) await declare(desk, caseId, { hasConflict: false });
  await takeCase(handler, caseId);
  return sent;
}

async function aRequest(): Promise<Sent> {
  const sent = await aLockedCase();
  await askIdentity(handler, sent.sealed.caseId, { reason: REASON });
  await confirmIdentity(supervisor, sent.sealed.caseId);
  return sent;
}

describe("an identity that lies sealed apart", { concurrency: false }, () => {
  let sent: Sent;

  test("is announced, and stands in nothing that a handler reads", async () => {
    sent = await aLockedCase();
    const { caseId } = sent.sealed;
    const view = await identityOf(handler, caseId);
    assert.deepEqual(
      [
        view?.k,
        view?.custodians.map(({ name }) => name).toSorted(),
        view?.isAnnounced,
        view?.request,
      ],
      [2, ["Custodian one", "Custodian three", "Custodian two"], true, null],
    );
    const shown = await openCase(handler, caseId);
    assert.deepEqual(shown.warnings, []);
    assert.equal(JSON.stringify(shown).includes(NAME), false);
    assert.equal(await codeOf(openIdentity(handler, caseId)), "not-available");
  });

  test("is asked for by two, the second a supervisor who reads the reason", async () => {
    const { caseId } = sent.sealed;
    assert.equal(await codeOf(askIdentity(handler, caseId, { reason: " " })), "move-impossible");
    await askIdentity(handler, caseId, { reason: REASON });
    assert.deepEqual(await listCustody(first), []);
    assert.equal(await codeOf(confirmIdentity(handler, caseId)), "role-missing");
    const seen = (await identityOf(supervisor, caseId))?.request;
    assert.deepEqual([seen?.reason, seen?.isConfirmable, seen?.isConfirmed], [REASON, true, false]);
    await confirmIdentity(supervisor, caseId);
    assert.equal(await codeOf(confirmIdentity(supervisor, caseId)), "not-available");
  });

  test("a custodian reads who asks and why, and of the case nothing", async () => {
    const [asked, ...others] = await listCustody(first);
    assert.deepEqual(
      [
        asked?.askedBy.name,
        asked?.confirmedBy?.name,
        asked?.fromUnit,
        asked?.reason,
        asked?.isValid,
      ],
      ["Handler DJP", "Supervisor DJP", "DJP", REASON, true],
    );
    assert.equal(others.length, 0);
    assert.equal(await codeOf(openCase(first, sent.sealed.caseId)), "role-missing");
  });

  test("opens with k shares, not with one fewer, for who asked, and the reporter is told", async () => {
    const { caseId } = sent.sealed;
    await releaseShare(first, caseId);
    assert.equal(await codeOf(openIdentity(handler, caseId)), "release-missing");
    await releaseShare(third, caseId);
    assert.equal((await identityOf(handler, caseId))?.request?.isOpenable, true);
    assert.equal(await codeOf(openIdentity(supervisor, caseId)), "not-available");
    assert.equal((await mailboxOf(journey, sent.keys)).identity?.openedOn, null);
    assert.deepEqual(await openIdentity(handler, caseId), { name: NAME, contact: CONTACT });
    const box = await mailboxOf(journey, sent.keys);
    assert.equal(box.identity?.openedOn, journey.today());
    assert.equal(box.state.code, "verifying");
    const { thread, warnings } = await openCase(handler, caseId);
    assert.equal(thread.at(-1)?.body.answers?.["identityOpened"], true);
    assert.deepEqual(warnings, []);
  });
});

test("a request that is taken back loses what was released to it", async () => {
  const { caseId } = (await aRequest()).sealed;
  await releaseShare(first, caseId);
  await withdrawIdentity(handler, caseId);
  assert.equal((await identityOf(handler, caseId))?.request, null);
  assert.equal(await codeOf(releaseShare(second, caseId)), "not-available");
});

test("a case without a locked identity has none to ask for", async () => {
  const { caseId } = (await aTakenCase(journey, [handler])).sealed;
  assert.equal(await identityOf(handler, caseId), null);
  assert.equal(await codeOf(askIdentity(handler, caseId, { reason: REASON })), "not-available");
});

describe("attacks", () => {
  const custodianThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
    journey.desk("custodian.one", through);
  const custodyLie = (caseId: string, change: (row: Custody[number], all: Custody) => object) =>
    custodianThrough(
      lyingAt("/api/custody", (rows: Custody) =>
        rows.map((row) => (row.caseId === caseId ? { ...row, ...change(row, rows) } : row)),
      ),
    );

  test("one member who signs both halves gets no share", async () => {
    const { caseId } = (await aLockedCase()).sealed;
    await askIdentity(handler, caseId, { reason: REASON });
    const params = { id: caseId };
    const state = await handler.api.call(sharingRoutes.identity, { params });
    const note = state?.request?.note ?? "";
    await assert.rejects(cosignAct(note, handler.memberKey), refused("note-signed-already"));
    const body = { note };
    for (const desk of [handler, supervisor])
      assert.notEqual(
        await codeOf(desk.api.call(sharingRoutes.confirmIdentity, { params, body })),
        "accepted",
      );
  });

  test("a custodian releases nothing by an act of one, of another reason, or that names another asker", async () => {
    const { caseId } = (await aRequest()).sealed;
    const other = (await aRequest()).sealed;
    const params = { id: caseId };
    const alone = (await aLockedCase()).sealed.caseId;
    await askIdentity(handler, alone, { reason: REASON });
    const one = await handler.api.call(sharingRoutes.identity, { params: { id: alone } });
    const lies: readonly ((row: Custody[number], all: Custody) => object)[] = [
      () => ({ note: one?.request?.note ?? "" }),
      (_, all) => ({ reason: all.find((row) => row.caseId === other.caseId)?.reason }),
      (_, all) => ({ note: all.find((row) => row.caseId === other.caseId)?.note }),
      () => ({ askedBy: second.me.memberId }),
      () => ({ askedBy: supervisor.me.memberId }),
    ];
    for (const lie of lies) {
      const desk = await custodyLie(caseId, lie);
      const listed = (await listCustody(desk)).find((row) => row.caseId === caseId);
      assert.equal(listed?.isValid, false);
      assert.equal(await codeOf(releaseShare(desk, caseId)), "act-refused");
    }
    const { request } = (await handler.api.call(sharingRoutes.identity, { params })) ?? {};
    assert.deepEqual(request?.released, []);
  });

  test("nor by an act over an earlier reason of the same case", async () => {
    const { caseId } = (await aRequest()).sealed;
    const [before] = (await first.api.call(sharingRoutes.custody, {})).filter(
      (row) => row.caseId === caseId,
    );
    await withdrawIdentity(handler, caseId);
    await askIdentity(handler, caseId, { reason: "Alasan lain." });
    await confirmIdentity(supervisor, caseId);
    const desk = await custodyLie(caseId, () => ({ note: before?.note }));
    assert.equal(await codeOf(releaseShare(desk, caseId)), "act-refused");
    await releaseShare(first, caseId);
  });

  test("the second person signs nothing but what the reason shown says", async () => {
    const { caseId } = (await aLockedCase()).sealed;
    await askIdentity(handler, caseId, { reason: REASON });
    const params = { id: caseId };
    const earlier = await handler.api.call(sharingRoutes.identity, { params });
    await withdrawIdentity(handler, caseId);
    await askIdentity(handler, caseId, { reason: "Alasan lain." });
    const lies: readonly object[] = [
      { reason: earlier?.request?.reason },
      { note: earlier?.request?.note },
      { askedBy: supervisor.me.memberId },
      { reason: Buffer.alloc(64).toString("base64") },
    ];
    const posted: string[] = [];
    for (const lie of lies) {
      const lying = lyingAt("/identity", (state: IdentityState) => ({
        ...state,
        request: { ...state.request, ...lie },
      }));
      const desk = await journey.desk("supervisor.djp", (inner) => {
        const through = lying(inner);
        return (input, init) => {
          if (input.endsWith("/confirm")) posted.push(input);
          return through(input, init);
        };
      });
      assert.equal(await codeOf(confirmIdentity(desk, caseId)), "act-refused");
    }
    assert.deepEqual(posted, []);
  });

  test("a custodian's share of another case is not released", async () => {
    const { caseId } = (await aRequest()).sealed;
    const other = (await aRequest()).sealed.caseId;
    const desk = await custodyLie(caseId, (_, all) => ({
      share: all.find((row) => row.caseId === other)?.share,
    }));
    await assert.rejects(releaseShare(desk, caseId), EnvelopeError);
  });

  test("k - 1 shares open nothing though the server hands everything out", async () => {
    const { caseId } = (await aRequest()).sealed;
    await releaseShare(first, caseId);
    await releaseShare(second, caseId);
    type Opened = ReplyOf<typeof sharingRoutes.openIdentity>;
    const fewer = (reply: Opened) => ({ ...reply, shares: reply.shares.slice(0, 1) });
    const twice = (reply: Opened) => ({
      ...reply,
      shares: reply.shares.slice(0, 1).flatMap((share) => [share, share]),
    });
    for (const lie of [fewer, twice]) {
      const desk = await journey.desk("handler.djp", lyingAt("/identity/open", lie));
      await assert.rejects(openIdentity(desk, caseId), refused("identity-shares-missing"));
    }
    assert.deepEqual(await openIdentity(handler, caseId), { name: NAME, contact: CONTACT });
  });

  test("the file of another case is not shown as this one's", async () => {
    const { caseId } = (await aRequest()).sealed;
    const other = (await aRequest()).sealed.caseId;
    for (const id of [caseId, other])
      for (const keeper of [first, second]) await releaseShare(keeper, id);
    type Opened = ReplyOf<typeof sharingRoutes.openIdentity>;
    let kept: Opened | null = null;
    const watching = await journey.desk(
      "handler.djp",
      lyingAt("/identity/open", (reply: Opened) => (kept = reply)),
    );
    await openIdentity(watching, other);
    const swapping = lyingAt("/identity/open", (reply: Opened) => ({ ...reply, file: kept?.file }));
    const desk = await journey.desk("handler.djp", swapping);
    await assert.rejects(openIdentity(desk, caseId), refused("object-misplaced"));
  });

  test("a server that shows other custodians than the reporter announced is told apart", async () => {
    const { caseId } = (await aLockedCase()).sealed;
    const lying = lyingAt("/identity", (reply: IdentityState) => ({
      ...reply,
      custodians: [...reply.custodians.slice(1), handler.me.memberId],
    }));
    const desk = await journey.desk("handler.djp", lying);
    assert.equal((await identityOf(desk, caseId))?.isAnnounced, false);
  });
});
