import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addSignature, cosignAct } from "@bijak/envelope";
import {
  caseOf,
  declare,
  newKeyFor,
  putInState,
  randomId,
  sealedText,
  sealedTo,
  sendReport,
  take,
  takeOver,
  toBase64,
} from "./support/cases.ts";
import { codeOf, type House, type Login, openHouse } from "./support/house.ts";
import {
  confirmTakeover,
  handedOver,
  knownCase,
  logAbout,
  membersOf,
  overdueFor,
  proposeTakeover,
  rekey,
  renewDirectory,
  revisionOf,
  withdrawTakeover,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

const HANDLER = "itjen-petugas";
const SUPERVISOR = "itjen-penyelia";
const BOTH = ["unit DJP", "unit ITJEN"];

/** Lets so much time pass that every limit of a new case is over. */
const letLimitsPass = (house: House): void => house.toDay(house.clock.today() + 31);

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const rowOf = async (caseId: string) =>
      (await overdueFor(house, HANDLER)).find((row) => row.caseId === caseId);
    const START = house.clock.today();
    /** A directory holds for ninety days, so every test gives back the days it lets pass. */
    const backToday = (): void => house.toDay(START);
    /** A case of DJP whose limits have passed. */
    const overdueCase = async (sending: Parameters<typeof knownCase>[1] = {}) => {
      const { caseId } = await knownCase(house, sending);
      letLimitsPass(house);
      return caseId;
    };
    const takenOver = async (caseId: string): Promise<string> => {
      const signed = await proposeTakeover(house, HANDLER, caseId);
      const note = await cosignAct(signed, house.person(SUPERVISOR).signing);
      await confirmTakeover(house, SUPERVISOR, caseId, { signed, note });
      return note;
    };

    describe(`overdue cases, on ${dialect}`, () => {
      test("are shown to the unit that answers for theirs: dates and states, no keys, no content", async (t) => {
        t.after(backToday);
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        assert.equal(await rowOf(caseId), undefined);
        letLimitsPass(house);
        const row = await rowOf(caseId);
        assert.ok(row);
        const { clocks, revision, ...shown } = row;
        assert.equal(revision, await revisionOf(house, caseId));
        assert.ok(clocks.some(({ dueOn }) => dueOn < house.clock.today()));
        assert.deepEqual(shown, {
          caseId,
          units: ["DJP"],
          state: "verifying",
          receivedOn: START,
          hasStandby: true,
          pending: null,
          isRequested: false,
        });
      });

      test("are shown to no unit that answers for nobody, and not once the unit works on them", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase({ standby: "ITJEN" });
        assert.deepEqual(await overdueFor(house, "djbc-penyelia", "DJBC"), []);
        assert.deepEqual(await overdueFor(house, "djp-penyelia", "DJP"), []);
        const asStranger = overdueFor(house, "djbc-penyelia", "ITJEN");
        assert.equal(await codeOf(asStranger), "not-available");
        await takenOver(caseId);
        assert.equal(await rowOf(caseId), undefined);
      });

      test("are those of which a limit runs: none that is concluded, none whose limits all stand still or lie ahead", async (t) => {
        t.after(backToday);
        const { caseId: closed } = await knownCase(house);
        await house.store.transact(async (tx) => {
          await tx.deleteFrom("case_clock").where("case_id", "=", closed).execute();
        });
        await putInState(house, closed, "concluded");
        await take(house, "djp-petugas", closed, { internal: [await sealedText(1)] });
        letLimitsPass(house);
        const { caseId: fresh } = await knownCase(house);
        assert.equal(await rowOf(closed), undefined);
        assert.equal(await rowOf(fresh), undefined);
      });
    });

    describe(`a takeover, on ${dialect}`, () => {
      test("with a standby wrap: two signatures, and the unit works on the case", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase({ standby: "ITJEN" });
        const signed = await proposeTakeover(house, HANDLER, caseId);
        const row = await rowOf(caseId);
        assert.equal(row?.pending?.note, signed);
        assert.equal(await codeOf(caseOf(house, HANDLER, caseId)), "not-available");
        const note = await cosignAct(signed, house.person(SUPERVISOR).signing);
        await confirmTakeover(house, SUPERVISOR, caseId, { signed, note });
        const taken = await caseOf(house, HANDLER, caseId);
        assert.deepEqual(taken.units, ["DJP", "ITJEN"]);
        assert.equal(taken.standby, null);
        assert.equal(taken.holder, "unit ITJEN");
        assert.equal(taken.takeover, note);
        assert.equal(taken.requestedBy, undefined);
        await declare(house, SUPERVISOR, { caseId });
        await take(house, SUPERVISOR, caseId, {
          internal: [await sealedText(1)],
          answers: ["feedback"],
          ...(await newKeyFor(BOTH)),
        });
        const types = (await logAbout(house, caseId)).map(({ type }) => type);
        for (const type of ["takeover-asked", "act", "takeover"]) assert.ok(types.includes(type));
      });

      test("without a standby wrap: it waits until a key holder of the unit hands the keys over", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const note = await takenOver(caseId);
        assert.equal((await rowOf(caseId))?.isRequested, true);
        const asked = await caseOf(house, "djp-rekan", caseId);
        assert.equal(asked.requestedBy, "ITJEN");
        assert.equal(asked.takeover, note);
        assert.equal(await codeOf(caseOf(house, HANDLER, caseId)), "not-available");
        await rekey(house, "djp-rekan", caseId, { holders: BOTH });
        const taken = await caseOf(house, HANDLER, caseId);
        assert.deepEqual(taken.units, ["DJP", "ITJEN"]);
        assert.equal(taken.takeover, note);
        assert.equal(taken.requestedBy, undefined);
        assert.equal(await rowOf(caseId), undefined);
      });

      test("a request stays in sight when the unit answers after all, and keys can be renewed without handing them over", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        await takenOver(caseId);
        await rekey(house, "djp-petugas", caseId, { holders: ["unit DJP"] });
        for (const code of ["T_TRIAGE", "T_FIRST_ANSWER", "T_FEEDBACK", "T_ACK"])
          await house.store.transact(async (tx) => {
            const own = tx.deleteFrom("case_clock").where("case_id", "=", caseId);
            await own.where("code", "=", code).execute();
          });
        await take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] });
        assert.equal((await rowOf(caseId))?.isRequested, true);
      });

      test("of a restricted case: the unit reads by its own wrap, the colleagues left out do not", async (t) => {
        t.after(backToday);
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        const few = membersOf(house, ["djp-penyelia"]);
        const holders = [...few, "recovery DJP", "unit ITJEN"];
        await take(house, "djp-penyelia", caseId, await newKeyFor(holders));
        letLimitsPass(house);
        await takenOver(caseId);
        assert.equal((await caseOf(house, HANDLER, caseId)).holder, "unit ITJEN");
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        await declare(house, HANDLER, { caseId });
        const whole = rekey(house, HANDLER, caseId, { holders: BOTH });
        assert.equal(await codeOf(whole), "role-missing");
        const all = [...few, ...membersOf(house, [HANDLER, SUPERVISOR])];
        const listed = [...all, "recovery DJP", "recovery ITJEN"];
        await rekey(house, HANDLER, caseId, { holders: listed });
        assert.equal(await codeOf(caseOf(house, "djp-rekan", caseId)), "not-available");
        assert.equal((await caseOf(house, SUPERVISOR, caseId)).isRestricted, true);
      });

      test("cannot be warded off by writing something, nor undone by the unit that was late", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase({ standby: "ITJEN" });
        const signed = await proposeTakeover(house, HANDLER, caseId);
        await take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] });
        await confirmTakeover(house, SUPERVISOR, caseId, { signed });
        const drop = rekey(house, "djp-penyelia", caseId, {
          holders: ["unit DJP"],
          drops: ["ITJEN"],
        });
        assert.equal(await codeOf(drop), "role-missing");
        const own = { holders: ["unit DJP"], drops: ["ITJEN"] };
        assert.equal(await codeOf(rekey(house, SUPERVISOR, caseId, own)), "accepted");
        assert.equal((await caseOf(house, "djp-petugas", caseId)).takeover, undefined);
      });

      test("leaves the sender's side of a transfer that nobody took: the unit takes the case back", async (t) => {
        t.after(backToday);
        const { caseId } = await handedOver(house);
        letLimitsPass(house);
        const signed = await proposeTakeover(house, HANDLER, caseId);
        await confirmTakeover(house, SUPERVISOR, caseId, { signed });
        const holders = ["unit DJP", "unit DJBC", "unit ITJEN"];
        await rekey(house, "djbc-petugas", caseId, { holders });
        assert.deepEqual((await caseOf(house, HANDLER, caseId)).units, ["DJBC", "DJP", "ITJEN"]);
      });

      test("a proposal is withdrawn by its unit, and by nobody else", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        await proposeTakeover(house, HANDLER, caseId);
        for (const login of ["djp-penyelia", "djbc-penyelia"] as const)
          assert.equal(await codeOf(withdrawTakeover(house, login, caseId)), "not-available");
        await withdrawTakeover(house, SUPERVISOR, caseId);
        assert.equal((await rowOf(caseId))?.pending, null);
        assert.equal(await codeOf(withdrawTakeover(house, HANDLER, caseId)), "not-available");
      });
    });

    describe(`what a takeover refuses, on ${dialect}`, () => {
      test("a case that is not overdue, at both signatures", async (t) => {
        t.after(backToday);
        const { caseId } = await knownCase(house, { standby: "ITJEN" });
        assert.equal(await codeOf(proposeTakeover(house, HANDLER, caseId)), "not-overdue");
        letLimitsPass(house);
        const signed = await proposeTakeover(house, HANDLER, caseId);
        backToday();
        const late = confirmTakeover(house, SUPERVISOR, caseId, { signed });
        assert.equal(await codeOf(late), "not-overdue");
        assert.equal(await codeOf(caseOf(house, HANDLER, caseId)), "not-available");
      });

      test("a unit that does not answer for the case: as for a case that is nowhere", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        for (const id of [caseId, randomId()]) {
          const foreign = proposeTakeover(house, "djbc-penyelia", id, { body: { unit: "DJBC" } });
          assert.equal(await codeOf(foreign), "not-available");
          const lent = proposeTakeover(house, "djbc-penyelia", id);
          assert.equal(await codeOf(lent), "not-available");
        }
      });

      test("one signer twice, a stranger beside, three, and signatures under another reason", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const signed = await proposeTakeover(house, SUPERVISOR, caseId);
        const signature = signed.slice(signed.lastIndexOf("\n—") + 1);
        const sign = (login: Login, on = signed) => addSignature(on, house.person(login).signing);
        for (const note of [
          signed,
          `${signed}${signature}`,
          await sign("djp-penyelia"),
          await sign("djp-penyelia", await sign(HANDLER)),
        ])
          for (const login of [SUPERVISOR, HANDLER] as const)
            assert.equal(
              await codeOf(confirmTakeover(house, login, caseId, { signed, note })),
              "act-refused",
            );
        const { id } = (await rowOf(caseId))?.pending ?? {};
        assert.ok(id);
        await proposeTakeover(house, SUPERVISOR, caseId);
        const replaced = confirmTakeover(house, HANDLER, caseId, { signed });
        assert.equal(await codeOf(replaced), "act-refused");
        assert.equal((await rowOf(caseId))?.isRequested, false);
      });

      test("two signatures that nobody proposed, and a proposal that was withdrawn", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const signed = await proposeTakeover(house, HANDLER, caseId);
        await withdrawTakeover(house, HANDLER, caseId);
        const unasked = confirmTakeover(house, SUPERVISOR, caseId, { signed });
        assert.equal(await codeOf(unasked), "act-refused");
      });

      test("what is signed for another case, institution, reason, kind or revision", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const other = await overdueCase();
        const revision = await revisionOf(house, caseId);
        const refused = [
          [{ act: { caseId: other } }, "act-refused"],
          [{ act: { instance: "lain.go.id" } }, "act-refused"],
          [{ act: { hash: `${"B".repeat(43)}=` } }, "act-refused"],
          [{ act: { kind: "transfer" } }, "act-refused"],
          [{ body: { note: "no note" } }, "act-refused"],
          [{ body: { reason: toBase64(await sealedTo(2)) } }, "ciphertext-refused"],
          [{ revision: revision - 1 }, "revision-conflict"],
          [{ revision: revision + 1 }, "revision-conflict"],
        ] as const;
        for (const [given, code] of refused)
          assert.equal(await codeOf(proposeTakeover(house, HANDLER, caseId, given)), code);
      });

      test("a second one while the first waits for keys or stands", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        await takenOver(caseId);
        const again = proposeTakeover(house, HANDLER, caseId);
        assert.equal(await codeOf(again), "move-impossible");
        await rekey(house, "djp-petugas", caseId, { holders: BOTH });
        assert.equal(await codeOf(proposeTakeover(house, HANDLER, caseId)), "not-available");
      });

      test("a proposer who has a conflict of interest by the time of the second signature", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const signed = await proposeTakeover(house, HANDLER, caseId);
        const { id: member_id } = house.person(HANDLER);
        await house.store.transact(async (tx) => {
          const word = { case_id: caseId, member_id, has_conflict: 1, note: "-", opened_on: null };
          await tx.insertInto("declaration").values(word).execute();
        });
        const confirming = confirmTakeover(house, SUPERVISOR, caseId, { signed });
        assert.equal(await codeOf(confirming), "act-refused");
      });

      test("a forged hand-over to a unit that only proposed", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        await proposeTakeover(house, HANDLER, caseId);
        const forged = rekey(house, "djp-petugas", caseId, { holders: BOTH });
        assert.equal(await codeOf(forged), "request-malformed");
      });

      test("of several confirmations at once one counts", async (t) => {
        t.after(backToday);
        const caseId = await overdueCase();
        const signed = await proposeTakeover(house, HANDLER, caseId);
        const codes = await Promise.all(
          [1, 2, 3].map(() => codeOf(confirmTakeover(house, SUPERVISOR, caseId, { signed }))),
        );
        assert.deepEqual(codes.toSorted(), ["accepted", "act-refused", "act-refused"]);
      });

      test("a member who once declared a conflict of interest in the case", async (t) => {
        t.after(backToday);
        const { caseId } = await sendReport(house, { standby: "ITJEN" });
        await takeOver(house, "djp-petugas", caseId);
        letLimitsPass(house);
        const note = await takenOver(caseId);
        await declare(house, HANDLER, { caseId, hasConflict: true });
        await rekey(house, SUPERVISOR, caseId, {
          holders: ["unit DJP"],
          drops: ["ITJEN"],
        });
        assert.equal(await codeOf(proposeTakeover(house, HANDLER, caseId)), "not-available");
        assert.equal(await rowOf(caseId), undefined);
        const signed = await proposeTakeover(house, SUPERVISOR, caseId);
        const late = confirmTakeover(house, HANDLER, caseId, { signed });
        assert.equal(await codeOf(late), "not-available");
        const replay = confirmTakeover(house, SUPERVISOR, caseId, { signed, note });
        assert.equal(await codeOf(replay), "act-refused");
      });
    });
  });

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);

    test(`the directory says who answers for whom, and two handlers alone take nothing over, on ${dialect}`, async () => {
      const { caseId } = await sendReport(house, { unit: "DJBC" });
      letLimitsPass(house);
      const asDjp = (login: Login) =>
        proposeTakeover(house, login, caseId, { body: { unit: "DJP" } });
      assert.equal(await codeOf(asDjp("djp-petugas")), "not-available");
      await renewDirectory(house, ({ units }) => ({
        units: units.map((unit) =>
          unit.id === "DJBC" ? { ...unit, conflictTarget: "DJP" } : unit,
        ),
      }));
      assert.equal(await codeOf(proposeTakeover(house, HANDLER, caseId)), "not-available");
      assert.equal((await overdueFor(house, "djp-rekan", "DJP"))[0]?.caseId, caseId);
      const signed = await asDjp("djp-petugas");
      const confirming = (login: Login) =>
        confirmTakeover(house, login, caseId, { signed, unit: "DJP" });
      const two = await cosignAct(signed, house.person("djp-rekan").signing);
      const note = await addSignature(two, house.person("djp-penyelia").signing);
      const byThree = confirmTakeover(house, "djp-penyelia", caseId, { signed, note, unit: "DJP" });
      assert.equal(await codeOf(byThree), "act-refused");
      assert.equal(await codeOf(confirming("djp-rekan")), "role-missing");
      assert.equal(await codeOf(confirming("djp-penyelia")), "accepted");
      assert.equal((await caseOf(house, "djbc-petugas", caseId)).requestedBy, "DJP");
    });
  });
