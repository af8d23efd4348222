import type { Founding } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import {
  cosignAct,
  configHash,
  sealKeyring,
  writeAct,
  writeConfig,
  writeDirectory,
  writeMembers,
  type Custodian,
  type Directory,
  type Realm,
  type SigningKey,
} from "@bijak/envelope";
import { DIRECTORY_DAYS } from "../people/publish.ts";
import { encodeBase64 } from "../shared/bytes.ts";
import { publishAct } from "../shared/publish-act.ts";
import { configOf } from "./config.ts";
import type { NewMember, NewUnit } from "./make-keys.ts";
import { PlanError, type FoundingPlan } from "./plan.ts";

type Making = {
  readonly plan: FoundingPlan;
  readonly realm: Realm;
  readonly members: readonly NewMember[];
  readonly units: readonly NewUnit[];
  readonly today: Day;
};

/** The signed notes of an institution that begins. */
export async function writeNotes(
  making: Making,
): Promise<Pick<Founding, "directory" | "config" | "members">> {
  const { plan, realm, members, today } = making;
  const signers = signersOf(members);
  const config = await writeConfig(realm, 1, JSON.stringify(configOf(plan)), signers);
  const directory = await writeDirectory(firstDirectory(making, await configHash(config)), signers);
  const list = { realm, serial: 1, issuedOn: today, members: members.map(({ entry }) => entry) };
  return { directory, config, members: await writeMembers(list, signers) };
}

export const signersOf = (members: readonly NewMember[]): readonly SigningKey[] =>
  members.flatMap(({ signer }) => signer ?? []);

const custodiansOf = (members: readonly NewMember[]): readonly Custodian[] =>
  members.flatMap(({ planned, entry: { id, recipient } }) =>
    planned.roles.includes("custodian") ? [{ id, recipient }] : [],
  );

const firstDirectory = (
  { plan, realm, members, units, today }: Making,
  configHash: string,
): Directory => ({
  instance: realm.instance,
  serial: 1,
  issuedOn: today,
  expiresOn: today + DIRECTORY_DAYS,
  previous: null,
  suite: realm.suite,
  threshold: plan.threshold ?? 1,
  signers: signersOf(members).map(({ vkey }) => vkey),
  isTrial: plan.isTrial,
  isRehearsal: !plan.isTrial,
  configHash,
  custody:
    plan.custody === undefined ? null : { k: plan.custody.k, custodians: custodiansOf(members) },
  recoveries: units.map(({ entry, recovery }) => ({ unit: entry.id, recipient: recovery })),
  units: units.map(({ entry }) => entry),
  retired: [],
});

/** Each unit's keys, sealed to its members and its recovery key. */
export const sealKeyrings = ({ realm, members, units }: Making): Promise<Founding["keyrings"]> =>
  Promise.all(
    units.map(async ({ entry, identity, signing, recovery }) => {
      const holders = members.filter(({ planned }) => planned.unit === entry.id);
      const [first] = holders;
      if (first === undefined) throw new PlanError([{ code: "unit-needs-two", at: entry.id }]);
      const keys = [{ epoch: entry.epoch, identity, signingSeed: signing.seed }];
      const recipients = [...holders.map((holder) => holder.entry.recipient), recovery];
      const sealed = await sealKeyring(
        { realm, unit: entry.id, entries: keys },
        recipients,
        first.signing,
      );
      return { unit: entry.id, epoch: entry.epoch, sealed: encodeBase64(sealed) };
    }),
  );

/** The imported years, each with the signatures of the first two supervisors. */
export async function signYears({ plan, realm, members }: Making): Promise<Founding["releases"]> {
  const [first, second] = members.filter(({ planned }) => planned.roles.includes("supervisor"));
  return Promise.all(
    plan.importedYears.map(async (imported) => {
      if (first === undefined || second === undefined)
        throw new PlanError([{ code: "supervisors-missing", at: "" }]);
      const act = await publishAct(realm.instance, imported);
      return {
        imported,
        note: await cosignAct(await writeAct(act, first.signing), second.signing),
      };
    }),
  );
}
