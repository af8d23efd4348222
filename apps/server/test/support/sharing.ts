import { type CaseStep, type InputOf, sharingRoutes, type TransferRow } from "@bijak/contract";
import { cosignAct, type Directory, sha256Base64, writeAct } from "@bijak/envelope";
import { INSTANCE } from "./app.ts";
import {
  caseOf,
  confirm,
  declare,
  newKeyFor,
  propose,
  type Proposed,
  randomId,
  type Reporter,
  sealedText,
  sealedTo,
  sendReport,
  take,
  takeOver,
  toBase64,
} from "./cases.ts";
import type { House, Login } from "./house.ts";
import { nextDirectory, publish, published } from "./notes.ts";

type Rekeying = {
  readonly holders: readonly string[];
  /** False: the same keys wrapped anew. */
  readonly hasCard?: boolean;
  readonly drops?: readonly string[];
  readonly revision?: number;
  readonly serial?: number;
};

/** Stores new wraps for these holders, at the revision the case has now unless another is named. */
export async function rekey(
  house: House,
  login: Login,
  caseId: string,
  { holders, hasCard = true, drops = [], serial, ...given }: Rekeying,
): Promise<number> {
  const revision = given.revision ?? (await caseOf(house, login, caseId)).revision;
  const { wraps, card } = await newKeyFor(holders);
  const used = serial === undefined ? {} : { serial };
  const body = { revision, wraps, card: hasCard ? card : null, drops: [...drops], ...used };
  const call = { params: { id: caseId }, body };
  return (await house.staff(login).call(sharingRoutes.rekey, call)).revision;
}

/** Holders that restrict a case of DJP to these members. */
export const membersOf = (house: House, logins: readonly Login[]): string[] =>
  logins.map((login) => `member ${house.person(login).id}`);

/** A case of DJP that handler and supervisor know, taken by the handler. */
export async function knownCase(
  house: House,
  sending: Parameters<typeof sendReport>[1] = {},
): Promise<Reporter> {
  const reporter = await sendReport(house, sending);
  await takeOver(house, "djp-petugas", reporter.caseId);
  await declare(house, "djp-penyelia", reporter);
  return reporter;
}

type Offering = {
  readonly target?: string;
  readonly keepsAccess?: boolean;
  readonly step?: Partial<CaseStep>;
};

/** The part of a step that offers a case. */
export const offerTo = async (target: string, keepsAccess = false) => ({
  target,
  keepsAccess,
  offer: await sealedText(1),
});

/** Proposes a transfer as DJP's handler. */
export const proposeTransfer = (house: House, caseId: string): Promise<Proposed> =>
  propose(house, "djp-petugas", caseId, { act: { kind: "transfer" } });

/** Offers a known case of DJP to another unit, with the signatures of both. */
export async function offerTransfer(
  house: House,
  caseId: string,
  { target = "DJBC", keepsAccess = false, step = {} }: Offering = {},
): Promise<void> {
  const proposed = await proposeTransfer(house, caseId);
  const transfer = await offerTo(target, keepsAccess);
  const moved = { to: "transferring", transfer, ...step };
  await confirm(house, "djp-penyelia", caseId, { proposed, step: moved });
}

export const transfersOf = (house: House, login: Login, unit: string): Promise<TransferRow[]> =>
  house.staff(login).call(sharingRoutes.transfers, { query: { unit } });

export async function answerTransfer(
  house: House,
  login: Login,
  caseId: string,
  body: Partial<InputOf<typeof sharingRoutes.answerTransfer>["body"]> = {},
): Promise<void> {
  const said = { isAccepted: true, answer: null, ...body };
  await house
    .staff(login)
    .call(sharingRoutes.answerTransfer, { params: { id: caseId }, body: said });
}

export const refuseTransfer = async (house: House, login: Login, caseId: string): Promise<void> =>
  answerTransfer(house, login, caseId, { isAccepted: false, answer: await sealedText(1) });

/** A case of DJP on its way to DJBC, the keys handed over. */
export async function handedOver(house: House, offering: Offering = {}): Promise<Reporter> {
  const reporter = await knownCase(house);
  await offerTransfer(house, reporter.caseId, offering);
  await answerTransfer(house, "djbc-petugas", reporter.caseId);
  await rekey(house, "djp-rekan", reporter.caseId, { holders: ["unit DJP", "unit DJBC"] });
  return reporter;
}

/** The step by which the target unit receives the case. */
export async function receive(
  house: House,
  login: Login,
  caseId: string,
  { holders = ["unit DJBC"], step = {} }: { holders?: string[]; step?: Partial<CaseStep> } = {},
): Promise<void> {
  const assignee = house.person(login).id;
  await take(house, login, caseId, {
    to: "verifying",
    assignee,
    ...(await newKeyFor(holders)),
    ...step,
  });
}

export const overdueFor = (house: House, login: Login, unit = "ITJEN") =>
  house.staff(login).call(sharingRoutes.overdueCases, { query: { unit } });

type TakeoverChange = {
  readonly act?: Partial<Parameters<typeof writeAct>[0]>;
  readonly body?: Partial<InputOf<typeof sharingRoutes.proposeTakeover>["body"]>;
  /** What is signed for; taken from the list of overdue cases where it is not named. */
  readonly revision?: number;
};

/** The first signature under a takeover by Itjen. `act` changes what is signed, `body` what is sent. */
export async function proposeTakeover(
  house: House,
  login: Login,
  caseId: string,
  { act = {}, body = {}, revision }: TakeoverChange = {},
): Promise<string> {
  const reason = await sealedTo(1);
  const signed = await writeAct(
    {
      instance: INSTANCE,
      caseId,
      kind: "takeover",
      hash: await sha256Base64(reason),
      revision: revision ?? (await revisionOf(house, caseId)),
      ...act,
    },
    house.person(login).signing,
  );
  const sent = { unit: "ITJEN", note: signed, reason: toBase64(reason), ...body };
  const call = { params: { id: caseId }, body: sent };
  await house.staff(login).call(sharingRoutes.proposeTakeover, call);
  return signed;
}

/** The revision as the store has it: not everyone who signs for it may ask the door of the case. */
export async function revisionOf(house: House, caseId: string): Promise<number> {
  const row = await house.store.db
    .selectFrom("case_file")
    .select("revision")
    .where("id", "=", caseId)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** The second signature; `note` is what is sent in its place. */
export async function confirmTakeover(
  house: House,
  login: Login,
  caseId: string,
  { signed, note, unit = "ITJEN" }: { signed: string; note?: string; unit?: string },
): Promise<void> {
  const both = note ?? (await cosignAct(signed, house.person(login).signing));
  const call = { params: { id: caseId }, body: { unit, note: both } };
  await house.staff(login).call(sharingRoutes.confirmTakeover, call);
}

export const withdrawTakeover = (house: House, login: Login, caseId: string): Promise<void> =>
  house.staff(login).call(sharingRoutes.withdrawTakeover, { params: { id: caseId } });

/** Signs and publishes the next directory, the same as before where `change` does not change it, and gives its serial. */
export async function renewDirectory(
  house: House,
  change: (directory: Directory) => Partial<Directory> = () => ({}),
): Promise<number> {
  const before = await published(house);
  const { directory } = await nextDirectory(house, { change: change(before.directory) });
  return (await publish(house, { directory })).directorySerial;
}

/** The present key of a unit began with this directory, as after a rotation. */
export async function beginKeyWith(house: House, unit: string, serial: number): Promise<void> {
  await house.store.transact(async (tx) => {
    await tx.updateTable("unit_epoch").set({ serial }).where("unit", "=", unit).execute();
  });
}

/** Lets a unit hold still, as while signers are changing its key; gives what ends it. */
export async function freeze(house: House, unit: string): Promise<() => Promise<void>> {
  const id = randomId();
  await house.store.transact(async (tx) => {
    const notes = JSON.stringify({ directory: null, config: null, members: null });
    const frozen_until = house.clock.nowMs() + 3_600_000;
    const draft = { id, proposed_by: randomId(), on_day: house.clock.today(), notes };
    await tx
      .insertInto("note_draft")
      .values({ ...draft, rotates: JSON.stringify([unit]), frozen_until })
      .execute();
  });
  return () =>
    house.store.transact(async (tx) => {
      await tx.deleteFrom("note_draft").where("id", "=", id).execute();
    });
}

/** Types of all log entries about this object, in their order, with who did it. */
export async function logAbout(
  house: House,
  object: string,
): Promise<readonly { readonly type: string; readonly actor: string; readonly digest: string }[]> {
  const rows = await house.store.db
    .selectFrom("log_entry")
    .select("record")
    .orderBy("seq")
    .execute();
  return rows
    .map(
      ({ record }) =>
        JSON.parse(record ?? "{}") as Record<"type" | "actor" | "object" | "digest", string>,
    ) // the log writes its records itself
    .filter((entry) => entry.object === object);
}
