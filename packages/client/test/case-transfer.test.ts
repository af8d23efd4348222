import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ReplyOf, sharingRoutes, staffRoutes } from "@bijak/contract";
import { cosignAct, EnvelopeError, writeAct } from "@bijak/envelope";
import {
  answerTransfer,
  checkAudit,
  confirmTransfer,
  dropUnit,
  handOver,
  listTransfers,
  openCase,
  proposeTransfer,
  receiveTransfer,
  reply,
  restrictCase,
  declare,
  takeBack,
  withdrawProposal,
  writeNote,
} from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { moveDraft } from "../src/handler/move-case.ts";
import { sealFor, unitRecipient } from "../src/handler/offers.ts";
import { takeStep } from "../src/handler/step.ts";
import { anAssessedCase, deskToldOf, mailboxOf, sharedAlone, sightOf } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

type Case = ReplyOf<typeof staffRoutes.case>;
type Transfers = ReplyOf<typeof sharingRoutes.transfers>;

const journey = await openJourney();
const handler = await journey.desk("handler.djp");
const supervisor = await journey.desk("supervisor.djp");
const target = await journey.desk("handler.djbc");
const stranger = await journey.desk("handler.itjen");

const SUMMARY = "Unggahan tentang kepabeanan di satu akun.";
const offering = (keepsAccess = false) => ({
  target: "DJBC",
  keepsAccess,
  reason: "Menyangkut bea masuk.",
  summary: SUMMARY,
});

/** A case that two of DJP have offered to DJBC. */
async function anOffer(keepsAccess = false) {
  const sent = await anAssessedCase(journey, [handler, supervisor]);
  const { caseId } = sent.sealed;
  const { transfer } = await proposeTransfer(handler, caseId, offering(keepsAccess));
  await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
  return sent;
}

const accept = (caseId: string) =>
  answerTransfer(target, caseId, { unit: "DJBC", isAccepted: true, reason: "" });

describe("a case goes to another unit", { concurrency: false }, () => {
  let caseId = "";
  let keys: Awaited<ReturnType<typeof anOffer>>["keys"];

  test("the reason stays with the unit, and the proposal waits for a second person", async () => {
    const sent = await anAssessedCase(journey, [handler, supervisor]);
    ({ caseId } = sent.sealed);
    ({ keys } = sent);
    const { transfer, state, moves } = await proposeTransfer(handler, caseId, offering());
    assert.deepEqual(
      [state, transfer?.state, transfer?.reason, transfer?.summary, transfer?.proposal?.isStale],
      ["assessing", "proposed", "Menyangkut bea masuk.", SUMMARY, false],
    );
    assert.ok(moves.some(({ to, isTwoPerson }) => to === "transferring" && isTwoPerson));
  });

  test("one member cannot be both persons", async () => {
    const { transfer } = await openCase(handler, caseId);
    const actId = transfer?.proposal?.actId ?? "";
    assert.equal(await codeOf(confirmTransfer(handler, caseId, actId)), "act-refused");
    assert.equal(
      await codeOf(confirmTransfer(supervisor, caseId, "AAAAAAAAAAAAAAAA")),
      "revision-conflict",
    );
  });

  test("with the second signature the reporter is told where it goes, and the target reads a summary", async () => {
    const before = await openCase(supervisor, caseId);
    const actId = before.transfer?.proposal?.actId ?? "";
    const view = await confirmTransfer(supervisor, caseId, actId);
    assert.deepEqual(
      [view.state, view.transfer?.state, view.warnings],
      ["transferring", "offered", []],
    );
    assert.equal(view.moves.length, 0);
    const [offer, ...others] = await listTransfers(target, "DJBC");
    assert.deepEqual(
      [offer?.caseId, offer?.summary, offer?.reason, offer?.isProven, others.length],
      [caseId, SUMMARY, null, true, 0],
    );
    assert.equal(await sightOf(target, caseId), "none");
    const box = await mailboxOf(journey, keys);
    assert.deepEqual([box.state.code, box.canRead], ["transferring", ["DJP"]]);
  });

  test("keys are not handed over before the target accepts", async () => {
    assert.equal(await codeOf(handOver(handler, caseId)), "not-available");
    await accept(caseId);
    assert.equal(await codeOf(receiveTransfer(handler, caseId)), "move-impossible");
  });

  test("the sender's client hands the keys over, and the card shows both", async () => {
    const view = await handOver(handler, caseId);
    assert.deepEqual(
      [view.transfer?.state, view.canRead, view.n, view.warnings],
      ["handed-over", ["DJP", "DJBC"], 2, []],
    );
    assert.deepEqual((await mailboxOf(journey, keys)).canRead, ["DJP", "DJBC"]);
    assert.equal(await sightOf(target, caseId), "locked");
  });

  test("the target makes the next key, and the sender reads no more", async () => {
    await declare(target, caseId, { hasConflict: false });
    const before = await openCase(target, caseId);
    assert.deepEqual(
      [before.moves.map(({ to }) => to), before.warnings, before.report === null],
      [["verifying"], [], false],
    );
    const view = await receiveTransfer(target, caseId);
    assert.deepEqual(
      [view.state, view.canRead, view.n, view.assigneeName, view.transfer, view.warnings],
      ["verifying", ["DJBC"], 3, "Handler DJBC", null, []],
    );
    assert.equal(await sightOf(handler, caseId), "none");
    const box = await mailboxOf(journey, keys);
    assert.deepEqual([box.state.code, box.canRead], ["verifying", ["DJBC"]]);
    const written = await reply(target, caseId, { text: "Kami lanjutkan.", kind: "message" });
    assert.deepEqual(written.warnings, []);
  });
});

test("whoever wrote last in a case that is no longer theirs still finds it in the log", async () => {
  const { caseId } = (await anOffer(true)).sealed;
  await accept(caseId);
  await handOver(handler, caseId);
  await declare(target, caseId, { hasConflict: false });
  await receiveTransfer(target, caseId);
  await writeNote(target, caseId, { text: "Terakhir." });
  await dropUnit(supervisor, caseId, { unit: "DJBC" });
  assert.equal(await sightOf(target, caseId), "none");
  assert.equal((await checkAudit(target)).isConsistent, true);
});

test("a sender that keeps access goes on reading", async () => {
  const { caseId } = (await anOffer(true)).sealed;
  await accept(caseId);
  await handOver(handler, caseId);
  await declare(target, caseId, { hasConflict: false });
  const view = await receiveTransfer(target, caseId);
  assert.deepEqual(view.canRead, ["DJP", "DJBC"]);
  const sender = await openCase(handler, caseId);
  assert.deepEqual([sender.n, sender.warnings, sender.report === null], [view.n, [], false]);
});

test("a refused case goes back with the reason, which only the sender reads", async () => {
  const { caseId } = (await anOffer()).sealed;
  const refuse = (reason: string) =>
    answerTransfer(target, caseId, { unit: "DJBC", isAccepted: false, reason });
  assert.equal(await codeOf(refuse(" ")), "move-impossible");
  await refuse("Bukan wewenang kami.");
  const view = await openCase(handler, caseId);
  assert.deepEqual(
    [view.transfer?.state, view.transfer?.answer, view.moves.map(({ to }) => to)],
    ["refused", "Bukan wewenang kami.", ["assessing"]],
  );
  assert.equal(await codeOf(handOver(handler, caseId)), "not-available");
  const back = await takeBack(handler, caseId);
  assert.deepEqual([back.state, back.transfer, back.warnings], ["assessing", null, []]);
  assert.equal(await codeOf(refuse("Sekali lagi.")), "not-available");
});

test("a proposal can be withdrawn, and any change of the case makes it stale", async () => {
  const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
  const { transfer } = await proposeTransfer(handler, caseId, offering());
  await reply(handler, caseId, { text: "Sebentar.", kind: "message" });
  const after = await openCase(supervisor, caseId);
  const actId = transfer?.proposal?.actId ?? "";
  assert.notEqual(after.transfer?.proposal?.isStale, false);
  assert.equal(await codeOf(confirmTransfer(supervisor, caseId, actId)), "act-refused");
  await proposeTransfer(handler, caseId, offering());
  assert.equal((await withdrawProposal(supervisor, caseId)).transfer, null);
});

test("a case goes nowhere without reason or summary, to a unit that reads it, or to one that does not exist", async () => {
  const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
  const wrong = [{ reason: " " }, { summary: "" }, { target: "DJP" }, { target: "BPPK" }];
  for (const change of wrong)
    assert.equal(
      await codeOf(proposeTransfer(handler, caseId, { ...offering(), ...change })),
      "move-impossible",
    );
});

test("a restricted case stays restricted on its way", async () => {
  const sent = await anAssessedCase(journey, [handler, supervisor]);
  const { caseId } = sent.sealed;
  const memberIds = [handler.me.memberId, supervisor.me.memberId];
  await restrictCase(supervisor, caseId, { memberIds });
  const { transfer } = await proposeTransfer(handler, caseId, offering());
  await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
  await accept(caseId);
  const view = await handOver(handler, caseId);
  assert.deepEqual(view.access.members.map(({ name }) => name).toSorted(), [
    "Handler DJBC",
    "Handler DJP",
    "Supervisor DJBC",
    "Supervisor DJP",
  ]);
  await declare(target, caseId, { hasConflict: false });
  const received = await receiveTransfer(target, caseId);
  assert.deepEqual(
    [received.isRestricted, received.access.members.map(({ name }) => name).toSorted()],
    [true, ["Handler DJBC", "Supervisor DJBC"]],
  );
});

describe("attacks on the way", () => {
  const refused = (code: string) => (fault: unknown) => {
    assert.ok(fault instanceof EnvelopeError, String(fault));
    assert.equal(fault.code, code);
    return true;
  };
  const naming = (caseId: string, change: (row: Case["case"]) => Partial<Case["case"]>) =>
    deskToldOf(journey, { login: "handler.djp", caseId }, change);

  test("the keys are not handed to a unit that the act does not name, nor before it has accepted", async () => {
    const { caseId } = (await anOffer()).sealed;
    const lies: readonly ((row: Case["case"]) => Partial<Case["case"]>)[] = [
      ({ transfer }) =>
        transfer ? { transfer: { ...transfer, target: "ITJEN", state: "accepted" } } : {},
      ({ transfer }) =>
        transfer ? { transfer: { ...transfer, keepsAccess: true, state: "accepted" } } : {},
      () => ({ requestedBy: "ITJEN" }),
    ];
    for (const lie of lies) {
      const desk = await naming(caseId, lie);
      assert.equal(await codeOf(handOver(desk, caseId)), "act-refused");
    }
    assert.equal(await sightOf(stranger, caseId), "none");
  });

  test("an offer that is not of two members is not accepted", async () => {
    const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
    const { transfer } = await proposeTransfer(handler, caseId, offering());
    const { acts } = await loadCase(handler, caseId);
    await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
    const note = acts[0]?.note ?? "";
    const desk = await journey.desk(
      "handler.djbc",
      lyingAt("/api/transfers", (rows: Transfers) => rows.map((row) => ({ ...row, act: note }))),
    );
    const answer = { unit: "DJBC", isAccepted: true, reason: "" };
    const [listed] = await listTransfers(desk, "DJBC");
    assert.equal(listed?.isProven, false);
    assert.equal(await codeOf(answerTransfer(desk, caseId, answer)), "act-refused");
    assert.equal((await openCase(handler, caseId)).transfer?.state, "offered");
  });

  test("one member who signs both halves hands nothing over", async () => {
    const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
    await proposeTransfer(handler, caseId, offering());
    const { acts } = await loadCase(handler, caseId);
    await assert.rejects(
      cosignAct(acts[0]?.note ?? "", handler.memberKey),
      refused("note-signed-already"),
    );
    const file = await loadCase(handler, caseId);
    const told = { use: "transfer", caseId, fromUnit: "DJP", to: "DJBC" } as const;
    const offer = await sealFor(handler, { ...told, content: { summary: SUMMARY } }, [
      unitRecipient(handler, "DJBC"),
    ]);
    const step = takeStep(handler, file, {
      ...moveDraft(handler, file, { to: "transferring", unit: "DJBC" }),
      act: acts[0]?.note ?? "",
      transfer: { target: "DJBC", keepsAccess: false, offer },
    });
    assert.equal(await codeOf(step), "act-refused");
  });

  test("access that one member gave alone is refused by the server, and seen by colleagues of one that lets it pass", async () => {
    const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
    const { code, desk } = await sharedAlone(journey, handler, { caseId, unit: "DJBC" });
    assert.equal(code, "request-malformed");
    assert.deepEqual((await openCase(desk, caseId)).warnings, ["transfer-not-proven"]);
  });

  test("an act of two handlers, or one over another record, proves no transfer", async () => {
    const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
    await proposeTransfer(handler, caseId, offering());
    const { entries } = await loadCase(handler, caseId);
    const proposal = entries.find(({ entry }) => entry.kind === "transfer");
    const { instance } = journey.institution.realm;
    const act = {
      instance,
      caseId,
      kind: "transfer",
      hash: proposal?.hash ?? "",
      revision: 1,
    } as const;
    const notes = [
      await cosignAct(await writeAct(act, handler.memberKey), target.memberKey),
      await cosignAct(
        await writeAct({ ...act, hash: entries[0]?.hash ?? "" }, handler.memberKey),
        supervisor.memberKey,
      ),
      await cosignAct(
        await writeAct({ ...act, kind: "close" }, handler.memberKey),
        supervisor.memberKey,
      ),
    ];
    const file = await loadCase(handler, caseId);
    await takeStep(handler, file, {
      records: notes.map((note) => ({ kind: "act", on: journey.today(), note })),
    });
    const { desk } = await sharedAlone(journey, handler, { caseId, unit: "DJBC" });
    assert.deepEqual((await openCase(desk, caseId)).warnings, ["transfer-not-proven"]);
  });
});
