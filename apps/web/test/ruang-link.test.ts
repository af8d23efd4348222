import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { CeremonyError, openLink, type Line, type PerformCeremony } from "../src/lib/calls/link.ts";
import type { PageMessage, WorkerMessage } from "../src/lib/calls/protocol.ts";
import { serveCalls, type CallParts, type Scope } from "../src/lib/calls/serve.ts";
import type { DeskCalls } from "../src/ruang/desk.rpc.ts";
import { DESK_CALLS, isCallName } from "../src/ruang/desk.rpc.ts";

const NO_CEREMONY: PerformCeremony = () => Promise.reject(new CeremonyError("passkey-cancelled"));

/** One end of a line whose other end the test holds. */
function aLine() {
  const posted: PageMessage[] = [];
  const transferred: Transferable[] = [];
  const target = new EventTarget();
  const state = { isEnded: false };
  const line: Line = {
    postMessage: (message, transfer) => {
      posted.push(structuredClone(message, { transfer }));
      transferred.push(...transfer);
    },
    terminate: () => {
      state.isEnded = true;
    },
    addEventListener: (type, listener) => target.addEventListener(type, listener),
  };
  const say = (data: WorkerMessage): void =>
    void target.dispatchEvent(new MessageEvent("message", { data }));
  const breakDown = (): void => void target.dispatchEvent(new Event("error"));
  return { line, posted, transferred, say, state, breakDown };
}

const open = (line: Line, perform = NO_CEREMONY) => openLink<DeskCalls>(line, perform);
const ask = (link: ReturnType<typeof open>) => link.call("searchIndex", { unit: "DJP", text: "a" });

test("each answer reaches the call that asked for it, in whatever order they come", async () => {
  const { line, posted, say } = aLine();
  const link = open(line);
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
  const asked = ask(open(line));
  say({ id: posted[0]?.id ?? 0, kind: "failed", source: "api", code: "not-available" });
  await assert.rejects(asked, { name: "CallError", source: "api", code: "not-available" });
});

test("progress does not end a call", async () => {
  const { line, posted, say } = aLine();
  const told: number[] = [];
  const asked = open(line).call("refreshIndex", { unit: "DJP" }, (done) => told.push(done));
  const id = posted[0]?.id ?? 0;
  say({ id, kind: "progress", done: 1, total: 3 });
  say({ id, kind: "progress", done: 2, total: 3 });
  say({ id, kind: "done", value: 7 });
  assert.equal(await asked, 7);
  assert.deepEqual(told, [1, 2]);
});

test("closing ends the worker and every call under way", async () => {
  const { line, state } = aLine();
  const link = open(line);
  const asked = ask(link);
  link.close();
  await assert.rejects(asked, { code: "locked" });
  assert.equal(state.isEnded, true);
});

test("a worker that breaks down fails the calls under way", async () => {
  const { line, breakDown } = aLine();
  const asked = ask(open(line));
  breakDown();
  await assert.rejects(asked, { code: "worker-lost" });
});

/** A page and a worker joined by a line, both real. */
function aPair(
  run: (parts: CallParts) => Promise<unknown>,
  perform: PerformCeremony,
): ReturnType<typeof open> {
  const [toPage, toWorker] = [new EventTarget(), new EventTarget()];
  const scope: Scope = {
    addEventListener: (type, listener) =>
      toWorker.addEventListener(type, (event) => listener(event as MessageEvent<PageMessage>)),
    postMessage: (message) =>
      void toPage.dispatchEvent(new MessageEvent("message", { data: structuredClone(message) })),
  };
  serveCalls(scope, (_call, _input, parts) => run(parts));
  const line: Line = {
    postMessage: (message, transfer) =>
      void toWorker.dispatchEvent(
        new MessageEvent("message", { data: structuredClone(message, { transfer }) }),
      ),
    terminate: () => undefined,
    addEventListener: (type, listener) => toPage.addEventListener(type, listener),
  };
  return open(line, perform);
}

test("a worker asks the page for a passkey and gets what it gave; the page keeps none of it", async () => {
  const prf = new Uint8Array(32).fill(7);
  const seen: string[] = [];
  const link = aPair(
    async ({ usePasskey }) => {
      const answer = await usePasskey('{"challenge":"abc"}');
      return [answer.response, ...answer.prf];
    },
    async ({ act, options, prfInput }) => {
      seen.push(act, options, String(prfInput.length));
      return { response: "{}", prf };
    },
  );
  const answer = await link.call("signInWithPasskey", {});
  assert.deepEqual(answer, ["{}", ...new Uint8Array(32).fill(7)]);
  assert.deepEqual(seen, ["get", '{"challenge":"abc"}', "32"]);
  assert.equal(prf.length, 0);
});

test("a ceremony that gives nothing ends the call with its reason, and no other reason of the page gets through", async () => {
  const askForOne = ({ createPasskey }: CallParts) => createPasskey("{}");
  const cancelled = aPair(askForOne, NO_CEREMONY).call("addPasskey", { name: "a" });
  await assert.rejects(cancelled, { source: "passkey", code: "passkey-cancelled" });
  const odd = aPair(askForOne, () => Promise.reject(new Error("secret detail")));
  await assert.rejects(odd.call("addPasskey", { name: "a" }), { code: "passkey-failed" });
});

test("only names on the list are calls", () => {
  assert.ok(isCallName("openCase"));
  for (const word of ["constructor", "toString", "__proto__", "vault", ""]) {
    assert.equal(isCallName(word), false, word);
  }
});

test("only the three ways of signing in open a desk", () => {
  const openings = Object.entries(DESK_CALLS).filter(([, kind]) => kind === "opens");
  assert.deepEqual(
    openings.map(([name]) => name),
    ["signInWithPasskey", "signInWithPassword", "signInWithPaperKey"],
  );
});

/** What runs in a worker: its beginning, the tables of calls, and what they share. */
const IN_WORKER = /^(?:[a-z]+\.(?:worker|calls)|opened)\.ts$/;

test("no module of a staff page reaches for the client's code: keys stay in the workers", async () => {
  for (const folder of ["ruang", "undangan"]) {
    const root = new URL(`../src/${folder}/`, import.meta.url);
    const names = await readdir(root, { recursive: true });
    for (const name of names.filter((file) => /\.tsx?$/.test(file) && !IN_WORKER.test(file))) {
      const text = await readFile(new URL(name, root), "utf8");
      const imports = text.matchAll(
        /^(import|export)(?! type)[^;]*?from "(@bijak\/(?:client|envelope)[^"]*)"/gm,
      );
      assert.deepEqual(
        [...imports].map(([, , from]) => from),
        [],
        name,
      );
      assert.doesNotMatch(
        text,
        /from "\.{1,2}\/(?:.*\/)?(?:[a-z]+\.(?:worker|calls)|opened)\.ts"/,
        name,
      );
    }
  }
});
