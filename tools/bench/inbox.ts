import {
  createStaffApi,
  type Desk,
  listInbox,
  openDesk,
  refreshIndex,
  searchIndex,
  signInWithPaperKey,
} from "../../packages/client/src/handler.ts";
import {
  createReporterApi,
  type Institution,
  loadInstitution,
} from "../../packages/client/src/reporter.ts";
import { dayOf } from "../../packages/domain/src/index.ts";
import {
  deriveReporterKeys,
  generateIdentity,
  generateReceipt,
  sealCaseKeys,
} from "../../packages/envelope/src/index.ts";
import { fetchWithCookies } from "../../apps/cli/src/net/cookie-jar.ts";
import { makeBodies, sealOne, send } from "./intake.ts";
import { type Figure, median, medianMs, round3 } from "./measure.ts";
import type { BenchReady } from "./server.ts";
import { withServer } from "./start-server.ts";

const CASES = 10_000;
const BATCH = 500;
const ROUNDS = 5;
const UNIT = "DJP";

/** A handler's inbox of 10,000 cases, suite pq: unlock, first rows, index and search. */
export const measureInbox = (): Promise<Figure[]> =>
  withServer({ commitDelayMs: 0, maxWorks: 64, suite: "pq" }, async (ready) => {
    await fill(ready);
    const unlocks: number[] = [];
    const rows: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = performance.now();
      const desk = await openDeskOf(ready);
      unlocks.push(performance.now() - from);
      rows.push(await firstRowsMs(desk));
    }
    const indexFrom = performance.now();
    await refreshIndex(await openDeskOf(ready), UNIT);
    const indexMs = performance.now() - indexFrom;
    const loads: number[] = [];
    let desk = await openDeskOf(ready);
    for (let round = 0; round < 3; round += 1) {
      desk = await openDeskOf(ready);
      const from = performance.now();
      const { cards } = await refreshIndex(desk, UNIT);
      loads.push(performance.now() - from);
      if (cards !== CASES) throw new Error(`the index holds ${cards} cards`);
    }
    const searchMs = await medianMs(20, async () => searchIndex(desk, UNIT, "akun777"));
    return [
      { what: "sign in with a paper key and unlock", value: round3(median(unlocks)), unit: "ms" },
      {
        what: `first 50 rows of ${CASES} cases after unlock, without index`,
        value: round3(median(rows)),
        unit: "ms",
      },
      {
        what: `index of ${CASES} cards made for the first time`,
        value: round3(indexMs / 1_000),
        unit: "s",
      },
      { what: `index of ${CASES} cards loaded`, value: round3(median(loads) / 1_000), unit: "s" },
      {
        what: `first 50 rows of ${CASES} cases, index loaded`,
        value: round3(await firstRowsMs(desk)),
        unit: "ms",
      },
      { what: `search over ${CASES} cards`, value: round3(searchMs), unit: "ms" },
    ];
  });

async function firstRowsMs(desk: Desk): Promise<number> {
  const from = performance.now();
  const { rows } = await listInbox(desk, { unit: UNIT, view: "all", limit: 50 });
  if (rows.length !== 50) throw new Error(`the inbox shows ${rows.length} rows`);
  return performance.now() - from;
}

async function openDeskOf({ staffOrigin, accounts }: BenchReady): Promise<Desk> {
  const account = accounts.find(({ role, unit }) => role === "handler" && unit === UNIT);
  if (account === undefined) throw new Error("the bench institution has a handler in each unit");
  const api = createStaffApi(staffOrigin, fetchWithCookies(staffOrigin));
  return openDesk(api, await signInWithPaperKey(api, account), dayOf(new Date()));
}

/** Hands in the cases through the reporter's door. They share message and card; each has a wrap of its own, which is what an inbox opens. */
async function fill({ publicOrigin }: BenchReady): Promise<void> {
  const api = createReporterApi(publicOrigin);
  const institution = await loadInstitution(api, dayOf(new Date()));
  const sealed = await sealOne(api);
  const wrapOf = await wrapMaker(institution);
  for (let done = 0; done < CASES; done += BATCH)
    await send(publicOrigin, await makeBodies(api, sealed, BATCH, wrapOf), 32);
}

async function wrapMaker({
  realm,
  directory,
}: Institution): Promise<(caseId: string) => Promise<Uint8Array>> {
  const unit = directory.units.find(({ id }) => id === UNIT);
  if (unit === undefined) throw new Error(`the bench institution has no unit ${UNIT}`);
  const keys = await deriveReporterKeys(realm, generateReceipt());
  const identity = await generateIdentity(realm.suite);
  let number = 0;
  return (caseId) => {
    number += 1;
    const summary = {
      title: "",
      language: "id",
      kind: "NETRALITAS",
      account: `@akun${number}`,
      name: `Nama Contoh ${number}`,
      office: "Kantor Contoh",
    } as const;
    const holder = { kind: "unit", id: UNIT } as const;
    return sealCaseKeys(
      realm,
      {
        caseId,
        holder,
        reporter: { recipient: keys.recipient, vkey: keys.signing.vkey },
        formers: [],
        units: [UNIT],
        standby: null,
        members: [],
        summary,
        keys: [identity],
        cards: [],
      },
      [unit.recipient],
      keys.signing,
    );
  };
}
