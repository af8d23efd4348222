import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { addSignature } from "@bijak/envelope";
import {
  caseOf,
  confirm,
  declare,
  lookIn,
  newKeyFor,
  putInState,
  sealedText,
  take,
  writeAsReporter,
} from "./support/cases.ts";
import { codeOf, type Login, openHouse } from "./support/house.ts";
import {
  answerTransfer,
  handedOver,
  knownCase,
  logAbout,
  offerTo,
  offerTransfer,
  proposeTransfer,
  receive,
  refuseTransfer,
  rekey,
  transfersOf,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

const BOTH = ["unit DJP", "unit DJBC"];

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const stateOf = async (login: Login, caseId: string) => caseOf(house, login, caseId);
    const clockOf = async (login: Login, caseId: string, code: string) =>
      (await stateOf(login, caseId)).clocks.find((clock) => clock.code === code);
    const offers = async (login: Login, unit: string) =>
      (await transfersOf(house, login, unit)).map(({ caseId }) => caseId);

    describe(`a transfer, on ${dialect}`, () => {
      test("is offered by two, answered, handed over and received: the sender reads no more", async () => {
        const reporter = await knownCase(house);
        const { caseId } = reporter;
        await offerTransfer(house, caseId);
        const offered = await stateOf("djp-petugas", caseId);
        assert.equal(offered.state, "transferring");
        assert.equal(offered.transfer?.state, "offered");
        assert.deepEqual([offered.transfer?.from, offered.transfer?.target], ["DJP", "DJBC"]);
        const [seen] = await transfersOf(house, "djbc-petugas", "DJBC");
        assert.deepEqual(seen, offered.transfer);
        await answerTransfer(house, "djbc-petugas", caseId);
        await rekey(house, "djp-rekan", caseId, { holders: BOTH });
        const handed = await stateOf("djbc-petugas", caseId);
        assert.deepEqual(handed.units, ["DJBC", "DJP"]);
        assert.equal(handed.assignee, null);
        assert.equal(handed.hasUnread, true);
        assert.equal(handed.holder, "unit DJBC");
        assert.equal(handed.transfer?.state, "handed-over");
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId);
        const received = await stateOf("djbc-petugas", caseId);
        assert.equal(received.state, "verifying");
        assert.deepEqual(received.units, ["DJBC"]);
        assert.equal(received.assignee, house.person("djbc-petugas").id);
        assert.equal(received.transfer, undefined);
        assert.equal((await lookIn(house, reporter)).state, "verifying");
        for (const login of ["djp-petugas", "djp-penyelia", "djp-rekan"] as const)
          assert.equal(await codeOf(stateOf(login, caseId)), "not-available");
        assert.deepEqual(await offers("djp-petugas", "DJP"), []);
        assert.deepEqual(await offers("djbc-petugas", "DJBC"), []);
      });

      test("leaves the sender its access where that was offered", async () => {
        const { caseId } = await handedOver(house, { keepsAccess: true });
        await declare(house, "djbc-petugas", { caseId });
        const alone = receive(house, "djbc-petugas", caseId);
        assert.equal(await codeOf(alone), "request-malformed");
        await receive(house, "djbc-petugas", caseId, { holders: BOTH });
        assert.deepEqual((await stateOf("djp-rekan", caseId)).units, ["DJBC", "DJP"]);
      });

      test("goes to the unit that stood by: it stands by no more", async () => {
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        await offerTransfer(house, caseId, { target: "ITJEN" });
        await answerTransfer(house, "itjen-petugas", caseId);
        await rekey(house, "djp-petugas", caseId, { holders: ["unit DJP", "unit ITJEN"] });
        const row = await stateOf("itjen-petugas", caseId);
        assert.equal(row.standby, null);
        await declare(house, "itjen-petugas", { caseId });
        await receive(house, "itjen-petugas", caseId, { holders: ["unit ITJEN"] });
        assert.deepEqual((await stateOf("itjen-petugas", caseId)).units, ["ITJEN"]);
      });

      test("keeps the unit that stands by through every step", async () => {
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        await offerTransfer(house, caseId);
        await answerTransfer(house, "djbc-petugas", caseId);
        const without = rekey(house, "djp-petugas", caseId, { holders: BOTH });
        assert.equal(await codeOf(without), "request-malformed");
        await rekey(house, "djp-petugas", caseId, { holders: [...BOTH, "unit ITJEN"] });
        assert.equal((await stateOf("djbc-petugas", caseId)).standby, "ITJEN");
      });

      test("has its own limit while it is offered, and the sorting begins anew when it is received", async () => {
        const { caseId } = await knownCase(house);
        assert.ok(await clockOf("djp-petugas", caseId, "T_TRIAGE"));
        await offerTransfer(house, caseId);
        assert.ok(await clockOf("djp-petugas", caseId, "T_ACCEPT_TRANSFER"));
        assert.equal(await clockOf("djp-petugas", caseId, "T_TRIAGE"), undefined);
        await answerTransfer(house, "djbc-petugas", caseId);
        await rekey(house, "djp-petugas", caseId, { holders: BOTH });
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId);
        assert.equal(await clockOf("djbc-petugas", caseId, "T_ACCEPT_TRANSFER"), undefined);
        assert.ok(await clockOf("djbc-petugas", caseId, "T_TRIAGE"));
      });

      test("is taken back after a refusal, and its sorting ends when the case is investigated", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        await refuseTransfer(house, "djbc-penyelia", caseId);
        const refused = await stateOf("djp-petugas", caseId);
        assert.equal(refused.transfer?.state, "refused");
        assert.ok(refused.transfer?.answer);
        await take(house, "djp-petugas", caseId, { to: "assessing" });
        const back = await stateOf("djp-petugas", caseId);
        assert.deepEqual(
          [back.state, back.units, back.transfer],
          ["assessing", ["DJP"], undefined],
        );
        assert.ok(await clockOf("djp-petugas", caseId, "T_TRIAGE"));
        assert.ok(!(await offers("djbc-petugas", "DJBC")).includes(caseId));
        await take(house, "djp-penyelia", caseId, { to: "investigating" });
        assert.equal(await clockOf("djp-petugas", caseId, "T_TRIAGE"), undefined);
      });

      test("that nobody answers in time is taken back; one that waits for its answer is not", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        const back = () => take(house, "djp-petugas", caseId, { to: "assessing" });
        assert.equal(await codeOf(back()), "move-impossible");
        house.toDay(house.clock.today() + 12);
        await back();
        assert.equal((await stateOf("djp-petugas", caseId)).state, "assessing");
      });

      test("is logged step by step, the target's answer with who gave it", async () => {
        const { caseId } = await handedOver(house);
        const types = (await logAbout(house, caseId)).map(({ type }) => type);
        for (const type of ["transfer", "state transferring", "transfer-accepted", "unit-joins"])
          assert.ok(types.includes(type), type);
        const answered = (await logAbout(house, caseId)).find(
          ({ type }) => type === "transfer-accepted",
        );
        assert.equal(answered?.actor, house.person("djbc-petugas").id);
      });
    });

    describe(`what a transfer refuses, on ${dialect}`, () => {
      test("a target that does not exist, and one that works on the case", async () => {
        const { caseId } = await knownCase(house);
        const given = [
          ["TIADA", "unit-unknown"],
          ["DJP", "move-impossible"],
        ] as const;
        for (const [target, code] of given)
          assert.equal(await codeOf(offerTransfer(house, caseId, { target })), code);
      });

      test("an offer without its part, and that part in any other step", async () => {
        const { caseId } = await knownCase(house);
        const proposed = await proposeTransfer(house, caseId);
        const bare = confirm(house, "djp-penyelia", caseId, {
          proposed,
          step: { to: "transferring" },
        });
        assert.equal(await codeOf(bare), "request-malformed");
        const transfer = await offerTo("DJBC");
        const note = take(house, "djp-petugas", caseId, { transfer });
        assert.equal(await codeOf(note), "request-malformed");
      });

      test("one member who signs both halves, a closing that is confirmed as a transfer, two who share no unit at work", async () => {
        const { caseId } = await knownCase(house);
        const proposed = await proposeTransfer(house, caseId);
        const { note, revision } = proposed;
        const transfer = await offerTo("DJBC");
        const step = { to: "transferring", transfer, revision };
        const signature = note.slice(note.lastIndexOf("\n—") + 1);
        for (const act of [note, `${note}${signature}`])
          assert.equal(
            await codeOf(take(house, "djp-petugas", caseId, { ...step, act })),
            "act-refused",
          );
        const asClosing = confirm(house, "djp-penyelia", caseId, { proposed });
        assert.equal(await codeOf(asClosing), "act-refused");
        const stranger = await addSignature(note, house.person("djbc-penyelia").signing);
        const foreign = take(house, "djp-petugas", caseId, { ...step, act: stranger });
        assert.equal(await codeOf(foreign), "act-refused");
        assert.equal((await stateOf("djp-petugas", caseId)).state, "verifying");
      });

      test("a hand-over that nobody has accepted, in every way to forge one", async () => {
        const { caseId } = await knownCase(house);
        const forged = () => rekey(house, "djp-petugas", caseId, { holders: BOTH });
        const inStep = async () =>
          take(house, "djp-petugas", caseId, { internal: [], ...(await newKeyFor(BOTH)) });
        const check = async () => {
          assert.equal(await codeOf(forged()), "request-malformed");
          assert.equal(await codeOf(inStep()), "request-malformed");
          assert.equal(await codeOf(stateOf("djbc-petugas", caseId)), "not-available");
        };
        await check();
        await offerTransfer(house, caseId);
        await check();
        await refuseTransfer(house, "djbc-petugas", caseId);
        await check();
      });

      test("an accepted case is handed to no third unit, not without a card, and not by a step", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        await answerTransfer(house, "djbc-petugas", caseId);
        const third = rekey(house, "djp-petugas", caseId, { holders: ["unit DJP", "unit ITJEN"] });
        assert.equal(await codeOf(third), "request-malformed");
        const bare = rekey(house, "djp-petugas", caseId, { holders: BOTH, hasCard: false });
        assert.equal(await codeOf(bare), "request-malformed");
        const stepped = take(house, "djp-petugas", caseId, await newKeyFor(BOTH));
        assert.equal(await codeOf(stepped), "request-malformed");
        assert.equal(await codeOf(stateOf("djbc-petugas", caseId)), "not-available");
      });

      test("receiving before the keys are handed over, by the sender, or without the next key", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        const early = take(house, "djp-petugas", caseId, { to: "verifying" });
        assert.equal(await codeOf(early), "move-impossible");
        await answerTransfer(house, "djbc-petugas", caseId);
        await rekey(house, "djp-petugas", caseId, { holders: BOTH });
        const bySender = receive(house, "djp-petugas", caseId);
        assert.equal(await codeOf(bySender), "role-missing");
        await declare(house, "djbc-petugas", { caseId });
        await declare(house, "djbc-penyelia", { caseId });
        const bare = take(house, "djbc-petugas", caseId, { to: "verifying" });
        assert.equal(await codeOf(bare), "request-malformed");
        const bySupervisor = receive(house, "djbc-penyelia", caseId);
        assert.equal(await codeOf(bySupervisor), "role-missing");
        const back = take(house, "djp-petugas", caseId, { to: "assessing" });
        assert.equal(await codeOf(back), "move-impossible");
      });

      test("a second answer, an answer without its reason or with one too many, an answer by the sender", async () => {
        const { caseId } = await knownCase(house);
        await offerTransfer(house, caseId);
        const answer = await sealedText(1);
        const malformed = [
          { isAccepted: false, answer: null },
          { isAccepted: true, answer },
        ];
        for (const said of malformed)
          assert.equal(
            await codeOf(answerTransfer(house, "djbc-petugas", caseId, said)),
            "request-malformed",
          );
        const torn = { isAccepted: false, answer: await sealedText(2) };
        assert.equal(
          await codeOf(answerTransfer(house, "djbc-petugas", caseId, torn)),
          "ciphertext-refused",
        );
        const bySender = answerTransfer(house, "djp-petugas", caseId);
        assert.equal(await codeOf(bySender), "not-available");
        const both = await Promise.all([
          codeOf(answerTransfer(house, "djbc-petugas", caseId)),
          codeOf(refuseTransfer(house, "djbc-penyelia", caseId)),
        ]);
        assert.deepEqual(both.toSorted(), ["accepted", "revision-conflict"]);
      });

      test("keys from another unit than the sender: one that was let in earlier does not hand on", async () => {
        const { caseId } = await handedOver(house, { keepsAccess: true });
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId, { holders: BOTH });
        await offerTransfer(house, caseId, { target: "ITJEN" });
        await answerTransfer(house, "itjen-petugas", caseId);
        const holders = [...BOTH, "unit ITJEN"];
        const byOther = rekey(house, "djbc-petugas", caseId, { holders });
        assert.equal(await codeOf(byOther), "role-missing");
        assert.equal(await codeOf(rekey(house, "djp-rekan", caseId, { holders })), "accepted");
      });

      test("what the reporter writes while the case is on its way reaches whoever reads it", async () => {
        const reporter = await handedOver(house);
        const { caseId } = reporter;
        const { index } = await writeAsReporter(house, reporter);
        await declare(house, "djbc-petugas", { caseId });
        const { messages } = await house
          .staff("djbc-petugas")
          .call(staffRoutes.messages, { params: { id: caseId } });
        assert.ok(messages.some((message) => message.index === index));
        assert.equal((await stateOf("djbc-petugas", caseId)).newest, index);
      });

      test("a case that came into transfer by no offer is moved out by nobody", async () => {
        const { caseId } = await knownCase(house);
        await putInState(house, caseId, "transferring");
        for (const to of ["verifying", "assessing"])
          assert.equal(await codeOf(take(house, "djp-petugas", caseId, { to })), "move-impossible");
      });
    });
  });
