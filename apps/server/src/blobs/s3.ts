import { createHash } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { AwsClient } from "aws4fetch";
import { type BlobStore, ensureName, ensureSame } from "./blob-store.ts";

const TRIES = 2;
const FULL = new Set([507, 413]);

export type S3Address = {
  readonly endpoint: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
};

/** Reads `s3+https://key:secret@host/bucket/prefix?region=…`. Throws RangeError for another form. */
export function parseS3Url(text: string): S3Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isS3 =
    url !== null &&
    /^s3\+https?:$/u.test(url.protocol) &&
    url.username !== "" &&
    url.password !== "" &&
    url.pathname.length > 1;
  if (!isS3)
    throw new RangeError(
      "BIJAK_BLOBS_URL has the form s3+https://key:secret@host/bucket/prefix?region=…",
    );
  const endpoint = `${url.protocol.slice(3)}//${url.host}${url.pathname.replace(/\/+$/u, "")}`;
  return {
    endpoint,
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
    region: url.searchParams.get("region") ?? "us-east-1",
  };
}

/** A store in a bucket of any S3-compatible service; objects of one institution share a prefix. */
export function openS3({ endpoint, key, secret, region }: S3Address, prefix: string): BlobStore {
  const client = new AwsClient({
    accessKeyId: key,
    secretAccessKey: secret,
    service: "s3",
    region,
    retries: TRIES,
  });
  const addressOf = (name: string): string => {
    ensureName(name);
    return `${endpoint}/${prefix}/${name}`;
  };
  const find = async (name: string): Promise<Uint8Array | null> => {
    const response = await send(client, addressOf(name), { method: "GET" });
    return response === null ? null : new Uint8Array(await response.arrayBuffer());
  };
  return Object.freeze({
    put: async (name: string, bytes: Uint8Array) => {
      const headers = {
        "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex"),
        "if-none-match": "*",
        "content-type": "application/octet-stream",
      };
      await send(client, addressOf(name), { method: "PUT", headers, body: bytes.slice() });
      ensureSame(bytes, await find(name));
    },
    find,
    erase: async (name: string) => {
      await send(client, addressOf(name), { method: "DELETE" });
    },
    freeBytes: async () => null,
  });
}

/** The response; null when there is no such object. Throws `storage-full`, `storage-lost`. */
async function send(
  client: AwsClient,
  address: string,
  init: RequestInit,
): Promise<Response | null> {
  const response = await client.fetch(address, init).catch(() => null);
  if (response?.ok === true) return response;
  await response?.body?.cancel();
  if (response?.status === 404) return null;
  throw new ApiError(FULL.has(response?.status ?? 0) ? "storage-full" : "storage-lost");
}
