import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, ReplyOf, staffRoutes } from "@bijak/contract";
import { cosignAct, sha256Base64, writeAct, type MessageBody } from "@bijak/envelope";
import { openCase, proposeClosing, reply, type Desk } from "../src/handler.ts";
import { loadCase, type CaseFile } from "../src/handler/case-file.ts";
import { takeStep, type StepDraft } from "../src/handler/step.ts";
import { stateBody } from "../src/shared/state.ts";
import { sendMailboxMessage } from "../src/reporter.ts";
import { anAnsweredCase, mailboxOf, refused } from "./support/cases.ts";
import { lyingAt, openJourney, solve } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

type Messages = ReplyOf<typeof staffRoutes.messages>;
type Case = ReplyOf<typeof staffRoutes.case>;

const journey = await openJourney();
const { institution } = journey;
const handler = await journey.desk("handler.djp");
const first = await anAnsweredCase(journey, handler);

const deskThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
  journey.desk("handler.djp", through);

describe("a server that lies to the handler about where a case stands", () => {
  const telling = (caseId: string, state: string) =>
    deskThrough(
      lyingAt(`/api/cases/${caseId}`, (reply: Case) => ({
        ...reply,
        case: { ...reply.case, state },
      })),
    );

  test("is told apart from the unit when it shows another state", async () => {
    const { caseId } = first.sealed;
    const view = await openCase(await telling(caseId, "assessing"), caseId);
    assert.deepEqual(view.warnings, ["state-differs"]);
  });

  test("nothing is wrong where an answer moved the case on without a signature", async () => {
    const { sealed, keys } = await anAnsweredCase(journey, handler);
    await reply(handler, sealed.caseId, { text: "Kapan?", kind: "question" });
    const { thread } = await mailboxOf(journey, keys);
    const words = { kind: "answer", text: "Kemarin.", solve, pace } as const;
    await sendMailboxMessage({
      api: journey.reporterApi,
      institution,
      keys,
      thread,
      ...words,
    });
    assert.deepEqual((await openCase(handler, sealed.caseId)).warnings, []);
    const asking = await telling(sealed.caseId, "awaiting-reporter");
    assert.deepEqual((await openCase(asking, sealed.caseId)).warnings, ["state-differs"]);
  });

  describe("and since when", () => {
    const redating = (change: (on: number, at: number) => number) =>
      deskThrough(
        lyingAt("/messages", (reply: Messages) => ({
          ...reply,
          messages: reply.messages.map((one, at) => ({ ...one, on: change(one.on, at) })),
        })),
      );
    const ahead = (caseId: string) =>
      deskThrough(
        lyingAt(`/api/cases/${caseId}`, (reply: Case) => ({
          ...reply,
          case: { ...reply.case, receivedOn: reply.case.receivedOn + 30 },
        })),
      );

    test("cannot move a promised day by dating the case ahead", async () => {
      const { caseId } = (await anAnsweredCase(journey, handler)).sealed;
      const desks = [await redating((on) => on + 30), await ahead(caseId)];
      for (const desk of desks) {
        assert.deepEqual((await openCase(desk, caseId)).warnings, ["days-differ"]);
        const words = { text: "Balasan.", kind: "message" } as const;
        await assert.rejects(reply(desk, caseId, words), refused("day-in-future"));
      }
    });

    test("is told apart from the unit when it dates a signed move otherwise", async () => {
      const { caseId } = first.sealed;
      const desk = await redating((on) => on - 2);
      assert.deepEqual((await openCase(desk, caseId)).warnings, ["days-differ"]);
    });

    test("may have a clock that is a day apart", async () => {
      const { caseId } = first.sealed;
      for (const by of [1, -1]) {
        const desk = await redating((on) => on + by);
        assert.deepEqual((await openCase(desk, caseId)).warnings, []);
      }
    });
  });

  describe("and one member who helps it", () => {
    const concluded = (outcome: string): MessageBody =>
      stateBody({ code: "concluded", since: journey.today(), promise: null, outcome });
    /** What colleagues read after a step of one member that only messages and records make look like a closing. */
    const afterFake = async (draft: (file: CaseFile) => Promise<StepDraft>) => {
      const { caseId } = (await anAnsweredCase(journey, handler)).sealed;
      const file = await loadCase(handler, caseId);
      await takeStep(handler, file, await draft(file));
      return (await openCase(await telling(caseId, "concluded"), caseId)).warnings;
    };
    const actOn = async (file: CaseFile, hash: string, signers: readonly Desk[]) => {
      const { instance } = institution.realm;
      const act = { instance, caseId: file.row.id, kind: "close", hash, revision: 1 } as const;
      const [one = handler, two] = signers;
      const note = await writeAct(act, one.memberKey);
      return two === undefined ? note : cosignAct(note, two.memberKey);
    };
    const proposed = async (reason: string) => {
      const { caseId } = (await anAnsweredCase(journey, handler)).sealed;
      await proposeClosing(handler, caseId, { outcome: "too-little-information", reason });
      return caseId;
    };

    test("cannot close a case without any act", async () => {
      const fake = () => Promise.resolve({ toReporter: [concluded("too-little-information")] });
      assert.deepEqual(await afterFake(fake), ["closing-not-proven"]);
    });

    test("cannot close it with an act on nothing that the record holds", async () => {
      const supervisor = await journey.desk("supervisor.djp");
      const hash = await sha256Base64(new Uint8Array(1));
      const fake = async (file: CaseFile): Promise<StepDraft> => {
        const note = await actOn(file, hash, [handler, supervisor]);
        return {
          toReporter: [concluded("too-little-information")],
          records: [{ kind: "act", on: journey.today(), note }],
        };
      };
      assert.deepEqual(await afterFake(fake), ["closing-not-proven"]);
    });

    const signing = [
      { words: "one signature", logins: ["handler.djp"], outcome: "too-little-information" },
      {
        words: "two signatures without a supervisor's",
        logins: ["handler.djp", "handler.djbc"],
        outcome: "too-little-information",
      },
      {
        words: "another outcome than two persons approved",
        logins: ["handler.djp", "supervisor.djp"],
        outcome: "guidance",
      },
      {
        words: "",
        logins: ["handler.djp", "supervisor.djp"],
        outcome: "too-little-information",
      },
    ];
    for (const { words, logins, outcome } of signing) {
      const name =
        words === "" ? "what two persons did approve is proven" : `cannot close it with ${words}`;
      test(name, async () => {
        const caseId = await proposed(`Tidak terbukti: ${words}`);
        const file = await loadCase(handler, caseId);
        const hash = file.entries.find(({ entry }) => entry.kind === "proposal")?.hash ?? "";
        const signers = await Promise.all(logins.map((login) => journey.desk(login)));
        const note = await actOn(file, hash, signers);
        await takeStep(handler, file, {
          toReporter: [concluded(outcome)],
          records: [{ kind: "act", on: journey.today(), note }],
        });
        const view = await openCase(await telling(caseId, "concluded"), caseId);
        assert.deepEqual(view.warnings, words === "" ? [] : ["closing-not-proven"]);
      });
    }
  });
});
