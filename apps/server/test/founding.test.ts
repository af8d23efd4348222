import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createApi, type Founding, foundingRoutes } from "@bijak/contract";
import { parseBase64, toBase64 } from "../src/encoding.ts";
import {
  openTestApp,
  STAFF_ORIGIN,
  type TestApp,
  TOKEN,
  CHEAP_STRETCHING,
  PLAN,
} from "./support/app.ts";
import { createFoundingApi, foundInstitution } from "../../../packages/client/src/founding.ts";
import { DIALECTS } from "./support/stores.ts";

const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;

/** A complete founding for an app, caught on its way to the server. */
async function aFounding(app: TestApp): Promise<Founding> {
  let caught: Founding | null = null;
  const api = createFoundingApi(STAFF_ORIGIN, TOKEN, async (input, init) => {
    if (!input.endsWith("/api/founding")) return app.staffFetch(input, init);
    caught = JSON.parse(init.body as string) as Founding; // the client's own founding sends JSON text
    return new Response(null, { status: 204 });
  });
  await foundInstitution({
    api,
    plan: PLAN,
    today: app.clock.today(),
    keyStretching: CHEAP_STRETCHING,
  });
  assert.ok(caught);
  return caught;
}

const found = (app: TestApp, founding: Founding, token = TOKEN): Promise<void> =>
  createApi(STAFF_ORIGIN, app.staffFetch).call(
    foundingRoutes.found,
    { body: founding },
    { bearer: token },
  );

const TABLES = [
  "institution",
  "directory_note",
  "config_note",
  "members_note",
  "unit_keyring",
  "account",
  "release",
  "page",
  "log_entry",
] as const;

async function countRows({ parts: { store } }: TestApp): Promise<Record<string, number>> {
  const counts = await Promise.all(
    TABLES.map(
      async (table) =>
        [
          table,
          Number(
            (
              await store.db
                .selectFrom(table)
                .select((one) => one.fn.countAll<number>().as("count"))
                .executeTakeFirstOrThrow()
            ).count,
          ),
        ] as const,
    ),
  );
  return Object.fromEntries(counts);
}

const NOTHING = Object.fromEntries(TABLES.map((table) => [table, 0]));

for (const dialect of DIALECTS) {
  test(`${dialect}: a founding stores notes, keyrings, accounts, pages and its log entry in one transaction`, async () => {
    const app = await openTestApp({ dialect });
    assert.deepEqual(await countRows(app), NOTHING);
    await found(app, await aFounding(app));
    const { page, release, ...counts } = await countRows(app);
    assert.deepEqual(counts, {
      institution: 1,
      directory_note: 1,
      config_note: 1,
      members_note: 1,
      unit_keyring: 3,
      account: 6,
      log_entry: 1,
    });
    assert.ok((page ?? 0) > 0 && release === 0);
  });

  test(`${dialect}: a founding that is refused leaves nothing, and the token may be used again`, async () => {
    const app = await openTestApp({ dialect });
    const founding = await aFounding(app);
    const [keyring, ...otherKeyrings] = founding.keyrings;
    const [account, ...otherAccounts] = founding.accounts;
    assert.ok(keyring && account);
    const cut = toBase64(parseBase64(keyring.sealed).subarray(0, -1));
    const wrong: readonly (readonly [string, Founding])[] = [
      ["note-refused", { ...founding, directory: founding.directory.replace("DJP", "DJX") }],
      ["note-refused", { ...founding, instance: "other.localhost" }],
      ["note-refused", { ...founding, suite: "pq" }],
      ["note-refused", { ...founding, config: founding.members }],
      ["note-refused", { ...founding, keyrings: otherKeyrings }],
      [
        "ciphertext-refused",
        { ...founding, keyrings: [{ ...keyring, sealed: cut }, ...otherKeyrings] },
      ],
      [
        "note-refused",
        { ...founding, accounts: [{ ...account, memberId: "AAAAAAAAAAAAAAAA" }, ...otherAccounts] },
      ],
    ];
    for (const [code, attempt] of wrong) {
      await assert.rejects(found(app, attempt), isCode(code));
      assert.deepEqual(await countRows(app), NOTHING);
    }
    await found(app, founding);
    assert.equal((await countRows(app))["institution"], 1);
  });

  test(`${dialect}: an institution is founded once: a second founding changes nothing`, async () => {
    const app = await openTestApp({ dialect });
    const founding = await aFounding(app);
    const outcomes = await Promise.allSettled([found(app, founding), found(app, founding)]);
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
    const counts = await countRows(app);
    await assert.rejects(found(app, founding), isCode("already-founded"));
    await assert.rejects(app.app.found(founding), isCode("already-founded"), "past the token, too");
    assert.deepEqual(await countRows(app), counts);
  });
}

test("without the token, or with another one, nothing is founded and nobody is registered", async () => {
  const app = await openTestApp();
  const founding = await aFounding(app);
  for (const token of ["", "wrong", `${TOKEN}x`])
    await assert.rejects(found(app, founding, token), isCode("founding-refused"));
  const register = createApi(STAFF_ORIGIN, app.staffFetch).call(
    foundingRoutes.registration,
    { body: { memberId: "AAAAAAAAAAAAAAAA", request: "A".repeat(43) } },
    { bearer: "wrong" },
  );
  await assert.rejects(register, isCode("founding-refused"));
  assert.deepEqual(await countRows(app), NOTHING);
});

test("a server whose institution exists has no founding token at all", async () => {
  const app = await openTestApp({ foundingToken: null });
  const founding = await aFounding(await openTestApp());
  for (const token of ["", "null", TOKEN])
    await assert.rejects(found(app, founding, token), isCode("founding-refused"));
});

test("a registration that is no OPAQUE request is refused", async () => {
  const app = await openTestApp();
  const register = createApi(STAFF_ORIGIN, app.staffFetch).call(
    foundingRoutes.registration,
    { body: { memberId: "AAAAAAAAAAAAAAAA", request: "A".repeat(43) } },
    { bearer: TOKEN },
  );
  await assert.rejects(register, isCode("request-malformed"));
});
