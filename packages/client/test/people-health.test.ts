import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  keyHealth,
  recordDrill,
  type KeyHealth,
  type MemberHealth,
  type UnitHealth,
} from "../src/people.ts";
import { HEALTH_PROBLEMS, problemsOf } from "../src/people/health.ts";
import { lyingAt, openJourney } from "./support/journey.ts";

const TODAY = 20_000;
const unit: UnitHealth = {
  unit: "DJP",
  name: "DJP",
  isOpen: true,
  epoch: 1,
  holders: [
    { id: "AAAAAAAAAAAAAAAA", name: "Ani" },
    { id: "BBBBBBBBBBBBBBBB", name: "Budi" },
  ],
  sealedTo: 3,
  expected: 3,
  drilledOn: TODAY,
  casesToRekey: 0,
  hasRotation: false,
};
const member: MemberHealth = {
  id: "AAAAAAAAAAAAAAAA",
  name: "Ani",
  units: ["DJP"],
  roles: ["handler"],
  isSigner: false,
  methods: { hasPassword: true, hasPaperKey: false, passkeys: 1 },
};
const directory = { serial: 1, expiresOn: TODAY + 90, daysLeft: 90, threshold: 1, signers: 2 };
const healthy = { units: [unit], members: [member], directory };
type Changes = {
  readonly unit?: Partial<UnitHealth>;
  readonly member?: Partial<MemberHealth>;
  readonly directory?: Partial<KeyHealth["directory"]>;
  readonly recovered?: readonly string[];
};
const problemsWith = ({ recovered = ["DJP"], ...changes }: Changes) =>
  problemsOf(
    {
      units: [{ ...unit, ...changes.unit }],
      members: [{ ...member, ...changes.member }],
      directory: { ...directory, ...changes.directory },
    },
    recovered,
    TODAY,
  );

const TABLE: readonly (readonly [what: string, changes: Changes, code: string, at: string])[] = [
  ["a directory that ends in 29 days", { directory: { daysLeft: 29 } }, "directory-expires", ""],
  ["as many signers as must sign", { directory: { signers: 1 } }, "signer-alone", ""],
  ["an open unit with one holder", { unit: { holders: [] } }, "holders-too-few", "DJP"],
  ["a keyring sealed to too few", { unit: { sealedTo: 2 } }, "keyring-differs", "DJP"],
  ["a keyring sealed to too many", { unit: { sealedTo: 4 } }, "keyring-differs", "DJP"],
  ["sheets that were never tried", { unit: { drilledOn: null } }, "drill-missing", "DJP"],
  ["sheets tried long ago", { unit: { drilledOn: TODAY - 366 } }, "drill-old", "DJP"],
  ["cases under an old key", { unit: { casesToRekey: 1 } }, "rekey-waits", "DJP"],
  ["a key that waits for a signer", { unit: { hasRotation: true } }, "rotation-waits", "DJP"],
  [
    "a member with one way to sign in",
    { member: { methods: { hasPassword: false, hasPaperKey: false, passkeys: 2 } } },
    "slots-too-few",
    "AAAAAAAAAAAAAAAA",
  ],
  ["a unit without a recovery key", { recovered: [] }, "recovery-missing", "DJP"],
];

describe("what needs a hand", () => {
  test("is nothing when all is well, nor on the last day before it is not", () => {
    assert.deepEqual(problemsOf(healthy, ["DJP"], TODAY), []);
    const atTheEdge: Changes = {
      unit: { drilledOn: TODAY - 365, isOpen: false, holders: [] },
      directory: { daysLeft: 30 },
      member: { methods: null },
    };
    assert.deepEqual(problemsWith(atTheEdge), []);
  });

  for (const [what, changes, code, at] of TABLE)
    test(`is ${what}`, () => assert.deepEqual(problemsWith(changes), [{ code, at }]));

  test("has a case here for each code there is", () => {
    const codes = TABLE.map(([, , code]) => code);
    assert.deepEqual([...new Set(codes)].toSorted(), [...HEALTH_PROBLEMS].toSorted());
  });
});

test("to a handler nothing is said of units of which the server tells them nothing; a signer sees all", async () => {
  const journey = await openJourney();
  const seenBy = async (who: "handler.djp" | "supervisor.itjen") => {
    const { units, problems } = await keyHealth(await journey.desk(who));
    const known = units.map(({ unit }) => unit);
    return { known, alarms: problems.filter(({ code }) => code === "keyring-differs") };
  };
  assert.deepEqual(await seenBy("handler.djp"), { known: ["DJP"], alarms: [] });
  assert.deepEqual(await seenBy("supervisor.itjen"), {
    known: ["ITJEN", "DJP", "DJBC"],
    alarms: [],
  });
});

test("own units are shown also when the server keeps silent about them", async () => {
  const journey = await openJourney();
  const silent = lyingAt("/api/staff/key-health", (reply: KeyHealth) => ({ ...reply, units: [] }));
  const { units } = await keyHealth(await journey.desk("handler.djp", silent));
  assert.deepEqual(
    units.map(({ unit, sealedTo }) => [unit, sealedTo]),
    [["DJP", 0]],
  );
});

test("a drill counts for the unit whose sheets were tried, and for no other", async () => {
  const journey = await openJourney();
  const desk = await journey.desk("handler.djp");
  const signer = await journey.desk("supervisor.itjen");
  const rows = journey.founded.recoveryShares.flatMap((sheet) =>
    sheet.rows.filter((one) => one.unit === "DJP").map(({ row }) => row),
  );
  await recordDrill(desk, { unit: "DJP", rows });
  const { units } = await keyHealth(signer);
  assert.deepEqual(
    units.map((one) => [one.unit, one.drilledOn]),
    [
      ["ITJEN", null],
      ["DJP", journey.today()],
      ["DJBC", null],
    ],
  );
});

test("a drill that no member signed does not count, whatever the server says of it", async () => {
  const journey = await openJourney();
  const lying = lyingAt("/api/staff/key-health", (reply: KeyHealth) => ({
    ...reply,
    units: reply.units.map((one) => ({ ...one, drilledOn: journey.today() })),
    drills: ["bijak/v1/drill\nuji.localhost\nDJP\nage1x\n1\n\n— x AAAAAAAA\n"],
  }));
  const { units } = await keyHealth(await journey.desk("handler.djp", lying));
  assert.deepEqual(
    units.map(({ drilledOn }) => drilledOn),
    [null],
  );
});
