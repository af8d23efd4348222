import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, NoteSet } from "@bijak/contract";
import {
  fingerprint,
  generateIdentity,
  generateSigningKey,
  recipientOf,
  type Directory,
} from "@bijak/envelope";
import type { FoundingPlan } from "../src/founding.ts";
import type { Desk } from "../src/handler.ts";
import { changeMember, listDrafts, signDraft, withdrawDraft, type Draft } from "../src/people.ts";
import { penOf, readCurrent, type CurrentNotes } from "../src/people/pen.ts";
import { changeNotes, type NoteChange } from "../src/people/publish.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

const [FIRST, SECOND, THIRD] = ["supervisor.itjen", "supervisor.djp", "supervisor.djbc"];
const ROLES: Readonly<Record<string, FoundingPlan["members"][number]["roles"]>> = {
  [FIRST]: ["supervisor", "signer", "custodian"],
  [SECOND]: ["supervisor", "signer", "custodian"],
};
const journey = await openJourney({
  plan: {
    threshold: 2,
    custody: { k: 2 },
    members: PLAN.members.map((one) => ({ ...one, roles: ROLES[one.login] ?? one.roles })),
  },
});

/*
 * The second signer's client is shown notes that the first signer wrote and the server kept: here both of them lie.
 */
describe("a first signer whom the server helps", { concurrency: false }, () => {
  const id = "AAAAAAAAAAAAAAAA";

  /** Signs notes with this change as the first signer, and gives what a server that asks nothing shows the second one. */
  async function shownAfter(change: (now: CurrentNotes) => NoteChange): Promise<[Desk, Draft]> {
    const kept: NoteSet[] = [];
    const keeping =
      (inner: Fetch): Fetch =>
      (input, init) => {
        if (!input.endsWith("/drafts") || init.method !== "POST") return inner(input, init);
        kept.push(JSON.parse(init.body as string) as NoteSet); // the client sends JSON text there
        return Promise.resolve(Response.json({ id }));
      };
    const first = await journey.desk(FIRST, keeping);
    await changeNotes(penOf(first), change);
    const row = { id, proposedBy: first.me.memberId, on: journey.today() };
    const showing = lyingAt("/notes/drafts", () => kept.map((notes) => ({ ...row, notes })));
    const second = await journey.desk(SECOND, showing);
    const [draft] = await listDrafts(second);
    assert.ok(draft);
    return [second, draft];
  }

  async function assertRefused(change: (now: CurrentNotes) => NoteChange): Promise<void> {
    const [second, draft] = await shownAfter(change);
    assert.deepEqual([draft.isSound, draft.differences], [false, []]);
    assert.equal(await codeOf(signDraft(second, draft)), "note-refused");
  }

  const withSigner =
    (vkey: string, memberId?: string) =>
    ({ directory, members: { members } }: CurrentNotes): NoteChange => ({
      directory: { signers: [...directory.signers, vkey] },
      members: members.map((one) =>
        one.id === memberId ? { ...one, roles: [...one.roles, "signer"] } : one,
      ),
    });

  test("gets no second key of their own among the signers", async () => {
    const { me, memberKey } = await journey.desk(FIRST);
    await assertRefused(withSigner(memberKey.vkey));
    await assertRefused(withSigner((await generateSigningKey(`signer.${me.memberId}`)).vkey));
  });

  test("puts no made-up key in the place of a new signer's own", async () => {
    const { me, memberKey } = await journey.desk(THIRD);
    const madeUp = await generateSigningKey(memberKey.name);
    await assertRefused(withSigner(madeUp.vkey, me.memberId));
    const [, draft] = await shownAfter(withSigner(memberKey.vkey, me.memberId));
    assert.equal(draft.isSound, true, "the member's own key is another matter");
  });

  test("puts no other key beside the name of a custodian", async () => {
    const recipient = await recipientOf(await generateIdentity("x25519"));
    const swapped = ({ custody }: Directory): Directory["custody"] =>
      custody && {
        ...custody,
        custodians: custody.custodians.map((one, at) => (at === 0 ? { ...one, recipient } : one)),
      };
    await assertRefused(({ directory }) => ({ directory: { custody: swapped(directory) } }));
  });

  test("lets nobody in whose fingerprint the second signer cannot compare", async () => {
    const recipient = await recipientOf(await generateIdentity("x25519"));
    const memberId = "BBBBBBBBBBBBBBBB";
    const { vkey } = await generateSigningKey(`member.${memberId}`);
    const entry = { id: memberId, recipient, vkey, units: ["DJP"], name: "Budi" };
    const [, draft] = await shownAfter(({ members: { members } }) => ({
      members: [...members, { ...entry, roles: ["handler"] }],
    }));
    assert.deepEqual(draft.fingerprints, [
      { name: "Budi", groups: await fingerprint(recipient, vkey) },
    ]);
  });
});

test("a change of roles has no fingerprint to compare", async () => {
  const first = await journey.desk(FIRST);
  const { members } = await readCurrent(penOf(first));
  const member = members.members.find(
    ({ units, roles }) => units.includes("DJBC") && roles.includes("handler"),
  );
  assert.ok(member);
  const { id: memberId, name, units, roles } = member;
  await changeMember(first, { memberId, name, units, roles: [...roles, "admin"] });
  const [draft] = await listDrafts(await journey.desk(SECOND));
  assert.ok(draft);
  assert.deepEqual([draft.isSound, draft.fingerprints], [true, []]);
  await withdrawDraft(first, draft.id);
});
