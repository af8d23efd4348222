import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { CASE_STATES, type CaseState, canMove, findTransition } from "@bijak/domain";
import {
  caseOf,
  declare,
  lookIn,
  newKeyFor,
  putInState,
  randomId,
  sealedText,
  sealedTo,
  sendReport,
  take,
  takeOver,
  toBase64,
  writeAsReporter,
} from "./support/cases.ts";
import { codeOf, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const ROLES = { "djp-petugas": "handler", "djp-penyelia": "supervisor" } as const;
type Mover = keyof typeof ROLES;

/** What a member alone is answered who moves a case so, by the rules of the domain. */
function expected(from: CaseState, to: CaseState, login: Mover): string {
  const rule = findTransition(from, to);
  if (from === "archived" || from === "erased") return "move-impossible";
  if (rule === null) return "move-impossible";
  if (rule.isTwoPerson) return "act-refused";
  if (!canMove(from, to, ROLES[login])) return "role-missing";
  return from === "transferring" ? "move-impossible" : "accepted";
}

test("between all pairs of states only those of the rules are made, and only by the roles they name", async () => {
  const house = await openHouse("sqlite");
  const moved = toBase64(await sealedTo(2));
  const transfer = { target: "DJBC", keepsAccess: false, offer: toBase64(await sealedTo(1)) };
  for (const from of CASE_STATES) {
    const { caseId } = await sendReport(house);
    for (const login of ["djp-petugas", "djp-penyelia"] as const) {
      await declare(house, login, { caseId });
      for (const to of CASE_STATES) {
        await putInState(house, caseId, from);
        const before = await caseOf(house, login, caseId);
        const offer = to === "transferring" ? { transfer } : {};
        const step = { to, toReporter: [moved], revision: before.revision, ...offer };
        const code = await codeOf(take(house, login, caseId, step));
        assert.equal(code, expected(from, to, login), `${from} to ${to} by ${login}`);
        const { state, revision } = await caseOf(house, login, caseId);
        const isMoved = code === "accepted";
        assert.equal(state, isMoved ? to : from);
        assert.equal(revision, before.revision + (isMoved ? 1 : 0));
      }
    }
  }
});

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const taken = async (sending: Parameters<typeof sendReport>[1] = {}) => {
      const reporter = await sendReport(house, sending);
      await takeOver(house, "djp-petugas", reporter.caseId);
      return reporter;
    };
    const contentOf = async (caseId: string) => {
      const { db } = house.store;
      const count = async (table: "message" | "case_record" | "log_entry") => {
        const query = db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("count"));
        return Number((await query.executeTakeFirstOrThrow()).count);
      };
      const counts = [await count("message"), await count("case_record"), await count("log_entry")];
      return { counts, row: await caseOf(house, "djp-petugas", caseId) };
    };

    describe(`moves, on ${dialect}`, () => {
      test("no move without a message that tells the reporter", async () => {
        const { caseId } = await taken();
        for (const to of ["assessing", "awaiting-reporter"] as const)
          assert.equal(
            await codeOf(take(house, "djp-petugas", caseId, { to, toReporter: [] })),
            "move-impossible",
          );
      });

      test("a state that does not exist is refused", async () => {
        const { caseId } = await taken();
        const step = { to: "selesai", toReporter: [await sealedText(2)] };
        assert.equal(await codeOf(take(house, "djp-petugas", caseId, step)), "move-impossible");
      });

      test("the reporter's answer takes a case out of waiting; other messages leave the state as it is", async () => {
        const reporter = await taken();
        const { caseId } = reporter;
        await take(house, "djp-petugas", caseId, { to: "awaiting-reporter" });
        await writeAsReporter(house, reporter);
        const answered = await caseOf(house, "djp-petugas", caseId);
        assert.equal(answered.state, "verifying");
        assert.equal(answered.hasUnread, true);
        await take(house, "djp-petugas", caseId, { to: "assessing" });
        await writeAsReporter(house, reporter);
        assert.equal((await caseOf(house, "djp-petugas", caseId)).state, "assessing");
      });

      test("an archived case takes no more messages of the reporter", async () => {
        const reporter = await taken();
        await putInState(house, reporter.caseId, "archived");
        assert.equal(await codeOf(writeAsReporter(house, reporter)), "mailbox-read-only");
        assert.equal((await lookIn(house, reporter)).isReadOnly, true);
      });
    });

    describe(`one step, all or nothing, on ${dialect}`, () => {
      test("messages, records, key, card, desk and state are stored together, in order, with an entry each in the log", async () => {
        const { caseId } = await sendReport(house);
        await declare(house, "djp-petugas", { caseId });
        const before = await contentOf(caseId);
        const texts = [await sealedText(2), await sealedText(2)];
        const [note, record] = [await sealedText(1), await sealedText(1)];
        const assignee = house.person("djp-petugas").id;
        const key = await newKeyFor(["unit DJP"]);
        const step = { to: "verifying", toReporter: texts, internal: [note], records: [record] };
        await take(house, "djp-petugas", caseId, { ...step, ...key, assignee });
        const { messages, records } = await house
          .staff("djp-petugas")
          .call(staffRoutes.messages, { params: { id: caseId } });
        assert.deepEqual(
          messages.slice(1).map(({ direction, sealed }) => [direction, sealed]),
          [...texts.map((text) => ["to-reporter", text]), ["internal", note]],
        );
        assert.deepEqual(records, [{ seq: 0, sealed: record }]);
        const { row } = await contentOf(caseId);
        assert.equal(row.wrap, key.wraps[0]?.sealed);
        assert.equal(row.assignee, assignee);
        assert.equal(row.staffActiveOn, house.clock.today());
        const entries = await house.store.db
          .selectFrom("log_entry")
          .select("record")
          .where("seq", ">=", before.counts[2] ?? 0)
          .orderBy("seq")
          .execute();
        const kinds = entries.map(
          ({ record: text }) => (JSON.parse(text ?? "{}") as { type: string }).type,
        );
        const ofStep = [
          "message",
          "to-reporter",
          "message",
          "to-reporter",
          "note",
          "record",
          "wrap",
          "card",
          "card-out",
          "state verifying",
          "assignee",
        ];
        assert.deepEqual(kinds, [...ofStep, "case-open"]);
      });

      test("the reporter reads replies, never notes, and gets the new card", async () => {
        const reporter = await sendReport(house);
        await declare(house, "djp-petugas", { caseId: reporter.caseId });
        const [text, note] = [await sealedText(2), await sealedText(1)];
        const key = await newKeyFor(["unit DJP"]);
        const step = { to: "verifying", toReporter: [text], internal: [note], ...key };
        await take(house, "djp-petugas", reporter.caseId, step);
        const { messages, card, state } = await lookIn(house, reporter);
        assert.equal(state, "verifying");
        assert.equal(card, key.card);
        assert.deepEqual(
          messages.map(({ index, direction, sealed }) => [index, direction, sealed]),
          [
            [0, "to-units", null],
            [1, "to-reporter", text],
          ],
        );
      });

      test("of five handlers who saw the same revision one takes the step; the others leave nothing behind", async () => {
        const { caseId } = await taken();
        const { revision } = await caseOf(house, "djp-petugas", caseId);
        const before = await contentOf(caseId);
        const steps = await Promise.all(
          Array.from({ length: 5 }, async () => ({ revision, internal: [await sealedText(1)] })),
        );
        const codes = await Promise.all(
          steps.map((step) => codeOf(take(house, "djp-petugas", caseId, step))),
        );
        assert.deepEqual(codes.toSorted(), [
          "accepted",
          ...Array<string>(4).fill("revision-conflict"),
        ]);
        const after = await contentOf(caseId);
        assert.deepEqual(after.counts, [
          (before.counts[0] ?? 0) + 1,
          before.counts[1],
          (before.counts[2] ?? 0) + 1,
        ]);
      });

      test("a step that guesses the revision to come never undoes the step that brings it", async () => {
        const { caseId } = await taken();
        const assignee = house.person("djp-rekan").id;
        for (let round = 0; round < 12; round += 1) {
          await take(house, "djp-petugas", caseId, { isUrgent: false, assignee: null });
          const { revision } = await caseOf(house, "djp-petugas", caseId);
          const [first, second] = await Promise.all([
            codeOf(take(house, "djp-petugas", caseId, { revision, isUrgent: true })),
            codeOf(take(house, "djp-petugas", caseId, { revision: revision + 1, assignee })),
          ]);
          const row = await caseOf(house, "djp-petugas", caseId);
          assert.equal(first, "accepted");
          assert.equal(row.isUrgent, true);
          assert.equal(row.assignee, second === "accepted" ? assignee : null);
        }
      });

      test("a step never undoes a mark of reading that was set at the same time", async () => {
        const reporter = await taken();
        const { caseId } = reporter;
        await declare(house, "djp-rekan", { caseId });
        for (let round = 0; round < 8; round += 1) {
          const { index: upTo } = await writeAsReporter(house, reporter);
          const reading = { params: { id: caseId }, body: { upTo } };
          await Promise.all([
            take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] }),
            house.staff("djp-rekan").call(staffRoutes.markRead, reading),
          ]);
          assert.equal((await caseOf(house, "djp-petugas", caseId)).hasUnread, false);
        }
      });

      test("a handler's step and the reporter's message at once: the message is never lost", async () => {
        const reporter = await taken();
        const { revision } = await caseOf(house, "djp-petugas", reporter.caseId);
        const step = { revision, internal: [await sealedText(1)] };
        const [written, code] = await Promise.all([
          writeAsReporter(house, reporter),
          codeOf(take(house, "djp-petugas", reporter.caseId, step)),
        ]);
        assert.ok(code === "accepted" || code === "revision-conflict");
        const { messages } = await lookIn(house, reporter);
        assert.ok(messages.some(({ index }) => index === written.index));
      });

      test("what is refused leaves nothing behind", async () => {
        const { caseId } = await taken();
        const before = await contentOf(caseId);
        const internal = [await sealedText(1)];
        const stranger = house.person("djbc-petugas").id;
        const bad = [
          [{ internal, records: [await sealedText(2)] }, "ciphertext-refused"],
          [{ internal: [await sealedText(2)] }, "ciphertext-refused"],
          [{ toReporter: [await sealedText(1)] }, "ciphertext-refused"],
          [{ internal: [await sealedText(1, 5_000)] }, "ciphertext-refused"],
          [{ internal: [toBase64(Buffer.from("text in clear"))] }, "ciphertext-refused"],
          [{ internal, wraps: (await newKeyFor(["unit DJP"])).wraps }, "request-malformed"],
          [{ internal, card: await sealedText(1, 2_048) }, "request-malformed"],
          [{ internal, ...(await newKeyFor(["unit DJP", "unit DJBC"])) }, "request-malformed"],
          [{ internal, ...(await newKeyFor(["unit DJP", "unit DJP"])) }, "request-malformed"],
          [{ internal, ...(await newKeyFor(["unit DJBC"])) }, "request-malformed"],
          [{ internal, assignee: stranger }, "request-malformed"],
          [{ internal, assignee: randomId() }, "request-malformed"],
          [{ internal, answers: ["feedback"], toReporter: [] }, "request-malformed"],
          [{ internal, act: "some note" }, "act-refused"],
          [{ to: "assessing", internal, act: "some note" }, "act-refused"],
          [{ to: "assessing", internal, retentionOn: 30_000 }, "request-malformed"],
          [{ internal, revision: before.row.revision - 1 }, "revision-conflict"],
          [{ internal, revision: before.row.revision + 1 }, "revision-conflict"],
        ] as const;
        for (const [step, code] of bad) {
          const given = {
            ...step,
            ...("answers" in step ? { answers: [...step.answers], toReporter: [] } : {}),
          };
          assert.equal(
            await codeOf(take(house, "djp-petugas", caseId, given as object)),
            code,
            JSON.stringify(Object.keys(step)),
          );
        }
        assert.deepEqual(await contentOf(caseId), before);
      });

      test("a case is given to a colleague and given away", async () => {
        const { caseId } = await taken();
        const colleague = house.person("djp-rekan").id;
        await take(house, "djp-petugas", caseId, { assignee: colleague });
        assert.equal((await caseOf(house, "djp-rekan", caseId)).assignee, colleague);
        await take(house, "djp-petugas", caseId, { assignee: null });
        assert.equal((await caseOf(house, "djp-rekan", caseId)).assignee, null);
      });
    });

    test(`a member who works on no case may not ask for any, on ${dialect}`, async () => {
      const { caseId } = await sendReport(house);
      const today = String(house.clock.today());
      const api = house.staff("humas");
      for (const id of [caseId, randomId()])
        assert.equal(await codeOf(api.call(staffRoutes.case, { params: { id } })), "role-missing");
      const query = { unit: "DJP", today };
      assert.equal(await codeOf(api.call(staffRoutes.caseCounts, { query })), "role-missing");
    });

    test(`urgency moves the acknowledgement limit, counted from receipt, on ${dialect}`, async () => {
      const { caseId } = await sendReport(house);
      const dueOf = async () =>
        (await caseOf(house, "djp-petugas", caseId)).clocks.find(({ code }) => code === "T_ACK")
          ?.dueOn;
      const today = house.clock.today();
      assert.equal(await dueOf(), today + 7);
      await declare(house, "djp-petugas", { caseId });
      await take(house, "djp-petugas", caseId, { isUrgent: true });
      assert.ok(((await dueOf()) ?? 0) < today + 7);
      assert.equal((await caseOf(house, "djp-petugas", caseId)).isUrgent, true);
      await take(house, "djp-petugas", caseId, { isUrgent: false });
      assert.equal(await dueOf(), today + 7);
    });
  });
