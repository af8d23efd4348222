import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { ApiError, reporterRoutes, SIZES } from "@bijak/contract";
import { buildApp } from "../src/app.ts";
import type { BlobStore } from "../src/blobs/blob-store.ts";
import { randomId } from "../src/encoding.ts";
import { createIntake } from "../src/intake/intake.ts";
import { fetchOf, type FoundedApp, openFoundedApp, PUBLIC_ORIGIN } from "./support/app.ts";
import {
  earnProof,
  messageBodyOf,
  openUpload,
  putPart,
  type Reporter,
  sealFile,
  type SealedFile,
  sealNext,
  sendReport,
  type SentFile,
  uploadFile,
} from "./support/report.ts";
import { DIALECTS } from "./support/stores.ts";

const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;
const DAY_MS = 86_400_000;
const reporterOf = (app: FoundedApp): Promise<Reporter> =>
  sendReport(PUBLIC_ORIGIN, app.publicFetch, {}, app.clock.today());

const send = async (
  reporter: Reporter,
  files: readonly SentFile[],
  text = "Berkas.",
): Promise<unknown> =>
  reporter.api.call(reporterRoutes.message, {
    body: await messageBodyOf(reporter, await sealNext(reporter, text), { files }),
  });

const listParts = ({ parts }: FoundedApp) =>
  parts.store.db.selectFrom("file_part").selectAll().orderBy("part").execute();
const listFiles = ({ parts }: FoundedApp) =>
  parts.store.db.selectFrom("file").selectAll().execute();

for (const dialect of DIALECTS) {
  test(`${dialect}: a file of several parts arrives whole and belongs to the case of its message`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const file = await sealFile(reporter, randomBytes(2_500_000));
    const sent = await uploadFile(reporter, file);
    await send(reporter, [sent]);
    assert.deepEqual(await listFiles(app), [
      {
        id: sent.id,
        upload: null,
        case_id: reporter.sealed.caseId,
        received_on: app.clock.today(),
      },
    ]);
    for (const [no, row] of (await listParts(app)).entries()) {
      assert.deepEqual([row.part, row.is_stored, row.sha256], [no, 1, file.parts[no]?.sha256]);
      assert.deepEqual(
        new Uint8Array((await app.parts.blobs.find(row.object)) ?? []),
        new Uint8Array(file.parts[no]?.bytes ?? []),
      );
    }
  });

  test(`${dialect}: the same part again changes nothing, other bytes in its place are part-conflict`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const [file, other] = [
      await sealFile(reporter, randomBytes(1_500_000)),
      await sealFile(reporter, randomBytes(1_500_000)),
    ];
    const upload = await openUpload(reporter.api, file.sealedBytes);
    const id = randomId();
    const part = { id, no: 1, bytes: partOf(file, 1), upload };
    const first = await putPart(reporter.api, part);
    const rows = await listParts(app);
    assert.deepEqual(await putPart(reporter.api, part), first);
    assert.deepEqual(await listParts(app), rows);
    await assert.rejects(
      putPart(reporter.api, { ...part, bytes: partOf(other, 1) }),
      isCode("part-conflict"),
    );
    assert.deepEqual(await listParts(app), rows);
  });

  test(`${dialect}: the same part many times at once is stored once, and no object stays behind`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const file = await sealFile(reporter, randomBytes(1_500_000));
    const upload = await openUpload(reporter.api, file.sealedBytes);
    const id = randomId();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        putPart(reporter.api, { id, no: 1, bytes: partOf(file, 1), upload }),
      ),
    );
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        assert.ok(
          outcome.reason instanceof ApiError && outcome.reason.isRetryable,
          String(outcome.reason),
        );
    assert.deepEqual(await putPart(reporter.api, { id, no: 1, bytes: partOf(file, 1), upload }), {
      sha256: file.parts[1]?.sha256,
    });
    const rows = await listParts(app);
    assert.equal(rows.length, 1);
    assert.deepEqual(await listObjects(app), [rows[0]?.object]);
  });

  test(`${dialect}: what was uploaded and never claimed is swept, with its objects, once a whole day lies between`, async () => {
    const app = await openFoundedApp({ dialect });
    const reporter = await reporterOf(app);
    const [kept, left] = [
      await sealFile(reporter, randomBytes(5_000)),
      await sealFile(reporter, randomBytes(1_200_000)),
    ];
    const claimed = await uploadFile(reporter, kept);
    await send(reporter, [claimed]);
    await uploadFile(reporter, left);
    const objects = (await listParts(app))
      .filter(({ file_id }) => file_id !== claimed.id)
      .map(({ object }) => object);
    app.clock.moveMs(DAY_MS);
    await app.app.sweep();
    assert.equal((await listFiles(app)).length, 2, "the token may still hold");
    app.clock.moveMs(DAY_MS);
    await app.app.sweep();
    assert.deepEqual(
      (await listFiles(app)).map(({ id }) => id),
      [claimed.id],
    );
    assert.equal(objects.length, 2);
    for (const object of objects) assert.equal(await app.parts.blobs.find(object), null);
    for (const { object } of await listParts(app))
      assert.notEqual(await app.parts.blobs.find(object), null);
  });
}

/** Names of all objects on disk, finished or not. */
async function listObjects({ blobsFolder }: FoundedApp): Promise<string[]> {
  const entries = await readdir(blobsFolder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const app = await openFoundedApp();

function partOf(file: SealedFile, no: number): Uint8Array {
  const part = file.parts[no];
  assert.ok(part);
  return part.bytes;
}

test("a token that is changed, foreign, missing or expired opens nothing", async () => {
  const place = await openFoundedApp();
  const reporter = await reporterOf(place);
  const file = await sealFile(reporter, randomBytes(5_000));
  const upload = await openUpload(reporter.api, file.sealedBytes);
  const foreign = await openUpload((await reporterOf(app)).api, file.sealedBytes);
  const [id = "", end = "", size = "", mac = ""] = upload.split(".");
  const tokens = [
    foreign,
    `${randomId()}.${end}.${size}.${mac}`,
    `${id}.${Number(end) + 1}.${size}.${mac}`,
    `${id}.${end}.${Number(size) + 1}.${mac}`,
    `${id}.${end}.${size}.${"A".repeat(43)}`,
    "",
    "x",
  ];
  for (const token of tokens)
    await assert.rejects(
      putPart(reporter.api, { id: randomId(), no: 0, bytes: partOf(file, 0), upload: token }),
      isCode("upload-refused"),
      token,
    );
  const sent = await uploadFile(reporter, file);
  place.clock.moveMs(DAY_MS - 60_000);
  await putPart(reporter.api, { id: sent.id, no: 0, bytes: partOf(file, 0), upload: sent.upload });
  place.clock.moveMs(60_000);
  await assert.rejects(
    putPart(reporter.api, { id: sent.id, no: 0, bytes: partOf(file, 0), upload: sent.upload }),
    isCode("upload-refused"),
  );
  await assert.rejects(send(reporter, [sent]), isCode("upload-refused"));
  assert.deepEqual(
    (await listFiles(place)).map(({ case_id }) => case_id),
    [null],
  );
});

test("a token serves one file only", async () => {
  const reporter = await reporterOf(app);
  const file = await sealFile(reporter, randomBytes(5_000));
  const sent = await uploadFile(reporter, file);
  await assert.rejects(
    putPart(reporter.api, { id: randomId(), no: 0, bytes: partOf(file, 0), upload: sent.upload }),
    isCode("upload-refused"),
  );
  const other = await openUpload(reporter.api, file.sealedBytes);
  await assert.rejects(
    putPart(reporter.api, { id: sent.id, no: 0, bytes: partOf(file, 0), upload: other }),
    isCode("upload-refused"),
  );
});

test("parts of a wrong size, or that the announced size does not have, are refused", async () => {
  const reporter = await reporterOf(app);
  const file = await sealFile(reporter, randomBytes(2_000_000));
  const upload = await openUpload(reporter.api, file.sealedBytes);
  const id = randomId();
  const put = (no: number, bytes: Uint8Array): Promise<unknown> =>
    putPart(reporter.api, { id, no, bytes, upload });
  await assert.rejects(put(0, partOf(file, 0).subarray(0, -1)), isCode("request-malformed"));
  await assert.rejects(put(1, partOf(file, 1).subarray(1)), isCode("request-malformed"));
  await assert.rejects(put(1, partOf(file, 0)), isCode("request-malformed"));
  await assert.rejects(put(2, partOf(file, 1)), isCode("request-malformed"));
  await assert.rejects(put(0, new Uint8Array()), isCode("request-malformed"));
  await assert.rejects(put(0, new Uint8Array(SIZES.part + 1)), isCode("request-too-large"));
  await assert.rejects(
    put(0, randomBytes(SIZES.part)),
    isCode("ciphertext-refused"),
    "the first part begins with a header",
  );
  assert.deepEqual(
    (await listFiles(app)).filter((row) => row.id === id),
    [],
  );
});

test("an announced size that no sealed file has is refused at its first part", async () => {
  const reporter = await reporterOf(app);
  const file = await sealFile(reporter, randomBytes(5_000));
  const upload = await openUpload(reporter.api, file.sealedBytes - 1);
  await assert.rejects(
    putPart(reporter.api, {
      id: randomId(),
      no: 0,
      bytes: partOf(file, 0).subarray(0, -1),
      upload,
    }),
    isCode("ciphertext-refused"),
  );
});

test("reordered parts and digests that do not fit are part-digest, missing ones part-missing, and the file may be claimed after", async () => {
  const reporter = await reporterOf(app);
  const file = await sealFile(reporter, randomBytes(2_500_000));
  const sent = await uploadFile(reporter, file);
  await assert.rejects(
    send(reporter, [{ ...sent, parts: sent.parts.toReversed() }]),
    isCode("part-digest"),
  );
  await assert.rejects(
    send(reporter, [{ ...sent, parts: sent.parts.slice(0, -1) }]),
    isCode("part-missing"),
  );
  await assert.rejects(send(reporter, [{ ...sent, id: randomId() }]), isCode("part-missing"));
  const foreign = await openUpload(reporter.api, file.sealedBytes);
  await assert.rejects(send(reporter, [{ ...sent, upload: foreign }]), isCode("upload-refused"));
  const half = {
    id: randomId(),
    upload: await openUpload(reporter.api, file.sealedBytes),
    parts: sent.parts,
  };
  await putPart(reporter.api, { id: half.id, no: 0, bytes: partOf(file, 0), upload: half.upload });
  await assert.rejects(send(reporter, [half]), isCode("part-missing"));
  const before = await app.parts.store.db
    .selectFrom("message")
    .select("number")
    .where("case_id", "=", reporter.sealed.caseId)
    .execute();
  assert.equal(before.length, 1, "refused messages leave nothing");
  await send(reporter, [sent]);
});

test("a file cannot be claimed twice, nor by another case", async () => {
  const [reporter, other] = [await reporterOf(app), await reporterOf(app)];
  const sent = await uploadFile(reporter, await sealFile(reporter, randomBytes(5_000)));
  await send(reporter, [sent]);
  await assert.rejects(send(other, [sent]), isCode("upload-refused"));
  await assert.rejects(send(reporter, [sent], "sekali lagi"), isCode("upload-refused"));
  assert.equal(
    (await listFiles(app)).find(({ id }) => id === sent.id)?.case_id,
    reporter.sealed.caseId,
  );
});

test("files beyond what one report may bring are refused, by count, by size, and before they are sent", async () => {
  const small = await openFoundedApp({ limits: { filesPerReport: 2, reportBytes: 1_048_576 } });
  const reporter = await reporterOf(small);
  await assert.rejects(
    openUpload(reporter.api, Math.ceil(1_048_576 * 1.13) + 1),
    isCode("upload-budget"),
  );
  const file = await sealFile(reporter, randomBytes(5_000));
  const first = [await uploadFile(reporter, file), await uploadFile(reporter, file)];
  await send(reporter, first);
  await assert.rejects(
    send(reporter, [await uploadFile(reporter, file)], "satu lagi"),
    isCode("upload-budget"),
  );
  const [second, large] = [await reporterOf(small), await sealFile(reporter, randomBytes(700_000))];
  await send(second, [await uploadFile(second, large)]);
  await assert.rejects(
    send(second, [await uploadFile(second, large)], "terlalu besar"),
    isCode("upload-budget"),
  );
});

test("a proof for an upload is asked, spent and not good for anything else", async () => {
  const { api } = await reporterOf(app);
  const open = (proof: Awaited<ReturnType<typeof earnProof>>): Promise<unknown> =>
    api.call(reporterRoutes.upload, { body: { proof, sealedBytes: 5_000 } });
  const proof = await earnProof(api, "upload");
  await open(proof);
  await assert.rejects(open(proof), isCode("challenge-refused"));
  await assert.rejects(open(await earnProof(api, "report")), isCode("challenge-refused"));
});

test("too little room refuses evidence with storage-full while text is still taken", async () => {
  const place = await openFoundedApp();
  const blobs: BlobStore = { ...place.parts.blobs, freeBytes: async () => 10_000_000 };
  const tight = await buildApp({
    ...place.parts,
    blobs,
    limits: {
      ...place.parts.limits,
      roomForEvidenceBytes: 10_000_000,
      roomForReportsBytes: 1_000_000,
    },
  });
  const reporter = await sendReport(
    PUBLIC_ORIGIN,
    fetchOf(tight.publicSide, PUBLIC_ORIGIN),
    {},
    place.clock.today(),
  );
  await assert.rejects(openUpload(reporter.api, 5_000), isCode("storage-full"));
  await send(reporter, []);
  await tight.close();
});

test("room that shrinks after the token was given refuses the next part, while text is still taken", async () => {
  const place = await openFoundedApp();
  let free = 10_000_000;
  const blobs: BlobStore = { ...place.parts.blobs, freeBytes: async () => free };
  const limits = {
    ...place.parts.limits,
    roomForEvidenceBytes: 5_000_000,
    roomForReportsBytes: 1_000_000,
  };
  const tight = await buildApp({ ...place.parts, blobs, limits });
  const fetchOnce = fetchOf(tight.publicSide, PUBLIC_ORIGIN);
  const reporter = await sendReport(PUBLIC_ORIGIN, fetchOnce, {}, place.clock.today());
  const file = await sealFile(reporter, randomBytes(1_500_000));
  const [upload, id] = [await openUpload(reporter.api, file.sealedBytes), randomId()];
  await putPart(reporter.api, { id, no: 0, bytes: partOf(file, 0), upload });
  const rest = { id, no: 1, bytes: partOf(file, 1), upload };
  free = 5_000_000 + rest.bytes.length - 1;
  await assert.rejects(putPart(reporter.api, rest), isCode("storage-full"));
  await send(reporter, []);
  free += 1;
  await putPart(reporter.api, rest);
  await tight.close();
});

for (const dialect of DIALECTS)
  test(`${dialect}: a store that tells no free room takes unclaimed evidence up to the limit; claimed evidence makes room again`, async () => {
    const place = await openFoundedApp({ dialect });
    const blobs: BlobStore = { ...place.parts.blobs, freeBytes: async () => null };
    const limits = { ...place.parts.limits, unclaimedEvidenceBytes: 3_000_000 };
    const tight = await buildApp({ ...place.parts, blobs, limits });
    const fetchOnce = fetchOf(tight.publicSide, PUBLIC_ORIGIN);
    const reporter = await sendReport(PUBLIC_ORIGIN, fetchOnce, {}, place.clock.today());
    const file = await sealFile(reporter, randomBytes(1_500_000));
    const uploads = [
      await openUpload(reporter.api, file.sealedBytes),
      await openUpload(reporter.api, file.sealedBytes),
    ];
    const sendAll = async (upload: string): Promise<SentFile> => {
      const id = randomId();
      for (const [no, { bytes }] of file.parts.entries())
        await putPart(reporter.api, { id, no, bytes, upload });
      return { id, upload, parts: file.parts.map(({ sha256 }) => sha256) };
    };
    const first = await sendAll(uploads[0] ?? "");
    await assert.rejects(sendAll(uploads[1] ?? ""), isCode("storage-full"));
    await assert.rejects(openUpload(reporter.api, file.sealedBytes), isCode("storage-full"));
    await send(reporter, [first]);
    await openUpload(reporter.api, file.sealedBytes);
    await tight.close();
  });

test("a store that fails in the middle of a part leaves no part behind, and the same part can be sent again", async () => {
  const place = await openFoundedApp();
  let isFailing = true;
  const blobs: BlobStore = {
    ...place.parts.blobs,
    put: async (name, bytes) => {
      if (isFailing) throw new ApiError("storage-full");
      return place.parts.blobs.put(name, bytes);
    },
  };
  const failing = await buildApp({ ...place.parts, blobs });
  const reporter = await sendReport(
    PUBLIC_ORIGIN,
    fetchOf(failing.publicSide, PUBLIC_ORIGIN),
    {},
    place.clock.today(),
  );
  const file = await sealFile(reporter, randomBytes(5_000));
  const upload = await openUpload(reporter.api, file.sealedBytes);
  const part = { id: randomId(), no: 0, bytes: partOf(file, 0), upload };
  await assert.rejects(putPart(reporter.api, part), isCode("storage-full"));
  assert.deepEqual(
    (await listParts(place)).map(({ is_stored }) => is_stored),
    [0],
  );
  await assert.rejects(
    send(reporter, [{ id: part.id, upload, parts: [file.parts[0]?.sha256 ?? ""] }]),
    isCode("part-missing"),
  );
  isFailing = false;
  await putPart(reporter.api, part);
  await send(reporter, [{ id: part.id, upload, parts: [file.parts[0]?.sha256 ?? ""] }]);
  await failing.close();
});

test("a store that lost an object says storage-lost, never that the file is not there", async () => {
  const place = await openFoundedApp();
  const reporter = await reporterOf(place);
  const sent = await uploadFile(reporter, await sealFile(reporter, randomBytes(5_000)));
  await send(reporter, [sent]);
  const [row] = await listParts(place);
  await place.parts.blobs.erase(row?.object ?? "");
  const intake = createIntake(place.parts, {} as Parameters<typeof createIntake>[1]); // findPart calls no port
  await assert.rejects(intake.findPart(reporter.sealed.caseId, sent.id, 0), isCode("storage-lost"));
  assert.equal(await intake.findPart(reporter.sealed.caseId, sent.id, 1), null);
  assert.equal(await intake.findPart(randomId(), sent.id, 0), null);
});

test("an object that cannot be erased does not keep the sweep from the others, and is swept later", async () => {
  const place = await openFoundedApp();
  const reporter = await reporterOf(place);
  for (let count = 0; count < 3; count += 1)
    await uploadFile(reporter, await sealFile(reporter, randomBytes(5_000)));
  const [stuck = ""] = (await listParts(place)).map(({ object }) => object);
  let isStuck = true;
  const blobs: BlobStore = {
    ...place.parts.blobs,
    erase: async (name) => {
      if (isStuck && name === stuck) throw new ApiError("storage-lost");
      return place.parts.blobs.erase(name);
    },
  };
  const swept = await buildApp({ ...place.parts, blobs });
  place.clock.moveMs(2 * DAY_MS);
  await assert.rejects(swept.sweep(), isCode("storage-lost"));
  assert.deepEqual(
    (await listParts(place)).map(({ object }) => object),
    [stuck],
  );
  isStuck = false;
  await swept.sweep();
  assert.deepEqual(await listParts(place), []);
  await swept.close();
});
