import {
  generateIdentity,
  openBlob,
  openBytes,
  recipientOf,
  sealBlob,
  sealBytes,
  type Suite,
} from "../../packages/envelope/src/index.ts";
import { type Figure, medianMs, round3 } from "./measure.ts";

const SMALL_BYTES = 2_048;
const LARGE_BYTES = 100 * 1_048_576;
const CHUNK_BYTES = 1_048_576;
const MIB = 1_048_576;
const ROUNDS = 100;
const AGAINST = "WebCrypto AES-256-GCM";

/** Sealing and opening of a short text and of a large file, each against WebCrypto AES-256-GCM over the same bytes. */
export async function measureSealing(): Promise<Figure[]> {
  const aes = await aesFigures();
  const figures: Figure[] = [
    { what: `AES-GCM ${SMALL_BYTES} B, encrypt`, value: round3(aes.smallSealMs), unit: "ms" },
    { what: `AES-GCM ${SMALL_BYTES} B, decrypt`, value: round3(aes.smallOpenMs), unit: "ms" },
    {
      what: "AES-GCM 100 MiB in 1 MiB chunks, encrypt",
      value: round3(speed(aes.largeSealMs)),
      unit: "MiB/s",
    },
    {
      what: "AES-GCM 100 MiB in 1 MiB chunks, decrypt",
      value: round3(speed(aes.largeOpenMs)),
      unit: "MiB/s",
    },
  ];
  for (const suite of ["pq", "x25519"] as const) figures.push(...(await suiteFigures(suite, aes)));
  return figures;
}

type Times = {
  readonly smallSealMs: number;
  readonly smallOpenMs: number;
  readonly largeSealMs: number;
  readonly largeOpenMs: number;
};
const speed = (ms: number): number => LARGE_BYTES / MIB / (ms / 1_000);

async function aesFigures(): Promise<Times> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const way = () => ({ name: "AES-GCM", iv: crypto.getRandomValues(new Uint8Array(12)) });
  const small = randomBytes(SMALL_BYTES);
  const chunk = randomBytes(CHUNK_BYTES);
  const [smallWay, chunkWay] = [way(), way()];
  const smallSealed = await crypto.subtle.encrypt(smallWay, key, small);
  const chunkSealed = await crypto.subtle.encrypt(chunkWay, key, chunk);
  const often = (work: () => Promise<unknown>) => async (): Promise<void> => {
    for (let done = 0; done < LARGE_BYTES; done += CHUNK_BYTES) await work();
  };
  return {
    smallSealMs: await medianMs(ROUNDS, () => crypto.subtle.encrypt(way(), key, small)),
    smallOpenMs: await medianMs(ROUNDS, () => crypto.subtle.decrypt(smallWay, key, smallSealed)),
    largeSealMs: await medianMs(
      3,
      often(() => crypto.subtle.encrypt(way(), key, chunk)),
    ),
    largeOpenMs: await medianMs(
      3,
      often(() => crypto.subtle.decrypt(chunkWay, key, chunkSealed)),
    ),
  };
}

async function suiteFigures(suite: Suite, aes: Times): Promise<Figure[]> {
  const identity = await generateIdentity(suite);
  const recipients = [await recipientOf(identity)];
  const small = randomBytes(SMALL_BYTES);
  const sealed = await sealBytes(suite, recipients, small);
  const large = new Blob(
    Array.from({ length: LARGE_BYTES / CHUNK_BYTES }, () => randomBytes(CHUNK_BYTES)),
  );
  const source = { sizeBytes: large.size, stream: () => large.stream() };
  const parts = await collect(sealBlob(suite, recipients, source));
  const smallSealMs = await medianMs(ROUNDS, () => sealBytes(suite, recipients, small));
  const smallOpenMs = await medianMs(ROUNDS, () => openBytes([identity], sealed));
  const largeSealMs = await medianMs(3, () => drain(sealBlob(suite, recipients, source)));
  const largeOpenMs = await medianMs(3, () =>
    openBlob(
      [identity],
      bytesOf(parts),
      parts.map(({ sha256 }) => sha256),
    ),
  );
  return [
    {
      what: `age ${suite} ${SMALL_BYTES} B, seal`,
      value: round3(smallSealMs),
      unit: "ms",
      ratio: round3(smallSealMs / aes.smallSealMs),
      against: AGAINST,
    },
    {
      what: `age ${suite} ${SMALL_BYTES} B, open`,
      value: round3(smallOpenMs),
      unit: "ms",
      ratio: round3(smallOpenMs / aes.smallOpenMs),
      against: AGAINST,
    },
    {
      what: `age ${suite} 100 MiB: hash, pad, seal`,
      value: round3(speed(largeSealMs)),
      unit: "MiB/s",
      ratio: round3(aes.largeSealMs / largeSealMs),
      against: AGAINST,
    },
    {
      what: `age ${suite} 100 MiB: check, open`,
      value: round3(speed(largeOpenMs)),
      unit: "MiB/s",
      ratio: round3(aes.largeOpenMs / largeOpenMs),
      against: AGAINST,
    },
  ];
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of items) all.push(one);
  return all;
}

async function drain(parts: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of parts);
}

async function* bytesOf(
  parts: readonly { readonly bytes: Uint8Array }[],
): AsyncGenerator<Uint8Array> {
  for (const { bytes } of parts) yield bytes;
}
