import {
  confirmClosing,
  confirmReceipt,
  declare,
  proposeClosing,
  reply,
  takeCase,
  triage,
  writeNote,
} from "../../packages/client/src/handler.ts";
import {
  burnReceipt,
  changeReceipt,
  lockIdentity,
  openThread,
  parseReport,
  sealReport,
  sendMailboxMessage,
  submitReport,
} from "../../packages/client/src/reporter.ts";
import { generateReceipt, deriveReporterKeys } from "@bijak/envelope";
import { solve } from "../../packages/client/test/support/journey.ts";
import { aDraft } from "../../packages/client/test/support/report.ts";
import { defineAct, type Act } from "./act.ts";
import {
  ANSWERING,
  canRekey,
  change,
  giveKeys,
  canSign,
  keep,
  mayKnow,
  works,
  worksOnCases,
  type Case,
  type Member,
  type Model,
} from "./model.ts";
import { Refusal } from "./world.ts";

export const MOST_CASES = 3;
export const IDENTITY = { name: "Nama Terkunci", contact: "terkunci@contoh.id" } as const;

/** Every active member with every case. */
export const byAnyone = (model: Model): { by: string; of: string }[] =>
  [...model.cases.keys()].flatMap((of) =>
    [...model.members.values()].flatMap(({ login, isActive }) =>
      isActive ? [{ by: login, of }] : [],
    ),
  );

export const pairOf = (
  model: Model,
  { by, of }: { readonly by: string; readonly of: string },
): { readonly one: Case; readonly member: Member } => {
  const [one, member] = [model.cases.get(of), model.members.get(by)];
  if (one === undefined || member === undefined) throw new RangeError(`${by} ${of}`);
  return { one, member };
};

export const isUnderWork = ({ state }: Case): boolean =>
  state === "verifying" || state === "assessing";

export const wordOf = (one: Case): string => `Kata ke-${one.said.length} pada ${one.name}.`;

const say = (one: Case, to: Case["said"][number]["to"]): void =>
  void one.said.push({ to, text: wordOf(one), receipt: one.receipts });

const reporting = defineAct({
  name: "report",
  weight: 9,
  options: ({ cases }) =>
    ["ITJEN", "DJP", "DJBC"].flatMap((unit) =>
      [true, false].flatMap((standby) =>
        [true, false].map((isLocked) => ({
          of: `kasus-${cases.size + 1}`,
          unit,
          standby,
          isLocked,
        })),
      ),
    ),
  allows: (model, { unit }) =>
    model.cases.size >= MOST_CASES ? null : model.units.get(unit)?.isOpen === true,
  run: async (world, { of, unit, standby, isLocked }) => {
    const { reporterApi: api, pace } = world;
    const institution = await world.notes();
    const draft = aDraft({ unit, isStandbyAllowed: standby, text: `Kata ke-0 pada ${of}.` });
    const parsed = parseReport(draft, institution);
    if (!("report" in parsed)) throw new Refusal("report");
    const receipt = generateReceipt();
    const keys = await deriveReporterKeys(institution.realm, receipt, 10);
    const { report } = parsed;
    const sealed = await sealReport({ institution, report, receipt, keys });
    const acknowledgement = await submitReport({ api, sealed, solve, pace });
    world.reporters.set(of, { caseId: sealed.caseId, receipts: [keys] });
    if (!isLocked) return;
    const thread = openThread(sealed, acknowledgement);
    await lockIdentity({ api, institution, keys, thread, identity: IDENTITY, solve, pace });
  },
  after: (model, { of, unit, standby, isLocked }) => {
    const isStanding = standby && unit !== ANSWERING && model.units.get(ANSWERING)?.isOpen;
    const standbyUnit = isStanding === true ? ANSWERING : null;
    const custodians = [...model.members.values()]
      .filter(({ isActive, roles }) => isActive && roles.includes("custodian"))
      .map(({ login }) => login);
    model.cases.set(of, {
      name: of,
      receivedOn: model.today,
      state: "received",
      units: [unit],
      standby: standbyUnit,
      listed: null,
      standbyWrapOf: null,
      conflicts: [],
      declared: [],
      keptBy: [],
      n: 0,
      stale: [],
      card: { units: [unit], standby: standbyUnit, isAged: false },
      transfer: null,
      takeover: null,
      identity: isLocked ? { custodians, request: null, isOpened: false } : null,
      receipts: 1,
      isReceiptNew: false,
      isBurnt: false,
      said: [{ to: "units", text: `Kata ke-0 pada ${of}.`, receipt: 1 }],
    });
  },
});

const declaring = defineAct({
  name: "declare",
  weight: 14,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.declared.includes(member.login)) return null;
    return mayKnow(model, one, member) ? !one.conflicts.includes(member.login) : false;
  },
  run: async (world, { by, of }) =>
    declare(await world.desk(by), world.reporterOf(of).caseId, { hasConflict: false }),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    one.declared = [...one.declared, option.by];
  },
});

const declaringConflict = defineAct({
  name: "conflict",
  weight: 1,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.conflicts.includes(member.login)) return null;
    return mayKnow(model, one, member);
  },
  run: async (world, { by, of }) =>
    declare(await world.desk(by), world.reporterOf(of).caseId, { hasConflict: true }),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    keep(model, one, [option.by]);
    one.conflicts = [...one.conflicts, option.by];
    one.declared = one.declared.filter((login) => login !== option.by);
    change(one);
  },
});

const taking = defineAct({
  name: "take",
  weight: 14,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (!works(model, one, member)) return false;
    return one.state === "received" && member.roles.includes("handler") && canRekey(model, one);
  },
  run: async (world, { by, of }) => takeCase(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    one.state = "verifying";
    giveKeys(model, one, { isSameKey: false });
    change(one);
  },
});

const sorting = defineAct({
  name: "triage",
  weight: 3,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.state === "transferring") return null;
    return (
      works(model, one, member) && one.state === "verifying" && member.roles.includes("handler")
    );
  },
  run: async (world, { by, of }) =>
    triage(await world.desk(by), world.reporterOf(of).caseId, {
      category: "NETRALITAS",
      platform: "social-network",
      identityMode: "anonymous",
    }),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    one.state = "assessing";
    change(one);
  },
});

const writing = (name: "note" | "reply"): Act =>
  defineAct({
    name,
    weight: 4,
    options: byAnyone,
    allows: (model, option) => {
      const { one, member } = pairOf(model, option);
      if (!works(model, one, member)) return false;
      return isUnderWork(one) || (one.state === "received" && one.n === 0 ? false : null);
    },
    run: async (world, { by, of }) => {
      const [desk, text] = [await world.desk(by), wordOf(world.caseOf(of))];
      const { caseId } = world.reporterOf(of);
      return name === "note"
        ? writeNote(desk, caseId, { text })
        : reply(desk, caseId, { text, kind: "message" });
    },
    after: (model, option) => {
      const { one } = pairOf(model, option);
      say(one, name === "note" ? "colleagues" : "reporter");
      change(one);
    },
  });

const ofCases = (model: Model): { of: string }[] => [...model.cases.keys()].map((of) => ({ of }));
const caseIn = (model: Model, of: string): Case => {
  const one = model.cases.get(of);
  if (one === undefined) throw new RangeError(of);
  return one;
};

const answering = defineAct({
  name: "reporter writes",
  weight: 4,
  options: ofCases,
  allows: (model, { of }) => {
    const one = caseIn(model, of);
    if (one.state === "concluded") return null;
    return !one.isBurnt;
  },
  run: async (world, { of }) => {
    const { thread } = await world.mailbox(of);
    const { reporterApi: api, pace } = world;
    const keys = world.reporterOf(of).newest;
    const words = { kind: "message", text: wordOf(world.caseOf(of)), solve, pace } as const;
    await sendMailboxMessage({ api, institution: await world.notes(), keys, thread, ...words });
  },
  after: (model, { of }) => {
    say(caseIn(model, of), "units");
    change(caseIn(model, of));
  },
});

const changingReceipt = defineAct({
  name: "new receipt",
  weight: 2,
  options: ofCases,
  allows: (model, { of }) => {
    const one = caseIn(model, of);
    if (one.card.isAged || one.receipts > 2) return null;
    return !one.isBurnt;
  },
  run: async (world, { of }) => {
    const { reporterApi: api, pace } = world;
    const { newest: oldKeys, receipts } = world.reporterOf(of);
    const newKeys = await world.newReceipt();
    await changeReceipt({
      api,
      institution: await world.notes(),
      oldKeys,
      newKeys,
      solve,
      pace,
    });
    receipts.push(newKeys);
  },
  after: (model, { of }) => {
    const one = caseIn(model, of);
    one.receipts += 1;
    one.isReceiptNew = true;
    change(one);
  },
});

const confirmingReceipt = defineAct({
  name: "confirm receipt",
  weight: 3,
  options: byAnyone,
  allows: (model, option) => {
    const { one, member } = pairOf(model, option);
    if (one.state === "transferring" || one.state === "concluded") return null;
    if (one.n === 0 && canSign(model, one, member)) return null;
    const isOwed = one.said.some(({ to, receipt }) => to === "reporter" && receipt < one.receipts);
    if (!one.isReceiptNew && !isOwed && one.receipts > 1) return null;
    return works(model, one, member) && (one.isReceiptNew || isOwed) && canRekey(model, one);
  },
  run: async (world, { by, of }) =>
    confirmReceipt(await world.desk(by), world.reporterOf(of).caseId),
  after: (model, option) => {
    const { one } = pairOf(model, option);
    giveKeys(model, one);
    for (const said of one.said) said.receipt = one.receipts;
    change(one);
  },
});

const burning = defineAct({
  name: "burn",
  weight: 1,
  options: ofCases,
  allows: (model, { of }) => !caseIn(model, of).isBurnt,
  run: async (world, { of }) => {
    const { reporterApi: api, pace } = world;
    await burnReceipt({ api, keys: world.reporterOf(of).newest, solve, pace });
  },
  after: (model, { of }) => {
    caseIn(model, of).isBurnt = true;
  },
});

/** Two close a case together. */
const closing = defineAct({
  name: "close",
  weight: 1,
  options: (model) =>
    byAnyone(model).flatMap(({ by, of }) =>
      [...model.members.values()].flatMap((second) =>
        worksOnCases(second) ? [{ by, second: second.login, of }] : [],
      ),
    ),
  allows: (model, { by, second, of }) => {
    const { one, member } = pairOf(model, { by, of });
    const { member: other } = pairOf(model, { by: second, of });
    if (!isUnderWork(one) || one.transfer !== null) return null;
    if (!works(model, one, member) || !works(model, one, other)) return false;
    return by !== second && other.roles.includes("supervisor");
  },
  run: async (world, { by, second, of }) => {
    const { caseId } = world.reporterOf(of);
    const reason = wordOf(world.caseOf(of));
    await proposeClosing(await world.desk(by), caseId, {
      outcome: "too-little-information",
      reason,
    });
    await confirmClosing(await world.desk(second), caseId);
  },
  after: (model, option) => {
    const { one } = pairOf(model, option);
    say(one, "reporter");
    one.state = "concluded";
    one.takeover = null;
  },
});

export const CASE_ACTS: readonly Act[] = [
  reporting,
  declaring,
  declaringConflict,
  taking,
  sorting,
  writing("note"),
  writing("reply"),
  answering,
  changingReceipt,
  confirmingReceipt,
  burning,
  closing,
];
