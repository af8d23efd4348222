import assert from "node:assert/strict";
import { test } from "node:test";
import { openFoundedApp } from "./support/app.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS) {
  test(`${dialect}: founded`, async () => {
    const { founded, parts } = await openFoundedApp({ dialect });
    assert.equal(founded.accounts.length, 6);
    assert.equal((await parts.store.db.selectFrom("account").selectAll().execute()).length, 6);
  });
}
