import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Founding } from "@bijak/contract";
import { readDrill } from "@bijak/envelope";
import {
  createFoundingApi,
  foundInstitution,
  type ConfirmShares,
  type FoundingPlan,
  type RecoverySheet,
  type TypedRows,
} from "../src/founding.ts";
import { keyHealth, listOpeningChecks, openChannel, setConfigTexts } from "../src/people.ts";
import { createStaffApi, openDesk, signInWithPassword, type Desk } from "../src/handler.ts";
import { createReporterApi, loadInstitution } from "../src/reporter.ts";
import {
  CHEAP_STRETCHING,
  openTestApp,
  PLAN,
  PUBLIC_ORIGIN,
  STAFF_ORIGIN,
  TOKEN,
} from "../../../apps/server/test/support/app.ts";
import { codeOf, withCookies } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const REAL: FoundingPlan = {
  ...PLAN,
  isTrial: false,
  privacy: { id: "Data Anda dihapus.", en: "Your data are erased." },
};
const keyStretching = CHEAP_STRETCHING;
/** The rows of these holders, as people type them from paper. */
const typedBy = (sheets: readonly RecoverySheet[], holders: readonly number[]): TypedRows => {
  const chosen = sheets
    .filter(({ holder }) => holders.includes(holder))
    .flatMap(({ rows }) => rows);
  return Object.fromEntries(
    PLAN.units.map(({ id }) => [
      id,
      chosen.filter(({ unit }) => unit === id).map(({ row }) => ` ${row.toLowerCase()} `),
    ]),
  );
};
/** Founds on a new server; `posted` is what the server got. */
async function found(plan: FoundingPlan, confirmShares?: ConfirmShares) {
  const app = await openTestApp();
  const posted: Founding[] = [];
  const api = createFoundingApi(STAFF_ORIGIN, TOKEN, async (input, init) => {
    if (input.endsWith("/api/founding")) posted.push(JSON.parse(init.body as string) as Founding); // the client sends JSON text there
    return app.staffFetch(input, init);
  });
  const today = app.clock.today();
  const request = { api, plan, today, keyStretching, pace };
  const founding = foundInstitution(
    confirmShares === undefined ? request : { ...request, confirmShares },
  );
  return { app, posted, founding };
}
const deskOf = async (
  { app, founding }: Awaited<ReturnType<typeof found>>,
  login: string,
): Promise<Desk> => {
  const account = (await founding).accounts.find(({ name }) => name === login);
  assert.ok(account);
  const api = createStaffApi(STAFF_ORIGIN, withCookies(app.staffFetch));
  const signedIn = await signInWithPassword(api, { ...account, keyStretching });
  return openDesk(api, signedIn, app.clock.today, pace);
};

describe("a ceremony", () => {
  test("has k rows of each unit typed back before anything is handed in, and the drills are on record", async () => {
    let postedBefore = -1;
    const made = await found(REAL, (sheets, wrong) => {
      postedBefore = made.posted.length;
      assert.deepEqual(wrong, []);
      return Promise.resolve(typedBy(sheets, [1, 3]));
    });
    await made.founding;
    assert.equal(postedBefore, 0);
    const [{ drills = [] } = { drills: [] }] = made.posted;
    assert.equal(drills.length, PLAN.units.length);
    const desk = await deskOf(made, "supervisor.itjen");
    for (const note of drills) {
      const { drill } = await readDrill(note, desk.institution.realm, desk.members);
      const { recoveries } = desk.institution.directory;
      assert.ok(
        recoveries.some(
          ({ unit, recipient }) => unit === drill.unit && recipient === drill.recovery,
        ),
      );
    }
    const { problems } = await keyHealth(desk);
    assert.deepEqual(
      problems.filter(({ code }) => code === "drill-missing"),
      [],
    );
  });

  test("asks again for the units whose rows do not fit, and for no others' sake goes on", async () => {
    const asked: (readonly string[])[] = [];
    const made = await found(REAL, (sheets, wrong) => {
      asked.push(wrong);
      const right = typedBy(sheets, [1, 2]);
      if (asked.length === 1) return Promise.resolve({ ...right, DJP: right["DJBC"] ?? [] });
      if (asked.length === 2)
        return Promise.resolve({ ...right, DJBC: [], ITJEN: right["ITJEN"]?.slice(1) ?? [] });
      return Promise.resolve(right);
    });
    await made.founding;
    assert.deepEqual(asked, [[], ["DJP"], ["ITJEN", "DJBC"]]);
  });

  test("that is given up leaves nothing behind, and the token works again", async () => {
    const made = await found(REAL, () => Promise.reject(new Error("given up")));
    await assert.rejects(made.founding, /given up/);
    assert.deepEqual(made.posted, []);
    const api = createFoundingApi(STAFF_ORIGIN, TOKEN, made.app.staffFetch);
    await foundInstitution({ api, plan: REAL, today: made.app.clock.today(), keyStretching, pace });
  });
});

describe("a real institution", () => {
  test("begins in rehearsal, with its privacy text signed, and does not open before all is done", async () => {
    const made = await found(REAL, (sheets) => Promise.resolve(typedBy(sheets, [2, 3])));
    await made.founding;
    const reporterApi = createReporterApi(PUBLIC_ORIGIN, made.app.publicFetch);
    const { directory, config } = await loadInstitution(reporterApi, made.app.clock.today());
    assert.deepEqual([directory.isTrial, directory.isRehearsal], [false, true]);
    assert.deepEqual(config.privacy, REAL.privacy);
    const desk = await deskOf(made, "supervisor.itjen");
    const { isOpen, checks } = await listOpeningChecks(desk);
    assert.equal(isOpen, false);
    assert.deepEqual(
      checks.filter(({ isDone }) => !isDone).map(({ check }) => check),
      ["dummy-report"],
    );
    assert.equal(await codeOf(openChannel(desk)), "opening-refused");
  });

  test("without a privacy text and without a drill has that to do as well", async () => {
    const { privacy: _, ...silent } = REAL;
    const made = await found(silent);
    await made.founding;
    const desk = await deskOf(made, "supervisor.itjen");
    const open = async () =>
      (await listOpeningChecks(desk)).checks
        .filter(({ isDone }) => !isDone)
        .map(({ check }) => check);
    assert.deepEqual(await open(), ["recovery-verified", "privacy-text", "dummy-report"]);
    const text = { id: "Teks", en: "Text" };
    await setConfigTexts(desk, { contact: text, privacy: text });
    assert.deepEqual(await open(), ["recovery-verified", "dummy-report"]);
  });

  test("names each signer's key after the member", async () => {
    const made = await found(REAL);
    const { instanceFile } = await made.founding;
    const desk = await deskOf(made, "supervisor.itjen");
    assert.ok(instanceFile.signers[0]?.startsWith(`signer.${desk.me.memberId}+`));
  });
});
