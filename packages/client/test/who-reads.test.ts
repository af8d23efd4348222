import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { addDays } from "@bijak/domain";
import {
  answerTransfer,
  confirmReceipt,
  confirmTakeover,
  confirmTransfer,
  declare,
  dropUnit,
  finishTakeover,
  handOver,
  openCase,
  proposeTakeover,
  proposeTransfer,
  receiveTransfer,
  reply,
  restrictCase,
  writeNote,
  type Desk,
} from "../src/handler.ts";
import { loadCase } from "../src/handler/case-file.ts";
import { rekeyCase } from "../src/handler/rekey.ts";
import { deriveReporterKeys, generateReceipt, openMessage, type CaseKeys } from "@bijak/envelope";
import { changeReceipt, sendMailboxMessage } from "../src/reporter.ts";
import { parseBase64 } from "../src/shared/bytes.ts";
import { staffRoutes } from "@bijak/contract";
import { anAssessedCase, mailboxOf, sightOf } from "./support/cases.ts";
import { codeOf, FOUNDED_ON, openJourney, solve, type Sent } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const LOGINS = ["djp", "djbc", "itjen"].flatMap((unit) => [
  `handler.${unit}`,
  `supervisor.${unit}`,
]);
const REASON = "Alasan.";

const journey = await openJourney();
type Login = string;
type Desks = ReadonlyMap<Login, Desk>;

const openDesks = async (): Promise<Desks> =>
  new Map(await Promise.all(LOGINS.map(async (one) => [one, await journey.desk(one)] as const)));

let desks = await openDesks();
const deskOf = (login: Login): Desk => {
  const desk = desks.get(login);
  assert.ok(desk, login);
  return desk;
};

/** All the keys of a case that each member has ever held. */
class Kept {
  readonly #keys = new Map<Login, CaseKeys>();

  async look(caseId: string): Promise<void> {
    for (const [login, desk] of desks) {
      const { caseKeys } = await loadCase(desk, caseId).catch(() => ({ caseKeys: null }));
      if (caseKeys !== null) this.#keys.set(login, caseKeys);
    }
  }

  /** Who could open this message with what they ever held, had they got hold of its ciphertext. */
  async openersOf(sealed: Uint8Array, caseId: string): Promise<readonly Login[]> {
    const openers: Login[] = [];
    for (const [login, caseKeys] of this.#keys) {
      const { formers, reporter, keys } = caseKeys;
      const expected = {
        realm: journey.institution.realm,
        caseId,
        reporterVkeys: [...formers.map(({ vkey }) => vkey), reporter.vkey],
        unitVkeys: deskOf("handler.djp").unitVkeys,
      };
      const isOpen = await openMessage(sealed, keys, expected).then(
        () => true,
        () => false,
      );
      if (isOpen) openers.push(login);
    }
    return openers.toSorted();
  }
}

/**
 * Has the reporter and a reader write, then looks whether just these members read the case and could open both, whatever keys
 * the others kept.
 */
async function expectReaders(sent: Sent, kept: Kept, readers: readonly Login[]): Promise<void> {
  const { caseId } = sent.sealed;
  const sorted = readers.toSorted();
  for (const login of sorted) await declare(deskOf(login), caseId, { hasConflict: false });
  await kept.look(caseId);
  const { thread } = await mailboxOf(journey, sent.keys);
  const { reporterApi: api, institution } = journey;
  const words = { kind: "message", text: "Dari pelapor.", solve, pace } as const;
  await sendMailboxMessage({ api, institution, keys: sent.keys, thread, ...words });
  const [first = ""] = sorted;
  await writeNote(deskOf(first), caseId, { text: "Untuk rekan." });
  await reply(deskOf(first), caseId, { text: "Untuk pelapor.", kind: "message" });
  const seen = new Map<Login, string>();
  for (const [login, desk] of desks) seen.set(login, await sightOf(desk, caseId));
  assert.deepEqual(
    [...seen].flatMap(([login, sight]) => (sight === "reads" ? [login] : [])).toSorted(),
    sorted,
  );
  assert.deepEqual([...new Set(seen.values())].toSorted(), ["none", "reads"]);
  for (const login of sorted)
    assert.deepEqual((await openCase(deskOf(login), caseId)).warnings, []);
  const params = { id: caseId };
  const { messages } = await deskOf(first).api.call(staffRoutes.messages, { params });
  for (const { sealed } of messages.slice(-4))
    assert.deepEqual(await kept.openersOf(parseBase64(sealed), caseId), sorted);
  await expectCard(sent, sorted);
}

/** The reporter's card names the units of the readers. */
async function expectCard({ keys }: Sent, readers: readonly Login[]): Promise<void> {
  const units = readers.map((login) => login.split(".")[1]?.toUpperCase() ?? "");
  const { canRead } = await mailboxOf(journey, keys);
  assert.deepEqual(canRead.toSorted(), [...new Set(units)].toSorted());
}

const bothOf = (unit: string): readonly Login[] => [`handler.${unit}`, `supervisor.${unit}`];

/** A case of DJP, looked at by both of its members. */
async function aCase(report: Parameters<typeof journey.report>[0] = {}): Promise<[Sent, Kept]> {
  const both = [deskOf("handler.djp"), deskOf("supervisor.djp")] as const;
  const sent = await anAssessedCase(journey, both, report);
  const kept = new Kept();
  await kept.look(sent.sealed.caseId);
  return [sent, kept];
}

async function transfer(caseId: string, keepsAccess: boolean): Promise<void> {
  const handler = deskOf("handler.djp");
  const target = deskOf("handler.djbc");
  const choice = { target: "DJBC", keepsAccess, reason: REASON, summary: "Ringkasan." };
  const view = await proposeTransfer(handler, caseId, choice);
  await confirmTransfer(deskOf("supervisor.djp"), caseId, view.transfer?.proposal?.actId ?? "");
  await answerTransfer(target, caseId, { unit: "DJBC", isAccepted: true, reason: "" });
  await handOver(handler, caseId);
  await declare(target, caseId, { hasConflict: false });
  await receiveTransfer(target, caseId);
}

async function takeOver(caseId: string): Promise<void> {
  await proposeTakeover(deskOf("handler.itjen"), { caseId, reason: REASON });
  await confirmTakeover(deskOf("supervisor.itjen"), caseId);
}

async function finish(caseId: string, keepUnit: boolean): Promise<void> {
  const head = deskOf("supervisor.itjen");
  await declare(head, caseId, { hasConflict: false });
  await finishTakeover(head, caseId, { keepUnit, reason: REASON });
}

describe("who can open what", { concurrency: false }, () => {
  test("a case that its unit has taken: the unit, and nobody else", async () => {
    const [sent, kept] = await aCase();
    await expectReaders(sent, kept, bothOf("djp"));
  });

  test("after a transfer: the other unit only", async () => {
    const [sent, kept] = await aCase();
    await transfer(sent.sealed.caseId, false);
    await expectReaders(sent, kept, bothOf("djbc"));
  });

  test("after a transfer that keeps access: both units, until one of them gives up", async () => {
    const [sent, kept] = await aCase();
    const { caseId } = sent.sealed;
    await transfer(caseId, true);
    await expectReaders(sent, kept, [...bothOf("djp"), ...bothOf("djbc")]);
    assert.equal(await dropUnit(deskOf("handler.djp"), caseId, { unit: "DJP" }), null);
    await expectReaders(sent, kept, bothOf("djbc"));
  });

  test("after a supervisor ended the access of another unit: the own one", async () => {
    const [sent, kept] = await aCase();
    const { caseId } = sent.sealed;
    await transfer(caseId, true);
    await kept.look(caseId);
    const drop = (login: Login) => dropUnit(deskOf(login), caseId, { unit: "DJP" });
    await declare(deskOf("supervisor.djbc"), caseId, { hasConflict: false });
    assert.equal(await codeOf(drop("handler.djbc")), "role-missing");
    await drop("supervisor.djbc");
    await expectReaders(sent, kept, bothOf("djbc"));
  });

  test("after it was restricted: those members only, also when its keys are made anew", async () => {
    const [sent, kept] = await aCase();
    const { caseId } = sent.sealed;
    const memberIds = [deskOf("supervisor.djp").me.memberId];
    await restrictCase(deskOf("supervisor.djp"), caseId, { memberIds });
    await expectReaders(sent, kept, ["supervisor.djp"]);
    const { row } = await loadCase(deskOf("supervisor.djp"), caseId);
    assert.equal(await rekeyCase(deskOf("supervisor.djp"), row), "done");
    await expectReaders(sent, kept, ["supervisor.djp"]);
  });

  test("after the reporter took a new receipt: the unit as before, and only the new receipt", async () => {
    const [sent, kept] = await aCase();
    const { caseId } = sent.sealed;
    const { reporterApi: api, institution } = journey;
    const newKeys = await deriveReporterKeys(institution.realm, generateReceipt(), 10);
    await changeReceipt({ api, institution, oldKeys: sent.keys, newKeys, solve, pace });
    await confirmReceipt(deskOf("handler.djp"), caseId);
    assert.equal(await codeOf(mailboxOf(journey, sent.keys)), "mailbox-not-found");
    await expectReaders({ ...sent, keys: newKeys }, kept, bothOf("djp"));
    const params = { id: caseId };
    const { messages } = await deskOf("handler.djp").api.call(staffRoutes.messages, { params });
    const last = messages.at(-1);
    assert.ok(last);
    const opens = (keys: Sent["keys"]) =>
      openMessage(parseBase64(last.sealed), [keys.identity], {
        realm: institution.realm,
        caseId,
        reporterVkeys: [],
        unitVkeys: deskOf("handler.djp").unitVkeys,
      });
    await assert.rejects(opens(sent.keys), { code: "not-openable" });
    assert.equal((await opens(newKeys)).author, "DJP");
  });

  describe("once its time is over", { concurrency: false }, () => {
    const cases = new Map<string, [Sent, Kept]>();
    const caseOf = (name: string): [Sent, Kept] => {
      const found = cases.get(name);
      assert.ok(found);
      return found;
    };

    test("nobody else reads before a takeover, though a unit stands by", async () => {
      for (const name of ["standby keeps", "standby leaves"]) cases.set(name, await aCase());
      for (const name of ["asked keeps", "asked leaves"])
        cases.set(name, await aCase({ isStandbyAllowed: false }));
      cases.set("restricted", await aCase());
      const supervisor = deskOf("supervisor.djp");
      const { caseId } = caseOf("restricted")[0].sealed;
      await restrictCase(supervisor, caseId, { memberIds: [supervisor.me.memberId] });
      journey.toDay(addDays(FOUNDED_ON, 80));
      desks = await openDesks();
      for (const [{ sealed }] of cases.values())
        for (const login of ["handler.itjen", "handler.djbc"])
          assert.equal(await sightOf(deskOf(login), sealed.caseId), "none");
    });

    test("a standby key opens for the unit that took over, beside the one that had the case", async () => {
      const [sent, kept] = caseOf("standby keeps");
      await takeOver(sent.sealed.caseId);
      await finish(sent.sealed.caseId, true);
      await expectReaders(sent, kept, [...bothOf("djp"), ...bothOf("itjen")]);
    });

    test("or in its place", async () => {
      const [sent, kept] = caseOf("standby leaves");
      await takeOver(sent.sealed.caseId);
      await finish(sent.sealed.caseId, false);
      await expectReaders(sent, kept, bothOf("itjen"));
    });

    test("without a standby key the unit reads once the keys are handed over", async () => {
      const [sent, kept] = caseOf("asked keeps");
      const { caseId } = sent.sealed;
      await takeOver(caseId);
      assert.equal(await sightOf(deskOf("supervisor.itjen"), caseId), "none");
      await handOver(deskOf("supervisor.djp"), caseId);
      await finish(caseId, true);
      await expectReaders(sent, kept, [...bothOf("djp"), ...bothOf("itjen")]);
    });

    test("and in its place, too", async () => {
      const [sent, kept] = caseOf("asked leaves");
      const { caseId } = sent.sealed;
      await takeOver(caseId);
      await handOver(deskOf("handler.djp"), caseId);
      await finish(caseId, false);
      await expectReaders(sent, kept, bothOf("itjen"));
    });

    test("a restricted case stays closed to those it was restricted against", async () => {
      const [sent, kept] = caseOf("restricted");
      const { caseId } = sent.sealed;
      await takeOver(caseId);
      await finish(caseId, true);
      await expectReaders(sent, kept, ["supervisor.djp", ...bothOf("itjen")]);
    });
  });
});
