import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, type Route } from "@bijak/contract";
import {
  declare,
  propose,
  randomId,
  sealedText,
  sendReport,
  takeOver,
  uploadFile,
  writeAsReporter,
} from "./support/cases.ts";
import { type House, type Login, openHouse, signInByPaper } from "./support/house.ts";
import { ask, type Probe, type Probes, probesOf, ROUTES, type Target } from "./support/probes.ts";
import { year2018 } from "./publication-samples.ts";
import { askRotation } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

/*
 * Every door of the staff's side, walked by who has no business there: who only manages members, and who works on cases of another
 * unit. What they may have stands in this file; everything else is refused. The doors of accounts are walked in `accounts-doors`.
 */
const ALL: Readonly<Record<string, Route>> = { ...ROUTES, ...keyRoutes };
const OF_ACCOUNTS = /^\/api\/(sign-in|sign-out|me|invitations|enrolment)(\/|$)/u;

const ADMIN = "pengelola";
const OTHER = "djbc-petugas";

/** Doors that ask for nothing of a unit, and those of keys. */
const PROBES: Readonly<Record<string, Probe>> = {
  staffDirectory: {},
  releases: {},
  proposeRelease: { body: { imported: year2018, note: "x" } },
  publish: { params: { id: randomId() }, body: { note: "x" } },
  figures: { params: { year: "2026" } },
  checkpoint: {},
  consistency: { query: { from: "1", to: "2" } },
  custody: {},
  releaseShare: { params: { id: randomId() }, body: { share: await sealedText(1, 1_024) } },
  publishNotes: { body: { directory: null, config: null, members: "x" } },
  noteDrafts: {},
  draftNotes: { body: { directory: null, config: null, members: "x" } },
  withdrawDraft: { params: { id: randomId() } },
  putKeyring: { params: { unit: "DJP" }, body: { revision: 1, sealed: await sealedText(4) } },
  rotations: {},
  rotate: { body: { unit: "DJP", note: "x", sealed: await sealedText(4) } },
  withdrawRotation: { params: { unit: "DJP" } },
  drill: { body: { note: "x" } },
  keyHealth: {},
  opening: {},
};

/** What everyone who is signed in may have, and what is refused to these two for another reason than the rest. */
const OPEN_TO_MEMBERS = [
  "staffDirectory",
  "checkpoint",
  "consistency",
  "custody",
  "rotations",
  "keyHealth",
  "opening",
];
const BY_ROLE = [
  "releases",
  "proposeRelease",
  "publish",
  "figures",
  "publishNotes",
  "noteDrafts",
  "draftNotes",
  "withdrawDraft",
];

type Expected = { readonly admin: string; readonly other: string };

function expectedAt(name: string): Expected {
  if (OPEN_TO_MEMBERS.includes(name)) return { admin: "accepted", other: "accepted" };
  if (BY_ROLE.includes(name)) return { admin: "role-missing", other: "role-missing" };
  if (name === "drill") return { admin: "note-refused", other: "note-refused" };
  const isAskedByUnit = [
    "keyring",
    "inclusion",
    "releaseShare",
    "putKeyring",
    "rotate",
    "withdrawRotation",
  ];
  return {
    admin: isAskedByUnit.includes(name) ? "not-available" : "role-missing",
    other: "not-available",
  };
}

const codeIn = (status: number, text: string): string =>
  status < 300 ? "accepted" : String((JSON.parse(text) as { code: unknown }).code); // every refusal has one

/** A case of DJP with everything that belongs to a case, and a request for its next key. */
async function furnish(house: House): Promise<Target> {
  const reporter = await sendReport(house, { standby: "ITJEN" });
  const { bytes: _bytes, ...file } = await uploadFile(house);
  await writeAsReporter(house, reporter, [file]);
  await takeOver(house, "djp-petugas", reporter.caseId);
  await declare(house, "djp-penyelia", reporter);
  const { actId } = await propose(house, "djp-petugas", reporter.caseId);
  const { caseId } = reporter;
  await askRotation(house, "djp-petugas");
  return { caseId, unit: "DJP", file: file.id, act: actId, entry: 1, as: "DJP" };
}

async function probeAt(probes: Probes, target: Target, name: string): Promise<Probe> {
  const known = PROBES[name];
  if (known !== undefined) return known;
  const probe = Object.entries(probes).find(([door]) => door === name)?.[1];
  assert.ok(probe, `nothing asks ${name}`);
  return probe(target);
}

const walked = Object.entries(ALL).filter(([, { path }]) => !OF_ACCOUNTS.test(path));

test("there is no door of the staff's side that nobody walks", () => {
  assert.ok(walked.length >= 50);
  assert.ok(walked.every(([, { scope }]) => scope === "staff"));
});

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect, [], { hasAdmin: true });
    const probes = { [ADMIN]: await probesOf(house, ADMIN), [OTHER]: await probesOf(house, OTHER) };
    const target = await furnish(house);
    const answerTo = async (who: Login | null, name: string) => {
      const cookie = who === null ? "" : await signInByPaper(house, who, house.person(who).paper);
      const own = probes[who === ADMIN ? ADMIN : OTHER];
      const asking = who === OTHER ? { ...target, as: "DJBC" } : target;
      const probe = await probeAt(own, asking, name);
      const { status, text } = await ask(house, ALL[name] as Route, { probe, cookie });
      return { code: codeIn(status, text), text };
    };

    describe(`walking all doors, on ${dialect}`, () => {
      for (const [name] of walked) {
        const { admin, other } = expectedAt(name);
        test(`${name}: nobody session-missing, an admin ${admin}, a handler of another unit ${other}`, async () => {
          assert.equal((await answerTo(null, name)).code, "session-missing");
          for (const [who, code] of [
            [ADMIN, admin],
            [OTHER, other],
          ] as const) {
            const answer = await answerTo(who, name);
            assert.equal(answer.code, code, who);
            assert.ok(!answer.text.includes(target.caseId), who);
          }
        });
      }

      test("what both may have tells nothing of the unit's keys", async () => {
        assert.equal((await answerTo(ADMIN, "custody")).text, "[]");
        for (const who of [ADMIN, OTHER] as const)
          assert.equal((await answerTo(who, "rotations")).text, "[]");
        const { units } = JSON.parse((await answerTo(OTHER, "keyHealth")).text) as {
          units: { unit: string }[];
        };
        assert.deepEqual(
          units.map(({ unit }) => unit),
          ["DJBC"],
        );
      });
    });
  });
