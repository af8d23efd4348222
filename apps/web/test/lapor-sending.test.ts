import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Fetch } from "@bijak/contract";
import { createReporterApi, openMailbox, type Report } from "@bijak/client/reporter";
import { deriveReporterKeys, parseReceipt } from "@bijak/envelope";
import { PLAN } from "../../server/test/support/app.ts";
import { publishRotations, rotateUnit, setCustody } from "../../../packages/client/src/people.ts";
import { loadInstitution } from "../../../packages/client/src/reporter.ts";
import { openJourney, solve } from "../../../packages/client/test/support/journey.ts";
import { aReport } from "../../../packages/client/test/support/report.ts";
import type { Event } from "../src/lapor/machine.ts";
import { createSending } from "../src/lapor/sending.ts";
import { addFiles, type EvidenceFile } from "../src/lib/reporter/evidence.ts";

const CUSTODIANS = ["satu", "dua", "tiga"].map((name) => ({
  login: `kustodian.${name}`,
  name,
  unit: null,
  roles: ["custodian"] as const,
}));

describe("sending from the page", { concurrency: false }, async () => {
  const journey = await openJourney({
    plan: { members: [...PLAN.members, ...CUSTODIANS], custody: { k: 2 } },
  });
  const { institution } = journey;
  let named: Report;

  before(() => {
    const identity = { mode: "locked", name: "Warga Contoh", contact: "0812" };
    named = aReport(institution, { identity });
  });

  const FILES: readonly EvidenceFile[] = addFiles([], [new File(["bukti"], "IMG_1.PNG")]);

  /** A page that sends through this network, and everything it was told. */
  function aPage(through: (inner: Fetch) => Fetch = (inner) => inner) {
    const events: Event[] = [];
    const waiting: {
      readonly fits: (events: readonly Event[]) => boolean;
      readonly done: () => void;
    }[] = [];
    const sending = createSending({
      api: createReporterApi("http://localhost:8080", through(journey.publicFetch)),
      institution,
      solver: { solve, stop: () => undefined },
      dispatch: (event) => {
        events.push(event);
        for (const one of waiting) if (one.fits(events)) one.done();
      },
    });
    /** Waits until the newest event is of this kind. */
    const until = (fits: (event: Event) => boolean): Promise<void> =>
      new Promise((done) => waiting.push({ fits: (all) => fits(all.at(-1) as Event), done })); // asked after an event only
    return { sending, events, until };
  }

  const isStored = (event: Event): boolean =>
    event.kind === "upload-changed" && event.upload.kind === "stored";
  const isName =
    (name: "failed" | "stored") =>
    (event: Event): boolean =>
      event.kind === "name-changed" && event.name === name;
  const kindsOf = (events: readonly Event[]): readonly string[] =>
    events
      .map((event) => (event.kind === "name-changed" ? `name ${event.name}` : event.kind))
      .filter((kind, at, all) => kind !== all[at - 1]);

  /** The mailbox that the code of this page opens, by the newest directory. */
  async function mailboxOf(events: readonly Event[]) {
    const pressed = events.find((event) => event.kind === "send-pressed");
    assert.ok(pressed);
    const now = await loadInstitution(journey.reporterApi, journey.today());
    const keys = await deriveReporterKeys(now.realm, parseReceipt(pressed.groups.join("")));
    return openMailbox({ api: journey.reporterApi, institution: now, keys, solve });
  }

  test("the text goes first, then the locked name, then the files", async () => {
    const { sending, events, until } = aPage();
    const all = until(isStored);
    sending.prepare(true);
    sending.start(named, FILES);
    await all;
    assert.deepEqual(kindsOf(events), [
      "send-pressed",
      "text-stored",
      "name sending",
      "name stored",
      "upload-changed",
    ]);
    const box = await mailboxOf(events);
    assert.deepEqual(
      box.messages.map(({ files }) => files),
      [0, 0, 1],
    );
    assert.deepEqual(box.identity?.broughtOn, journey.today());
  });

  test("a name that was refused is told, the files go on, and another try sends the name alone", async () => {
    let isRefusing = true;
    const { sending, events, until } = aPage((inner) => async (input, init) => {
      const isLock = new URL(input).pathname.endsWith("/identity");
      if (!isLock || !isRefusing) return inner(input, init);
      return Response.json({ code: "message-budget", sentence: "" }, { status: 409 });
    });
    const files = until(isStored);
    sending.start(named, FILES);
    await files;
    assert.ok(events.some(isName("failed")));
    assert.equal((await mailboxOf(events)).identity, null);
    isRefusing = false;
    const stored = until(isName("stored"));
    sending.retryRest(FILES.map((file) => ({ ...file, upload: { kind: "stored" } as const })));
    await stored;
    const box = await mailboxOf(events);
    assert.deepEqual(
      box.messages.map(({ files: count }) => count),
      [0, 1, 0],
    );
    assert.ok(box.identity);
  });

  test("a report without a locked name sends none", async () => {
    const { sending, events, until } = aPage();
    const all = until(isStored);
    sending.start(aReport(institution), FILES);
    await all;
    assert.deepEqual(kindsOf(events), ["send-pressed", "text-stored", "upload-changed"]);
  });

  test("text and name are sealed anew when unit and custodians have changed since the page was loaded", async () => {
    const officer = await journey.desk("supervisor.itjen");
    const custodians = officer.members.filter(({ roles }) => roles.includes("custodian"));
    await setCustody(officer, { k: 2, custodianIds: custodians.slice(0, 2).map(({ id }) => id) });
    await rotateUnit(await journey.desk("handler.djp"), { unit: "DJP", reason: "schedule" });
    await publishRotations(await journey.desk("supervisor.itjen"));
    const { sending, events, until } = aPage();
    const stored = until(isName("stored"));
    sending.start(named, []);
    await stored;
    assert.deepEqual(kindsOf(events), [
      "send-pressed",
      "text-stored",
      "name sending",
      "name stored",
    ]);
    const { caseId } = await mailboxOf(events);
    const shares = await journey.parts.store.db
      .selectFrom("identity_share")
      .select("custodian")
      .where("case_id", "=", caseId)
      .execute();
    assert.equal(shares.length, 2);
  });

  test("nothing of code, keys and name is left once the page is wiped", async () => {
    let isOffline = true;
    const { sending, events, until } = aPage((inner) => async (input, init) => {
      if (isOffline && new URL(input).pathname.endsWith("/api/reports"))
        return Response.json({ code: "unit-closed", sentence: "" }, { status: 409 });
      return inner(input, init);
    });
    const failed = until(({ kind }) => kind === "send-failed");
    sending.start(named, []);
    await failed;
    sending.wipe();
    isOffline = false;
    const before = events.length;
    const again = until(({ kind }) => kind === "send-failed");
    sending.retry([]);
    await again;
    assert.equal(
      events.slice(before).some(({ kind }) => kind === "text-stored"),
      false,
    );
  });
});
