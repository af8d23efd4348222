import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createApi, encodeSections, type Fetch, parseSections } from "@bijak/contract";
import { addDays } from "@bijak/domain";
import type { BlobStore } from "../src/blobs/blob-store.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { freshDatabase } from "../../../test/support/postgres.ts";
import { buildApp } from "../src/app.ts";
import {
  fetchOf,
  type FoundedApp,
  openFoundedApp,
  openTestApp,
  PLAN,
  PUBLIC_ORIGIN,
} from "./support/app.ts";
import { createGate } from "./support/gate.ts";
import { aReporter, bodyOf, earnProof, type Reporter, sealNext, submit } from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;
const reporterOf = (app: FoundedApp, report = {}): Promise<Reporter> =>
  aReporter(PUBLIC_ORIGIN, app.publicFetch, report, app.clock.today());

const TABLES = [
  "case_file",
  "case_unit",
  "case_wrap",
  "case_clock",
  "message",
  "mailbox",
  "spent_proof",
  "file",
  "file_part",
  "log_entry",
] as const;

/** How many rows stand in every table that a report touches. */
async function countRows({
  parts: { store },
}: Pick<FoundedApp, "parts">): Promise<Record<string, number>> {
  const counts = await Promise.all(
    TABLES.map(
      async (table) =>
        [
          table,
          Number(
            (
              await store.db
                .selectFrom(table)
                .select((one) => one.fn.countAll<number>().as("count"))
                .executeTakeFirstOrThrow()
            ).count,
          ),
        ] as const,
    ),
  );
  return Object.fromEntries(counts);
}

for (const dialect of DIALECTS) {
  test(`${dialect}: an accepted report is whole: case, wraps, message, mailbox, log entry, spent proof`, async () => {
    const app = await openFoundedApp({ dialect });
    const before = await countRows(app);
    const reporter = await reporterOf(app);
    const acknowledgement = await submit(reporter.api, await bodyOf(reporter));
    const today = app.clock.today();
    assert.deepEqual(acknowledgement, {
      caseId: reporter.sealed.caseId,
      unit: "DJP",
      receivedOn: today,
      ackDueOn: addDays(today, 7),
    });
    const after = await countRows(app);
    const grown = Object.fromEntries(
      TABLES.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
    );
    assert.deepEqual(grown, {
      case_file: 1,
      case_unit: 2,
      case_wrap: 2,
      case_clock: grown["case_clock"],
      message: 1,
      mailbox: 1,
      spent_proof: 1,
      file: 0,
      file_part: 0,
      log_entry: 1,
    });
    const wraps = await app.parts.store.db
      .selectFrom("case_wrap")
      .select(["holder", "sealed"])
      .orderBy("holder")
      .execute();
    assert.deepEqual(wraps, [
      { holder: "unit DJP", sealed: reporter.sealed.wrap },
      { holder: "unit ITJEN", sealed: reporter.sealed.standbyWrap },
    ]);
    const [message] = await app.parts.store.db.selectFrom("message").selectAll().execute();
    assert.deepEqual(message?.sealed, reporter.sealed.message);
  });

  test(`${dialect}: a report without standby has one wrap and one unit`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app, { isStandbyAllowed: false });
    await submit(reporter.api, await bodyOf(reporter));
    assert.deepEqual(
      await app.parts.store.db.selectFrom("case_unit").select(["unit", "is_standby"]).execute(),
      [{ unit: "DJP", is_standby: 0 }],
    );
  });

  test(`${dialect}: replayed submission: the same body gives the same acknowledgement, days later too, and one report`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const body = await bodyOf(reporter);
    const first = await submit(reporter.api, body);
    const counted = await countRows(app);
    assert.deepEqual(await submit(reporter.api, body), first);
    app.clock.moveMs(3 * 86_400_000);
    assert.deepEqual(await submit(reporter.api, body), first);
    assert.deepEqual(await countRows(app), counted);
  });

  test(`${dialect}: the same body many times at once is one report, and every sender is told the same`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const body = await bodyOf(reporter);
    const told = await Promise.all(Array.from({ length: 12 }, () => submit(reporter.api, body)));
    assert.equal(new Set(told.map((one) => JSON.stringify(one))).size, 1);
    const { case_file, mailbox, message, spent_proof } = await countRows(app);
    assert.deepEqual(
      { case_file, mailbox, message, spent_proof },
      { case_file: 1, mailbox: 1, message: 1, spent_proof: 1 },
    );
  });

  test(`${dialect}: another body under the same receipt is report-conflict, another secret for it the answer of any wrong receipt`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    await submit(reporter.api, await bodyOf(reporter));
    const counted = await countRows(app);
    await assert.rejects(submit(reporter.api, await bodyOf(reporter)), isCode("report-conflict"));
    const foreign = Buffer.alloc(32, 7).toString("base64");
    await assert.rejects(
      submit(reporter.api, await bodyOf(reporter, { head: { auth: foreign } })),
      isCode("mailbox-not-found"),
    );
    assert.deepEqual(await countRows(app), counted);
  });

  test(`${dialect}: a case id that is taken is report-conflict, and the first case stays as it was`, async () => {
    const app = await openFoundedApp({ dialect });
    const [first, second] = [await reporterOf(app), await reporterOf(app)];
    await submit(first.api, await bodyOf(first));
    const stored = await app.parts.store.db.selectFrom("message").selectAll().execute();
    await assert.rejects(
      submit(second.api, await bodyOf(second, { head: { caseId: first.sealed.caseId } })),
      isCode("report-conflict"),
    );
    assert.deepEqual(await app.parts.store.db.selectFrom("message").selectAll().execute(), stored);
  });

  test(`${dialect}: reports that arrive together stand or fall each for itself`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporters = await Promise.all(Array.from({ length: 9 }, () => reporterOf(app)));
    const bodies = await Promise.all(
      reporters.map((reporter, index) =>
        bodyOf(reporter, index === 4 ? { head: { unit: "NONE" } } : {}),
      ),
    );
    const outcomes = await Promise.allSettled(
      reporters.map(({ api }, index) => submit(api, bodies[index] ?? new Uint8Array())),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status === "fulfilled"),
      Array.from({ length: 9 }, (_, index) => index !== 4),
    );
    assert.equal((await countRows(app))["case_file"], 8);
  });
}

const app = await openFoundedApp({
  plan: { units: PLAN.units.map((unit) => ({ ...unit, isOpen: unit.id !== "DJBC" })) },
});

/** Asserts that a changed submission is refused with this code and that nothing of it was kept. */
async function refuses(
  code: string,
  change: (reporter: Reporter) => Promise<Uint8Array>,
): Promise<void> {
  const reporter = await reporterOf(app);
  const body = await change(reporter);
  const before = await countRows(app);
  await assert.rejects(submit(reporter.api, body), isCode(code), change.toString());
  assert.deepEqual(await countRows(app), before, change.toString());
}

test("torn, reordered, missing and additional sections are refused", async () => {
  await refuses("sections-torn", async (reporter) => (await bodyOf(reporter)).subarray(0, -1));
  await refuses(
    "sections-torn",
    async (reporter) => new Uint8Array([...(await bodyOf(reporter)), 0]),
  );
  await refuses("sections-torn", async () => new Uint8Array(100));
  await refuses("sections-torn", async (reporter) =>
    encodeSections(parseSections(await bodyOf(reporter), 5).slice(0, 4)),
  );
  await refuses("sections-torn", async (reporter) =>
    encodeSections([...parseSections(await bodyOf(reporter), 5), new Uint8Array()]),
  );
  await refuses("request-malformed", async (reporter) =>
    encodeSections(parseSections(await bodyOf(reporter), 5).toReversed()),
  );
  await refuses("ciphertext-refused", async (reporter) =>
    bodyOf(reporter, {
      sections: { message: reporter.sealed.card, card: reporter.sealed.message },
    }),
  );
});

test("unknown and doubled fields, wrong types and wrong sizes in the head are refused", async () => {
  for (const head of [
    { extra: 1 },
    { isUrgent: "no" },
    { caseId: "short" },
    { unit: "djp" },
    { lookup: "AAAA" },
    { lookup: Buffer.alloc(17).toString("base64") },
    { auth: Buffer.alloc(31).toString("base64") },
    { standby: undefined },
    { proof: null },
  ])
    await refuses("request-malformed", (reporter) => bodyOf(reporter, { head }));
  await refuses("request-malformed", async (reporter) => {
    const [head, ...rest] = parseSections(await bodyOf(reporter), 5);
    const doubled = new TextDecoder().decode(head).replace("{", '{"unit":"DJBC",');
    return encodeSections([new TextEncoder().encode(doubled), ...rest]);
  });
  await refuses("request-malformed", (reporter) =>
    bodyOf(reporter, { head: { auth: `${Buffer.alloc(32).toString("base64").slice(0, -2)}B=` } }),
  );
});

test("sealed objects of another shape are refused: text, truncated, of another size, to more keys", async () => {
  const plain = new TextEncoder().encode("a report in clear text ".repeat(800));
  await refuses("ciphertext-refused", (reporter) =>
    bodyOf(reporter, { sections: { message: plain } }),
  );
  await refuses("ciphertext-refused", (reporter) =>
    bodyOf(reporter, { sections: { message: reporter.sealed.message.subarray(0, -1) } }),
  );
  await refuses("ciphertext-refused", async (reporter) =>
    bodyOf(reporter, { sections: { message: await sealNext(reporter, "only 4 KiB") } }),
  );
  await refuses("ciphertext-refused", (reporter) =>
    bodyOf(reporter, { sections: { wrap: new Uint8Array() } }),
  );
  await refuses("ciphertext-refused", (reporter) =>
    bodyOf(reporter, { sections: { card: reporter.sealed.wrap.subarray(10) } }),
  );
});

test("a standby wrap comes exactly when a standby unit is named", async () => {
  await refuses("request-malformed", (reporter) => bodyOf(reporter, { head: { standby: null } }));
  await refuses("ciphertext-refused", (reporter) =>
    bodyOf(reporter, { sections: { standbyWrap: new Uint8Array() } }),
  );
  await refuses("unit-unknown", (reporter) => bodyOf(reporter, { head: { standby: "NONE" } }));
  await refuses("unit-unknown", (reporter) => bodyOf(reporter, { head: { standby: "DJP" } }));
});

test("a report to an unknown unit and one to a closed unit are refused, each with its word", async () => {
  await refuses("unit-unknown", (reporter) => bodyOf(reporter, { head: { unit: "NONE" } }));
  await refuses("unit-closed", (reporter) => bodyOf(reporter, { head: { unit: "DJBC" } }));
});

test("a proof of work that is missing, wrong, changed, for something else, spent or expired is refused", async () => {
  const [report, other] = [
    await earnProof(createApi(PUBLIC_ORIGIN, app.publicFetch), "report"),
    await earnProof(createApi(PUBLIC_ORIGIN, app.publicFetch), "mailbox"),
  ];
  const solution = JSON.parse(report.solution) as { counter: number; derivedKey: string };
  const challenge = JSON.parse(report.challenge) as {
    parameters: Record<string, unknown>;
    signature: string;
  };
  const proofs = [
    { challenge: "{}", solution: "{}" },
    { challenge: "no json", solution: "no json" },
    { ...report, solution: JSON.stringify({ ...solution, derivedKey: "00".repeat(32) }) },
    { ...report, solution: JSON.stringify({ ...solution, derivedKey: "x" }) },
    {
      ...report,
      challenge: JSON.stringify({
        ...challenge,
        parameters: {
          ...challenge.parameters,
          data: { action: "report", expiresAt: Date.now() + 10 ** 9 },
        },
      }),
    },
    { ...report, challenge: JSON.stringify({ ...challenge, signature: undefined }) },
    {
      ...report,
      challenge: JSON.stringify({ parameters: challenge.parameters, signature: "00".repeat(32) }),
    },
    other,
  ];
  for (const proof of proofs)
    await refuses("challenge-refused", (reporter) => bodyOf(reporter, { proof }));
  const reporter = await reporterOf(app);
  await submit(reporter.api, await bodyOf(reporter, { proof: report }));
  await refuses("challenge-refused", (second) => bodyOf(second, { proof: report }));
});

test("a proof of work expires after ten minutes", async () => {
  const place = await openFoundedApp();
  const reporter = await reporterOf(place);
  const [late, inTime] = [await bodyOf(reporter), await earnProof(reporter.api, "report")];
  place.clock.moveMs(599_000);
  await submit(reporter.api, await bodyOf(reporter, { proof: inTime }));
  const second = await reporterOf(place);
  place.clock.moveMs(1_000);
  await assert.rejects(
    submit(
      second.api,
      await bodyOf(second, {
        proof: (
          JSON.parse(new TextDecoder().decode(parseSections(late, 5)[0])) as {
            proof: { challenge: string; solution: string };
          }
        ).proof,
      }),
    ),
    isCode("challenge-refused"),
  );
});

test("proofs that are spent are forgotten once they have expired", async () => {
  const place = await openFoundedApp();
  const reporter = await reporterOf(place);
  await submit(reporter.api, await bodyOf(reporter));
  await place.app.sweep();
  assert.equal((await countRows(place))["spent_proof"], 1);
  place.clock.moveMs(1_200_000);
  await place.app.sweep();
  assert.equal((await countRows(place))["spent_proof"], 0);
});

test("a clock that is wrong by a day still gives whole days, and the promise counts from the server's own", async () => {
  const place = await openFoundedApp();
  const reporter = await aReporter(PUBLIC_ORIGIN, place.publicFetch, {}, place.clock.today() + 40);
  const { receivedOn } = await submit(reporter.api, await bodyOf(reporter));
  assert.equal(receivedOn, place.clock.today());
});

test("a full disk refuses a report with storage-full and keeps nothing of it; with room again the same body is accepted", async () => {
  const place = await openFoundedApp();
  let freeBytes = 1_000;
  const blobs: BlobStore = { ...place.parts.blobs, freeBytes: async () => freeBytes };
  const full = await buildApp({
    ...place.parts,
    blobs,
    limits: { ...place.parts.limits, roomForReportsBytes: 1_001 },
  });
  const reporter = await aReporter(
    PUBLIC_ORIGIN,
    fetchOf(full.publicSide, PUBLIC_ORIGIN),
    {},
    place.clock.today(),
  );
  const body = await bodyOf(reporter);
  const before = await countRows(place);
  await assert.rejects(submit(reporter.api, body), isCode("storage-full"));
  assert.deepEqual(await countRows(place), before);
  freeBytes = 1_001;
  assert.equal((await submit(reporter.api, body)).caseId, reporter.sealed.caseId);
  await full.close();
});

test("a database that is full refuses with storage-full and loses nothing that was acknowledged", async () => {
  const place = await openFoundedApp({ sqlite: { maxPages: 200 } });
  const acknowledged: string[] = [];
  let refused = 0;
  for (let sent = 0; sent < 40; sent += 1) {
    const reporter = await reporterOf(place);
    const told = await bodyOf(reporter)
      .then((body) => submit(reporter.api, body))
      .catch((fault: unknown) => fault);
    if (told instanceof ApiError) {
      assert.equal(told.code, "storage-full");
      refused += 1;
    } else acknowledged.push(reporter.sealed.caseId);
  }
  assert.ok(refused > 0 && acknowledged.length > 0);
  const stored = await place.parts.store.db
    .selectFrom("message")
    .select("case_id")
    .where("number", "=", 0)
    .execute();
  assert.deepEqual(stored.map(({ case_id }) => case_id).toSorted(), acknowledged.toSorted());
});

test("a lost database is storage-lost; once it is back, the same body is accepted", async () => {
  const gate = await createGate(await freshDatabase());
  const place = await openFoundedApp({ store: await openPostgres(gate.url, "bijak_test") });
  const reporter = await reporterOf(place);
  const body = await bodyOf(reporter);
  await gate.shut();
  await assert.rejects(submit(reporter.api, body), isCode("storage-lost"));
  await gate.open();
  assert.equal((await submit(reporter.api, body)).caseId, reporter.sealed.caseId);
  await place.app.close();
  await place.parts.store.close();
  await gate.close();
});

test("before the founding there is no unit to report to", async () => {
  const { publicFetch } = await openTestApp();
  const other: Fetch = (input, init) =>
    input.endsWith("/api/reports") || input.endsWith("/api/challenges")
      ? publicFetch(input, init)
      : app.publicFetch(input, init);
  const reporter = await aReporter(PUBLIC_ORIGIN, other, {}, app.clock.today());
  await assert.rejects(
    submit(reporter.api, await bodyOf(reporter)),
    (fault: unknown) => fault instanceof ApiError && fault.status === 404,
  );
});
