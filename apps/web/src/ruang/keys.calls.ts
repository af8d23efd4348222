import * as people from "@bijak/client/people";
import type { Desk } from "@bijak/client/handler";
import type { CallParts } from "../lib/calls/serve.ts";
import type { KeyCalls } from "./keys.rpc.ts";
import type { Ways } from "./model.ts";
import type { Opened } from "./opened.ts";

type Answer<Name extends keyof KeyCalls> = (
  opened: Opened,
  input: KeyCalls[Name]["input"],
  parts: CallParts,
) => Promise<KeyCalls[Name]["output"]>;

const waysOf = ({ vault }: Desk): Ways =>
  vault.read().slots.map(({ name, kind }) => ({ name, kind }));

/** Changes the ways to unlock, and gives them as they are then. */
async function changed({ desk }: Opened, change: (desk: Desk) => Promise<unknown>): Promise<Ways> {
  await change(desk());
  return waysOf(desk());
}

/** The calls about the member's own keys, sessions and drafts. */
export const KEY_NEEDINGS: { readonly [Name in keyof KeyCalls]: Answer<Name> } = {
  listWays: async ({ desk }) => {
    await desk().vault.reload();
    return waysOf(desk());
  },
  checkPassword: async ({ tell }, { password }) =>
    people.checkPassword(password, (await tell()).login),
  addPassword: (opened, input) => changed(opened, (desk) => people.addPassword(desk, input)),
  changePassword: (opened, input) => changed(opened, (desk) => people.changePassword(desk, input)),
  addPaperKey: async ({ desk }, input) => {
    const { paperKey } = await people.addPaperKey(desk(), input);
    return { ways: waysOf(desk()), paperKey };
  },
  addPasskey: (opened, input, { createPasskey }) =>
    changed(opened, (desk) => people.addPasskey(desk, input, createPasskey)),
  renameWay: (opened, input) => changed(opened, (desk) => people.renameSlot(desk, input)),
  removeWay: (opened, input) => changed(opened, (desk) => people.removeSlot(desk, input)),
  listSessions: ({ desk }) => people.listSessions(desk()),
  endSession: async ({ desk }, { id }) => {
    await people.endSession(desk(), id);
    return people.listSessions(desk());
  },
  endOtherSessions: async ({ desk }) => {
    await people.endOtherSessions(desk());
    return people.listSessions(desk());
  },
  lookAgain: async ({ reopen, tell }) => {
    await reopen();
    return tell();
  },
  grantKeyrings: async ({ desk, tell }) => {
    const granted = await people.grantKeyrings(desk());
    const { units } = await tell();
    return units.flatMap(({ id, name }) => (granted.includes(id) ? [name] : []));
  },
  restoreDrafts: ({ typed }, { sealed }) => typed.restore(sealed),
  saveDrafts: async ({ typed }, { drafts }) => {
    await typed.save(drafts);
    return null;
  },
  sealDrafts: ({ typed }, { drafts, earlier }) => typed.seal(drafts, earlier),
  storeSealed: async ({ typed }) => {
    await typed.store();
    return null;
  },
};
