import assert from "node:assert/strict";
import { test } from "node:test";
import { createApi, type Fetch } from "@bijak/contract";
import { deriveReporterKeys, generateReceipt, groupReceipt } from "@bijak/envelope";
import {
  CHEAP_STRETCHING,
  openTestApp,
  PLAN,
  STAFF_ORIGIN,
  TOKEN,
} from "../../../apps/server/test/support/app.ts";
import { createFoundingApi, foundInstitution } from "../src/founding.ts";
import {
  createStaffApi,
  declare,
  openDesk,
  proposeClosing,
  refreshIndex,
  reply,
  sendPendingFacts,
  signInWithPassword,
  takeCase,
  triage,
  writeNote,
} from "../src/handler.ts";
import {
  createReporterApi,
  loadInstitution,
  openMailbox,
  openThread,
  sealReport,
  sendEvidence,
  sendMailboxMessage,
  submitReport,
} from "../src/reporter.ts";
import { aFile, solve, withCookies } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";
import { aReport } from "./support/report.ts";

const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/gu;

/** Everything that leaves a device: address, headers and body, and what base64 in them decodes to. */
function recorder() {
  const seen: string[] = [];
  const keep = (text: string) => {
    seen.push(text);
    for (const [encoded] of text.matchAll(BASE64))
      seen.push(Buffer.from(encoded, "base64").toString("latin1"));
  };
  const record =
    (inner: Fetch): Fetch =>
    (input, init) => {
      keep(input);
      keep(JSON.stringify([...new Headers(init.headers)]));
      if (typeof init.body === "string") keep(init.body);
      if (init.body instanceof Uint8Array) keep(Buffer.from(init.body).toString("latin1"));
      return inner(input, init);
    };
  return { record, all: () => seen.join("\n") };
}

test("invariant 1: nothing that leaves the devices holds text, file name, receipt, password or secret key", async () => {
  const { record, all } = recorder();
  const app = await openTestApp();
  const founding = createFoundingApi(STAFF_ORIGIN, TOKEN, record(app.staffFetch));
  const today = app.clock.today();
  const founded = await foundInstitution({
    api: founding,
    plan: PLAN,
    today,
    keyStretching: CHEAP_STRETCHING,
  });
  const account = founded.accounts.find(({ name }) => name === "handler.djp");
  assert.ok(account);

  const api = createReporterApi("http://localhost:8080", record(app.publicFetch));
  const institution = await loadInstitution(api, today);
  const receipt = generateReceipt();
  const keys = await deriveReporterKeys(institution.realm, receipt, 10);
  const report = aReport(institution, {
    text: "KENARI-LAPORAN terbang di atas kantor.",
    personName: "KENARI-NAMA",
    identity: { mode: "open", name: "KENARI-PELAPOR", contact: "KENARI-KONTAK" },
  });
  const sealed = await sealReport({ institution, report, receipt, keys });
  const acknowledgement = await submitReport({ api, sealed, solve, pace });
  const file = aFile("KENARI-ISI-BERKAS", "KENARI-BERKAS.txt");
  const thread = openThread(sealed, acknowledgement);
  const next = await sendEvidence({ api, institution, keys, thread, file, solve, pace });
  await sendMailboxMessage({
    api,
    institution,
    keys,
    thread: next,
    kind: "message",
    text: "KENARI-PESAN",
    solve,
    pace,
  });

  const staff = createStaffApi(STAFF_ORIGIN, record(withCookies(app.staffFetch)));
  const signedIn = await signInWithPassword(staff, { ...account, keyStretching: CHEAP_STRETCHING });
  const desk = await openDesk(staff, signedIn, today, pace);
  const { caseId } = sealed;
  await declare(desk, caseId, { hasConflict: false });
  await takeCase(desk, caseId);
  await reply(desk, caseId, { text: "KENARI-JAWABAN", kind: "message" });
  await writeNote(desk, caseId, { text: "KENARI-CATATAN" });
  await triage(desk, caseId, { category: "SARA", platform: "chat", identityMode: "open" });
  await proposeClosing(desk, caseId, { outcome: "not-a-breach", reason: "KENARI-ALASAN" });
  await refreshIndex(desk, "DJP");
  await sendPendingFacts(desk);
  await openMailbox({ api, institution, keys, solve, pace });

  const traffic = all();
  const secrets = [
    "KENARI",
    "AGE-SECRET-KEY",
    receipt,
    ...[" ", "-", "."].map((gap) => groupReceipt(receipt).join(gap)),
    ...founded.accounts.flatMap(({ password, paperKey }) => [password, paperKey]),
    ...founded.recoveryShares.flatMap(({ rows }) => rows.map(({ row }) => row)),
  ];
  for (const secret of secrets) assert.equal(traffic.includes(secret), false, secret.slice(0, 12));
  assert.ok(traffic.includes(caseId));
});

test("the recorder sees what it must: plain text and text in base64", async () => {
  const { record, all } = recorder();
  const api = createApi(
    "http://x",
    record(() => Promise.resolve(new Response(null, { status: 204 }))),
  );
  const route = {
    scope: "staff",
    method: "POST",
    path: "/x",
    sentence: "",
    reply: "none",
  } as const;
  await api.call({ ...route, body: {} }, {
    body: { a: btoa("KENARI dalam sangkar"), b: "RAJAWALI" },
  } as never); // a route made for this test
  assert.ok(all().includes("KENARI dalam sangkar"));
  assert.ok(all().includes("RAJAWALI"));
});
