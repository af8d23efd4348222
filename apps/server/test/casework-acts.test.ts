import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { addMonths, CASE_STATES, findTransition } from "@bijak/domain";
import { addSignature, cosignAct, writeAct } from "@bijak/envelope";
import {
  caseOf,
  confirm,
  declare,
  lookIn,
  propose,
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
import { ensureAccess } from "../src/casework/access.ts";
import { ensureMove } from "../src/casework/step-moves.ts";
import { parseStep } from "../src/casework/step-parse.ts";
import { listActs } from "../src/casework/word-store.ts";
import { INSTANCE } from "./support/app.ts";
import { codeOf, listMembers, openHouse } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

const CLOSING = CASE_STATES.filter((from) => findTransition(from, "concluded") !== null);
const CLOSING_STEP = {
  to: "concluded",
  internal: [],
  records: [],
  wraps: [],
  card: null,
  answers: [],
};

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const actsOf = async (caseId: string) =>
      (await house.staff("djp-penyelia").call(staffRoutes.case, { params: { id: caseId } })).acts;
    /** A case that handler and supervisor know, in this state. */
    const knownCase = async (state: string = "verifying") => {
      const reporter = await sendReport(house, { standby: "ITJEN" });
      await takeOver(house, "djp-petugas", reporter.caseId);
      await declare(house, "djp-penyelia", reporter);
      await putInState(house, reporter.caseId, state);
      return reporter;
    };

    describe(`steps of two persons, on ${dialect}`, () => {
      test("a handler proposes, the supervisor confirms: the case is concluded from every state that can be", async () => {
        assert.ok(CLOSING.length >= 5);
        for (const state of CLOSING) {
          const { caseId } = await knownCase(state);
          const proposed = await propose(house, "djp-petugas", caseId);
          assert.deepEqual(await actsOf(caseId), [
            { id: proposed.actId, kind: "close", note: proposed.note },
          ]);
          await confirm(house, "djp-penyelia", caseId, { proposed });
          const row = await caseOf(house, "djp-penyelia", caseId);
          assert.equal(row.state, "concluded");
          assert.deepEqual(row.clocks, []);
          assert.deepEqual(await actsOf(caseId), []);
        }
      });

      test("a concluded case is reopened the same way, by two", async () => {
        const { caseId } = await knownCase("concluded");
        const proposed = await propose(house, "djp-petugas", caseId, { act: { kind: "reopen" } });
        const closing = confirm(house, "djp-penyelia", caseId, { proposed });
        assert.equal(await codeOf(closing), "move-impossible");
        await confirm(house, "djp-penyelia", caseId, { proposed, step: { to: "reopened" } });
        assert.equal((await caseOf(house, "djp-penyelia", caseId)).state, "reopened");
      });

      test("the supervisor may propose and the handler confirm; two handlers may not close", async () => {
        const { caseId } = await knownCase();
        const first = await propose(house, "djp-penyelia", caseId);
        assert.equal(
          await codeOf(confirm(house, "djp-petugas", caseId, { proposed: first })),
          "accepted",
        );
        const other = await knownCase();
        await declare(house, "djp-rekan", other);
        const proposed = await propose(house, "djp-petugas", other.caseId);
        const second = confirm(house, "djp-rekan", other.caseId, { proposed });
        assert.equal(await codeOf(second), "role-missing");
      });

      test("one member cannot sign both halves", async () => {
        const { caseId } = await knownCase();
        const { note, revision } = await propose(house, "djp-penyelia", caseId);
        const signature = note.slice(note.lastIndexOf("\n—") + 1);
        for (const act of [note, `${note}${signature}`]) {
          const step = { to: "concluded", act, revision };
          assert.equal(await codeOf(take(house, "djp-penyelia", caseId, step)), "act-refused");
        }
        assert.equal((await caseOf(house, "djp-penyelia", caseId)).state, "verifying");
      });

      test("a member who did not sign cannot hand in the signatures of two others", async () => {
        const { caseId } = await knownCase();
        await declare(house, "djp-rekan", { caseId });
        const { note, revision } = await propose(house, "djp-petugas", caseId);
        const act = await cosignAct(note, house.person("djp-penyelia").signing);
        const step = { to: "concluded", act, revision };
        assert.equal(await codeOf(take(house, "djp-rekan", caseId, step)), "act-refused");
      });

      test("signatures from another unit, from a member without a declaration, and of three members do not count", async () => {
        const reporter = await sendReport(house);
        const { caseId } = reporter;
        await takeOver(house, "djp-petugas", caseId);
        const { note, revision } = await propose(house, "djp-petugas", caseId);
        const sign = (login: "djbc-penyelia" | "itjen-penyelia" | "djp-penyelia", on = note) =>
          addSignature(on, house.person(login).signing);
        const three = await sign("djbc-penyelia", await sign("djp-penyelia"));
        for (const act of [
          await sign("djbc-penyelia"),
          await sign("itjen-penyelia"),
          await sign("djp-penyelia"),
          three,
        ]) {
          const step = { to: "concluded", act, revision };
          assert.equal(await codeOf(take(house, "djp-petugas", caseId, step)), "act-refused");
        }
      });

      test("a proposer who has left the unit, or whose word on a conflict is missing, signs no more", async () => {
        const { caseId } = await knownCase();
        const { note, revision } = await propose(house, "djp-petugas", caseId);
        const act = await cosignAct(note, house.person("djp-penyelia").signing);
        const members = await listMembers(house);
        const { id: proposer } = house.person("djp-petugas");
        const { id: asker } = house.person("djp-penyelia");
        const { db } = house.store;
        const judge = async (list: typeof members, unconflicted: readonly string[]) => {
          const member = list.find(({ id }) => id === asker);
          assert.ok(member);
          const viewer = { member, members: list };
          const access = await ensureAccess(db, viewer, caseId);
          const facts = {
            ...viewer,
            access,
            unconflicted,
            acts: await listActs(db, caseId),
            transfer: null,
            isAnswerOverdue: false,
            today: house.clock.today(),
          };
          const step = parseStep(
            { ...CLOSING_STEP, revision, act, toReporter: [await sealedText(2)] },
            "x25519",
          );
          return codeOf(
            ensureMove(step, { ...facts, directory: { instance: INSTANCE, units: [] } }),
          );
        };
        const moved = members.map((one) =>
          one.id === proposer ? { ...one, units: ["DJBC"] } : one,
        );
        const demoted = members.map((one) =>
          one.id === proposer ? { ...one, roles: ["custodian" as const] } : one,
        );
        assert.equal(await judge(members, [proposer, asker]), "accepted");
        assert.equal(await judge(members, [asker]), "act-refused");
        assert.equal(await judge(moved, [proposer, asker]), "act-refused");
        assert.equal(await judge(demoted, [proposer, asker]), "act-refused");
      });

      test("without a proposal two signatures are nothing, and a proposal that was withdrawn is none", async () => {
        const { caseId } = await knownCase();
        const { revision } = await caseOf(house, "djp-penyelia", caseId);
        const words = {
          instance: INSTANCE,
          caseId,
          kind: "close",
          hash: `${"A".repeat(43)}=`,
          revision,
        } as const;
        const first = await writeAct(words, house.person("djp-petugas").signing);
        const act = await cosignAct(first, house.person("djp-penyelia").signing);
        const step = { to: "concluded", act, revision };
        assert.equal(await codeOf(take(house, "djp-penyelia", caseId, step)), "act-refused");
        const proposed = await propose(house, "djp-petugas", caseId);
        const call = { params: { id: caseId, act: proposed.actId } };
        await house.staff("djp-penyelia").call(staffRoutes.withdrawAct, call);
        assert.deepEqual(await actsOf(caseId), []);
        assert.equal(
          await codeOf(confirm(house, "djp-penyelia", caseId, { proposed })),
          "act-refused",
        );
        assert.equal(
          await codeOf(house.staff("djp-petugas").call(staffRoutes.withdrawAct, call)),
          "not-available",
        );
      });

      test("a proposal is void as soon as anything else happens to the case: a note, a word of the reporter, another proposal", async () => {
        const reporter = await knownCase();
        const { caseId } = reporter;
        const happen = [
          async () =>
            void (await take(house, "djp-petugas", caseId, { internal: [await sealedText(1)] })),
          async () => void (await writeAsReporter(house, reporter)),
          async () => void (await propose(house, "djp-penyelia", caseId)),
        ];
        for (const other of happen) {
          const proposed = await propose(house, "djp-petugas", caseId);
          await other();
          const pending = (await actsOf(caseId)).map(({ id }) => id);
          assert.ok(!pending.includes(proposed.actId));
          const late = confirm(house, "djp-penyelia", caseId, { proposed });
          assert.equal(await codeOf(late), "revision-conflict");
          const { revision } = await caseOf(house, "djp-penyelia", caseId);
          const moved = confirm(house, "djp-penyelia", caseId, { proposed, step: { revision } });
          assert.equal(await codeOf(moved), "act-refused");
        }
      });

      test("a proposal must be signed by its member alone, for this case, institution, record and revision, and be possible now", async () => {
        const { caseId } = await knownCase();
        const other = await knownCase();
        const { revision } = await caseOf(house, "djp-petugas", caseId);
        const refused = [
          { act: { caseId: other.caseId } },
          { act: { instance: "lain.go.id" } },
          { act: { hash: `${"B".repeat(43)}=` } },
          { act: { revision } },
          { act: { revision: revision + 2 } },
          { body: { note: "no note" } },
        ];
        for (const given of refused)
          assert.equal(await codeOf(propose(house, "djp-petugas", caseId, given)), "act-refused");
        const impossible = ["reopen", "takeover", "unseal-identity", "export", "publish"] as const;
        for (const kind of impossible)
          assert.equal(
            await codeOf(propose(house, "djp-petugas", caseId, { act: { kind } })),
            "move-impossible",
          );
        const record = toBase64(await sealedTo(2));
        assert.equal(
          await codeOf(propose(house, "djp-petugas", caseId, { body: { record } })),
          "ciphertext-refused",
        );
        const stale = { act: { revision }, body: { revision: revision - 1 } };
        assert.equal(
          await codeOf(propose(house, "djp-petugas", caseId, stale)),
          "revision-conflict",
        );
        assert.deepEqual(await actsOf(caseId), []);
      });

      test("of two supervisors' tries at once one closes", async () => {
        const { caseId } = await knownCase();
        const proposed = await propose(house, "djp-petugas", caseId);
        const codes = await Promise.all(
          [1, 2, 3].map(() => codeOf(confirm(house, "djp-penyelia", caseId, { proposed }))),
        );
        assert.deepEqual(codes.toSorted(), ["accepted", "revision-conflict", "revision-conflict"]);
      });

      test("a proposer who has a conflict after all takes the proposal down", async () => {
        const { caseId } = await knownCase();
        const proposed = await propose(house, "djp-petugas", caseId);
        await declare(house, "djp-petugas", { caseId, hasConflict: true });
        assert.deepEqual(await actsOf(caseId), []);
        const { revision } = await caseOf(house, "djp-penyelia", caseId);
        const late = confirm(house, "djp-penyelia", caseId, { proposed, step: { revision } });
        assert.equal(await codeOf(late), "act-refused");
      });

      test("the reporter reads the end, and the day of erasure follows the outcome", async () => {
        const reporter = await knownCase();
        const { caseId } = reporter;
        const today = house.clock.today();
        const retentionWith = async (named: object) => {
          await putInState(house, caseId, "verifying");
          const proposed = await propose(house, "djp-petugas", caseId);
          const code = await codeOf(
            confirm(house, "djp-penyelia", caseId, { proposed, step: named }),
          );
          return code === "accepted"
            ? (await caseOf(house, "djp-penyelia", caseId)).retentionOn
            : code;
        };
        assert.equal(await retentionWith({}), addMonths(today, 24));
        assert.equal(
          await retentionWith({ retentionOn: addMonths(today, 6) }),
          addMonths(today, 6),
        );
        assert.equal(
          await retentionWith({ retentionOn: addMonths(today, 7) }),
          "request-malformed",
        );
        await putInState(house, caseId, "concluded");
        const view = await lookIn(house, reporter);
        assert.equal(view.state, "concluded");
        assert.equal(view.promise, null);
        const proposed = await propose(house, "djp-petugas", caseId, { act: { kind: "reopen" } });
        await confirm(house, "djp-penyelia", caseId, { proposed, step: { to: "reopened" } });
        assert.equal((await caseOf(house, "djp-penyelia", caseId)).retentionOn, null);
      });

      test("a proposal that nobody made is withdrawn by nobody", async () => {
        const { caseId } = await knownCase();
        const call = { params: { id: caseId, act: randomId() } };
        assert.equal(
          await codeOf(house.staff("djp-petugas").call(staffRoutes.withdrawAct, call)),
          "not-available",
        );
      });
    });
  });
