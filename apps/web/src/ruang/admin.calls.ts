import * as people from "@bijak/client/people";
import type { Desk } from "@bijak/client/handler";
import { ApiError } from "@bijak/contract";
import type { CallParts } from "../lib/calls/serve.ts";
import type { AdminCalls, NewKey, Texts } from "./admin.rpc.ts";
import type { Opened } from "./opened.ts";

type Answer<Name extends keyof AdminCalls> = (
  opened: Opened,
  input: AdminCalls[Name]["input"],
  parts: CallParts,
) => Promise<AdminCalls[Name]["output"]>;

/** Ends the re-keying that is under way, if there is one. */
let rekeying: AbortController | null = null;

/** Changes signed notes, and looks at the directory anew when they hold already. */
async function signed<T extends people.Published | "nothing">(
  { desk, reopen }: Opened,
  change: (desk: Desk) => Promise<T>,
): Promise<T> {
  const published = await change(desk());
  if (published !== "nothing" && published.kind === "published") await reopen();
  return published;
}

const textsOf = ({ institution: { config } }: Desk): Texts => ({
  contact: config.contact,
  privacy: config.privacy ?? { id: "", en: "" },
});

async function newKey(
  { reopen }: Opened,
  { published, shares }: people.Rotated,
  recovery: { readonly k: number } | null,
): Promise<NewKey> {
  if (published?.kind === "published") await quietly(reopen);
  return { published, shares, k: recovery?.k ?? null };
}

/** Rows that are shown this once are shown even when looking at the directory anew fails. */
async function quietly(reopen: Opened["reopen"]): Promise<void> {
  try {
    await reopen();
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
  }
}

async function rekey(
  desk: Desk,
  unit: string,
  { tell }: CallParts,
): Promise<people.Rekeyed | null> {
  const stop = new AbortController();
  rekeying = stop;
  try {
    return await people.rekeyUnit(desk, { unit, signal: stop.signal, onProgress: tell });
  } catch (fault) {
    if (stop.signal.aborted) return null;
    throw fault;
  } finally {
    rekeying = null;
  }
}

/** The calls about members, the directory and the keys of units. */
export const ADMIN_NEEDINGS: { readonly [Name in keyof AdminCalls]: Answer<Name> } = {
  describeRoom: ({ tell }) => tell(),
  setUp: async ({ desk, reopen }) => {
    await reopen();
    const { isRehearsal } = desk().institution.directory;
    return { ...(await people.listOpeningChecks(desk())), isRehearsal, texts: textsOf(desk()) };
  },
  openChannel: (opened) => signed(opened, people.openChannel),
  setConfigTexts: (opened, texts) => signed(opened, (desk) => people.setConfigTexts(desk, texts)),
  keyHealth: async ({ desk, reopen }) => {
    await reopen();
    return people.keyHealth(desk());
  },
  renewDirectory: (opened) => signed(opened, people.renewDirectory),
  listDrafts: ({ desk }) => people.listDrafts(desk()),
  signDraft: (opened, draft) => signed(opened, (desk) => people.signDraft(desk, draft)),
  withdrawDraft: async ({ desk }, { id }) => {
    await people.withdrawDraft(desk(), id);
    return people.listDrafts(desk());
  },
  listInvitations: ({ desk }) => people.listInvitations(desk()),
  invite: ({ desk }, { units, roles, ...who }) =>
    people.invite(desk(), { ...who, units: [...units], roles: [...roles] }),
  withdrawInvitation: async ({ desk }, { id }) => {
    await people.withdrawInvitation(desk(), id);
    return people.listInvitations(desk());
  },
  admit: (opened, admission) => signed(opened, (desk) => people.admit(desk, admission)),
  changeMember: (opened, change) => signed(opened, (desk) => people.changeMember(desk, change)),
  dismiss: (opened, who) => signed(opened, (desk) => people.dismiss(desk, who)),
  absence: (opened, who) =>
    signed(opened, async (desk) => (await people.absence(desk, who)).published ?? "nothing"),
  setUnitOpen: (opened, change) => signed(opened, (desk) => people.setUnitOpen(desk, change)),
  setCustody: (opened, custody) => signed(opened, (desk) => people.setCustody(desk, custody)),
  rotateUnit: async (opened, { unit, reason, recovery }) => {
    const rotating = { unit, reason, ...(recovery === null ? {} : { recovery }) };
    return newKey(opened, await people.rotateUnit(opened.desk(), rotating), recovery);
  },
  withdrawRotation: async ({ desk }, { unit }) => {
    await people.withdrawRotation(desk(), unit);
    return null;
  },
  publishRotations: (opened) => signed(opened, (desk) => people.publishRotations(desk)),
  rekeyUnit: ({ desk }, { unit }, parts) => rekey(desk(), unit, parts),
  stopRekey: async () => {
    rekeying?.abort();
    return null;
  },
  recordDrill: async ({ desk }, drill) => {
    await people.recordDrill(desk(), drill);
    return true;
  },
  makeRecoveryFile: ({ desk }, { unit }) => people.makeRecoveryFile(desk(), unit),
  applyRecovery: async (opened, { text, k, n }) => {
    const applied = await people.applyRecovery(opened.desk(), text, { k, n });
    await quietly(opened.reopen);
    return newKey(opened, applied, { k });
  },
};
