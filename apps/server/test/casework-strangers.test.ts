import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Route, staffRoutes } from "@bijak/contract";
import { writeAct, writeDeclaration } from "@bijak/envelope";
import { fetchOf, INSTANCE, STAFF_ORIGIN } from "./support/app.ts";
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
import { type House, openHouse, signInByPaper } from "./support/house.ts";
import { DIALECTS } from "./support/stores.ts";

/** What a stranger asks for: once as it is in another unit, once as it is nowhere. */
type Target = {
  readonly caseId: string;
  readonly unit: string;
  readonly file: string;
  readonly act: string;
  readonly entry: number;
};
type Probe = { readonly params?: object; readonly query?: object; readonly body?: object };
type Probes = Readonly<Record<keyof typeof staffRoutes, ((target: Target) => Probe) | null>>;

const ASKER = "djbc-petugas";
const HASH = `${"A".repeat(43)}=`;

/** How to ask each of the staff's doors for something of a unit. Null: the door has nothing that belongs to a unit. */
async function probesOf(house: House): Promise<Probes> {
  const { id: memberId, signing } = house.person(ASKER);
  const today = String(house.clock.today());
  const sealed = await sealedText(1);
  const message = await sealedText(2);
  const words = {
    instance: INSTANCE,
    caseId: randomId(),
    memberId,
    hasConflict: false,
    on: house.clock.today(),
  };
  const declaration = await writeDeclaration(words, signing);
  const act = await writeAct(
    { instance: INSTANCE, caseId: words.caseId, kind: "close", hash: HASH, revision: 1 },
    signing,
  );
  const step = {
    revision: 1,
    to: "assessing",
    toReporter: [message],
    internal: [],
    records: [],
    wraps: [],
    card: null,
    act: null,
    answers: [],
  };
  const paged = { view: "all", limit: "50", today };
  const fact = { id: randomId(), kind: "triage", quarter: "2026-Q4", values: { category: "SARA" } };
  return {
    signInStart: null,
    signInFinish: null,
    paperStart: null,
    paperFinish: null,
    signOut: null,
    me: null,
    putVault: null,
    staffDirectory: null,
    putDirectory: null,
    releases: null,
    proposeRelease: null,
    publish: null,
    figures: null,
    checkpoint: null,
    consistency: null,
    keyring: ({ unit }) => ({ params: { unit } }),
    cases: ({ unit }) => ({ query: { ...paged, unit } }),
    caseCounts: ({ unit }) => ({ query: { unit, today } }),
    case: ({ caseId: id }) => ({ params: { id } }),
    declaration: ({ caseId: id }) => ({ params: { id }, body: { note: declaration } }),
    messages: ({ caseId: id }) => ({ params: { id } }),
    part: ({ caseId: id, file }) => ({ params: { id, file, part: "0" } }),
    step: ({ caseId: id }) => ({ params: { id }, body: step }),
    markRead: ({ caseId: id }) => ({ params: { id }, body: { upTo: 0 } }),
    proposeAct: ({ caseId: id }) => ({
      params: { id },
      body: { revision: 1, note: act, record: sealed },
    }),
    withdrawAct: ({ caseId: id, act: own }) => ({ params: { id, act: own } }),
    inboxPages: ({ unit }) => ({ params: { unit } }),
    inboxPage: ({ unit }) => ({ params: { unit, page: "0" } }),
    putInboxPage: ({ unit }) => ({ params: { unit, page: "0" }, body: { revision: 0, sealed } }),
    unitRecord: ({ unit }) => ({ params: { unit } }),
    putUnitRecord: ({ unit }) => ({ params: { unit }, body: { revision: 0, sealed } }),
    facts: ({ unit }) => ({ body: { facts: [{ ...fact, unit }] } }),
    inclusion: ({ entry }) => ({ query: { index: String(entry), size: "3" } }),
  };
}

for (const dialect of DIALECTS)
  describe(dialect, async () => {
    const house = await openHouse(dialect);
    const probes = await probesOf(house);
    const reporter = await sendReport(house, { standby: "ITJEN" });
    const { bytes: _bytes, ...file } = await uploadFile(house);
    await writeAsReporter(house, reporter, [file]);
    await takeOver(house, "djp-petugas", reporter.caseId);
    await declare(house, "djp-penyelia", reporter);
    const { actId } = await propose(house, "djp-petugas", reporter.caseId);
    const djp = house.staff("djp-petugas");
    const sealed = await sealedText(1);
    const draft = { revision: 0, sealed };
    await djp.call(staffRoutes.putInboxPage, { params: { unit: "DJP", page: "0" }, body: draft });
    await djp.call(staffRoutes.putUnitRecord, { params: { unit: "DJP" }, body: draft });
    const ofAnotherUnit: Target = {
      caseId: reporter.caseId,
      unit: "DJP",
      file: file.id,
      act: actId,
      entry: 1,
    };
    const ofNobody: Target = {
      caseId: randomId(),
      unit: "TIADA",
      file: randomId(),
      act: randomId(),
      entry: 99,
    };

    const ask = async (route: Route, { params = {}, query = {}, body }: Probe, asker: string) => {
      const path = route.path.replace(/:([a-z]+)/gu, (_, name: string) =>
        String((params as Record<string, string>)[name]),
      );
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const send = fetchOf(house.app.staffSide, STAFF_ORIGIN);
      const reply = await send(`${STAFF_ORIGIN}${path}?${search}`, {
        method: route.method,
        headers: {
          cookie: asker,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const headers = [...reply.headers].filter(([name]) => name !== "date");
      return { status: reply.status, headers, text: await reply.text() };
    };

    describe(`a member of another unit, on ${dialect}`, () => {
      for (const [name, probe] of Object.entries(probes)) {
        if (probe === null) continue;
        const route: Route = staffRoutes[name as keyof typeof staffRoutes]; // the keys of probes are those of staffRoutes
        test(`${name}: gets for what is another unit's exactly the answer for what is nowhere`, async () => {
          const cookie = await signInByPaper(house, ASKER, house.person(ASKER).paper);
          const theirs = await ask(route, probe(ofAnotherUnit), cookie);
          const none = await ask(route, probe(ofNobody), cookie);
          assert.deepEqual(theirs, none);
          assert.equal(theirs.status, 404);
          assert.match(theirs.text, /"code":"not-available"/u);
        });

        test(`${name}: tells nobody without a session anything`, async () => {
          const answers = [ofAnotherUnit, ofNobody].map((target) => ask(route, probe(target), ""));
          for (const { status, text } of await Promise.all(answers)) {
            assert.equal(status, 401);
            assert.match(text, /"code":"session-missing"/u);
          }
        });
      }

      test("the same doors answer a member of the unit", async () => {
        const cookie = await signInByPaper(house, "djp-petugas", house.person("djp-petugas").paper);
        const reading = [
          "keyring",
          "cases",
          "caseCounts",
          "case",
          "messages",
          "part",
          "inboxPages",
          "inboxPage",
          "unitRecord",
          "inclusion",
        ] as const;
        for (const name of reading) {
          const probe = probes[name];
          assert.ok(probe);
          assert.equal(
            (await ask(staffRoutes[name], probe(ofAnotherUnit), cookie)).status,
            200,
            name,
          );
        }
      });
    });
  });
