import { ApiError } from "./errors.ts";

/*
 * [Note: Sections]
 *
 * A submission is one application/octet-stream body:
 *
 *   0        "BJK1"                     magic and version
 *   4        section*                   in the order of the kind's list
 *     +0       length  uint32 big-endian
 *     +4       bytes
 *
 * Sections are counted by the reader; a body with fewer, more or torn sections is refused.
 */
const MAGIC = [0x42, 0x4a, 0x4b, 0x31] as const;

/** Joins sections to one body. See [Note: Sections]. */
export function encodeSections(sections: readonly Uint8Array[]): Uint8Array {
  const total = sections.reduce<number>((sum, section) => sum + 4 + section.length, MAGIC.length);
  const body = new Uint8Array(total);
  const view = new DataView(body.buffer);
  body.set(MAGIC);
  let at: number = MAGIC.length;
  for (const section of sections) {
    view.setUint32(at, section.length);
    body.set(section, at + 4);
    at += 4 + section.length;
  }
  return body;
}

/** Takes a body apart into exactly `count` sections (views, not copies). Throws `sections-torn` for anything else. */
export function parseSections(body: Uint8Array, count: number): Uint8Array[] {
  if (MAGIC.some((byte, index) => body[index] !== byte)) throw new ApiError("sections-torn");
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const sections: Uint8Array[] = [];
  let at: number = MAGIC.length;
  while (at < body.length) {
    if (sections.length === count || at + 4 > body.length) throw new ApiError("sections-torn");
    const end = at + 4 + view.getUint32(at);
    if (end > body.length) throw new ApiError("sections-torn");
    sections.push(body.subarray(at + 4, end));
    at = end;
  }
  if (sections.length !== count) throw new ApiError("sections-torn");
  return sections;
}
