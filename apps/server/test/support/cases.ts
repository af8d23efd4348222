import { randomBytes } from "node:crypto";
import {
  type Acknowledgement,
  type CaseRow,
  type CaseStep,
  createApi,
  encodeSections,
  type InputOf,
  reporterRoutes,
  type Solution,
  staffRoutes,
} from "@bijak/contract";
import {
  cosignAct,
  generateIdentity,
  recipientOf,
  type Recipient,
  sealBytes,
  sha256Base64,
  writeAct,
  writeDeclaration,
} from "@bijak/envelope";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { fetchOf, INSTANCE, PUBLIC_ORIGIN } from "./app.ts";
import type { House, Login } from "./house.ts";

/*
 * The server cannot read what it keeps, so what these cases hold is zeros of the right size under keys that are thrown away.
 * Objects that can be read again are the business of the tests of packages/client.
 */
const KIB = 1_024;
const recipients: Recipient[] = [];

/** An age file sealed to so many fresh keys, its plaintext this many bytes of nothing. */
export async function sealedTo(count: number, bytes = 4 * KIB): Promise<Uint8Array> {
  while (recipients.length < count)
    recipients.push(await recipientOf(await generateIdentity("x25519")));
  return sealBytes("x25519", recipients.slice(0, count), new Uint8Array(bytes));
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
export const randomId = (): string => randomBytes(12).toString("base64url");
export const sealedText = async (count: number, bytes?: number): Promise<string> =>
  toBase64(await sealedTo(count, bytes));

const publicApi = ({ app }: House) =>
  createApi(PUBLIC_ORIGIN, fetchOf(app.publicSide, PUBLIC_ORIGIN));

/** A solved challenge for this use. */
export async function prove(
  house: House,
  action: "report" | "mailbox" | "upload",
): Promise<Solution> {
  const given = await publicApi(house).call(reporterRoutes.challenge, { body: { action } });
  const challenge = JSON.parse(given.challenge) as Parameters<
    typeof solveChallenge
  >[0]["challenge"]; // the server made it
  const solution = await solveChallenge({ challenge, deriveKey });
  return { challenge: given.challenge, solution: JSON.stringify(solution) };
}

export type Reporter = {
  readonly caseId: string;
  readonly lookup: string;
  readonly auth: string;
  readonly acknowledgement: Acknowledgement;
};

type Sending = {
  readonly unit?: string;
  readonly standby?: string | null;
  readonly isUrgent?: boolean;
};

/** Hands in a report through the reporter's door. */
export async function sendReport(
  house: House,
  { unit = "DJP", standby = null, isUrgent = false }: Sending = {},
): Promise<Reporter> {
  const holder = { lookup: toBase64(randomBytes(16)), auth: toBase64(randomBytes(32)) };
  const caseId = randomId();
  const proof = await prove(house, "report");
  const head = { ...holder, caseId, unit, standby, isUrgent, serial: 1, proof };
  const body = encodeSections([
    Buffer.from(JSON.stringify(head)),
    await sealedTo(1, 16 * KIB),
    await sealedTo(1, 2 * KIB),
    await sealedTo(1, 2 * KIB),
    standby === null ? new Uint8Array() : await sealedTo(1, 2 * KIB),
  ]);
  const acknowledgement = await publicApi(house).call(reporterRoutes.report, { body });
  return { ...holder, caseId, acknowledgement };
}

/** Adds a message through the reporter's door, with files that were uploaded before. */
export async function writeAsReporter(
  house: House,
  { lookup, auth }: Reporter,
  files: readonly { id: string; upload: string; parts: string[] }[] = [],
  message?: Uint8Array,
): Promise<{ index: number; on: number }> {
  const head = { lookup, auth, proof: await prove(house, "mailbox"), files };
  const body = encodeSections([Buffer.from(JSON.stringify(head)), message ?? (await sealedTo(1))]);
  return publicApi(house).call(reporterRoutes.message, { body });
}

/** What lies in the mailbox. */
export async function lookIn(house: House, { lookup, auth }: Reporter) {
  const body = { lookup, auth, proof: await prove(house, "mailbox") };
  return publicApi(house).call(reporterRoutes.mailbox, { body });
}

/** Uploads a file of one part and gives what a message needs to carry it. */
export async function uploadFile(
  house: House,
): Promise<{ id: string; upload: string; parts: string[]; bytes: Uint8Array }> {
  const api = publicApi(house);
  const bytes = await sealedTo(1, 8 * KIB);
  const body = { proof: await prove(house, "upload"), sealedBytes: bytes.length };
  const { upload } = await api.call(reporterRoutes.upload, { body });
  const id = randomId();
  const place = { params: { file: id, part: "0" }, body: bytes };
  const { sha256 } = await api.call(reporterRoutes.part, place, { bearer: upload });
  return { id, upload, parts: [sha256], bytes };
}

/** The member signs that there is, or is no, conflict of interest. */
export async function declare(
  house: House,
  login: Login,
  { caseId, hasConflict = false }: { readonly caseId: string; readonly hasConflict?: boolean },
): Promise<void> {
  const { id: memberId, signing } = house.person(login);
  const on = house.clock.today();
  const words = { instance: INSTANCE, caseId, memberId, hasConflict, on };
  const note = await writeDeclaration(words, signing);
  await house
    .staff(login)
    .call(staffRoutes.declaration, { params: { id: caseId }, body: { note } });
}

export async function caseOf(house: House, login: Login, caseId: string): Promise<CaseRow> {
  return (await house.staff(login).call(staffRoutes.case, { params: { id: caseId } })).case;
}

const EMPTY: CaseStep = {
  revision: 0,
  to: null,
  toReporter: [],
  internal: [],
  records: [],
  wraps: [],
  card: null,
  act: null,
  answers: [],
};

/** Takes a step at the revision the case has now, unless `step` names another. A move brings a message to the reporter by itself. */
export async function take(
  house: House,
  login: Login,
  caseId: string,
  step: Partial<CaseStep>,
): Promise<number> {
  const revision = step.revision ?? (await caseOf(house, login, caseId)).revision;
  const isMove = typeof step.to === "string" || (step.answers ?? []).length > 0;
  const toReporter = isMove ? [await sealedText(2)] : [];
  const body = { ...EMPTY, toReporter, ...step, revision };
  const call = { params: { id: caseId }, body };
  return (await house.staff(login).call(staffRoutes.step, call)).revision;
}

/** Declares and takes a new case: received becomes verifying, with the first key of its own. */
export async function takeOver(house: House, login: Login, caseId: string): Promise<void> {
  await declare(house, login, { caseId });
  const { units, standby } = await caseOf(house, login, caseId);
  const holders = [...units, ...(standby === null ? [] : [standby])].map((unit) => `unit ${unit}`);
  await take(house, login, caseId, {
    to: "verifying",
    answers: ["acknowledged"],
    assignee: house.person(login).id,
    ...(await newKeyFor(holders)),
  });
}

/** Wraps and card of a new case key. */
export async function newKeyFor(
  holders: readonly string[],
): Promise<Pick<CaseStep, "wraps" | "card">> {
  const wraps = [];
  for (const holder of holders) wraps.push({ holder, sealed: await sealedText(1, 2 * KIB) });
  return { wraps, card: await sealedText(1, 2 * KIB) };
}

/** Puts the case into a state without any step, as if it had come there. */
export async function putInState(house: House, caseId: string, state: string): Promise<void> {
  await house.store.transact(async (tx) => {
    await tx.updateTable("case_file").set({ state }).where("id", "=", caseId).execute();
  });
}

export type Proposed = { readonly actId: string; readonly note: string; readonly revision: number };

/** The first signature of a step of two. `act` changes what is signed, `body` what is sent. */
export async function propose(
  house: House,
  login: Login,
  caseId: string,
  {
    act = {},
    body = {},
  }: {
    readonly act?: Partial<Parameters<typeof writeAct>[0]>;
    readonly body?: Partial<InputOf<typeof staffRoutes.proposeAct>["body"]>;
  } = {},
): Promise<Proposed> {
  const { revision } = await caseOf(house, login, caseId);
  const record = await sealedTo(1);
  const whole = {
    instance: INSTANCE,
    caseId,
    kind: "close" as const,
    hash: await sha256Base64(record),
    revision: revision + 1,
    ...act,
  };
  const note = await writeAct(whole, house.person(login).signing);
  const sent = { revision, note, record: toBase64(record), ...body };
  const call = { params: { id: caseId }, body: sent };
  const reply = await house.staff(login).call(staffRoutes.proposeAct, call);
  return { actId: reply.id, note, revision: reply.revision };
}

/** The second signature, in the step that needs both. */
export async function confirm(
  house: House,
  login: Login,
  caseId: string,
  { proposed, step = {} }: { readonly proposed: Proposed; readonly step?: Partial<CaseStep> },
): Promise<number> {
  const act = await cosignAct(proposed.note, house.person(login).signing);
  return take(house, login, caseId, { to: "concluded", act, revision: proposed.revision, ...step });
}
