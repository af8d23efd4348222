import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { ApiError } from "@bijak/contract";
import { AwsV4Signer } from "aws4fetch";
import { startS3 } from "../../../test/support/s3.ts";
import type { BlobStore } from "../src/blobs/blob-store.ts";
import { openFolder } from "../src/blobs/folder.ts";
import { openS3, parseS3Url } from "../src/blobs/s3.ts";
import { freshFolder } from "./support/stores.ts";

const newName = (): string => randomBytes(30).toString("base64url");
const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;

const DRIVERS: Readonly<Record<string, () => Promise<BlobStore>>> = {
  folder: async () => openFolder(join(await freshFolder(), "blobs")),
  s3: async () => {
    const { url, close } = await startS3();
    after(close);
    return openS3(parseS3Url(url), "institution");
  },
};

for (const [driver, open] of Object.entries(DRIVERS)) {
  test(`${driver}: what was put is found again, byte by byte`, async () => {
    const store = await open();
    for (const size of [1, 1_048_575, 1_048_576]) {
      const [name, bytes] = [newName(), new Uint8Array(randomBytes(size))];
      await store.put(name, bytes);
      assert.deepEqual(new Uint8Array((await store.find(name)) ?? []), bytes);
    }
  });

  test(`${driver}: an unknown object is null, erasing it changes nothing`, async () => {
    const store = await open();
    assert.equal(await store.find(newName()), null);
    await store.erase(newName());
  });

  test(`${driver}: an erased object is gone, its neighbour stays`, async () => {
    const store = await open();
    const [gone, kept] = [newName(), newName()];
    await store.put(gone, Uint8Array.of(1));
    await store.put(kept, Uint8Array.of(2));
    await store.erase(gone);
    assert.equal(await store.find(gone), null);
    assert.deepEqual(new Uint8Array((await store.find(kept)) ?? []), Uint8Array.of(2));
  });

  test(`${driver}: a name that is not of our making is refused before anything is touched`, async () => {
    const store = await open();
    for (const name of ["../../etc/passwd", "", "a".repeat(39), `${"a".repeat(39)}/`]) {
      await assert.rejects(async () => store.put(name, Uint8Array.of(1)), RangeError);
      await assert.rejects(async () => store.find(name), RangeError);
    }
  });
}

test("folder: objects and folders carry midnight, not the hour of the upload", async () => {
  const root = join(await freshFolder(), "blobs");
  const store = await openFolder(root);
  const name = newName();
  await store.put(name, Uint8Array.of(1));
  for (const path of [
    root,
    join(root, "new"),
    join(root, name.slice(0, 2)),
    join(root, name.slice(0, 2), name),
  ]) {
    assert.equal((await stat(path)).mtimeMs % 86_400_000, 0, path);
  }
});

test("folder: an object is never overwritten, and the refused one leaves nothing behind", async () => {
  const root = join(await freshFolder(), "blobs");
  const store = await openFolder(root);
  const name = newName();
  await store.put(name, Uint8Array.of(1));
  await assert.rejects(store.put(name, Uint8Array.of(2)), RangeError);
  assert.deepEqual(new Uint8Array((await store.find(name)) ?? []), Uint8Array.of(1));
  assert.deepEqual(await readdir(join(root, "new")), []);
});

test("folder: a folder that is gone is storage-lost", async () => {
  const root = join(await freshFolder(), "blobs");
  const store = await openFolder(root);
  await rm(root, { recursive: true });
  await assert.rejects(store.put(newName(), Uint8Array.of(1)), isCode("storage-lost"));
  await mkdir(root);
  await writeFile(join(root, "new"), "in the way");
  await assert.rejects(store.put(newName(), Uint8Array.of(1)), isCode("storage-lost"));
});

test("folder: free room is told in bytes", async () => {
  const store = await openFolder(join(await freshFolder(), "blobs"));
  assert.ok(((await store.freeBytes()) ?? 0) > 0);
});

test("s3: a store that answers with other bytes, refuses, is full or gone is never an acknowledgement", async () => {
  const answers: Record<string, (method: string) => { status: number; body?: string }> = {
    changed: (method) => ({ status: 200, ...(method === "GET" ? { body: "other bytes" } : {}) }),
    refusing: () => ({ status: 403 }),
    full: () => ({ status: 507 }),
  };
  const expected: Record<string, string> = {
    changed: "storage-lost",
    refusing: "storage-lost",
    full: "storage-full",
  };
  for (const [kind, answer] of Object.entries(answers)) {
    const server = createServer((request, response) => {
      const { status, body } = answer(request.method ?? "");
      request.resume().on("end", () => response.writeHead(status).end(body));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const store = openS3(
      parseS3Url(`s3+http://key:secret@127.0.0.1:${address.port}/bucket`),
      "institution",
    );
    await assert.rejects(
      store.put(newName(), Uint8Array.of(1)),
      isCode(expected[kind] ?? ""),
      kind,
    );
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await assert.rejects(store.find(newName()), isCode("storage-lost"));
  }
});

test("s3: addresses of another form are refused", () => {
  for (const text of [
    "https://key:secret@host/bucket",
    "s3+https://host/bucket",
    "s3+https://key:secret@host",
    "s3+ftp://key:secret@host/bucket",
    "bucket",
  ])
    assert.throws(() => parseS3Url(text), RangeError, text);
  assert.deepEqual(parseS3Url("s3+https://k%2B:s%2F@s3.example/bucket/prefix/?region=id-1"), {
    endpoint: "https://s3.example/bucket/prefix",
    key: "k+",
    secret: "s/",
    region: "id-1",
  });
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Examples: Signature calculations" */
test("s3: signatures are those of the published examples of Signature Version 4", async () => {
  const known = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    service: "s3",
    region: "us-east-1",
    datetime: "20130524T000000Z",
  };
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const signatureOf = async (url: string): Promise<string> => {
    const { headers } = await new AwsV4Signer({
      ...known,
      url,
      headers: { "x-amz-content-sha256": empty },
    }).sign();
    return /Signature=([0-9a-f]+)$/u.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  };
  assert.equal(
    await signatureOf("https://examplebucket.s3.amazonaws.com/?lifecycle"),
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  );
  assert.equal(
    await signatureOf("https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J"),
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  );
});
