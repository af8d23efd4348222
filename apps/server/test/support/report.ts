import {
  type Acknowledgement,
  type Api,
  createApi,
  encodeSections,
  type Fetch,
  reporterRoutes,
  type Solution,
} from "@bijak/contract";
import { dayOf } from "@bijak/domain";
import {
  deriveReporterKeys,
  generateReceipt,
  type ReporterKeys,
  sealBlob,
  sealMessage,
} from "@bijak/envelope";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import {
  type Institution,
  loadInstitution,
  openThread,
  type Report,
  type ReporterThread,
  type SealedReport,
  sealReport,
} from "../../../../packages/client/src/reporter.ts";
import { randomId, toBase64 } from "../../src/encoding.ts";

const FEW_ROUNDS = 1;

/** A proof of work for an action, earned at the server's own door. */
export async function earnProof(
  api: Api,
  action: "report" | "mailbox" | "upload",
): Promise<Solution> {
  const { challenge } = await api.call(reporterRoutes.challenge, { body: { action } });
  const solution = await solveChallenge({
    challenge: JSON.parse(challenge) as Challenge,
    deriveKey,
  }); // our own server made it
  return { challenge, solution: JSON.stringify(solution) };
}

const REPORT: Report = {
  language: "id",
  category: null,
  links: ["https://example.org/post/1"],
  platform: null,
  audience: null,
  account: "akun uji",
  personName: "Nama Uji",
  office: "Kantor Uji",
  knownBy: null,
  text: "Teks laporan uji yang cukup panjang.",
  happenedOn: null,
  identity: { mode: "anonymous" },
  relation: null,
  worry: null,
  isUnitInvolved: null,
  unit: "DJP",
  isStandbyAllowed: true,
};

/** A reporter who has sealed a report and sent nothing yet. */
export type Reporter = {
  readonly api: Api;
  readonly fetchOnce: Fetch;
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly sealed: SealedReport;
  readonly thread: ReporterThread;
};

/** Seals a report for the institution at this origin. `today` is the reporter's own day. */
export async function aReporter(
  origin: string,
  fetchOnce: Fetch = fetch,
  report: Partial<Report> = {},
  today = dayOf(new Date()),
): Promise<Reporter> {
  const api = createApi(origin, fetchOnce);
  const institution = await loadInstitution(api, today);
  const receipt = generateReceipt();
  const keys = await deriveReporterKeys(institution.realm, receipt, FEW_ROUNDS);
  const sealed = await sealReport({ institution, report: { ...REPORT, ...report }, receipt, keys });
  return { api, fetchOnce, institution, keys, sealed, thread: sealed.thread };
}

/** The body of a report, with whatever a test changes in its head or sections. */
export async function bodyOf(
  { api, sealed }: Reporter,
  {
    head = {},
    sections = {},
    proof,
  }: { head?: Record<string, unknown>; sections?: Partial<Sections>; proof?: Solution } = {},
): Promise<Uint8Array> {
  const { message, card, wrap, standbyWrap } = { ...sealed, ...sections };
  const whole = { ...sealed.head, proof: proof ?? (await earnProof(api, "report")), ...head };
  return encodeSections([encode(whole), message, card, wrap, standbyWrap]);
}

type Sections = Pick<SealedReport, "message" | "card" | "wrap" | "standbyWrap">;

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Sends a body as a report. */
export const submit = (api: Api, body: Uint8Array): Promise<Acknowledgement> =>
  api.call(reporterRoutes.report, { body });

/** Seals and sends a report. */
export async function sendReport(
  origin: string,
  fetchOnce: Fetch = fetch,
  report: Partial<Report> = {},
  today = dayOf(new Date()),
): Promise<Reporter> {
  const reporter = await aReporter(origin, fetchOnce, report, today);
  const acknowledgement = await submit(reporter.api, await bodyOf(reporter));
  return {
    ...reporter,
    thread: openThread(reporter.sealed, {
      ...acknowledgement,
      promised: { code: "T_ACK", dueOn: acknowledgement.ackDueOn },
    }),
  };
}

/** What shows that the caller holds the receipt. */
export const holderOf = ({ keys }: Pick<Reporter, "keys">): { lookup: string; auth: string } => ({
  lookup: toBase64(keys.lookup),
  auth: toBase64(keys.auth),
});

/** A message of the reporter, sealed as the next one. */
export async function sealNext(
  { institution, keys, thread }: Reporter,
  text: string,
): Promise<Uint8Array> {
  const { caseId, n, seq, previous } = thread;
  return sealMessage({
    realm: institution.realm,
    message: {
      caseId,
      author: "reporter",
      n,
      seq,
      previous,
      body: { kind: "message", text, files: [] },
    },
    recipients: [thread.caseRecipient],
    signingKey: keys.signing,
  });
}

export type SentFile = {
  readonly id: string;
  readonly upload: string;
  readonly parts: readonly string[];
};

/** The body of a later message. */
export async function messageBodyOf(
  reporter: Reporter,
  message: Uint8Array,
  {
    files = [],
    head = {},
    proof,
  }: { files?: readonly SentFile[]; head?: Record<string, unknown>; proof?: Solution } = {},
): Promise<Uint8Array> {
  const whole = {
    ...holderOf(reporter),
    proof: proof ?? (await earnProof(reporter.api, "mailbox")),
    files,
    ...head,
  };
  return encodeSections([encode(whole), message]);
}

export type SealedFile = {
  readonly parts: readonly { readonly bytes: Uint8Array; readonly sha256: string }[];
  readonly sealedBytes: number;
};

/** Seals a file to the reporter's case key. */
export async function sealFile(
  { institution, thread }: Reporter,
  bytes: Uint8Array,
): Promise<SealedFile> {
  const parts: { bytes: Uint8Array; sha256: string }[] = [];
  const source = { sizeBytes: bytes.length, stream: () => new Blob([bytes.slice()]).stream() };
  for await (const { bytes: part, sha256 } of sealBlob(
    institution.realm.suite,
    [thread.caseRecipient],
    source,
  ))
    parts.push({ bytes: part, sha256 });
  return { parts, sealedBytes: parts.reduce((sum, part) => sum + part.bytes.length, 0) };
}

/** A token for a sealed file of this size. */
export async function openUpload(api: Api, sealedBytes: number): Promise<string> {
  return (
    await api.call(reporterRoutes.upload, {
      body: { proof: await earnProof(api, "upload"), sealedBytes },
    })
  ).upload;
}

export const putPart = (
  api: Api,
  { id, no, bytes, upload }: { id: string; no: number; bytes: Uint8Array; upload: string },
): Promise<{ sha256: string }> =>
  api.call(
    reporterRoutes.part,
    { params: { file: id, part: String(no) }, body: bytes },
    { bearer: upload },
  );

/** Uploads all parts of a file. */
export async function uploadFile(
  { api }: Reporter,
  { parts, sealedBytes }: SealedFile,
  id = randomId(),
): Promise<SentFile> {
  const upload = await openUpload(api, sealedBytes);
  for (const [no, { bytes }] of parts.entries()) await putPart(api, { id, no, bytes, upload });
  return { id, upload, parts: parts.map(({ sha256 }) => sha256) };
}

/** Uploads a file and sends the message that carries it. */
export async function sendFile(reporter: Reporter, bytes: Uint8Array): Promise<SentFile> {
  const file = await uploadFile(reporter, await sealFile(reporter, bytes));
  await reporter.api.call(reporterRoutes.message, {
    body: await messageBodyOf(reporter, await sealNext(reporter, "Berkas."), { files: [file] }),
  });
  return file;
}
