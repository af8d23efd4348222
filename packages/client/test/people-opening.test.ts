import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { FoundingPlan } from "../src/founding.ts";
import {
  confirmClosing,
  describeDesk,
  proposeClosing,
  reopenDesk,
  reply,
  type Desk,
} from "../src/handler.ts";
import {
  dismiss,
  listOpeningChecks,
  openChannel,
  recordDrill,
  renewDirectory,
  setConfigTexts,
  setCustody,
  setUnitOpen,
} from "../src/people.ts";
import { loadInstitution } from "../src/reporter.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import { anAssessedCase } from "./support/cases.ts";
import { codeOf, lyingAt, openJourney } from "./support/journey.ts";

const SIGNER = "supervisor.itjen";
const CUSTODIANS = ["supervisor.djp", "supervisor.djbc"];
const REAL: Partial<FoundingPlan> = {
  isTrial: false,
  members: PLAN.members.map((member) =>
    CUSTODIANS.includes(member.login) ? { ...member, roles: ["supervisor", "custodian"] } : member,
  ),
};

describe("a channel in rehearsal", { concurrency: false }, async () => {
  const journey = await openJourney({ plan: REAL });
  const undone = async (desk: Desk): Promise<readonly string[]> =>
    (await listOpeningChecks(desk)).checks
      .filter(({ isDone }) => !isDone)
      .map(({ check }) => check);
  const seenByReporters = () => loadInstitution(journey.reporterApi, journey.today());

  test("is opened by a signer once every check is done, one after the other", async () => {
    const officer = await journey.desk(SIGNER);
    assert.equal(describeDesk(officer).isRehearsal, true);
    assert.deepEqual(await undone(officer), ["recovery-verified", "privacy-text", "dummy-report"]);

    for (const { unit } of officer.institution.directory.recoveries) {
      assert.equal(await codeOf(openChannel(officer)), "opening-refused");
      const rows = journey.founded.recoveryShares.flatMap((sheet) =>
        sheet.rows.filter((one) => one.unit === unit).map(({ row }) => row),
      );
      await recordDrill(officer, { unit, rows });
    }
    assert.deepEqual(await undone(officer), ["privacy-text", "dummy-report"]);

    const text = { id: "Teks", en: "Text" };
    await setConfigTexts(officer, { contact: text, privacy: text });
    assert.deepEqual(await undone(officer), ["dummy-report"]);

    const [handler, supervisor] = [
      await journey.desk("handler.djp"),
      await journey.desk("supervisor.djp"),
    ];
    const { caseId } = (await anAssessedCase(journey, [handler, supervisor])).sealed;
    await reply(handler, caseId, { text: "Latihan diterima.", kind: "message" });
    await proposeClosing(handler, caseId, {
      outcome: "too-little-information",
      reason: "Latihan.",
    });
    await confirmClosing(supervisor, caseId);
    assert.deepEqual(await undone(officer), []);

    assert.equal((await seenByReporters()).directory.isRehearsal, true);
    assert.equal((await openChannel(officer)).kind, "published");
    const { directory, config } = await seenByReporters();
    assert.deepEqual([directory.isRehearsal, config.privacy], [false, text]);
    assert.equal((await listOpeningChecks(officer)).isOpen, true);
    assert.equal(await codeOf(openChannel(officer)), "move-impossible");
  });

  test("keeps its other settings while one of them changes", async () => {
    const officer = await journey.desk(SIGNER);
    await setUnitOpen(officer, { unit: "DJBC", isOpen: false });
    const members = CUSTODIANS.map((login) =>
      officer.members.find(
        ({ name }) => name === `Supervisor ${login.split(".")[1]?.toUpperCase()}`,
      ),
    );
    const custodianIds = members.flatMap((member) => member?.id ?? []);
    await setCustody(officer, { k: 2, custodianIds });
    const { directory } = await seenByReporters();
    assert.equal(directory.units.find(({ id }) => id === "DJBC")?.isOpen, false);
    assert.deepEqual(
      directory.custody?.custodians.map(({ id }) => id),
      custodianIds,
    );
    assert.equal(directory.custody?.k, 2);
    const leaving = dismiss(officer, { memberId: custodianIds[0] ?? "" });
    assert.equal(await codeOf(leaving), "custodians-too-few");
    await setCustody(officer, null);
    await setUnitOpen(officer, { unit: "DJBC", isOpen: true });
    const after = (await reopenDesk(officer)).institution.directory;
    assert.equal(after.custody, null);
    assert.equal(after.units.find(({ id }) => id === "DJBC")?.isOpen, true);
  });

  test("is not changed by a signer who is shown older notes than before", async () => {
    const officer = await journey.desk(SIGNER);
    let older: object | null = null;
    const keeping = lyingAt("/api/staff/directory", (reply: object) => (older ??= reply));
    const misled = await journey.desk(SIGNER, keeping);
    await renewDirectory(officer);
    await misled.vault.reload();
    await assert.rejects(renewDirectory(misled), { code: "directory-rolled-back" });
  });
});
