import {
  type CaseView,
  declare,
  type Desk,
  type InboxPage,
  type InboxRow,
  type InboxView,
  listInbox,
  openCase,
  reply,
  takeCase,
} from "@bijak/client/handler";
import { InboxViews } from "@bijak/contract";
import { STATES, toIsoDay } from "@bijak/domain";
import { Failure } from "../failure.ts";
import { atDesk } from "../net/desk.ts";
import { ENTRY } from "../net/staff.ts";
import { ensureOption, readOptions, readTextFile } from "../options.ts";
import { type Call, type Command, print, printJson } from "../world.ts";

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;
const SPEC = {
  ...ENTRY,
  unit: TEXT,
  view: TEXT,
  "text-file": TEXT,
  conflict: FLAG,
  "no-conflict": FLAG,
} as const;

const readCaseOptions = (call: Call) => readOptions(call, SPEC);
type Options = ReturnType<typeof readCaseOptions>["values"];
type Work = {
  readonly call: Call;
  readonly desk: Desk;
  readonly caseId: string;
  readonly options: Options;
};

const ACTIONS: Readonly<Record<string, (work: Work) => Promise<void>>> = {
  list: listCases,
  read: async ({ call, desk, caseId, options }) =>
    show(call, await openCase(desk, caseId), options),
  declare: declareConflict,
  take: async ({ call, desk, caseId, options }) =>
    done(call, await takeCase(desk, caseId), { options, sentence: call.say.taken }),
  reply: replyTo,
};

/** What a handler does without a browser: list, read, declare, take, reply. */
export const cases: Command = async (call) => {
  const { values: options, positionals } = readCaseOptions(call);
  const [word = "list", caseId = ""] = positionals;
  const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  if (action === undefined) throw new Failure(call.say.unknownCommand(`cases ${word}`), 2);
  if (word !== "list" && caseId === "") throw new Failure(call.say.optionMissing("ID"), 2);
  return atDesk(call, options, (desk) => action({ call, desk, caseId, options }));
};

async function listCases({ call, desk, options }: Work): Promise<void> {
  const unit = options.unit ?? desk.me.units[0];
  if (unit === undefined) throw new Failure(call.say.optionMissing("--unit"), 2);
  const view = viewOf(call, options.view ?? "all");
  const rows: InboxRow[] = [];
  let after: string | null | undefined;
  do {
    const page: InboxPage = await listInbox(desk, { unit, view, limit: 100, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  if (options.json === true) return printJson(call.world, rows);
  for (const row of rows) print(call.world, rowLine(call, row));
  if (rows.length === 0) print(call.world, call.say.noCases);
}

function viewOf(call: Call, word: string): InboxView {
  const view = InboxViews.find((one) => one === word);
  if (view === undefined) throw new Failure(call.say.unknownOption(`--view ${word}`), 2);
  return view;
}

const rowLine = (
  { language }: Call,
  { caseId, label, state, title, due, hasUnread }: InboxRow,
): string =>
  [
    label,
    caseId,
    STATES[state].label[language],
    due === null ? "-" : toIsoDay(due.on),
    hasUnread ? "*" : " ",
    title,
  ].join("  ");

async function declareConflict({ call, desk, caseId, options }: Work): Promise<void> {
  const hasConflict = options.conflict === true;
  if (hasConflict === (options["no-conflict"] === true))
    throw new Failure(call.say.optionMissing("--no-conflict | --conflict"), 2);
  done(call, await declare(desk, caseId, { hasConflict }), {
    options,
    sentence: call.say.declared(hasConflict),
  });
}

async function replyTo({ call, desk, caseId, options }: Work): Promise<void> {
  const text = await readTextFile(call, ensureOption(call, "--text-file", options["text-file"]));
  const found = await openCase(desk, caseId);
  if (found.n === 0) throw new Failure(call.say.caseNotTaken);
  done(call, await reply(desk, caseId, { text, kind: "message" }), {
    options,
    sentence: call.say.replied,
  });
}

function done(
  call: Call,
  view: CaseView,
  { options, sentence }: { options: Options; sentence: string },
): void {
  if (options.json === true) printJson(call.world, view);
  else print(call.world, sentence);
}

function show(call: Call, view: CaseView, options: Options): void {
  if (options.json === true) return printJson(call.world, view);
  print(call.world, rowLine(call, view));
  for (const { on, author, memberName, body } of view.thread) {
    print(
      call.world,
      `${toIsoDay(on)}  ${author}${memberName === null ? "" : ` (${memberName})`}  ${body.kind}: ${body.text}`,
    );
    for (const file of body.files) print(call.world, `  ${file.name} (${file.sizeBytes} B)`);
  }
}
