import {
  type Mailbox,
  openMailbox,
  sendMailboxMessage,
  type ThreadMessage,
} from "@bijak/client/reporter";
import { reporterLabelKey, toIsoDay } from "@bijak/domain";
import { deriveReporterKeys, EnvelopeError, parseReceipt, type Receipt } from "@bijak/envelope";
import { askSecret } from "../ask.ts";
import { Failure } from "../failure.ts";
import { visit } from "../net/reporter.ts";
import { solveHere } from "../net/solve.ts";
import { readOptions, readTextFile } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

/** Shows what lies in the mailbox of a receipt; with `--message` first answers, or writes, to the units that can read. */
export const mailbox: Command = async (call) => {
  const { values } = readOptions(call, { server: { type: "string" }, message: { type: "string" } });
  const text = values.message === undefined ? null : await readTextFile(call, values.message);
  const receipt = await askReceipt(call);
  const { api, institution } = await visit(values.server);
  const keys = await deriveReporterKeys(institution.realm, receipt);
  const opening = { api, institution, keys, solve: solveHere };
  let box = await openMailbox(opening);
  if (text !== null) {
    await sendMailboxMessage({
      ...opening,
      thread: box.thread,
      kind: box.question === null ? "message" : "answer",
      text,
    });
    box = await openMailbox(opening);
  }
  if (values.json === true) printJson(call.world, { ...box, thread: undefined }); // without the means to write
  else for (const line of describe(call, box)) print(call.world, line);
  return 0;
};

async function askReceipt({ world, say }: Call): Promise<Receipt> {
  try {
    return parseReceipt(await askSecret(world, say.askReceipt));
  } catch (fault) {
    if (fault instanceof EnvelopeError) throw new Failure(say.receiptWrong);
    throw fault;
  }
}

function describe({ say }: Call, { state, messages }: Mailbox): string[] {
  const { code, since, promiseCode, promisedOn } = state;
  return [
    say.state(say.reporterStates[reporterLabelKey(code)], toIsoDay(since)),
    ...(state.isSigned ? [] : [say.stateUnsigned]),
    ...(state.differsFromIndex ? [say.stateDiffers] : []),
    ...(promiseCode === null || promisedOn === null
      ? []
      : [say.promised(promiseCode, toIsoDay(promisedOn))]),
    ...(state.isLate ? [say.late] : []),
    ...(state.outcome === null ? [] : [say.outcome(state.outcome)]),
    ...(messages.length === 0
      ? [say.noMessages]
      : messages.filter(({ kind }) => kind !== "state").map((one) => messageLine(say, one))),
  ];
}

const messageLine = (say: Call["say"], { on, unit, text, kind }: ThreadMessage): string =>
  `${toIsoDay(on)}  ${unit ?? "-"}  ${kind}: ${text ?? say.ownMessage}`;
