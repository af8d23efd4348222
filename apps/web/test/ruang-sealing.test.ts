import assert from "node:assert/strict";
import { test } from "node:test";
import { CallError } from "../src/lib/calls/link.ts";
import { id as words } from "../src/ruang/copy/id.ts";
import type { DeskLink } from "../src/ruang/desk.link.ts";
import type { RoomInfo } from "../src/ruang/model.ts";
import { holdReply, lockRoom, signOutOf } from "../src/ruang/outbox.ts";
import { ask, createRoom, enter, setDraft, type Room } from "../src/ruang/room.ts";
import { hasDrafts, type Drafts } from "../src/ruang/state/drafts.ts";
import { isTypedAtRisk, restoreTyped, saveTyped } from "../src/ruang/typing.ts";

const KEY = "c1 note";
const TYPED: Drafts = { [KEY]: "half a sentence" };

type Answers = Readonly<Record<string, (input: unknown) => unknown>>;

const infoOf = (memberId: string) => ({ memberId, login: memberId }) as RoomInfo; // all that these functions read of it

/** The other end of the line, held by the test: what it was asked, and its answers. A call without an answer waits. */
function aWorker(answers: Answers = {}, memberId = "m1") {
  const asked: { name: string; input: unknown }[] = [];
  const state = { isEnded: false };
  const all: Answers = {
    signInWithPasskey: () => infoOf(memberId),
    restoreDrafts: () => ({}),
    saveDrafts: () => null,
    sealDrafts: () => ({ typed: new Uint8Array(1), base: new Uint8Array(1) }),
    storeSealed: () => null,
    signOut: () => null,
    ...answers,
  };
  const link = {
    call: async (name: string, input: unknown) => {
      asked.push({ name, input });
      return all[name]?.(input);
    },
    close: () => {
      state.isEnded = true;
    },
  } as DeskLink; // answers by name, as the worker does
  const names = (): string[] => asked.map(({ name }) => name);
  return { link, asked, names, state };
}

/** A room that is open with these workers, one for each unlock. */
async function anOpenRoom(...workers: readonly ReturnType<typeof aWorker>[]): Promise<Room> {
  const links = workers.map(({ link }) => link);
  const room = createRoom(() => links.shift() ?? assert.fail("no worker is left"));
  await unlock(room);
  return room;
}

const unlock = (room: Room): Promise<void> => enter(room, { kind: "passkey" }, () => undefined);
const settled = (): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, 5);
  });

const REFUSE = (code: string) => (): never => {
  throw new CallError("api", code);
};

test("locking takes typed text off the page at once, seals it, stores it, and ends the worker", async () => {
  const worker = aWorker();
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "half a sentence");
  lockRoom(room, "manual", words);
  assert.equal(hasDrafts(room.drafts.value), false);
  assert.equal(room.seat.value.kind, "locked");
  await settled();
  assert.deepEqual(worker.asked.find(({ name }) => name === "sealDrafts")?.input, {
    drafts: TYPED,
    earlier: null,
  });
  assert.ok(worker.names().includes("storeSealed"));
  assert.equal(room.typedPlace.value, "server");
  assert.equal(room.sealed.size, 0);
  assert.equal(worker.state.isEnded, true);
  assert.equal(isTypedAtRisk(room), false);
});

test("drafts that are stored already are not stored again at locking", async () => {
  const worker = aWorker();
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "half a sentence");
  await saveTyped(room);
  lockRoom(room, "idle", words);
  await settled();
  assert.ok(!worker.names().includes("storeSealed"));
  assert.equal(room.typedPlace.value, "server");
});

test("a lost session leaves the text sealed on the page, and leaving the page asks first", async () => {
  const worker = aWorker({
    storeSealed: REFUSE("session-missing"),
    listInbox: REFUSE("session-missing"),
  });
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "half a sentence");
  const input = { unit: "DJP", view: "mine", after: null, limit: 1 } as const;
  await assert.rejects(ask(room, "listInbox", input), { code: "session-missing" });
  assert.equal(hasDrafts(room.drafts.value), false);
  await settled();
  assert.equal(room.typedPlace.value, "page");
  assert.ok(room.sealed.has("m1"));
  assert.equal(isTypedAtRisk(room), true);
  assert.equal(worker.state.isEnded, true);
});

test("a reply in its eight seconds is sealed with the rest when the session is lost", async () => {
  const worker = aWorker({ listInbox: REFUSE("session-missing") });
  const room = await anOpenRoom(worker);
  holdReply(room, { caseId: "c1", text: "not sent yet", kind: "message" });
  const input = { unit: "DJP", view: "mine", after: null, limit: 1 } as const;
  await assert.rejects(ask(room, "listInbox", input));
  assert.deepEqual(room.queue.value.waiting, []);
  await settled();
  assert.deepEqual(worker.asked.find(({ name }) => name === "sealDrafts")?.input, {
    drafts: { "c1 reply": "not sent yet" },
    earlier: null,
  });
});

test("a reply that could not be sent while locking is sealed, too", async () => {
  const worker = aWorker({ reply: REFUSE("move-impossible") });
  const room = await anOpenRoom(worker);
  holdReply(room, { caseId: "c1", text: "refused", kind: "message" });
  lockRoom(room, "manual", words);
  await settled();
  const sealed = worker.asked.filter(({ name }) => name === "sealDrafts");
  assert.deepEqual(sealed.at(-1)?.input, { drafts: { "c1 reply": "refused" }, earlier: null });
  assert.equal(hasDrafts(room.drafts.value), false);
});

test("the next unlock hands the sealed text to the new worker and puts it back where it stood", async () => {
  const first = aWorker({ storeSealed: REFUSE("network") });
  const second = aWorker({ restoreDrafts: () => TYPED });
  const room = await anOpenRoom(first, second);
  setDraft(room, KEY, "half a sentence");
  lockRoom(room, "manual", words);
  await settled();
  const kept = room.sealed.get("m1");
  await unlock(room);
  await restoreTyped(room);
  assert.deepEqual(second.asked.find(({ name }) => name === "restoreDrafts")?.input, {
    sealed: kept,
  });
  assert.deepEqual(room.drafts.value, TYPED);
  assert.equal(room.areDraftsStored.value, false);
  assert.equal(room.sealed.size, 0);
});

test("sealed text that has not come back yet is handed in again at the next lock", async () => {
  const first = aWorker({ storeSealed: REFUSE("network") });
  const second = aWorker({ restoreDrafts: REFUSE("network") });
  const room = await anOpenRoom(first, second);
  setDraft(room, KEY, "half a sentence");
  lockRoom(room, "manual", words);
  await settled();
  const kept = room.sealed.get("m1");
  await unlock(room);
  await assert.rejects(restoreTyped(room), { code: "network" });
  lockRoom(room, "manual", words);
  await settled();
  assert.deepEqual(second.asked.find(({ name }) => name === "sealDrafts")?.input, {
    drafts: {},
    earlier: kept,
  });
  assert.ok(second.names().includes("storeSealed"));
});

test("another member who unlocks finds nothing and is handed nothing", async () => {
  const first = aWorker({ storeSealed: REFUSE("network") });
  const second = aWorker({}, "m2");
  const room = await anOpenRoom(first, second);
  setDraft(room, KEY, "half a sentence");
  lockRoom(room, "manual", words);
  await settled();
  await unlock(room);
  await restoreTyped(room);
  assert.deepEqual(second.asked.find(({ name }) => name === "restoreDrafts")?.input, {
    sealed: null,
  });
  assert.equal(hasDrafts(room.drafts.value), false);
  assert.ok(room.sealed.has("m1"));
});

test("a worker that is gone cannot seal: the text leaves the page all the same, and that is said", async () => {
  const worker = aWorker({ sealDrafts: REFUSE("worker-lost") });
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "half a sentence");
  lockRoom(room, "manual", words);
  await settled();
  assert.equal(hasDrafts(room.drafts.value), false);
  assert.equal(room.typedPlace.value, "lost");
});

test("text typed before the drafts arrived stays, below what was typed earlier", async () => {
  const worker = aWorker({ restoreDrafts: () => TYPED });
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "typed at once");
  await restoreTyped(room);
  assert.equal(room.drafts.value[KEY], "half a sentence\n\ntyped at once");
  assert.equal(room.areDraftsStored.value, false);
});

test("signing out empties the page", async () => {
  const worker = aWorker();
  const room = await anOpenRoom(worker);
  setDraft(room, KEY, "half a sentence");
  await signOutOf(room, words);
  assert.equal(room.seat.value.kind, "out");
  assert.equal(hasDrafts(room.drafts.value), false);
  assert.equal(worker.state.isEnded, true);
});
