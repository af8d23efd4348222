/** What `cbor` writes: whole numbers, byte strings, texts, lists, and maps given as lists of pairs. */
export type CborValue =
  | number
  | string
  | Buffer
  | readonly CborPair[]
  | { readonly list: readonly CborValue[] };
export type CborPair = readonly [number | string, CborValue];

/** RFC 8949, as much of it as WebAuthn needs. */
export function cbor(value: CborValue): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if ("list" in value)
    return Buffer.concat([head(4, value.list.length), ...value.list.map((one) => cbor(one))]);
  return Buffer.concat([head(5, value.length), ...value.flat().map((one) => cbor(one))]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(count)]);
}

/** Two bytes, the larger first. */
export function uint16(count: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(count);
  return bytes;
}
