import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, type Fetch, type NoteSet, type ReplyOf } from "@bijak/contract";
import { readRotation, rotateUnit as directoryAfter } from "@bijak/envelope";
import type { FoundingPlan } from "../src/founding.ts";
import { reopenDesk, type Desk } from "../src/handler.ts";
import {
  changeMember,
  dismiss,
  listDrafts,
  listRotations,
  openChannel,
  publishRotations,
  renewDirectory,
  rotateUnit,
  setConfigTexts,
  setCustody,
  setUnitOpen,
  signDraft,
  withdrawDraft,
  withdrawRotation,
  type Draft,
} from "../src/people.ts";
import { penOf } from "../src/people/pen.ts";
import { changeNotes } from "../src/people/publish.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

const [FIRST, SECOND] = ["supervisor.itjen", "supervisor.djp"];
/** Two of two signers must sign; the rest as usual. */
const TWO: Partial<FoundingPlan> = {
  threshold: 2,
  members: PLAN.members.map((member) =>
    member.login === SECOND ? { ...member, roles: ["supervisor", "signer"] } : member,
  ),
};
const journey = await openJourney({ plan: TWO });
const both = async (): Promise<[Desk, Desk]> => [
  await journey.desk(FIRST),
  await journey.desk(SECOND),
];
const onlyDraft = async (desk: Desk): Promise<Draft> => {
  const [draft, ...others] = await listDrafts(desk);
  assert.ok(draft);
  assert.equal(others.length, 0);
  return draft;
};

describe("with two signers, a change", { concurrency: false }, () => {
  test("waits for the second signature and shows what it would do", async () => {
    const [first, second] = await both();
    const { memberId } = (await journey.desk("handler.djbc")).me;
    const change = {
      memberId,
      name: "Handler DJBC",
      units: ["DJBC"],
      roles: ["handler", "admin"],
    } as const;
    assert.deepEqual(await changeMember(first, change), {
      kind: "waits-for-signatures",
      have: 1,
      need: 2,
    });
    const own = await onlyDraft(first);
    assert.deepEqual([own.isSound, own.isSigned], [true, true]);
    const draft = await onlyDraft(second);
    assert.deepEqual(
      [draft.isSound, draft.isSigned, draft.proposedBy],
      [true, false, first.me.memberId],
    );
    assert.deepEqual(draft.differences, [
      {
        kind: "member-changed",
        id: memberId,
        name: "Handler DJBC",
        formerName: null,
        units: { added: [], removed: [] },
        roles: { added: ["admin"], removed: [] },
      },
    ]);
    assert.equal((await signDraft(second, draft)).kind, "published");
    assert.deepEqual((await journey.desk("handler.djbc")).me.roles, ["handler", "admin"]);
    assert.deepEqual(await listDrafts(first), []);
  });

  test("is not made by signing twice", async () => {
    const [first] = await both();
    await renewDirectory(first);
    const draft = await onlyDraft(first);
    assert.deepEqual(await signDraft(first, draft), {
      kind: "waits-for-signatures",
      have: 1,
      need: 2,
    });
    await withdrawDraft(first, (await onlyDraft(first)).id);
    assert.deepEqual(await listDrafts(first), []);
  });

  test("of texts needs each signature once, though the directory names the configuration", async () => {
    const [first, second] = await both();
    const texts = {
      contact: { id: "Telepon 135", en: "Call 135" },
      privacy: { id: "Data Anda", en: "Your data" },
    };
    await setConfigTexts(first, texts);
    const draft = await onlyDraft(second);
    assert.deepEqual(
      draft.differences.flatMap((one) => (one.kind === "text" ? [one.field] : [])),
      ["contact", "privacy"],
    );
    assert.equal((await signDraft(second, draft)).kind, "published");
    const { config } = (await reopenDesk(first)).institution;
    assert.deepEqual([config.contact, config.privacy], [texts.contact, texts.privacy]);
  });

  test("of the signers or custodians never leaves fewer than are demanded", async () => {
    const [first, second] = await both();
    const { memberId } = second.me;
    assert.equal(await codeOf(dismiss(first, { memberId })), "signers-too-few");
    const one = setCustody(first, { k: 2, custodianIds: [memberId] });
    assert.equal(await codeOf(one), "custodians-too-few");
    const none = setCustody(first, { k: 2, custodianIds: [memberId, first.me.memberId] });
    assert.equal(await codeOf(none), "not-available", "they have not the role");
    assert.equal(await codeOf(openChannel(first)), "move-impossible", "a trial never opens");
    assert.equal(await codeOf(setUnitOpen(first, { unit: "BKF", isOpen: true })), "not-available");
  });

  test("is proposed by signers only", async () => {
    const handler = await journey.desk("handler.djp");
    assert.equal(await codeOf(renewDirectory(handler)), "role-missing");
    assert.equal(await codeOf(listDrafts(handler)), "role-missing");
  });
});

describe("the second signer", { concurrency: false }, () => {
  type Drafts = ReplyOf<typeof keyRoutes.noteDrafts>;

  test("is not shown one change and made to sign another", async () => {
    const [first, second] = await both();
    await renewDirectory(first);
    const shown = await onlyDraft(second);
    await setUnitOpen(first, { unit: "DJBC", isOpen: false });
    const [other] = await second.api.call(keyRoutes.noteDrafts, {});
    assert.ok(other);
    const swapping = lyingAt("/api/staff/notes/drafts", (drafts: Drafts) =>
      drafts.map((draft) => ({ ...draft, notes: other.notes, id: shown.id })),
    );
    const misled = await journey.desk(SECOND, swapping);
    assert.equal(await codeOf(signDraft(misled, shown)), "revision-conflict");
    await withdrawDraft(first, other.id);
  });

  test("signs no key of a unit that the unit did not ask for, though the first one did", async () => {
    const [first, second] = await both();
    await rotateUnit(await journey.desk("handler.djbc"), { unit: "DJBC", reason: "schedule" });
    assert.equal((await publishRotations(first)).kind, "waits-for-signatures");
    const draft = await onlyDraft(second);
    assert.deepEqual(
      draft.differences.map(({ kind }) => kind),
      ["unit-key"],
    );
    const hiding = await journey.desk(
      SECOND,
      lyingAt("/api/rotations", () => []),
    );
    await assert.rejects(signDraft(hiding, draft), { code: "rotation-not-valid" });
    assert.equal((await signDraft(second, draft)).kind, "published");
    assert.equal((await journey.desk("handler.djbc")).keyrings.get("DJBC")?.current.epoch, 2);
  });

  test("signs no point of the log that is not the beginning of what was verified here", async () => {
    const kept: NoteSet[] = [];
    const keeping =
      (inner: Fetch): Fetch =>
      (input, init) => {
        if (!input.endsWith("/drafts") || init.method !== "POST") return inner(input, init);
        kept.push(JSON.parse(init.body as string) as NoteSet); // the client sends JSON text there
        return Promise.resolve(Response.json({ id: "AAAAAAAAAAAAAAAA" }));
      };
    const first = await journey.desk(FIRST, keeping);
    await rotateUnit(await journey.desk("handler.djbc"), { unit: "DJBC", reason: "schedule" });
    const [waiting] = await listRotations(first);
    assert.ok(waiting);
    await changeNotes(penOf(first), async ({ directory, members }) => {
      const { realm } = journey.institution;
      const { rotation } = await readRotation(waiting.note, realm, members.members);
      const forged = { size: 3, root: new Uint8Array(32) };
      return { directory: directoryAfter(directory, rotation, forged) };
    });
    const row = { id: "AAAAAAAAAAAAAAAA", proposedBy: first.me.memberId, on: journey.today() };
    const showing = lyingAt("/notes/drafts", () => kept.map((notes) => ({ ...row, notes })));
    const second = await journey.desk(SECOND, showing);
    const draft = await onlyDraft(second);
    assert.equal(draft.isSound, true);
    assert.equal(await codeOf(signDraft(second, draft)), "log-rewritten");
    await withdrawRotation(await journey.desk("handler.djbc"), "DJBC");
  });

  test("is told of a draft that follows from nothing", async () => {
    const [first, second] = await both();
    await renewDirectory(first);
    const breaking = lyingAt("/api/staff/notes/drafts", (drafts: Drafts) =>
      drafts.map(({ notes, ...rest }) => ({
        ...rest,
        notes: {
          ...notes,
          directory: (notes.directory ?? "").replace("Test", "Palsu").replace(/\n\d+\n/, "\n99\n"),
        },
      })),
    );
    const [draft] = await listDrafts(await journey.desk(SECOND, breaking));
    assert.deepEqual([draft?.isSound, draft?.differences], [false, []]);
    await withdrawDraft(second, (await onlyDraft(second)).id);
  });
});
