import { test } from "node:test";

/** Tests of one story, each building on those before: after the first failure the others fail at once and say why. */
export function createSteps(): (name: string, run: () => Promise<void> | void) => void {
  let failed: string | null = null;
  return (name, run) =>
    void test(name, async () => {
      if (failed !== null) throw new Error(`not tried: "${failed}" failed before`);
      failed = name;
      await run();
      failed = null;
    });
}
