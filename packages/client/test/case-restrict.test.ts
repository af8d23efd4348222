import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { EnvelopeError, sealCaseKeys, type CaseKeys } from "@bijak/envelope";
import {
  declare,
  dropUnit,
  openCase,
  refreshIndex,
  restrictCase,
  searchIndex,
  takeCase,
  writeNote,
} from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { rekeyCase } from "../src/handler/rekey.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";
import { unwrapCase } from "../src/handler/unwrap.ts";
import { aTakenCase, deskToldOf, mailboxOf, sightOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";

const journey = await openJourney({
  plan: {
    members: [
      ...PLAN.members,
      { login: "second.djp", name: "Second DJP", unit: "DJP", roles: ["handler"] },
      { login: "third.djp", name: "Third DJP", unit: "DJP", roles: ["handler", "supervisor"] },
    ],
  },
});
const handler = await journey.desk("handler.djp");
const supervisor = await journey.desk("supervisor.djp");
const second = await journey.desk("second.djp");
const third = await journey.desk("third.djp");
const namesOf = (named: readonly { readonly name: string }[]) =>
  named.map(({ name }) => name).toSorted();
const idsOf = (...desks: readonly (typeof handler)[]) => desks.map(({ me }) => me.memberId);

describe("a case in which a colleague has a conflict of interest", { concurrency: false }, () => {
  let sent: Awaited<ReturnType<typeof aTakenCase>>;

  test("shows so to the others, until it has keys without that colleague", async () => {
    sent = await aTakenCase(journey, [handler, second, supervisor]);
    const { caseId } = sent.sealed;
    await declare(third, caseId, { hasConflict: true });
    const view = await openCase(handler, caseId);
    assert.deepEqual([view.needsNewKey, namesOf(view.conflicts)], [true, ["Third DJP"]]);
    assert.equal(view.isRestricted, false);
  });

  test("a handler may restrict it to all others and to no fewer, a supervisor to fewer", async () => {
    const { caseId } = sent.sealed;
    const all = idsOf(handler, second, supervisor);
    const few = { memberIds: idsOf(handler) };
    assert.equal(await codeOf(restrictCase(handler, caseId, few)), "role-missing");
    const view = await restrictCase(handler, caseId, { memberIds: all });
    assert.deepEqual(
      [view.isRestricted, view.needsNewKey, view.n, view.warnings],
      [true, false, 2, []],
    );
    assert.deepEqual(namesOf(view.access.members), ["Handler DJP", "Second DJP", "Supervisor DJP"]);
    assert.deepEqual(namesOf(view.access.excluded), ["Third DJP"]);
    assert.equal(await sightOf(third, caseId), "none");
    const fewer = await restrictCase(supervisor, caseId, { memberIds: idsOf(handler, supervisor) });
    assert.deepEqual(namesOf(fewer.access.excluded), ["Second DJP", "Third DJP"]);
    assert.equal(await sightOf(second, caseId), "none");
    assert.equal(await sightOf(handler, caseId), "reads");
  });

  test("keys that the colleague kept do not open what is written from then on", async () => {
    const { caseId } = sent.sealed;
    const before = await loadCase(handler, caseId);
    await restrictCase(supervisor, caseId, { memberIds: idsOf(handler, supervisor) });
    await writeNote(handler, caseId, { text: "Sesudah dibatasi." });
    const { caseKeys } = await loadCase(handler, caseId);
    assert.equal(caseKeys?.keys.length, (before.caseKeys?.keys.length ?? 0) + 1);
    const { messages } = await loadCase(handler, caseId);
    assert.equal(messages.at(-1)?.message.n, before.caseKeys?.keys.length);
  });

  test("its keys are wrapped anew for the same members, whatever the server lists", async () => {
    const { caseId } = sent.sealed;
    const lying = await deskToldOf(journey, { login: "handler.djp", caseId }, () => ({
      listed: idsOf(handler, supervisor, second, third),
    }));
    const { row } = await loadCase(lying, caseId);
    assert.equal(await rekeyCase(lying, row), "done");
    assert.equal(await rekeyCase(lying, row), "raced");
    const { access } = await openCase(handler, caseId);
    assert.deepEqual(namesOf(access.members), ["Handler DJP", "Supervisor DJP"]);
    assert.equal(await sightOf(second, caseId), "none");
  });

  test("the reporter's card still names the unit", async () => {
    const { canRead, standby } = await mailboxOf(journey, sent.keys);
    assert.deepEqual([canRead, standby], [["DJP"], "ITJEN"]);
  });
});

test("whom a case is not restricted to is refused: conflicts, strangers, nobody, and without oneself", async () => {
  const { caseId } = (await aTakenCase(journey, [handler, supervisor])).sealed;
  await declare(third, caseId, { hasConflict: true });
  const stranger = await journey.desk("handler.djbc");
  const wrong = [
    [],
    idsOf(handler),
    idsOf(supervisor, third),
    idsOf(supervisor, stranger),
    [...idsOf(supervisor), "AAAAAAAAAAAAAAAA"],
  ];
  for (const memberIds of wrong)
    assert.equal(
      await codeOf(restrictCase(supervisor, caseId, { memberIds })),
      "request-malformed",
    );
});

test("a conflict before anyone has taken the case leaves that colleague out of its first key", async () => {
  const sent = await journey.report();
  const { caseId } = sent.sealed;
  await declare(third, caseId, { hasConflict: true });
  await declare(handler, caseId, { hasConflict: false });
  const view = await takeCase(handler, caseId);
  assert.deepEqual(
    [view.isRestricted, view.needsNewKey, namesOf(view.access.excluded), view.warnings],
    [true, false, ["Third DJP"], []],
  );
  const other = await journey.report();
  await declare(third, other.sealed.caseId, { hasConflict: true });
  await declare(handler, other.sealed.caseId, { hasConflict: false });
  const memberIds = idsOf(handler, second, supervisor);
  const restricted = await restrictCase(handler, other.sealed.caseId, { memberIds });
  assert.deepEqual([restricted.n, restricted.isRestricted], [0, true]);
  assert.equal((await mailboxOf(journey, other.keys)).thread.n, 0);
  assert.deepEqual((await takeCase(handler, other.sealed.caseId)).isRestricted, true);
});

test("wraps for a recovery key are never opened by a desk, even one that could", async () => {
  const { caseId } = (await aTakenCase(journey, [handler, supervisor])).sealed;
  const { row, caseKeys } = await loadCase(handler, caseId);
  const keyring = handler.keyrings.get("DJP");
  const me = handler.members.find(({ id }) => id === handler.me.memberId);
  assert.ok(caseKeys && keyring && me);
  const wrapFor = async (holder: CaseKeys["holder"]) => {
    const keys = { ...caseKeys, members: [me.id], holder };
    const { realm } = journey.institution;
    const sealed = await sealCaseKeys(realm, keys, [me.recipient], keyring.current.signing);
    return { ...row, holder: `${holder.kind} ${holder.id}`, wrap: encodeBase64(sealed) };
  };
  const own = await unwrapCase(handler, await wrapFor({ kind: "member", id: me.id }));
  const recovery = await unwrapCase(handler, await wrapFor({ kind: "recovery", id: "DJP" }));
  assert.deepEqual([own.caseKeys === null, recovery.caseKeys], [false, null]);
});

test("the last unit cannot be left out, nor one that does not read, nor by a server that names others", async () => {
  const { caseId } = (await aTakenCase(journey, [handler, supervisor])).sealed;
  for (const unit of ["DJP", "DJBC", "ITJEN"])
    assert.equal(await codeOf(dropUnit(supervisor, caseId, { unit })), "move-impossible");
  const lying = await deskToldOf(journey, { login: "supervisor.djp", caseId }, () => ({
    units: ["DJP", "DJBC"],
  }));
  await assert.rejects(dropUnit(lying, caseId, { unit: "DJP" }), EnvelopeError);
});

test("a restricted case loses its card in the index of the unit, in every colleague's", async () => {
  const { caseId } = (
    await aTakenCase(journey, [handler, supervisor], { personName: "Rara Langka" })
  ).sealed;
  const found = async (desk: typeof handler) => {
    await refreshIndex(desk, "DJP");
    return searchIndex(desk, "DJP", "rara langka").map((hit) => hit.caseId);
  };
  await openCase(handler, caseId);
  assert.deepEqual(await found(handler), [caseId]);
  assert.deepEqual(await found(second), [caseId]);
  await restrictCase(supervisor, caseId, { memberIds: idsOf(handler, supervisor) });
  assert.deepEqual(await found(second), []);
  assert.deepEqual(await found(handler), []);
  assert.deepEqual(await found(await journey.desk("third.djp")), []);
});

test("a server that calls a restricted case open brings it into no index", async () => {
  const report = { personName: "Nama Tertutup" };
  const { caseId } = (await aTakenCase(journey, [handler, supervisor], report)).sealed;
  await restrictCase(supervisor, caseId, { memberIds: idsOf(handler, supervisor) });
  type Row = { id: string; isRestricted: boolean };
  const lie = (row: Row) => (row.id === caseId ? { ...row, isRestricted: false } : row);
  const one = lyingAt(`/api/cases/${caseId}`, (reply: { case: Row }) => ({
    ...reply,
    case: lie(reply.case),
  }));
  const all = lyingAt("/api/cases", (reply: { rows: Row[] }) => ({
    ...reply,
    rows: reply.rows.map(lie),
  }));
  const desk = await journey.desk("handler.djp", (inner) => one(all(inner)));
  await refreshIndex(desk, "DJP");
  await openCase(desk, caseId);
  await refreshIndex(desk, "DJP");
  assert.deepEqual(searchIndex(desk, "DJP", "nama tertutup"), []);
});
