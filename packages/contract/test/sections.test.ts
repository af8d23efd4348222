import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ApiError, encodeSections, parseSections } from "../src/index.ts";

const torn = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === "sections-torn";

describe("sections", () => {
  test("parsing undoes encoding", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (sections) => {
        assert.deepEqual(parseSections(encodeSections(sections), sections.length), sections);
      }),
    );
  });

  test("a body cut or lengthened at any byte is refused", () => {
    const body = encodeSections([Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(9)]);
    for (let end = 0; end < body.length; end++)
      assert.throws(() => parseSections(body.subarray(0, end), 3), torn, `cut at ${end}`);
    assert.throws(() => parseSections(Uint8Array.of(...body, 0), 3), torn);
  });

  test("more or fewer sections than the door takes are refused", () => {
    const body = encodeSections([Uint8Array.of(1), Uint8Array.of(2)]);
    for (const count of [0, 1, 3])
      assert.throws(() => parseSections(body, count), torn, `${count} sections`);
  });

  test("attack: a length that reaches past the body, up to four gigabytes, is refused without reserving memory", () => {
    for (const length of [6, 0x7fffffff, 0xffffffff]) {
      const body = encodeSections([Uint8Array.of(1, 2, 3, 4, 5)]);
      new DataView(body.buffer).setUint32(4, length);
      assert.throws(() => parseSections(body, 1), torn);
    }
  });

  test("another version is refused", () => {
    const body = encodeSections([]);
    body[3] = 0x32;
    assert.throws(() => parseSections(body, 0), torn);
  });
});
