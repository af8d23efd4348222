import {
  openThread,
  parseReport,
  type Report,
  sealReport,
  sendEvidence,
  submitReport,
  type ReporterThread,
} from "@bijak/client/reporter";
import { toIsoDay } from "@bijak/domain";
import {
  deriveReporterKeys,
  generateReceipt,
  groupReceipt,
  type ReporterKeys,
} from "@bijak/envelope";
import { Failure } from "../failure.ts";
import { tellWaiting, type Visit, visit } from "../net/reporter.ts";
import { solveHere } from "../net/solve.ts";
import { type Draft, readDrafts, readReportOptions, withUnit } from "../report/drafts.ts";
import { openEvidenceFile } from "../report/evidence.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

type Sending = Visit & {
  readonly call: Call;
  /** Prints the event for programs or the sentence for people. */
  readonly announce: (event: Readonly<Record<string, unknown>>, sentence: string) => void;
};
type Checked = { readonly report: Report; readonly files: readonly string[] };

/** Builds, seals and sends reports. All are checked before the first is sent; each receipt is printed before its report leaves. */
export const report: Command = async (call) => {
  const options = readReportOptions(call);
  const drafts = await readDrafts(call, options);
  const place = await visit(options.server);
  const checked = drafts.map((draft, index) =>
    check(call, { draft: withUnit(draft, place.institution), place, number: index + 1 }),
  );
  for (const { files } of checked)
    await Promise.all(files.map((path) => openEvidenceFile(call, path)));
  const isJson = options.json === true;
  for (const [index, one] of checked.entries()) {
    const number = index + 1;
    const announce: Sending["announce"] = (event, sentence) =>
      isJson ? printJson(call.world, { report: number, ...event }) : print(call.world, sentence);
    await send({ ...place, call, announce }, one);
  }
  if (!isJson) print(call.world, call.say.receiptAdvice);
  return 0;
};

function check(
  { say }: Call,
  { draft, place, number }: { draft: Draft; place: Visit; number: number },
): Checked {
  const parsed = parseReport(draft.fields, place.institution);
  if ("report" in parsed) return { report: parsed.report, files: draft.files };
  throw new Failure(
    say.reportProblems(
      number,
      parsed.problems.map(({ field, code }) => `${field} ${code}`).join(", "),
    ),
  );
}

async function send(sending: Sending, { report: parsed, files }: Checked): Promise<void> {
  const { api, institution, call, announce } = sending;
  const receipt = generateReceipt();
  const keys = await deriveReporterKeys(institution.realm, receipt);
  const sealed = await sealReport({ institution, report: parsed, receipt, keys });
  const { unit: reader, standby } = sealed;
  const nameOf = (id: string): string =>
    institution.directory.units.find((unit) => unit.id === id)?.name ?? id;
  announce(
    { event: "sealed", receipt, unit: reader, standby },
    [
      call.say.readers(nameOf(reader), standby === null ? null : nameOf(standby)),
      call.say.receipt(groupReceipt(receipt).join(" ")),
    ].join("\n"),
  );
  const acknowledgement = await submitReport({
    api,
    sealed,
    solve: solveHere,
    onWait: tellWaiting(call),
  });
  const { caseId, unit } = acknowledgement;
  const [receivedOn, acknowledgedBy] = [
    toIsoDay(acknowledgement.receivedOn),
    toIsoDay(acknowledgement.promised.dueOn),
  ];
  announce(
    { event: "sent", caseId, unit, receivedOn, acknowledgedBy },
    call.say.sent(unit, receivedOn, acknowledgedBy),
  );
  await sendFiles(sending, { keys, files, first: openThread(sealed, acknowledgement) });
}

type Files = {
  readonly keys: ReporterKeys;
  readonly files: readonly string[];
  readonly first: ReporterThread;
};

async function sendFiles(
  { api, institution, call, announce }: Sending,
  { keys, files, first }: Files,
): Promise<void> {
  let thread = first;
  for (const path of files) {
    const file = await openEvidenceFile(call, path);
    thread = await sendEvidence({
      api,
      institution,
      keys,
      thread,
      file,
      solve: solveHere,
      onWait: tellWaiting(call),
    });
    announce({ event: "file", name: file.name }, call.say.fileSent(file.name));
  }
}
