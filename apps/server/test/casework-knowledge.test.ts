import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  declare,
  newKeyFor,
  propose,
  randomId,
  take,
  uploadFile,
  writeAsReporter,
} from "./support/cases.ts";
import { type House, type Login, openHouse, signInByPaper } from "./support/house.ts";
import {
  ask,
  CASE_DOORS,
  type Door,
  type Probes,
  probesOf,
  ROUTES,
  type Target,
} from "./support/probes.ts";
import {
  answerTransfer,
  handedOver,
  knownCase,
  membersOf,
  offerTransfer,
  receive,
  rekey,
} from "./support/sharing.ts";
import { DIALECTS } from "./support/stores.ts";

/** Asks one door twice, for what is there and for what is nowhere, and gives both answers. */
async function askBoth(
  house: House,
  door: Door,
  { login, probes, there, nowhere }: Asking & { readonly probes: Probes },
) {
  const probe = probes[door];
  assert.ok(probe);
  const cookie = await signInByPaper(house, login, house.person(login).paper);
  const theirs = await ask(house, ROUTES[door], { probe: probe(there), cookie });
  return { theirs, none: await ask(house, ROUTES[door], { probe: probe(nowhere), cookie }) };
}

type Asking = { readonly login: Login; readonly there: Target; readonly nowhere: Target };

/** Every door that asks for a case gives this member the answer for one that is nowhere; `open` are the doors that need not. */
async function assertUnknown(
  house: House,
  asking: Asking,
  open: readonly Door[] = [],
): Promise<void> {
  const probes = await probesOf(house, asking.login);
  const doors = CASE_DOORS.filter((door) => !open.includes(door));
  assert.ok(doors.length >= CASE_DOORS.length - 2);
  for (const door of doors) {
    const { theirs, none } = await askBoth(house, door, { ...asking, probes });
    assert.deepEqual(theirs, none, door);
    assert.equal(theirs.status, 404, `${door} ${theirs.text}`);
    assert.match(theirs.text, /"code":"not-available"/u, door);
  }
}

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect, [], { hasAdmin: true });
    const aim = (target: Partial<Target>): Target => ({
      caseId: randomId(),
      unit: "DJP",
      file: randomId(),
      act: randomId(),
      entry: 99_999,
      as: "DJBC",
      ...target,
    });
    /** A case of DJP with a file and, where it is not on its way, a proposal. */
    const filledCase = async (): Promise<Target> => {
      const reporter = await knownCase(house, { standby: "ITJEN" });
      const { bytes: _bytes, ...file } = await uploadFile(house);
      await writeAsReporter(house, reporter, [file]);
      const { caseId } = reporter;
      const rows = await house.store.db.selectFrom("log_entry").select(["seq", "record"]).execute();
      const entry = rows.find(({ record }) => record?.includes(caseId))?.seq ?? -1;
      return aim({ caseId, file: file.id, entry });
    };
    const target = (there: Target, login: Login, as: string): Asking => ({
      login,
      there: { ...there, as },
      nowhere: aim({ as }),
    });

    describe(`who knows nothing of a case, on ${dialect}`, () => {
      test("the target of a transfer, from the proposal to the hand-over: nothing but the offer", async () => {
        const there = await filledCase();
        const { caseId } = there;
        const asking = target(there, "djbc-petugas", "DJBC");
        await assertUnknown(house, asking);
        await offerTransfer(house, caseId);
        await assertUnknown(house, asking, ["answerTransfer"]);
        await answerTransfer(house, "djbc-penyelia", caseId);
        await assertUnknown(house, asking, ["answerTransfer"]);
      });

      test("the unit that stands by and answers for another: nothing before it takes over", async () => {
        const there = await filledCase();
        await assertUnknown(house, target(there, "itjen-penyelia", "ITJEN"), [
          "proposeTakeover",
          "confirmTakeover",
        ]);
      });

      test("the sender of a transfer, once the target has received the case", async () => {
        const { caseId } = await handedOver(house);
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId);
        await assertUnknown(house, target(aim({ caseId }), "djp-penyelia", "DJP"));
      });

      test("a unit whose access was taken away", async () => {
        const { caseId } = await handedOver(house, { keepsAccess: true });
        await declare(house, "djbc-petugas", { caseId });
        await receive(house, "djbc-petugas", caseId, { holders: ["unit DJP", "unit DJBC"] });
        await rekey(house, "djp-penyelia", caseId, { holders: ["unit DJP"], drops: ["DJBC"] });
        await assertUnknown(house, target(aim({ caseId }), "djbc-petugas", "DJBC"));
      });

      test("a colleague who is not listed in a restricted case, also while it is offered to another unit", async () => {
        const there = await filledCase();
        const { caseId } = there;
        const few = membersOf(house, ["djp-petugas", "djp-penyelia"]);
        const holders = [...few, "recovery DJP", "unit ITJEN"];
        await take(house, "djp-penyelia", caseId, await newKeyFor(holders));
        const { actId } = await propose(house, "djp-petugas", caseId);
        const asking = target({ ...there, act: actId }, "djp-rekan", "DJP");
        await assertUnknown(house, asking);
        await offerTransfer(house, caseId);
        await assertUnknown(house, asking);
      });
    });

    describe(`an admin, on ${dialect}`, () => {
      const DOORS = [
        ...CASE_DOORS,
        "cases",
        "caseCounts",
        "inboxPages",
        "inboxPage",
        "putInboxPage",
        "unitRecord",
        "putUnitRecord",
        "facts",
        "casesToRekey",
        "transfers",
        "overdueCases",
        "packs",
        "sendPack",
      ] as const;

      test("is refused at every door of cases, alike for what is there and what is nowhere", async () => {
        const there = await filledCase();
        const asking = target(there, "pengelola", "DJP");
        const probes = await probesOf(house, "pengelola");
        for (const door of DOORS) {
          const { theirs, none } = await askBoth(house, door, { ...asking, probes });
          assert.deepEqual(theirs, none, door);
          assert.match(theirs.text, /"code":"(role-missing|not-available)"/u, door);
        }
      });
    });
  });
