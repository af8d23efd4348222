import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, MailboxReply, ReplyOf } from "@bijak/contract";
import { staffRoutes } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  generateSigningKey,
  recipientOf,
  cosignAct,
  sealMessage,
  sha256Base64,
  vkeyName,
  writeAct,
  type MessageBody,
} from "@bijak/envelope";
import {
  appendLeaf,
  emptyTree,
  leafHash,
  readCheckpoint,
  rootOf,
  writeCheckpoint,
} from "@bijak/envelope/audit";
import {
  checkAudit,
  declare,
  describeDesk,
  listInbox,
  openCase,
  openEvidence,
  proposeClosing,
  reply,
  takeCase,
  writeNote,
  type Desk,
} from "../src/handler.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  openThread,
  sendEvidence,
  sendMailboxMessage,
} from "../src/reporter.ts";
import { loadCase, type CaseFile } from "../src/handler/case-file.ts";
import { takeStep, type StepDraft } from "../src/handler/step.ts";
import { stateBody } from "../src/shared/state.ts";
import { inboxRow } from "../src/handler/inbox.ts";
import { unwrapCase } from "../src/handler/unwrap.ts";
import { postMessage } from "../src/reporter/post-message.ts";
import { aFile, lyingAt, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

type Messages = ReplyOf<typeof staffRoutes.messages>;
type Case = ReplyOf<typeof staffRoutes.case>;

const journey = await openJourney();
const { institution } = journey;
const handler = await journey.desk("handler.djp");
const first = await aTakenCase();
const second = await aTakenCase();

async function aTakenCase(): Promise<Sent> {
  const sent = await journey.report();
  const { caseId } = sent.sealed;
  await declare(handler, caseId, { hasConflict: false });
  await takeCase(handler, caseId);
  await reply(handler, caseId, { text: "Jawaban pertama.", kind: "message" });
  await reply(handler, caseId, { text: "Jawaban kedua.", kind: "message" });
  return sent;
}

const mailboxOf = (keys: Sent["keys"]) =>
  openMailbox({ api: journey.reporterApi, institution, keys, solve, pace });

const refused = (code: string) => (fault: unknown) => {
  assert.ok(fault instanceof EnvelopeError, String(fault));
  assert.equal(fault.code, code);
  return true;
};

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
    const { sealed, keys } = await aTakenCase();
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

describe("a server that lies to the handler", () => {
  const deskThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
    journey.desk("handler.djp", through);
  const lie = async (change: (reply: Messages) => Messages) => {
    const desk = await deskThrough(lyingAt("/messages", change));
    return openCase(desk, first.sealed.caseId);
  };

  test("shows a gap when it hides a message", async () => {
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.filter((_, at) => at !== 2),
    }));
    assert.deepEqual(view.warnings, ["sequence-broken"]);
    assert.notEqual(view.report, null);
  });

  test("shows a gap when it hides the first words of the unit, and when it changes the order", async () => {
    const hiding = (reply: Messages) => ({
      ...reply,
      messages: reply.messages.filter((_, at) => at !== 1),
    });
    const turning = (reply: Messages) => ({ ...reply, messages: reply.messages.toReversed() });
    for (const change of [hiding, turning]) {
      assert.ok((await lie(change)).warnings.includes("sequence-broken"));
    }
  });

  test("shows an unreadable message when it changes one, and the rest stays readable", async () => {
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.map((message, at) => {
        const bytes = Buffer.from(message.sealed, "base64");
        if (at === 1) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return { ...message, sealed: bytes.toString("base64") };
      }),
    }));
    assert.ok(view.warnings.includes("message-unreadable"));
    assert.deepEqual(
      view.unreadable.map(({ index }) => index),
      [1],
    );
    assert.notEqual(view.report, null);
  });

  test("cannot pass a reply off as a note or a note as a reply", async () => {
    await writeNote(handler, first.sealed.caseId, { text: "Hanya untuk rekan." });
    const view = await lie((reply) => ({
      ...reply,
      messages: reply.messages.map((message) =>
        message.direction === "internal" ? { ...message, direction: "to-reporter" } : message,
      ),
    }));
    assert.ok(view.warnings.includes("message-unreadable"));
    assert.equal(JSON.stringify(view.thread).includes("Hanya untuk rekan"), false);
  });

  test("shows a gap when it hides an entry of the record", async () => {
    const view = await lie((reply) => ({
      ...reply,
      records: reply.records.map((record) => ({
        ...record,
        sealed: reply.records[0]?.sealed.replace(/.{8}$/u, "AAAAAAAA") ?? "",
      })),
    }));
    assert.ok(view.warnings.includes("record-unreadable"));
  });

  test("cannot put the wrap of one case in the place of another's: the row is locked", async () => {
    const rows = (await listInbox(handler, { unit: "DJP", view: "all", limit: 50 })).rows;
    assert.equal(
      rows.some(({ isLocked }) => isLocked),
      false,
    );
    const swap = (reply: { rows: { wrap: string | null }[] }) => {
      const [one, two, ...rest] = reply.rows;
      return {
        ...reply,
        rows: [{ ...one, wrap: two?.wrap }, { ...two, wrap: one?.wrap }, ...rest],
      };
    };
    const desk = await deskThrough(lyingAt("/api/cases", swap));
    const swapped = (await listInbox(desk, { unit: "DJP", view: "all", limit: 50 })).rows;
    assert.equal(swapped.filter(({ isLocked }) => isLocked).length, 2);
  });

  describe("about where a case stands", () => {
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
      const { sealed, keys } = await aTakenCase();
      await reply(handler, sealed.caseId, { text: "Kapan?", kind: "question" });
      const { thread } = await mailboxOf(keys);
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
        const { caseId } = (await aTakenCase()).sealed;
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
        const { caseId } = (await aTakenCase()).sealed;
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
        const { caseId } = (await aTakenCase()).sealed;
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

  describe("about who can read", () => {
    const naming =
      (caseId: string, change: (row: Case["case"]) => Partial<Case["case"]>) =>
      (through: Fetch): Fetch =>
        lyingAt(`/api/cases/${caseId}`, (reply: Case) => ({
          ...reply,
          case: { ...reply.case, ...change(reply.case) },
        }))(through);

    test("cannot have the key made for a unit that the reporter was not shown", async () => {
      const { sealed } = await journey.report();
      const { caseId } = sealed;
      await declare(handler, caseId, { hasConflict: false });
      const wraps: string[] = [];
      const watching =
        (inner: Fetch): Fetch =>
        (input, init) => {
          if (input.endsWith("/steps")) wraps.push(input);
          return inner(input, init);
        };
      const lies = [
        naming(caseId, ({ units }) => ({ units: [...units, "DJBC"] })),
        naming(caseId, () => ({ standby: "DJBC" })),
        naming(caseId, () => ({ standby: null })),
      ];
      for (const through of lies) {
        const desk = await deskThrough((inner) => watching(through(inner)));
        const view = await openCase(desk, caseId);
        assert.deepEqual(
          [view.warnings, view.canRead, view.standby],
          [["access-differs"], ["DJP"], "ITJEN"],
        );
        await assert.rejects(takeCase(desk, caseId), refused("access-differs"));
      }
      assert.deepEqual(wraps, []);
      assert.deepEqual((await takeCase(handler, caseId)).warnings, []);
    });

    test("cannot take any step with a case whose access it tells otherwise", async () => {
      const { caseId } = first.sealed;
      const desk = await deskThrough(naming(caseId, () => ({ units: ["DJP", "DJBC"] })));
      const words = { text: "Balasan.", kind: "message" } as const;
      await assert.rejects(reply(desk, caseId, words), refused("access-differs"));
    });

    test("cannot have the standby unit open a case, even by calling it a unit at work", async () => {
      const { caseId, standbyWrap } = first.sealed;
      const { case: row } = await handler.api.call(staffRoutes.case, { params: { id: caseId } });
      const wrap = Buffer.from(standbyWrap).toString("base64");
      const lies = [{ units: ["ITJEN"], standby: null }, { units: ["DJP", "ITJEN"] }, {}];
      for (const lie of lies) {
        const standing = await journey.desk("supervisor.itjen");
        const told = { ...row, ...lie, holder: "unit ITJEN", wrap };
        const { isLocked, standbyOnly, title } = await inboxRow(standing, told);
        assert.deepEqual([isLocked, standbyOnly, title], [true, true, ""]);
        assert.equal((await unwrapCase(standing, told)).caseKeys, null);
      }
    });

    test("cannot have keys that were opened for one case count for another", async () => {
      const desk = await deskThrough((inner) => inner);
      const wrapOf = async ({ sealed: { caseId } }: Sent) =>
        (await desk.api.call(staffRoutes.case, { params: { id: caseId } })).case;
      const [one, two] = [await wrapOf(first), await wrapOf(second)];
      assert.notEqual((await unwrapCase(desk, one)).caseKeys, null);
      assert.equal((await unwrapCase(desk, { ...two, wrap: one.wrap })).caseKeys, null);
    });
  });

  test("cannot hand out another file than the message announced", async () => {
    const sent = await journey.report();
    const thread = openThread(sent.sealed, sent.acknowledgement);
    await sendEvidence({
      api: journey.reporterApi,
      institution,
      keys: sent.keys,
      thread,
      file: aFile("isi"),
      solve,
      pace,
    });
    const swapping =
      (inner: Fetch): Fetch =>
      async (input, init) => {
        const response = await inner(input, init);
        if (!input.includes("/files/")) return response;
        const bytes = new Uint8Array(await response.arrayBuffer());
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return new Response(bytes, { headers: { "content-type": "application/octet-stream" } });
      };
    const desk = await deskThrough(swapping);
    const view = await declare(desk, sent.sealed.caseId, { hasConflict: false });
    const file = view.thread[1]?.body.files[0];
    assert.ok(file);
    await assert.rejects(
      openEvidence(desk, sent.sealed.caseId, file),
      refused("blob-part-differs"),
    );
  });

  test("cannot leave out members or give itself rights: the members note is signed", async () => {
    const change = (reply: { members: string }) => ({
      ...reply,
      members: reply.members.replace("handler", "supervisor"),
    });
    await assert.rejects(
      deskThrough(lyingAt("/api/staff/directory", change)),
      refused("note-not-authentic"),
    );
  });

  describe("about the audit log", () => {
    const forged = async (size: number) => {
      let tree = emptyTree();
      for (let at = 0; at < size; at += 1)
        tree = appendLeaf(tree, leafHash(Uint8Array.of(at % 256)));
      const { logKey } = journey.parts.secrets;
      const origin = `${institution.realm.instance}/audit`;
      return {
        note: await writeCheckpoint({ origin, size, root: rootOf(tree) }, logKey),
        vkey: logKey.vkey,
      };
    };
    const auditThrough = async (checkpoint: unknown) => {
      const desk = await deskThrough(lyingAt("/api/audit/checkpoint", () => checkpoint));
      return describeDesk(desk).audit;
    };

    test("an honest log that has grown is consistent", async () => {
      const before = describeDesk(handler).audit;
      const after = await checkAudit(handler);
      assert.equal(after.isConsistent, true);
      assert.ok(after.size > before.size);
    });

    test("a log that was written anew is found out, longer or shorter than before", async () => {
      const { size } = await checkAudit(handler);
      assert.equal((await auditThrough(await forged(size + 5))).isConsistent, false);
      assert.equal((await auditThrough(await forged(size - 5))).isConsistent, false);
    });

    test("the same log under another key is found out", async () => {
      const honest = await handler.api.call(staffRoutes.checkpoint, {});
      const checkpoint = await readCheckpoint(honest.note, honest.vkey);
      const key = await generateSigningKey(vkeyName(honest.vkey));
      const forgery = { note: await writeCheckpoint(checkpoint, key), vkey: key.vkey };
      assert.equal((await auditThrough(forgery)).isConsistent, false);
    });

    describe("and what this desk did last", () => {
      type Inclusion = ReplyOf<typeof staffRoutes.inclusion>;
      const afterStep = async (through: (inner: Fetch) => Fetch) => {
        const desk = await deskThrough(through);
        await writeNote(desk, first.sealed.caseId, { text: "Dicatat." });
        return desk;
      };
      const statusAfter = async (through: (inner: Fetch) => Fetch) =>
        (await checkAudit(await afterStep(through))).isConsistent;
      const proving = (change: (reply: Inclusion) => Inclusion) =>
        lyingAt("/api/audit/inclusion", change);

      test("is found in an honest log, once", async () => {
        const desk = await afterStep((inner) => inner);
        assert.notEqual(desk.memory.ownEntry, null);
        assert.equal((await checkAudit(desk)).isConsistent, true);
        assert.equal(desk.memory.ownEntry, null);
        assert.equal((await checkAudit(desk)).isConsistent, true);
      });

      test("is missed when the server shows it nowhere", async () => {
        const hiding =
          (inner: Fetch): Fetch =>
          (input, init) =>
            input.includes("/api/audit/inclusion")
              ? Promise.resolve(Response.json({ code: "not-available" }, { status: 404 }))
              : inner(input, init);
        assert.equal(await statusAfter(hiding), false);
      });

      test("is missed when its entry was changed, or its proof does not fit", async () => {
        const otherDay = proving((reply) => ({
          ...reply,
          record: reply.record.replace(/"day":\d+/u, '"day":1'),
        }));
        const otherProof = proving((reply) => ({ ...reply, proof: reply.proof.toReversed() }));
        for (const through of [otherDay, otherProof])
          assert.equal(await statusAfter(through), false);
      });
    });

    test("what was found out is not kept: the honest log is consistent again", async () => {
      const { audit } = describeDesk(await journey.desk("handler.djp"));
      assert.equal(audit.isConsistent, true);
    });
  });
});

test("garbage that a reporter sends locks nobody out of the case", async () => {
  const { keys, sealed, acknowledgement } = await journey.report();
  const { caseId } = sealed;
  const thread = openThread(sealed, acknowledgement);
  const garbage = await sealMessage({
    realm: institution.realm,
    message: {
      caseId,
      author: "reporter",
      n: 0,
      seq: 1,
      previous: thread.previous,
      body: { kind: "message", text: "x", files: [] },
    },
    recipients: [await recipientOf(await generateIdentity("x25519"))],
    signingKey: keys.signing,
  });
  await postMessage({ api: journey.reporterApi, keys, solve, sealed: garbage, files: [], pace });
  const view = await declare(handler, caseId, { hasConflict: false });
  assert.deepEqual(
    [view.warnings, view.unreadable.length, view.report === null],
    [["message-unreadable"], 1, false],
  );
  assert.equal((await takeCase(handler, caseId)).state, "verifying");
});

test("after a declared conflict the case is closed to the member, and stays open to a colleague", async () => {
  const { sealed } = await journey.report();
  const view = await declare(handler, sealed.caseId, { hasConflict: true });
  assert.deepEqual(
    [view.declaration, view.isLocked, view.report, view.moves.length],
    ["conflict", true, null, 0],
  );
  const supervisor = await journey.desk("supervisor.djp");
  assert.notEqual((await declare(supervisor, sealed.caseId, { hasConflict: false })).report, null);
});
