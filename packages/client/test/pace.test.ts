import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ApiError } from "@bijak/contract";
import fc from "fast-check";
import { gapAfter, keepTrying, REAL_PACE } from "../src/shared/pace.ts";
import { impatient } from "./support/pace.ts";

const failing = (times: number, fault: unknown) => {
  let left = times;
  return () => (left-- > 0 ? Promise.reject(fault) : Promise.resolve("done"));
};

describe("keepTrying", () => {
  test("goes on through lost networks and passing refusals until it succeeds", async () => {
    for (const code of [
      "network",
      "storage-lost",
      "storage-full",
      "rate-limited",
      "internal-fault",
    ] as const) {
      assert.equal(await keepTrying(failing(40, new ApiError(code)), { pace: impatient }), "done");
    }
  });

  test("stops at once at a refusal that waiting does not mend, and at a fault of the program", async () => {
    for (const fault of [new ApiError("unit-closed"), new TypeError("a fault")]) {
      await assert.rejects(keepTrying(failing(1, fault), { pace: impatient }), fault);
    }
  });

  test("tells before each wait how often it failed and how long the wait is", async () => {
    const told: [number, number][] = [];
    const onWait = (attempt: number, delayMs: number) => void told.push([attempt, delayMs]);
    const pace = { ...impatient, random: () => 0.5 };
    await keepTrying(failing(7, new ApiError("network")), { pace, onWait });
    assert.deepEqual(told, [
      [1, 500],
      [2, 1_000],
      [3, 2_000],
      [4, 4_000],
      [5, 8_000],
      [6, 15_000],
      [7, 15_000],
    ]);
  });

  test("ends with the signal's reason, while waiting, too", async () => {
    const stopping = new AbortController();
    const reason = new Error("enough");
    const pace = { ...REAL_PACE, random: () => 0.99 };
    const onWait = () => stopping.abort(reason);
    const trying = keepTrying(failing(9, new ApiError("network")), {
      pace,
      signal: stopping.signal,
      onWait,
    });
    await assert.rejects(trying, reason);
    await assert.rejects(keepTrying(failing(0, null), { signal: stopping.signal }), reason);
  });

  test("takes a request that never answers for lost", async () => {
    let calls = 0;
    const hangOnce = (signal: AbortSignal) => {
      calls += 1;
      if (calls > 1) return Promise.resolve("done");
      return new Promise<string>((_, reject) =>
        signal.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    };
    assert.equal(await keepTrying(hangOnce, { pace: { ...impatient, requestMs: 5 } }), "done");
  });

  test("gives a large body the time that a slow line needs", async () => {
    const slow = () => new Promise<string>((resolve) => setTimeout(resolve, 40, "done"));
    const pace = { ...impatient, requestMs: 1 };
    assert.equal(await keepTrying(slow, { pace }, 1_048_576), "done");
  });

  test("gaps never exceed their bound, which doubles from 1 s to 30 s", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, drawn) => {
          const gap = gapAfter(failures, () => drawn);
          assert.ok(gap >= 0 && gap <= Math.min(30_000, 1_000 * 2 ** (failures - 1)));
        },
      ),
    );
  });
});
