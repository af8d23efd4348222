import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { combineSeed, identityFromSeed, recipientOf } from "@bijak/envelope";
import {
  declare,
  openCase,
  reopenDesk,
  restrictCase,
  takeCase,
  type Desk,
} from "../src/handler.ts";
import {
  applyRecovery,
  dismiss,
  keyHealth,
  makeRecoveryFile,
  publishRotations,
  recordDrill,
  rekeyUnit,
} from "../src/people.ts";
import { recoverUnit } from "../src/recovery.ts";
import { aNewcomer, letIn } from "./support/enrolment.ts";
import { codeOf, openJourney } from "./support/journey.ts";

const journey = await openJourney();
const SIGNER = "supervisor.itjen";
const rowsOf = (unit: string): readonly string[] =>
  journey.founded.recoveryShares.map(
    ({ rows }) => rows.find((one) => one.unit === unit)?.row ?? "",
  );
const problemsOf = async (desk: Desk, unit: string): Promise<readonly string[]> =>
  (await keyHealth(desk)).problems.filter(({ at }) => at === unit).map(({ code }) => code);

describe("a drill", () => {
  test("with the right rows is on record, and nothing else changes", async () => {
    const desk = await journey.desk("handler.djp");
    assert.ok((await problemsOf(desk, "DJP")).includes("drill-missing"));
    await recordDrill(desk, { unit: "DJP", rows: rowsOf("DJP").slice(1) });
    const health = await keyHealth(desk);
    assert.equal(health.units.find(({ unit }) => unit === "DJP")?.drilledOn, journey.today());
    assert.deepEqual(await problemsOf(desk, "DJP"), []);
  });

  test("with the rows of another unit, or too few, is not", async () => {
    const desk = await journey.desk("handler.djp");
    const wrong = recordDrill(desk, { unit: "DJP", rows: rowsOf("DJBC") });
    await assert.rejects(wrong, { code: "recovery-differs" });
    const few = recordDrill(desk, { unit: "DJP", rows: rowsOf("DJP").slice(2) });
    await assert.rejects(few, { code: "shares-missing" });
  });
});

describe("a unit whose last member is gone", { concurrency: false }, () => {
  test("is read by a newly enrolled member after k share holders came together, and has new keys", async () => {
    const gone = [await journey.desk("handler.djbc"), await journey.desk("supervisor.djbc")];
    const [handler, supervisor] = gone;
    assert.ok(handler && supervisor);
    const { caseId } = (await journey.report({ unit: "DJBC" })).sealed;
    const hidden = (await journey.report({ unit: "DJBC" })).sealed.caseId;
    for (const id of [caseId, hidden]) {
      await declare(handler, id, { hasConflict: false });
      await takeCase(handler, id);
    }
    await declare(supervisor, hidden, { hasConflict: false });
    await restrictCase(supervisor, hidden, { memberIds: [supervisor.me.memberId] });
    let officer = await journey.desk(SIGNER);
    for (const { me } of gone) await dismiss(officer, { memberId: me.memberId });

    officer = await reopenDesk(officer);
    const newcomer = await aNewcomer(journey, officer, { login: "baru.djbc", units: ["DJBC"] });
    await letIn(officer, newcomer);
    const waiting = await newcomer.desk();
    assert.deepEqual(waiting.lacks, ["DJBC"]);

    const file = await makeRecoveryFile(waiting, "DJBC");
    assert.equal(await codeOf(applyRecovery(waiting, file, { k: 2, n: 3 })), "not-available");
    const recovered = await recoverUnit(file, rowsOf("DJBC").slice(1));
    const { members, cases, lostCases } = recovered;
    assert.deepEqual([members, cases, lostCases], [["Baru baru.djbc"], 1, 0]);
    const applied = await applyRecovery(waiting, recovered.file, { k: 2, n: 3 });
    assert.equal(applied.published, null, "a signer has to publish it");
    assert.equal((await openCase(applied.desk, caseId)).isLocked, false);
    assert.equal(applied.restored, 1);
    await declare(applied.desk, hidden, { hasConflict: false });
    const restored = await openCase(applied.desk, hidden);
    assert.deepEqual(
      [
        restored.warnings,
        restored.report?.text.slice(0, 12),
        restored.access.members.map(({ id }) => id),
      ],
      [[], "Pegawai ini ", [applied.desk.me.memberId]],
    );
    await publishRotations(await reopenDesk(officer));

    const desk = await reopenDesk(applied.desk);
    assert.deepEqual(
      desk.keyrings.get("DJBC")?.entries.map(({ epoch }) => epoch),
      [1, 2],
    );
    const rows = applied.shares?.slice(0, 2).map(({ row }) => row) ?? [];
    const seed = await combineSeed(rows);
    const { recoveries } = desk.institution.directory;
    assert.equal(
      recoveries.find(({ unit }) => unit === "DJBC")?.recipient,
      await recipientOf(identityFromSeed("x25519", seed)),
    );
    assert.deepEqual(await rekeyUnit(desk, { unit: "DJBC" }), { done: 2, left: 0, locked: 0 });
    await declare(desk, caseId, { hasConflict: false });
    assert.deepEqual((await openCase(desk, caseId)).warnings, []);

    const again = await makeRecoveryFile(desk, "DJBC");
    await assert.rejects(recoverUnit(again, rowsOf("DJBC")), { code: "recovery-differs" });
    assert.deepEqual((await recoverUnit(again, rows)).members, ["Baru baru.djbc"]);
  });

  test("is not recovered with a keyring that is not the unit's", async () => {
    const desk = await journey.desk("handler.djp");
    const own = await recoverUnit(await makeRecoveryFile(desk, "DJP"), rowsOf("DJP"));
    const other = await journey.desk("handler.itjen");
    const misled = applyRecovery(other, own.file.replaceAll('"DJP"', '"ITJEN"'), { k: 2, n: 3 });
    await assert.rejects(misled, { code: "not-openable" });
    assert.equal(await codeOf(applyRecovery(other, own.file, { k: 2, n: 3 })), "not-available");
  });
});
