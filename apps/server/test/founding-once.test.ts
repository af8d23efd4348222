import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { dayOf } from "@bijak/domain";
import { createFoundingApi, foundInstitution } from "../../../packages/client/src/founding.ts";
import { serve } from "../src/main.ts";
import { CHEAP_LIMITS, CHEAP_STRETCHING, PLAN } from "./support/app.ts";
import { freshFolder } from "./support/stores.ts";

test("one token founds one institution, even when two foundings with different names arrive together", async () => {
  const data = join(await freshFolder(), "var");
  const running = await serve({
    port: 0,
    data,
    env: {},
    webRoot: data,
    limits: CHEAP_LIMITS,
    write: () => undefined,
  });
  const { publicOrigin, staffOrigin, foundingToken } = running;
  const api = createFoundingApi(staffOrigin, foundingToken ?? "");
  const found = (instance: string): Promise<unknown> =>
    foundInstitution({
      api,
      plan: { ...PLAN, instance, publicOrigin, staffOrigin },
      today: dayOf(new Date()),
      keyStretching: CHEAP_STRETCHING,
    });
  const names = ["satu.localhost", "dua.localhost"];
  const outcomes = await Promise.allSettled(names.map(found));
  const made = names.filter((_, index) => outcomes[index]?.status === "fulfilled");
  assert.equal(made.length, 1);
  assert.deepEqual(await readdir(join(data, "institutions")), made);
  assert.equal(running.instance, made[0]);
  await running.close();
});
