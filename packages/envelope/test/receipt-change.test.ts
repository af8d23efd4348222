import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  deriveReporterKeys,
  followReporterChanges,
  generateReceipt,
  openBytes,
  openMailboxCard,
  openMessage,
  parseNoteText,
  resealMailboxCard,
  sealMailboxCard,
  sealMessage,
  signNote,
  writeReporterChange,
  type MailboxCard,
  type ReporterChange,
  type ReporterKeys,
} from "@bijak/envelope";
import { openSealed } from "../src/sealed-note.ts";
import { aDraft, opening } from "./objects.ts";
import { FEW_ROUNDS, REALM, aWorld, refusedAs, type World } from "./support.ts";

/* Three receipts of one reporter, one after the other: `former`, `reporter`, `newest`. */
let world: World;
let former: ReporterKeys;
let reporter: ReporterKeys;
let newest: ReporterKeys;

before(async () => {
  world = await aWorld();
  newest = await deriveReporterKeys(REALM, generateReceipt(), FEW_ROUNDS);
  ({ reporter, formerReporter: former } = world);
});

const changeTo = (
  { recipient, signing }: ReporterKeys,
  given: Partial<ReporterChange> = {},
): ReporterChange => ({
  realm: REALM,
  caseId: world.caseId,
  recipient,
  vkey: signing.vkey,
  on: 20_780,
  ...given,
});

const publicOf = ({ recipient, signing }: ReporterKeys) => ({ recipient, vkey: signing.vkey });
const write = (to: ReporterKeys, by: ReporterKeys, given: Partial<ReporterChange> = {}) =>
  writeReporterChange(changeTo(to, given), by.signing);

/** Case keys in which the last of these receipts is that of today. */
const known = (...receipts: readonly ReporterKeys[]) => ({
  caseId: world.caseId,
  reporter: publicOf(receipts.at(-1) ?? assert.fail()),
  formers: receipts.slice(0, -1).map(({ signing }, until) => ({ vkey: signing.vkey, until })),
});

const follow = (notes: readonly string[], caseKeys = known(former)) =>
  followReporterChanges(notes, REALM, caseKeys);

describe("changes of receipt", () => {
  test("lead from the keys in the case keys to those of today", async () => {
    const notes = [await write(reporter, former), await write(newest, reporter)];
    const { reporter: today, vkeys, changes } = await follow(notes);
    assert.deepEqual(today, publicOf(newest));
    assert.deepEqual(
      vkeys,
      [former, reporter, newest].map(({ signing }) => signing.vkey),
    );
    assert.deepEqual(changes, [changeTo(reporter), changeTo(newest)]);
    const none = await follow([]);
    assert.deepEqual(none, {
      reporter: publicOf(former),
      vkeys: [former.signing.vkey],
      changes: [],
    });
  });

  test("come to the same end when the case keys have taken over some or all of them", async () => {
    const notes = [await write(reporter, former), await write(newest, reporter)];
    const chain = await follow(notes);
    for (const caseKeys of [known(former, reporter), known(former, reporter, newest)])
      assert.deepEqual(await follow(notes, caseKeys), chain);
    const withheld = await follow([], known(former, reporter));
    assert.deepEqual(withheld.reporter, publicOf(reporter));
  });

  test("attack: a server invents a key that the reporter is said to have had before", async () => {
    const invented = await deriveReporterKeys(REALM, generateReceipt(), FEW_ROUNDS);
    const note = await write(reporter, invented);
    await assert.rejects(follow([note], known(reporter)), refusedAs("note-not-authentic"));
    const chain = [await write(reporter, former), await write(newest, reporter)];
    await assert.rejects(
      follow([note, ...chain], known(former, reporter)),
      refusedAs("note-not-authentic"),
    );
  });

  test("attack: who holds the old receipt turns a change that was taken over to another key", async () => {
    const note = await write(newest, former);
    await assert.rejects(follow([note], known(former, reporter)), refusedAs("object-misplaced"));
  });

  test("attack: who holds the old receipt changes it once more after it was given up", async () => {
    const notes = [await write(reporter, former), await write(newest, former)];
    await assert.rejects(follow(notes), refusedAs("note-not-authentic"));
    await assert.rejects(follow(notes, known(former, reporter)), refusedAs("note-not-authentic"));
  });

  test("in another order, of another case or back to an old key are refused", async () => {
    const [one, two] = [await write(reporter, former), await write(newest, reporter)];
    await assert.rejects(follow([two, one]), refusedAs("note-not-authentic"));
    await assert.rejects(follow([two]), refusedAs("note-not-authentic"));
    const elsewhere = await write(reporter, former, { caseId: "PpOoNnMmLlKkJjIi" });
    await assert.rejects(follow([elsewhere]), refusedAs("object-misplaced"));
    const back = await write(former, reporter);
    await assert.rejects(follow([one, back]), refusedAs("object-misplaced"));
  });

  test("of another institution, with other or more lines are refused", async () => {
    const note = await write(reporter, former);
    const elsewhere = { ...REALM, instance: "lapor.kota-lain.go.id" };
    await assert.rejects(
      followReporterChanges([note], elsewhere, known(former)),
      refusedAs("note-wrong-instance"),
    );
    const text = parseNoteText(note);
    for (const wrong of [
      `${text}lagi\n`,
      text.replace("\n20780\n", "\n020780\n"),
      text.replace(reporter.signing.vkey, world.budi.signing.vkey),
    ]) {
      const forged = await signNote(wrong, [former.signing]);
      await assert.rejects(follow([forged]), refusedAs("note-malformed"));
    }
  });

  test("are signed by a reporter's other key only", async () => {
    await assert.rejects(
      writeReporterChange(changeTo(reporter), world.djp.signing),
      refusedAs("signing-key-wrong"),
    );
    await assert.rejects(write(reporter, reporter), refusedAs("signing-key-wrong"));
    await assert.rejects(write(reporter, former, { caseId: "kasus" }), refusedAs("note-malformed"));
  });

  test("tell under which key a message was written", async () => {
    const reporterVkeys = [former, reporter].map(({ signing }) => signing.vkey);
    for (const { signing } of [former, reporter]) {
      const sealed = await sealMessage({
        realm: REALM,
        message: aDraft(world),
        recipients: [world.c0.recipient],
        signingKey: signing,
      });
      const read = (vkeys: readonly string[]) =>
        openMessage(sealed, [world.c0.identity], { ...opening(world), reporterVkeys: vkeys });
      assert.equal((await read(reporterVkeys)).signedBy, signing.vkey);
      await assert.rejects(read([newest.signing.vkey]), refusedAs("note-not-authentic"));
      await assert.rejects(read([]), refusedAs("note-not-authentic"));
    }
  });
});

describe("the mailbox-card after a change of receipt", () => {
  const aCard = (n: number): MailboxCard => ({
    caseId: world.caseId,
    n,
    caseRecipient: world.c1.recipient,
    units: ["DJP"],
    standby: null,
  });
  const sealTo = (keys: ReporterKeys, n: number, key = world.djp.signing) =>
    sealMailboxCard(REALM, aCard(n), keys.recipient, key);
  const unitVkeys = (): readonly string[] => [world.djp.signing.vkey];
  const reseal = (bytes: Uint8Array) =>
    resealMailboxCard(
      bytes,
      { from: former, to: reporter },
      { realm: REALM, unitVkeys: unitVkeys() },
    );
  const open = (bytes: Uint8Array) =>
    openMailboxCard(bytes, reporter.identity, {
      realm: REALM,
      reporterVkey: reporter.signing.vkey,
      unitVkeys: unitVkeys(),
    });

  test("opens with the new receipt alone; a unit's stays the note that the unit signed", async () => {
    const bytes = await sealTo(former, 2);
    const renewed = await reseal(bytes);
    assert.deepEqual(await open(renewed), aCard(2));
    assert.equal(
      await openSealed("mailbox-card", [reporter.identity], renewed),
      await openSealed("mailbox-card", [former.identity], bytes),
    );
    await assert.rejects(openBytes([former.identity], renewed), refusedAs("not-openable"));
  });

  test("the reporter's own is signed anew, so that nobody has to trust the old key", async () => {
    const bytes = await sealTo(former, 0, former.signing);
    assert.deepEqual(await open(await reseal(bytes)), aCard(0));
    const other = { from: former, to: newest };
    const elsewhere = await resealMailboxCard(bytes, other, { realm: REALM, unitVkeys: [] });
    await assert.rejects(open(elsewhere), refusedAs("not-openable"));
  });

  test("attack: a card by a key that the server calls the old receipt is refused", async () => {
    const invented = await deriveReporterKeys(REALM, generateReceipt(), FEW_ROUNDS);
    const bytes = await sealTo(reporter, 0, invented.signing);
    await assert.rejects(open(bytes), refusedAs("note-not-authentic"));
    const toFormer = await sealTo(former, 0, invented.signing);
    await assert.rejects(reseal(toFormer), refusedAs("note-not-authentic"));
  });
});
