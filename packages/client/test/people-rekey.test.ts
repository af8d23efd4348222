import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch } from "@bijak/contract";
import { openCase, reopenDesk, restrictCase, writeNote } from "../src/handler.ts";
import {
  grantKeyrings,
  keyHealth,
  publishRotations,
  rekeyUnit,
  rotateUnit,
} from "../src/people.ts";
import { aNewcomer, letIn } from "./support/enrolment.ts";
import { aTakenCase } from "./support/cases.ts";
import { openJourney, type Journey } from "./support/journey.ts";

const SIGNER = "supervisor.itjen";

const rotated = async (journey: Journey) => {
  const unit = "DJP";
  await rotateUnit(await journey.desk("handler.djp"), { unit, reason: "schedule" });
  await publishRotations(await journey.desk(SIGNER));
};

describe("re-keying a unit", () => {
  test("does a case again when a colleague wrote in the same moment", async () => {
    const journey = await openJourney();
    const [handler, supervisor] = [
      await journey.desk("handler.djp"),
      await journey.desk("supervisor.djp"),
    ];
    const { caseId } = (await aTakenCase(journey, [handler, supervisor])).sealed;
    await rotated(journey);
    let posts = 0;
    const colleague = await reopenDesk(supervisor);
    const meanwhile =
      (inner: Fetch): Fetch =>
      async (input, init) => {
        if (input.endsWith(`/${caseId}/keys`) && (posts += 1) === 1)
          await writeNote(colleague, caseId, { text: "Pada saat yang sama." });
        return inner(input, init);
      };
    const desk = await journey.desk("handler.djp", meanwhile);
    assert.deepEqual(await rekeyUnit(desk, { unit: "DJP" }), { done: 1, left: 0, locked: 0 });
    assert.equal(posts, 2);
    assert.deepEqual((await openCase(colleague, caseId)).warnings, []);
  });

  test("by two members at once does each case, and nobody's work is lost", async () => {
    const journey = await openJourney();
    const desks = [
      await journey.desk("handler.djp"),
      await journey.desk("supervisor.djp"),
    ] as const;
    for (let no = 0; no < 3; no += 1) await aTakenCase(journey, desks, { unit: "DJP" });
    await rotated(journey);
    const now = await Promise.all(desks.map(reopenDesk));
    const done = await Promise.all(now.map((desk) => rekeyUnit(desk, { unit: "DJP" })));
    assert.deepEqual(
      done.map(({ left, locked }) => [left, locked]),
      [
        [0, 0],
        [0, 0],
      ],
    );
  });

  test("leaves restricted cases to those who are listed", async () => {
    const journey = await openJourney();
    const [handler, supervisor] = [
      await journey.desk("handler.djp"),
      await journey.desk("supervisor.djp"),
    ];
    const { caseId } = (await aTakenCase(journey, [handler, supervisor])).sealed;
    await restrictCase(supervisor, caseId, { memberIds: [supervisor.me.memberId] });
    await rotated(journey);
    await rekeyUnit(await reopenDesk(handler), { unit: "DJP" });
    const waiting = async () =>
      (await keyHealth(handler)).units.find(({ unit }) => unit === "DJP")?.casesToRekey;
    assert.equal(await waiting(), 1);
    const listed = await reopenDesk(supervisor);
    assert.deepEqual(await rekeyUnit(listed, { unit: "DJP" }), { done: 1, left: 0, locked: 0 });
    assert.equal(await waiting(), 0);
    const view = await openCase(listed, caseId);
    assert.deepEqual([view.warnings, view.access.members.length], [[], 1]);
  });
});

test("two colleagues who grant a keyring at once do not undo each other", async () => {
  const journey = await openJourney();
  const officer = await journey.desk(SIGNER);
  const newcomer = await aNewcomer(journey, officer, { login: "ani.djp", units: ["DJP"] });
  await letIn(officer, newcomer);
  const colleagues = [await journey.desk("handler.djp"), await journey.desk("supervisor.djp")];
  const granted = await Promise.all(colleagues.map(grantKeyrings));
  assert.deepEqual(granted.flat(), ["DJP"]);
  assert.deepEqual((await newcomer.desk()).lacks, []);
  for (const desk of colleagues) assert.deepEqual((await reopenDesk(desk)).lacks, []);
});
