import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import {
  createReporterApi,
  earnProof,
  loadInstitution,
  parseReport,
  type ReporterApi,
  sealReport,
  type SealedReport,
} from "../../packages/client/src/reporter.ts";
import { encodeSections } from "../../packages/contract/src/index.ts";
import { dayOf } from "../../packages/domain/src/index.ts";
import { deriveReporterKeys, generateReceipt } from "../../packages/envelope/src/index.ts";
import { solveHere } from "../../apps/cli/src/net/solve.ts";
import { type Figure, round3 } from "./measure.ts";
import { withServer } from "./start-server.ts";

const CONNECTIONS = [1, 8, 32] as const;
const DISKS = [
  { name: "raw disk", commitDelayMs: 0 },
  { name: "4 ms a commit", commitDelayMs: 4 },
] as const;
const WAYS = [
  { name: "group commit", maxWorks: 64 },
  { name: "one commit a report", maxWorks: 1 },
] as const;
/** Reports for each connection, so that each measurement lasts about as long. */
const REPORTS = { 1: 600, 8: 2_000, 32: 4_000 } as const;

/** Reports that are accepted, which means committed, each second; with group commit and with one commit a report (R41). */
export async function measureIntake(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name: disk, commitDelayMs } of DISKS) {
    const [group, single] = [
      await measureWay(commitDelayMs, WAYS[0].maxWorks),
      await measureWay(commitDelayMs, WAYS[1].maxWorks),
    ];
    for (const connections of CONNECTIONS) {
      const [fast, slow] = [group.perSecond[connections], single.perSecond[connections]];
      const what = `${disk}, ${connections} connections, ${group.bodyBytes} B bodies`;
      figures.push({ what: `${what}, ${WAYS[1].name}`, value: round3(slow), unit: "reports/s" });
      figures.push({
        what: `${what}, ${WAYS[0].name}`,
        value: round3(fast),
        unit: "reports/s",
        ratio: round3(fast / slow),
        against: WAYS[1].name,
      });
    }
  }
  return figures;
}

type Way = {
  readonly bodyBytes: number;
  readonly perSecond: Record<(typeof CONNECTIONS)[number], number>;
};

/** One server for all numbers of connections. Proofs are earned before the clock starts. */
const measureWay = (commitDelayMs: number, maxWorks: number): Promise<Way> =>
  withServer({ commitDelayMs, maxWorks, suite: "pq" }, async ({ publicOrigin }) => {
    const api = createReporterApi(publicOrigin);
    const sealed = await sealOne(api);
    const perSecond = { 1: 0, 8: 0, 32: 0 };
    let bodyBytes = 0;
    for (const connections of CONNECTIONS) {
      const warm = await makeBodies(api, sealed, 100);
      await send(publicOrigin, warm, connections);
      const bodies = await makeBodies(api, sealed, REPORTS[connections]);
      bodyBytes = bodies[0]?.length ?? 0;
      const from = performance.now();
      await send(publicOrigin, bodies, connections);
      perSecond[connections] = bodies.length / ((performance.now() - from) / 1_000);
    }
    return { bodyBytes, perSecond };
  });

export async function sealOne(api: ReporterApi): Promise<SealedReport> {
  const institution = await loadInstitution(api, dayOf(new Date()));
  const draft = {
    text: "x".repeat(2_000),
    links: ["https://example.org/post"],
    category: null,
    unit: "DJP",
    isStandbyAllowed: false,
  };
  const parsed = parseReport(draft, institution);
  if (!("report" in parsed)) throw new Error("the bench's report is not in order");
  const receipt = generateReceipt();
  return sealReport({
    institution,
    report: parsed.report,
    receipt,
    keys: await deriveReporterKeys(institution.realm, receipt),
  });
}

/** Bodies that differ in everything the server tells reports apart by, and share their ciphertexts, save wraps that `wrapOf` makes. */
export async function makeBodies(
  api: ReporterApi,
  { head, message, card, wrap, standbyWrap }: SealedReport,
  count: number,
  wrapOf: (caseId: string) => Promise<Uint8Array> = async () => wrap,
): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  while (bodies.length < count) {
    const proofs = await Promise.all(
      Array.from({ length: Math.min(32, count - bodies.length) }, () =>
        earnProof({ api, action: "report", solve: solveHere }),
      ),
    );
    for (const proof of proofs) {
      const own = {
        lookup: randomBytes(16).toString("base64"),
        auth: randomBytes(32).toString("base64"),
        caseId: `A${randomBytes(12).toString("base64url").slice(1)}`,
      };
      bodies.push(
        encodeSections([
          Buffer.from(JSON.stringify({ ...head, ...own, proof })),
          message,
          card,
          await wrapOf(own.caseId),
          standbyWrap,
        ]),
      );
    }
  }
  return bodies;
}

/** Sends every body over that many connections, each as soon as the one before was acknowledged. */
export async function send(
  origin: string,
  bodies: readonly Uint8Array[],
  connections: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const work = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
      await post(`${origin}/api/reports`, body, agent);
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
}

const post = (address: string, body: Uint8Array, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    const sending = request(
      address,
      {
        method: "POST",
        agent,
        headers: { "content-type": "application/octet-stream", "content-length": body.length },
      },
      (reply) => {
        reply
          .resume()
          .once("end", () =>
            reply.statusCode === 200
              ? resolve()
              : reject(new Error(`refused with ${reply.statusCode}`)),
          );
      },
    );
    sending.once("error", reject).end(body);
  });
