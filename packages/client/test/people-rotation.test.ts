import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type keyRoutes, staffRoutes, type Fetch, type ReplyOf } from "@bijak/contract";
import {
  generateIdentity,
  openBytes,
  recipientOf,
  sealKeyring,
  type Identity,
} from "@bijak/envelope";
import {
  refreshIndex,
  reopenDesk,
  openCase,
  declare,
  takeCase,
  writeNote,
  type Desk,
} from "../src/handler.ts";
import {
  dismiss,
  keyHealth,
  listRotations,
  publishRotations,
  rekeyUnit,
  rotateUnit,
  withdrawRotation,
} from "../src/people.ts";
import { encodeBase64, parseBase64 } from "../src/shared/bytes.ts";
import { loadInstitution, submitReport } from "../src/reporter.ts";
import type { FoundingPlan } from "../src/founding.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import { codeOf, lyingAt, openJourney, solve, type Journey } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { aSealedReport } from "./support/report.ts";

const SIGNER = "supervisor.itjen";
const wrapOf = async ({ api }: Desk, id: string) =>
  (await api.call(staffRoutes.case, { params: { id } })).case.wrap ?? "";
const sealedKeyring = async ({ api }: Desk, unit: string) =>
  (await api.call(staffRoutes.keyring, { params: { unit } })).sealed;
const sealedPage = async ({ api }: Desk, unit: string) =>
  (await api.call(staffRoutes.inboxPage, { params: { unit, page: "0" } })).sealed;
const opens = (sealed: string, keys: readonly Identity[]): Promise<boolean> =>
  openBytes(keys, parseBase64(sealed)).then(
    () => true,
    () => false,
  );
/** A case that a member of the unit has taken. */
const takenBy = async (journey: Journey, desk: Desk): Promise<string> => {
  const { caseId } = (await journey.report()).sealed;
  await declare(desk, caseId, { hasConflict: false });
  await takeCase(desk, caseId);
  return caseId;
};

/** A report by someone who loads the directory now. */
async function reportAnew({ reporterApi, today }: Journey): Promise<string> {
  const institution = await loadInstitution(reporterApi, today());
  const { sealed } = await aSealedReport(institution);
  await submitReport({ api: reporterApi, sealed, solve, pace });
  return sealed.caseId;
}

const THREE: Partial<FoundingPlan> = {
  members: [
    ...PLAN.members,
    { login: "kedua.djp", name: "Kedua DJP", unit: "DJP", roles: ["handler"] },
  ],
};

describe("after a dismissal", { concurrency: false }, async () => {
  const journey = await openJourney({ plan: THREE });
  let [leaving, staying, officer]: Desk[] = [];
  let cases: string[] = [];
  const progress: string[] = [];
  const at = <T>(value: T | undefined): T => {
    assert.ok(value !== undefined);
    return value;
  };

  before(async () => {
    [leaving, staying, officer] = [
      await journey.desk("handler.djp"),
      await journey.desk("supervisor.djp"),
      await journey.desk(SIGNER),
    ];
    for (let no = 0; no < 3; no += 1) cases.push(await takenBy(journey, at(leaving)));
    cases = cases.toSorted();
    await refreshIndex(at(staying), "DJP");
    cases.push((await journey.report()).sealed.caseId);
    await declare(at(staying), at(cases[0]), { hasConflict: false });
    await dismiss(at(officer), { memberId: at(leaving).me.memberId });
  });

  test("a remaining member makes the next key, and it waits for a signer", async () => {
    const { published, shares } = await rotateUnit(at(staying), {
      unit: "DJP",
      reason: "dismissal",
    });
    assert.deepEqual([published, shares], [null, null]);
    assert.deepEqual(
      (await listRotations(at(officer))).map(({ unit }) => unit),
      ["DJP"],
    );
    const { problems } = await keyHealth(at(officer));
    assert.ok(problems.some(({ code, at: unit }) => code === "rotation-waits" && unit === "DJP"));
  });

  test("a signer puts it into the directory, with the old key retired at a point of the log", async () => {
    assert.equal((await publishRotations(at(officer))).kind, "published");
    officer = await reopenDesk(at(officer));
    const { units, retired } = at(officer).institution.directory;
    assert.deepEqual(units.find(({ id }) => id === "DJP")?.epoch, 2);
    assert.deepEqual(
      retired.map(({ unit, epoch }) => [unit, epoch]),
      [["DJP", 1]],
    );
    assert.ok((retired[0]?.logSize ?? 0) > 0);
    assert.equal(await codeOf(publishRotations(at(officer))), "rotation-missing");
  });

  test("the remaining member holds both keys and reads what was sealed to the old one", async () => {
    staying = await reopenDesk(at(staying));
    const keyring = at(at(staying).keyrings.get("DJP"));
    assert.deepEqual(
      keyring.entries.map(({ epoch }) => epoch),
      [1, 2],
    );
    const view = await openCase(at(staying), at(cases[0]));
    assert.deepEqual(
      [view.isLocked, view.report?.text.slice(0, 12), view.warnings],
      [false, "Pegawai ini ", []],
    );
  });

  test("re-keying stops when it is told to, and goes on where it was", async () => {
    const stopper = new AbortController();
    const stopped = rekeyUnit(at(staying), {
      unit: "DJP",
      signal: stopper.signal,
      onProgress: (done, total) => {
        progress.push(`${done}/${total}`);
        if (done === 2) stopper.abort(new Error("enough"));
      },
    });
    await assert.rejects(stopped, /enough/);
    const { units } = await keyHealth(at(officer));
    assert.equal(units.find(({ unit }) => unit === "DJP")?.casesToRekey, 2);
    const rest = await rekeyUnit(at(staying), { unit: "DJP" });
    assert.deepEqual(rest, { done: 2, left: 0, locked: 0 });
    assert.deepEqual(progress, ["0/4", "1/4", "2/4"]);
  });

  test("the whole former key set of who left opens no keyring and no wrap made after", async () => {
    const { identity, keyrings } = at(leaving);
    const former = [identity, ...at(keyrings.get("DJP")).entries.map((entry) => entry.identity)];
    assert.equal(await opens(await sealedKeyring(at(staying), "DJP"), former), false);
    assert.equal(await opens(await sealedPage(at(staying), "DJP"), former), false);
    for (const id of cases)
      assert.equal(await opens(await wrapOf(at(staying), id), former), false, id);
    const caseId = await reportAnew(journey);
    assert.equal(await opens(await wrapOf(at(staying), caseId), former), false);
  });

  test("work goes on", async () => {
    await writeNote(at(staying), at(cases[0]), { text: "Setelah rotasi." });
    const view = await openCase(at(staying), at(cases[0]));
    assert.deepEqual(view.warnings, []);
  });
});

describe("a signer whose unit rotates", () => {
  test("publishes at once, with a new recovery key when asked", async () => {
    const journey = await openJourney();
    const officer = await journey.desk(SIGNER);
    const before = officer.institution.directory.recoveries;
    const { published, shares } = await rotateUnit(officer, {
      unit: "ITJEN",
      reason: "schedule",
      recovery: { k: 2, n: 4 },
    });
    assert.deepEqual([published?.kind, shares?.length], ["published", 4]);
    const { recoveries } = (await reopenDesk(officer)).institution.directory;
    const of = (list: typeof recoveries, unit: string) =>
      list.find((one) => one.unit === unit)?.recipient;
    assert.notEqual(of(recoveries, "ITJEN"), of(before, "ITJEN"));
    assert.equal(of(recoveries, "DJP"), of(before, "DJP"));
  });

  test("has to have the rows of a new recovery key made after a recovery", async () => {
    const officer = await (await openJourney()).desk(SIGNER);
    const spent = rotateUnit(officer, { unit: "ITJEN", reason: "recovery" });
    assert.equal(await codeOf(spent), "request-malformed");
  });

  test("signs again when the unit wrote in the meantime", async () => {
    const journey = await openJourney();
    const handler = await journey.desk("handler.djp");
    const caseId = await takenBy(journey, handler);
    await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
    let publications = 0;
    const meanwhile =
      (inner: Fetch): Fetch =>
      async (input, init) => {
        if (input.endsWith("/api/staff/notes") && (publications += 1) === 1)
          await writeNote(handler, caseId, { text: "Tepat sebelum." });
        return inner(input, init);
      };
    const officer = await journey.desk(SIGNER, meanwhile);
    assert.equal((await publishRotations(officer)).kind, "published");
    assert.equal(publications, 2);
    const view = await openCase(await journey.desk("handler.djp"), caseId);
    assert.deepEqual(view.warnings, []);
  });
});

describe("a server that lies about keys of units", async () => {
  const journey = await openJourney();
  type Rotations = ReplyOf<typeof keyRoutes.rotations>;

  test("cannot have a key put into the directory that nobody of the unit signed", async () => {
    const outsider = await journey.desk("handler.djbc");
    await rotateUnit(outsider, { unit: "DJBC", reason: "schedule" });
    const officer = await journey.desk(SIGNER);
    const [{ note } = { note: "" }] = await listRotations(officer);
    const forged = note.replaceAll("DJBC", "DJP");
    const lies: readonly ((rows: Rotations) => Rotations)[] = [
      (rows) => rows.map((row) => ({ ...row, note: forged, unit: "DJP" })),
      (rows) => rows.map((row) => ({ ...row, unit: "DJP" })),
    ];
    for (const lie of lies) {
      const misled = await journey.desk(SIGNER, lyingAt("/api/rotations", lie));
      await assert.rejects(publishRotations(misled), (fault: { code?: string }) =>
        ["note-not-authentic", "note-malformed", "object-misplaced"].includes(fault.code ?? ""),
      );
    }
    await withdrawRotation(outsider, "DJBC");
    const { directory } = (await reopenDesk(officer)).institution;
    assert.deepEqual([directory.serial, directory.retired], [1, []]);
  });

  test("cannot have a log named that it has written anew", async () => {
    await rotateUnit(await journey.desk("handler.djbc"), { unit: "DJBC", reason: "schedule" });
    const forging = lyingAt("/api/audit/checkpoint", (reply: object) => ({
      ...reply,
      note: "palsu",
    }));
    const misled = await journey.desk(SIGNER, forging);
    assert.equal(await codeOf(publishRotations(misled)), "log-rewritten");
  });

  test("cannot hand out a keyring that it made itself", async () => {
    const desk = await journey.desk("handler.djp");
    const identity = await generateIdentity("x25519");
    const entries = [{ epoch: 1, identity, signingSeed: new Uint8Array(32).fill(9) }];
    const content = { realm: journey.institution.realm, unit: "DJP", entries };
    const recipients = [await recipientOf(desk.identity)];
    const stranger = { ...desk.memberKey, seed: new Uint8Array(32).fill(8) };
    const sealed = encodeBase64(await sealKeyring(content, recipients, stranger));
    const lying = lyingAt("/api/keyrings/DJP", (reply: object) => ({ ...reply, sealed }));
    await assert.rejects(journey.desk("handler.djp", lying), { code: "note-not-authentic" });
  });

  test("cannot hand out a keyring that a member of another unit made", async () => {
    const [desk, other] = [await journey.desk("handler.djp"), await journey.desk("handler.djbc")];
    const identity = await generateIdentity("x25519");
    const entries = [{ epoch: 1, identity, signingSeed: new Uint8Array(32).fill(9) }];
    const content = { realm: journey.institution.realm, unit: "DJP", entries };
    const recipients = [await recipientOf(desk.identity)];
    const sealed = encodeBase64(await sealKeyring(content, recipients, other.memberKey));
    const lying = lyingAt("/api/keyrings/DJP", (reply: object) => ({ ...reply, sealed }));
    await assert.rejects(journey.desk("handler.djp", lying), { code: "keyring-not-current" });
  });
});
