import { encodeText, isEqual, isZero } from "./bytes.ts";
import { ensure } from "./errors.ts";
import { sizeFor, type Sizing } from "./padding.ts";

/*
 * [Note: Padded archive]   POSIX ustar, one entry, zeros to the wanted size
 *
 *     0  name          100   ASCII, zero-filled
 *   100  mode            8   0000644
 *   108  uid, gid      8+8   0000000
 *   124  size           12   octal
 *   136  mtime          12   0: nothing here tells a time
 *   148  checksum        8   octal, zero, space
 *   156  type            1   "0", a file
 *   257  magic, version  8   "ustar\0" "00"
 *   329  device        8+8   0000000
 *   512  content, zero-filled to whole blocks of 512, then zeros to the wanted size
 *
 * Trailing zeros are legal in tar, so `age -d -i key file.age | tar -xOf -` shows the content. There is exactly one
 * header for a name and size; any other is refused.
 */
export const TAR_BLOCK = 512;
const MAX_BYTES = 2 ** 33 - 1;
const NAME = /^[a-z][a-z-]{0,98}$/;

/** The 512-byte header of a file of this name and size. */
export function tarHeader(name: string, sizeBytes: number): Uint8Array {
  ensure(NAME.test(name) && sizeBytes >= 0 && sizeBytes <= MAX_BYTES, "archive-malformed");
  const header = new Uint8Array(TAR_BLOCK);
  const put = (at: number, text: string): void => header.set(encodeText(text), at);
  put(0, name);
  put(100, "0000644\0" + "0000000\0".repeat(2));
  put(124, `${octal(sizeBytes, 11)}\0${octal(0, 11)}\0`);
  put(148, " ".repeat(8) + "0");
  put(257, "ustar\0" + "00");
  put(329, "0000000\0".repeat(2));
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return header;
}

/** The size of the file that this header announces. Throws `archive-malformed` unless it is ours for this name. */
export function parseTarHeader(header: Uint8Array, name: string): number {
  const size = Number.parseInt(String.fromCharCode(...header.subarray(124, 135)), 8);
  ensure(Number.isInteger(size) && isEqual(header, tarHeader(name, size)), "archive-malformed");
  return size;
}

/** The archive, `paddedSize` bytes long, with this content as its one entry. Throws `too-large` if it does not fit. */
export function packTar(name: string, content: Uint8Array, paddedSize: number): Uint8Array {
  ensure(entryBytes(content.length) <= paddedSize, "too-large");
  const archive = new Uint8Array(paddedSize);
  archive.set(tarHeader(name, content.length));
  archive.set(content, TAR_BLOCK);
  return archive;
}

/** The content of the one entry. Throws `archive-malformed` for another name, form, or anything but zeros after it. */
export function unpackTar(archive: Uint8Array, name: string): Uint8Array {
  const end = TAR_BLOCK + parseTarHeader(archive.subarray(0, TAR_BLOCK), name);
  ensure(end <= archive.length && isZero(archive.subarray(end)), "archive-malformed");
  return archive.slice(TAR_BLOCK, end);
}

/** Bytes of header and content in whole blocks. */
export const entryBytes = (contentBytes: number): number =>
  TAR_BLOCK + Math.ceil(contentBytes / TAR_BLOCK) * TAR_BLOCK;

/** The size to pad to. Never leaves exactly one zero block, at which GNU tar prints a warning. */
export function paddedSizeOf(sizing: Sizing, contentBytes: number, atLeastBytes = 0): number {
  const entry = entryBytes(contentBytes);
  const size = sizeFor(sizing, Math.max(entry, atLeastBytes));
  return size - entry === TAR_BLOCK ? sizeFor(sizing, entry + 2 * TAR_BLOCK) : size;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
