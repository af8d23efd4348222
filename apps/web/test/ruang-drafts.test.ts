import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  areSame,
  draftKey,
  hasDrafts,
  joinDrafts,
  mergeDrafts,
} from "../src/ruang/state/drafts.ts";
import type { Drafts } from "../src/ruang/state/drafts.ts";
import { returned } from "../src/ruang/state/undo.ts";
import { createTypedKeeper } from "../src/ruang/typed.keeper.ts";

const NOTE = draftKey("c1", "note");
const REPLY = draftKey("c1", "reply");
const CATEGORY = draftKey("c1", "category");

/** A server that keeps one member's drafts, and the keepers of that member's sessions. */
function aRecord(first: Drafts = {}) {
  const record = { stored: first, isReachable: true };
  const ensure = (): void => {
    if (!record.isReachable) throw new Error("no network");
  };
  const keeper = () =>
    createTypedKeeper({
      load: async () => {
        ensure();
        return record.stored;
      },
      save: async (drafts) => {
        ensure();
        record.stored = drafts;
      },
      seal: async (drafts) => new TextEncoder().encode(JSON.stringify(drafts)),
      open: async (sealed) => JSON.parse(new TextDecoder().decode(sealed)) as Drafts,
    });
  return { record, keeper };
}

const aText = fc.constantFrom("a", "b", "c");
const someDrafts = fc.dictionary(fc.constantFrom(NOTE, REPLY, CATEGORY), aText);

test("without another session, what is typed here is what is stored", () => {
  fc.assert(
    fc.property(someDrafts, someDrafts, (base, ours) => {
      assert.ok(areSame(mergeDrafts({ base, ours, theirs: base }), ours));
    }),
  );
});

test("a session in which nothing was touched takes nothing from what another stored", () => {
  fc.assert(
    fc.property(someDrafts, someDrafts, (base, theirs) => {
      assert.ok(areSame(mergeDrafts({ base, ours: base, theirs }), theirs));
    }),
  );
});

test("joining two drafts of one text field keeps both; of a choice, the later one", () => {
  const joined = joinDrafts(
    { [NOTE]: "first", [CATEGORY]: "SARA" },
    { [NOTE]: "second", [CATEGORY]: "HOAKS" },
  );
  assert.deepEqual(joined, { [NOTE]: "first\n\nsecond", [CATEGORY]: "HOAKS" });
});

test("joining the same text twice keeps it once", () => {
  assert.deepEqual(joinDrafts({ [NOTE]: "same" }, { [NOTE]: "same" }), { [NOTE]: "same" });
});

test("a message that comes back stands above what was typed meanwhile, with its kind", () => {
  const message = { id: 1, caseId: "c1", text: "sent", kind: "question", sendAt: 0 } as const;
  assert.deepEqual(returned({ [REPLY]: "typed" }, message), {
    [REPLY]: "sent\n\ntyped",
    [draftKey("c1", "question")]: "yes",
  });
});

test("drafts are stored and come back to the next session", async () => {
  const { keeper } = aRecord();
  const first = keeper();
  await first.restore(null);
  await first.save({ [NOTE]: "unfinished" });
  assert.deepEqual(await keeper().restore(null), { [NOTE]: "unfinished" });
});

test("two sessions of one member do not delete each other's drafts", async () => {
  const { record, keeper } = aRecord();
  const [desk, phone] = [keeper(), keeper()];
  await desk.restore(null);
  await phone.restore(null);
  await desk.save({ [NOTE]: "at the desk" });
  await phone.save({ [REPLY]: "on the phone" });
  assert.deepEqual(record.stored, { [NOTE]: "at the desk", [REPLY]: "on the phone" });
  await desk.save({});
  assert.deepEqual(record.stored, { [REPLY]: "on the phone" });
});

test("saving before the drafts were fetched deletes nothing", async () => {
  const { record, keeper } = aRecord({ [NOTE]: "old" });
  await keeper().save({ [REPLY]: "new" });
  assert.deepEqual(record.stored, { [NOTE]: "old", [REPLY]: "new" });
});

test("text sealed while the network was away is put on top of the server's at the next unlock", async () => {
  const { record, keeper } = aRecord({ [NOTE]: "stored" });
  const lost = keeper();
  await lost.restore(null);
  record.isReachable = false;
  const sealed = await lost.seal({ [NOTE]: "stored, and more" }, null);
  await assert.rejects(lost.store());
  record.isReachable = true;
  assert.deepEqual(await keeper().restore(sealed), { [NOTE]: "stored, and more" });
});

test("a reply that was sent before the session was lost does not come back as a draft", async () => {
  const { keeper } = aRecord({ [REPLY]: "sent by now" });
  const lost = keeper();
  await lost.restore(null);
  const sealed = await lost.seal({}, null);
  assert.equal(hasDrafts(await keeper().restore(sealed)), false);
});

test("what is handed over in two goes is sealed and stored whole", async () => {
  const { record, keeper } = aRecord();
  const closing = keeper();
  await closing.seal({ [NOTE]: "typed" }, null);
  await closing.seal({ [REPLY]: "came back unsent" }, null);
  await closing.store();
  assert.deepEqual(record.stored, { [NOTE]: "typed", [REPLY]: "came back unsent" });
});

test("text that was sealed and could not be fetched back yet outlives a second lock", async () => {
  const { record, keeper } = aRecord({ [NOTE]: "stored" });
  const first = keeper();
  await first.restore(null);
  const sealed = await first.seal({ [NOTE]: "stored, and more" }, null);
  const second = keeper();
  const again = await second.seal({ [REPLY]: "new" }, sealed);
  await second.seal({}, again);
  await second.store();
  assert.deepEqual(record.stored, { [NOTE]: "stored, and more", [REPLY]: "new" });
});
