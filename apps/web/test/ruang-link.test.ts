import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openDeskLink, type DeskLink, type Line } from "../src/ruang/desk.link.ts";
import { DESK_CALLS, isCallName, type DeskReply, type DeskRequest } from "../src/ruang/desk.rpc.ts";

/** One end of a line whose other end the test holds. */
function aLine() {
  const posted: DeskRequest[] = [];
  const target = new EventTarget();
  const state = { isEnded: false };
  const line: Line = {
    postMessage: (request) => void posted.push(request),
    terminate: () => {
      state.isEnded = true;
    },
    addEventListener: (type, listener) => target.addEventListener(type, listener),
  };
  const say = (data: DeskReply): void =>
    void target.dispatchEvent(new MessageEvent("message", { data }));
  return { line, posted, say, state, breakDown: () => target.dispatchEvent(new Event("error")) };
}

const ask = (link: DeskLink) => link.call("searchIndex", { unit: "DJP", text: "a" });

test("each answer reaches the call that asked for it, in whatever order they come", async () => {
  const { line, posted, say } = aLine();
  const link = openDeskLink(line);
  const [first, second] = [ask(link), ask(link)];
  const [one, two] = posted;
  assert.ok(one && two && one.id !== two.id);
  say({ id: two.id, kind: "done", value: ["second"] });
  say({ id: one.id, kind: "done", value: ["first"] });
  assert.deepEqual(await first, ["first"]);
  assert.deepEqual(await second, ["second"]);
});

test("a failure comes out as its code and source, without more", async () => {
  const { line, posted, say } = aLine();
  const asked = ask(openDeskLink(line));
  say({ id: posted[0]?.id ?? 0, kind: "failed", source: "api", code: "not-available" });
  await assert.rejects(asked, { name: "DeskError", source: "api", code: "not-available" });
});

test("progress does not end a call", async () => {
  const { line, posted, say } = aLine();
  const told: number[] = [];
  const asked = openDeskLink(line).call("refreshIndex", { unit: "DJP" }, (done) => told.push(done));
  const id = posted[0]?.id ?? 0;
  say({ id, kind: "progress", done: 1, total: 3 });
  say({ id, kind: "progress", done: 2, total: 3 });
  say({ id, kind: "done", value: 7 });
  assert.equal(await asked, 7);
  assert.deepEqual(told, [1, 2]);
});

test("closing ends the worker and every call under way", async () => {
  const { line, state } = aLine();
  const link = openDeskLink(line);
  const asked = ask(link);
  link.close();
  await assert.rejects(asked, { code: "locked" });
  assert.equal(state.isEnded, true);
});

test("a worker that breaks down fails the calls under way", async () => {
  const { line, breakDown } = aLine();
  const asked = ask(openDeskLink(line));
  breakDown();
  await assert.rejects(asked, { code: "worker-lost" });
});

test("only names on the list are calls", () => {
  assert.ok(isCallName("openCase"));
  for (const word of ["constructor", "toString", "__proto__", "vault", ""]) {
    assert.equal(isCallName(word), false, word);
  }
});

test("only the two ways of signing in open a desk", () => {
  const openings = Object.entries(DESK_CALLS).filter(([, kind]) => kind === "opens");
  assert.deepEqual(
    openings.map(([name]) => name),
    ["signInWithPassword", "signInWithPaperKey"],
  );
});

test("no module of the page itself reaches for the handler's code: keys stay in the worker", async () => {
  const { readdir } = await import("node:fs/promises");
  const root = new URL("../src/ruang/", import.meta.url);
  const names = await readdir(root, { recursive: true });
  const inWorker = ["desk.worker.ts", "desk.calls.ts"];
  for (const name of names.filter((file) => /\.tsx?$/.test(file) && !inWorker.includes(file))) {
    const text = await readFile(new URL(name, root), "utf8");
    const imports = text.matchAll(
      /^(import|export)(?! type)[^;]*?from "(@bijak\/(?:client|envelope)[^"]*)"/gm,
    );
    assert.deepEqual(
      [...imports].map(([, , from]) => from),
      [],
      name,
    );
    assert.doesNotMatch(text, /from "\.{1,2}\/(?:.*\/)?desk\.(?:calls|worker)\.ts"/, name);
  }
});
