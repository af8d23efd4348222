import {
  answerTransfer,
  confirmTransfer,
  createStaffApi,
  declare,
  type Desk,
  handOver,
  openCase,
  openDesk,
  proposeTransfer,
  receiveTransfer,
  reopenDesk,
  signInWithPaperKey,
  takeCase,
} from "../../packages/client/src/handler.ts";
import { makeRecoveryFile, rekeyUnit, rotateUnit } from "../../packages/client/src/people.ts";
import { recoverUnit } from "../../packages/client/src/recovery.ts";
import { createReporterApi, submitReport } from "../../packages/client/src/reporter.ts";
import { dayOf } from "../../packages/domain/src/index.ts";
import { solveHere } from "../../apps/cli/src/net/solve.ts";
import { fetchWithCookies } from "../../apps/cli/src/net/cookie-jar.ts";
import { sealOne } from "./intake.ts";
import { type Figure, median, medianMs, round3 } from "./measure.ts";
import type { BenchReady } from "./server.ts";
import { withServer } from "./start-server.ts";

const CASES = { pq: 1_000, x25519: 200 } as const;
const TRANSFERS = 10;
const ROUNDS = 5;
const UNIT = "DJP";
const OTHER = "ITJEN";

type Suite = keyof typeof CASES;

/** What people wait for when keys change, in both suites, client and server in Node on one machine. */
export const measureKeys = async (): Promise<Figure[]> => [
  ...(await measureSuite("x25519")),
  ...(await measureSuite("pq")),
];

const measureSuite = (suite: Suite): Promise<Figure[]> =>
  withServer({ commitDelayMs: 0, maxWorks: 64, suite }, async (ready) => {
    const unlockMs = await medianMs(ROUNDS, () => deskOf(ready, UNIT, "handler"));
    const [handler, supervisor] = [
      await deskOf(ready, UNIT, "handler"),
      await deskOf(ready, UNIT, "supervisor"),
    ];
    const cases: string[] = [];
    for (let done = 0; done < CASES[suite]; done += 1) cases.push(await takenCase(ready, handler));
    const forward = await measureForward(ready, { handler, supervisor, cases });
    const recoveryMs = await measureRecovery(ready, handler);
    const rotateFrom = performance.now();
    await rotateUnit(supervisor, { unit: UNIT, reason: "schedule" });
    const rotateMs = performance.now() - rotateFrom;
    const rekeyFrom = performance.now();
    const { done, left, locked } = await rekeyUnit(await reopenDesk(handler), { unit: UNIT });
    const rekeyMs = performance.now() - rekeyFrom;
    if (left > 0 || locked > 0) throw new Error(`${left} cases are left, ${locked} locked`);
    const ms = (what: string, value: number): Figure => ({
      what: `${suite}: ${what}`,
      value: round3(value),
      unit: "ms",
    });
    return [
      ms("sign in with a paper key and unlock", unlockMs),
      ms("forward: hand the keys over", forward.handOverMs),
      ms("forward: receive with the next key", forward.receiveMs),
      ms("recovery: k rows to a keyring for new members", recoveryMs),
      ms("next key of a unit, published", rotateMs),
      ms(`re-key, each of ${done} cases`, rekeyMs / done),
      { what: `${suite}: re-key of ${done} cases`, value: round3(rekeyMs / 1_000), unit: "s" },
    ];
  });

async function deskOf(
  { staffOrigin, accounts }: BenchReady,
  unit: string,
  role: string,
): Promise<Desk> {
  const account = accounts.find((one) => one.role === role && one.unit === unit);
  if (account === undefined) throw new Error(`the bench institution has no ${role} in ${unit}`);
  const api = createStaffApi(staffOrigin, fetchWithCookies(staffOrigin));
  return openDesk(api, await signInWithPaperKey(api, account), dayOf(new Date()));
}

/** A report by a stranger, declared on and taken: from here on it has a key of its own. */
async function takenCase({ publicOrigin }: BenchReady, desk: Desk): Promise<string> {
  const api = createReporterApi(publicOrigin);
  const sealed = await sealOne(api);
  const { caseId } = await submitReport({ api, sealed, solve: solveHere });
  await declare(desk, caseId, { hasConflict: false });
  await takeCase(desk, caseId);
  return caseId;
}

type Forwarding = {
  readonly handler: Desk;
  readonly supervisor: Desk;
  readonly cases: readonly string[];
};

/** Cases on their way to another unit, which lets the first go on reading. */
async function measureForward(
  ready: BenchReady,
  { handler, supervisor, cases }: Forwarding,
): Promise<{ readonly handOverMs: number; readonly receiveMs: number }> {
  const target = await deskOf(ready, OTHER, "handler");
  const [handOvers, receipts]: [number[], number[]] = [[], []];
  for (const caseId of cases.slice(0, TRANSFERS)) {
    const words = { target: OTHER, keepsAccess: true, reason: "Bench", summary: "Bench" };
    const { transfer } = await proposeTransfer(handler, caseId, words);
    await declare(supervisor, caseId, { hasConflict: false });
    await confirmTransfer(supervisor, caseId, transfer?.proposal?.actId ?? "");
    await answerTransfer(target, caseId, { unit: OTHER, isAccepted: true, reason: "" });
    handOvers.push(await timeOf(() => handOver(handler, caseId)));
    await openCase(target, caseId);
    await declare(target, caseId, { hasConflict: false });
    receipts.push(await timeOf(() => receiveTransfer(target, caseId)));
  }
  return { handOverMs: median(handOvers), receiveMs: median(receipts) };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function measureRecovery({ recoveryRows }: BenchReady, desk: Desk): Promise<number> {
  const file = await makeRecoveryFile(desk, UNIT);
  return medianMs(ROUNDS, () => recoverUnit(file, recoveryRows[UNIT] ?? []));
}
