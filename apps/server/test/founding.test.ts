import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createApi, type Founding, foundingRoutes } from "@bijak/contract";
import {
  type Directory,
  followDirectory,
  generateSigningKey,
  openVault,
  parseIdentity,
  signingKeyFromSeed,
  writeDirectory,
} from "@bijak/envelope";
import { parseBase64, toBase64 } from "../src/encoding.ts";
import {
  openTestApp,
  STAFF_ORIGIN,
  type TestApp,
  TOKEN,
  CHEAP_STRETCHING,
  PLAN,
} from "./support/app.ts";
import {
  type ConfirmShares,
  createFoundingApi,
  type FoundedInstitution,
  foundInstitution,
  type FoundingPlan,
} from "../../../packages/client/src/founding.ts";
import { DIALECTS } from "./support/stores.ts";

const isCode =
  (code: string) =>
  (fault: unknown): boolean =>
    fault instanceof ApiError && fault.code === code;

/** A complete founding for an app, caught on its way to the server. */
const aFounding = async (app: TestApp): Promise<Founding> => (await makeFounding(app)).founding;

async function makeFounding(
  app: TestApp,
  {
    plan = {},
    ...given
  }: { readonly plan?: Partial<FoundingPlan>; readonly confirmShares?: ConfirmShares } = {},
): Promise<{ readonly founding: Founding; readonly founded: FoundedInstitution }> {
  let caught: Founding | null = null;
  const api = createFoundingApi(STAFF_ORIGIN, TOKEN, async (input, init) => {
    if (!input.endsWith("/api/founding")) return app.staffFetch(input, init);
    caught = JSON.parse(init.body as string) as Founding; // the client's own founding sends JSON text
    return new Response(null, { status: 204 });
  });
  const founded = await foundInstitution({
    ...given,
    api,
    plan: { ...PLAN, ...plan },
    today: app.clock.today(),
    keyStretching: CHEAP_STRETCHING,
  });
  assert.ok(caught);
  return { founding: caught, founded };
}

/** People who type the rows of the first two sheets back. */
const typeRows: ConfirmShares = async (sheets) =>
  Object.fromEntries(
    PLAN.units.map(({ id }) => [
      id,
      sheets
        .slice(0, 2)
        .flatMap(({ rows }) => rows.filter((one) => one.unit === id).map(({ row }) => row)),
    ]),
  );

/** The founding with another first directory, signed by its own signer. */
async function withDirectory(
  { founding, founded }: Awaited<ReturnType<typeof makeFounding>>,
  change: Partial<Directory>,
): Promise<Founding> {
  const { instance, suite, signers, threshold } = founding;
  const name = PLAN.members.find(({ roles }) => roles.some((role) => role === "signer"))?.login;
  const account = founding.accounts.find((one) => one.name === name);
  const paperKey = founded.accounts.find((one) => one.name === name)?.paperKey;
  assert.ok(account && paperKey !== undefined);
  const vault = await openVault(parseBase64(account.vault), parseIdentity(suite, paperKey), {
    realm: { instance, suite },
    memberId: account.memberId,
  });
  const [seed] = vault.signerSeeds;
  assert.ok(seed);
  const trust = { instance, signers, threshold, today: 0 };
  const directory = await followDirectory([founding.directory], trust);
  const key = await signingKeyFromSeed(seed.name, seed.seed);
  return { ...founding, directory: await writeDirectory({ ...directory, ...change }, [key]) };
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
  "unit_epoch",
  "drill",
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
      unit_epoch: 3,
      drill: 0,
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

  test(`${dialect}: the drills of the ceremony are on record from the beginning; forged ones found nothing`, async () => {
    const app = await openTestApp({ dialect });
    const { founding } = await makeFounding(app, {
      plan: { isTrial: false },
      confirmShares: typeRows,
    });
    const [drill = "", ...others] = founding.drills ?? [];
    const forged = drill.replace(/^(age1[a-z0-9]+)$/mu, (own) => `${own.slice(0, -1)}q`);
    for (const drills of [
      [...others, forged],
      [...others, "no note"],
    ])
      await assert.rejects(found(app, { ...founding, drills }), isCode("note-refused"));
    assert.deepEqual(await countRows(app), NOTHING);
    await found(app, founding);
    const counts = await countRows(app);
    assert.equal(counts["drill"], 3);
    assert.equal(counts["log_entry"], 1);
  });

  test(`${dialect}: a real institution begins with a rehearsal, and nothing begins with a retired key`, async () => {
    const app = await openTestApp({ dialect });
    const made = await makeFounding(app, { plan: { isTrial: false } });
    const open = await withDirectory(made, { isRehearsal: false });
    await assert.rejects(found(app, open), isCode("opening-refused"));
    const root = toBase64(new Uint8Array(32));
    const { vkey } = await generateSigningKey("unit.DJP.0");
    const retired = [{ unit: "DJP", epoch: 0, vkey, logSize: 0, root }];
    const used = await withDirectory(made, { retired });
    await assert.rejects(found(app, used), isCode("note-refused"));
    await found(app, made.founding);
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
