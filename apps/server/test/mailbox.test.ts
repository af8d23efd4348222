import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { ApiError, encodeSections, ERRORS, parseSections, reporterRoutes } from "@bijak/contract";
import { addFromReporter, findFromReporter } from "../src/casework/reporter-side.ts";
import { listForReporter } from "../src/casework/thread-store.ts";
import { digestOf, randomId } from "../src/encoding.ts";
import type { Tx } from "../src/store/store.ts";
import { type FoundedApp, openFoundedApp, PUBLIC_ORIGIN } from "./support/app.ts";
import {
  aReporter,
  bodyOf,
  earnProof,
  holderOf,
  messageBodyOf,
  type Reporter,
  sealFile,
  sealNext,
  sendReport,
  submit,
  uploadFile,
} from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;
const reporterOf = (app: FoundedApp): Promise<Reporter> =>
  sendReport(PUBLIC_ORIGIN, app.publicFetch, {}, app.clock.today());

const open = async (reporter: Reporter, holder = holderOf(reporter)) =>
  reporter.api.call(reporterRoutes.mailbox, {
    body: { ...holder, proof: await earnProof(reporter.api, "mailbox") },
  });
const burn = async (reporter: Reporter, holder = holderOf(reporter)) =>
  reporter.api.call(reporterRoutes.burn, {
    body: { ...holder, proof: await earnProof(reporter.api, "mailbox") },
  });
const sendMessage = (reporter: Reporter, body: Uint8Array) =>
  reporter.api.call(reporterRoutes.message, { body });

const base64 = (bytes: number): string => randomBytes(bytes).toString("base64");

for (const dialect of DIALECTS) {
  test(`${dialect}: the holder of a receipt sees card, state, promised day and own messages as digests`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const today = app.clock.today();
    const reply = await open(reporter);
    assert.equal(reply.card, Buffer.from(reporter.sealed.card).toString("base64"));
    assert.deepEqual(
      { ...reply, card: "", padding: "" },
      {
        caseId: reporter.sealed.caseId,
        receivedOn: today,
        card: "",
        state: "received",
        promise: { code: "T_ACK", dueOn: today + 7 },
        isReadOnly: false,
        messages: [
          {
            index: 0,
            direction: "to-units",
            on: today,
            sha256: reporter.thread.previous,
            fileCount: 0,
            sealed: null,
          },
        ],
        padding: "",
      },
    );
  });

  test(`${dialect}: a message takes its place in the case; the same one again keeps that place, also with a fresh proof`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const sealed = await sealNext(reporter, "Tambahan.");
    const body = await messageBodyOf(reporter, sealed);
    const first = await sendMessage(reporter, body);
    assert.deepEqual(first, { index: 1, on: app.clock.today() });
    assert.deepEqual(await sendMessage(reporter, body), first);
    app.clock.moveMs(3 * 86_400_000);
    assert.deepEqual(await sendMessage(reporter, await messageBodyOf(reporter, sealed)), first);
    assert.deepEqual(
      (await open(reporter)).messages.map(({ index, on }) => [index, on]),
      [
        [0, first.on],
        [1, first.on],
      ],
    );
  });

  test(`${dialect}: the same message many times at once stands once`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const body = await messageBodyOf(reporter, await sealNext(reporter, "Tambahan."));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => sendMessage(reporter, body)),
    );
    const places = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? [outcome.value.index] : [],
    );
    assert.ok(places.length > 0 && places.every((index) => index === 1));
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        assert.ok(isCode("challenge-refused")(outcome.reason), String(outcome.reason));
    assert.equal((await open(reporter)).messages.length, 2);
  });

  test(`${dialect}: different messages at once all stand, each at its own place`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const bodies = await Promise.all(
      ["a", "b", "c", "d", "e"].map(async (text) =>
        messageBodyOf(reporter, await sealNext(reporter, text)),
      ),
    );
    const places = await Promise.all(bodies.map((body) => sendMessage(reporter, body)));
    assert.deepEqual(new Set(places.map(({ index }) => index)), new Set([1, 2, 3, 4, 5]));
  });

  test(`${dialect}: a message with two files binds both or none`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const files = [
      await uploadFile(reporter, await sealFile(reporter, randomBytes(5_000))),
      await uploadFile(reporter, await sealFile(reporter, randomBytes(5_000))),
    ];
    const sealed = await sealNext(reporter, "Dua berkas.");
    const [first, second] = files;
    assert.ok(first && second);
    await assert.rejects(
      sendMessage(
        reporter,
        await messageBodyOf(reporter, sealed, { files: [first, { ...second, id: randomId() }] }),
      ),
      isCode("part-missing"),
    );
    const bound = async (): Promise<(string | null)[]> =>
      (await app.parts.store.db.selectFrom("file").select("case_id").execute()).map(
        ({ case_id }) => case_id,
      );
    assert.deepEqual(await bound(), [null, null]);
    await sendMessage(reporter, await messageBodyOf(reporter, sealed, { files }));
    assert.deepEqual(await bound(), [reporter.sealed.caseId, reporter.sealed.caseId]);
    assert.deepEqual(
      (await open(reporter)).messages.map(({ fileCount }) => fileCount),
      [0, 2],
    );
  });

  test(`${dialect}: a burnt receipt opens nothing any more, its report cannot be replayed, and the case stays`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await aReporter(PUBLIC_ORIGIN, app.publicFetch, {}, app.clock.today());
    const body = await bodyOf(reporter);
    await submit(reporter.api, body);
    await burn(reporter);
    await assert.rejects(open(reporter), isCode("mailbox-not-found"));
    await assert.rejects(burn(reporter), isCode("mailbox-not-found"));
    await assert.rejects(
      sendMessage(reporter, await messageBodyOf(reporter, await sealNext(reporter, "Masih ada?"))),
      isCode("mailbox-not-found"),
    );
    await assert.rejects(submit(reporter.api, body), isCode("challenge-refused"));
    const cases = await app.parts.store.db.selectFrom("case_file").select("id").execute();
    assert.deepEqual(cases, [{ id: reporter.sealed.caseId }]);
    assert.deepEqual(await app.parts.store.db.selectFrom("mailbox").select("lookup").execute(), []);
  });
}

const app = await openFoundedApp();

type Raw = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** The whole answer of a door, without the day and hour of the Date header. */
async function raw(path: string, body: Uint8Array | string): Promise<Raw> {
  const type = typeof body === "string" ? "application/json" : "application/octet-stream";
  const response = await app.publicFetch(PUBLIC_ORIGIN + path, {
    method: "POST",
    headers: { "content-type": type },
    body: body as string,
  }); // fetchOf takes both
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "date"));
  return { status: response.status, headers, body: await response.text() };
}

test("wrong and unknown receipts get the same status, headers and bytes at every door", async () => {
  const reporter = await reporterOf(app);
  const { lookup } = holderOf(reporter);
  const [wrong, unknown] = [
    { lookup, auth: base64(32) },
    { lookup: base64(16), auth: base64(32) },
  ];
  const proof = () => earnProof(reporter.api, "mailbox");
  const sealed = await sealNext(reporter, "Tambahan.");
  const doors: readonly ((holder: typeof wrong) => Promise<Raw>)[] = [
    async (holder) => raw("/api/mailbox", JSON.stringify({ ...holder, proof: await proof() })),
    async (holder) => raw("/api/mailbox/burn", JSON.stringify({ ...holder, proof: await proof() })),
    async (holder) =>
      raw("/api/mailbox/messages", await messageBodyOf(reporter, sealed, { head: holder })),
  ];
  for (const door of doors) {
    const answers = [await door(wrong), await door(unknown)];
    assert.deepEqual(answers[0], answers[1]);
    assert.equal(answers[0]?.status, ERRORS["mailbox-not-found"][0]);
    assert.equal(
      answers[0]?.body,
      JSON.stringify({ code: "mailbox-not-found", sentence: ERRORS["mailbox-not-found"][1] }),
    );
  }
  assert.equal((await open(reporter)).messages.length, 1, "nothing was added or erased");
});

test("malformed receipts are refused by their form alone, whether a mailbox stands there or not", async () => {
  const reporter = await reporterOf(app);
  const { lookup, auth } = holderOf(reporter);
  const otherWriting = `${Buffer.alloc(32).toString("base64").slice(0, -2)}B=`;
  const malformed = [
    { lookup, auth: base64(31) },
    { lookup, auth: "" },
    { lookup, auth: otherWriting },
    { lookup: base64(17), auth },
    { lookup: lookup.replace(/=+$/u, ""), auth },
    { lookup: `${lookup.slice(0, -3)}!==`, auth },
    { lookup: base64(17), auth: base64(31) },
  ];
  for (const holder of malformed)
    await assert.rejects(
      open(reporter, holder),
      isCode("request-malformed"),
      JSON.stringify(holder),
    );
});

test("an answer of the mailbox has the size of a bucket, whatever lies in it", async () => {
  const reporter = await reporterOf(app);
  const sizeOf = async (): Promise<number> => {
    const body = JSON.stringify({
      ...holderOf(reporter),
      proof: await earnProof(reporter.api, "mailbox"),
    });
    return (await raw("/api/mailbox", body)).body.length;
  };
  assert.equal(await sizeOf(), 16_384);
  await sendMessage(reporter, await messageBodyOf(reporter, await sealNext(reporter, "Tambahan.")));
  assert.equal(await sizeOf(), 16_384);
});

test("a proof of work is asked, spent and bound to the mailbox; a wrong receipt spends it, too", async () => {
  const reporter = await reporterOf(app);
  const call = (proof: Awaited<ReturnType<typeof earnProof>>, holder = holderOf(reporter)) =>
    reporter.api.call(reporterRoutes.mailbox, { body: { ...holder, proof } });
  const proof = await earnProof(reporter.api, "mailbox");
  await assert.rejects(
    call(proof, { ...holderOf(reporter), auth: base64(32) }),
    isCode("mailbox-not-found"),
  );
  await assert.rejects(call(proof), isCode("challenge-refused"));
  await assert.rejects(call(await earnProof(reporter.api, "report")), isCode("challenge-refused"));
  const spent = await earnProof(reporter.api, "mailbox");
  await sendMessage(
    reporter,
    await messageBodyOf(reporter, await sealNext(reporter, "Satu."), { proof: spent }),
  );
  await assert.rejects(
    sendMessage(
      reporter,
      await messageBodyOf(reporter, await sealNext(reporter, "Dua."), { proof: spent }),
    ),
    isCode("challenge-refused"),
  );
});

test("torn sections, unknown fields and objects of another shape are refused and leave nothing", async () => {
  const reporter = await reporterOf(app);
  const body = await messageBodyOf(reporter, await sealNext(reporter, "Tambahan."));
  await assert.rejects(sendMessage(reporter, body.subarray(0, -1)), isCode("sections-torn"));
  await assert.rejects(
    sendMessage(reporter, encodeSections([...parseSections(body, 2), new Uint8Array()])),
    isCode("sections-torn"),
  );
  await assert.rejects(
    sendMessage(
      reporter,
      await messageBodyOf(reporter, await sealNext(reporter, "x"), { head: { extra: 1 } }),
    ),
    isCode("request-malformed"),
  );
  await assert.rejects(
    sendMessage(reporter, await messageBodyOf(reporter, new TextEncoder().encode("clear text"))),
    isCode("ciphertext-refused"),
  );
  await assert.rejects(
    sendMessage(reporter, await messageBodyOf(reporter, reporter.sealed.wrap.subarray(0, 900))),
    isCode("ciphertext-refused"),
  );
  assert.equal((await open(reporter)).messages.length, 1);
});

test("reporters leave no line in the log and no clock time in the database", async () => {
  const place = await openFoundedApp();
  const lines = place.lines.length;
  const reporter = await reporterOf(place);
  await sendMessage(reporter, await messageBodyOf(reporter, await sealNext(reporter, "Tambahan.")));
  await open(reporter);
  await assert.rejects(open(reporter, { lookup: base64(16), auth: base64(32) }));
  assert.equal(place.lines.length, lines);
  const records = await place.parts.store.db.selectFrom("log_entry").select("record").execute();
  for (const { record } of records) {
    const numbers = Object.values(JSON.parse(record ?? "{}") as Record<string, unknown>).filter(
      (value) => typeof value === "number",
    );
    assert.ok(
      numbers.every((value) => value <= place.clock.today()),
      "a sequence number or a day, nothing finer",
    );
  }
});

const budgetOf = async (reporter: Reporter, text: string): Promise<string> => {
  try {
    await sendMessage(reporter, await messageBodyOf(reporter, await sealNext(reporter, text)));
    return "accepted";
  } catch (fault) {
    if (fault instanceof ApiError) return fault.code;
    throw fault;
  }
};

for (const dialect of DIALECTS) {
  test(`${dialect}: a reporter's messages have a number for each day and one in all; what is refused leaves nothing`, async () => {
    const fromReporter = { messages: 5, messagesPerDay: 3, sealedBytes: 1_000_000 };
    const app = await openFoundedApp({ dialect, limits: { fromReporter } });
    const reporter = await reporterOf(app);
    const send = (text: string): Promise<string> => budgetOf(reporter, text);
    assert.deepEqual(
      [await send("satu"), await send("dua"), await send("tiga")],
      ["accepted", "accepted", "message-budget"],
    );
    app.clock.moveMs(86_400_000);
    assert.deepEqual(
      [await send("tiga"), await send("empat"), await send("lima")],
      ["accepted", "accepted", "message-budget"],
    );
    app.clock.moveMs(86_400_000);
    assert.equal(await send("lima"), "message-budget");
    assert.equal((await open(reporter)).messages.length, 5);
    assert.equal(await budgetOf(await reporterOf(app), "laporan lain"), "accepted");
  });

  test(`${dialect}: a reporter's sealed bytes have a sum that no message passes`, async () => {
    const wide = await openFoundedApp({ dialect });
    const sizes = await wide.parts.store.db
      .selectFrom("message")
      .select("padded_bytes")
      .where("case_id", "=", (await reporterOf(wide)).sealed.caseId)
      .execute();
    const reportBytes = sizes[0]?.padded_bytes ?? 0;
    const message = await sealNext(await reporterOf(wide), "Tambahan.");
    for (const [room, code] of [
      [message.length, "accepted"],
      [message.length - 1, "message-budget"],
    ] as const) {
      const fromReporter = { messages: 5, messagesPerDay: 5, sealedBytes: reportBytes + room };
      const app = await openFoundedApp({ dialect, limits: { fromReporter } });
      assert.equal(await budgetOf(await reporterOf(app), "Tambahan."), code);
    }
  });

  test(`${dialect}: the reporter's own ciphertexts are not read to show the mailbox`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    assert.equal(await budgetOf(reporter, "Tambahan."), "accepted");
    const rows = await listForReporter(app.parts.store.db, reporter.sealed.caseId);
    assert.deepEqual(
      rows.map(({ number, direction, sealed }) => [number, direction, sealed]),
      [
        [0, "to-units", null],
        [1, "to-units", null],
      ],
    );
  });
}

for (const dialect of DIALECTS)
  test(`${dialect}: a message that comes again while it is being stored waits, and is found`, async () => {
    const { parts, ...app } = await openFoundedApp({ dialect });
    const reporter = await sendReport(PUBLIC_ORIGIN, app.publicFetch, {}, app.clock.today());
    const { caseId } = reporter.sealed;
    const sealed = await sealNext(reporter, "Tambahan.");
    const find = (tx: Tx) => findFromReporter(tx, caseId, digestOf(sealed));
    const [looked, both] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = parts.store.transact(async (tx) => {
      assert.equal(await find(tx), null);
      looked.resolve();
      await both.promise;
      return addFromReporter(parts.limits, tx, { caseId, sealed, files: 0, day: 20_000 });
    });
    await looked.promise;
    const second = parts.store.transact(find);
    setTimeout(both.resolve, 200);
    assert.equal(await first, 1);
    assert.deepEqual(await second, { index: 1, on: 20_000 });
  });
