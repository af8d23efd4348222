import {
  createApi,
  encodeSections,
  type IdentityState,
  reporterRoutes,
  sharingRoutes,
} from "@bijak/contract";
import { cosignAct, sha256Base64, writeAct } from "@bijak/envelope";
import { fetchOf, INSTANCE, PUBLIC_ORIGIN } from "./app.ts";
import {
  caseOf,
  prove,
  type Reporter,
  sealedText,
  sealedTo,
  sendReport,
  takeOver,
  toBase64,
} from "./cases.ts";
import type { House, Login } from "./house.ts";

const KIB = 1_024;
export const CUSTODIANS = ["kustodian-satu", "kustodian-dua", "kustodian-tiga"] as const;

/** A locked identity before it is sent; what it holds is zeros, as everywhere in these tests. */
export type Locked = {
  readonly custodians: readonly string[];
  readonly message: Uint8Array;
  readonly file: Uint8Array;
  readonly shares: readonly Uint8Array[];
};

export async function aLocked(house: House, changes: Partial<Locked> = {}): Promise<Locked> {
  const custodians = CUSTODIANS.map((login) => house.person(login).id);
  const shares = await Promise.all(custodians.map(() => sealedTo(1, KIB)));
  const [message, file] = [await sealedTo(1), await sealedTo(1)];
  return { custodians, message, file, shares, ...changes };
}

/** Brings it through the reporter's door. */
export async function lock(
  house: House,
  { lookup, auth }: Pick<Reporter, "lookup" | "auth">,
  { custodians, message, file, shares }: Locked,
): Promise<{ index: number; on: number }> {
  const proof = await prove(house, "mailbox");
  const head = Buffer.from(JSON.stringify({ lookup, auth, proof, custodians }));
  const body = encodeSections([head, message, file, encodeSections(shares)]);
  return publicApi(house).call(reporterRoutes.lockIdentity, { body });
}

export const publicApi = ({ app }: House) =>
  createApi(PUBLIC_ORIGIN, fetchOf(app.publicSide, PUBLIC_ORIGIN));

export type LockedCase = Reporter & { readonly locked: Locked };

/** A report with a locked identity, on the desk of djp-petugas; djp-penyelia has declared, too. */
export async function aLockedCase(house: House): Promise<LockedCase> {
  const reporter = await sendReport(house);
  const locked = await aLocked(house);
  await lock(house, reporter, locked);
  await takeOver(house, "djp-petugas", reporter.caseId);
  return { ...reporter, locked };
}

export type Asking = { readonly note: string; readonly reason: string };

/** The first signature over a reason; `act` changes what is signed, `by` who signs. */
export async function asking(
  house: House,
  caseId: string,
  {
    by = "djp-petugas",
    act = {},
    reason,
  }: {
    readonly by?: Login;
    readonly act?: Partial<Parameters<typeof writeAct>[0]>;
    readonly reason?: Uint8Array;
  } = {},
): Promise<Asking> {
  const sealed = reason ?? (await sealedTo(CUSTODIANS.length + 1));
  const whole = {
    instance: INSTANCE,
    caseId,
    kind: "unseal-identity" as const,
    hash: await sha256Base64(sealed),
    revision: 1,
    ...act,
  };
  const note = await writeAct(whole, house.person(by).signing);
  return { note, reason: toBase64(sealed) };
}

export const ask = (house: House, login: Login, caseId: string, body: Asking): Promise<void> =>
  house.staff(login).call(sharingRoutes.askIdentity, { params: { id: caseId }, body });

export async function confirm(
  house: House,
  login: Login,
  caseId: string,
  first: string,
): Promise<void> {
  const note = await cosignAct(first, house.person(login).signing);
  await house
    .staff(login)
    .call(sharingRoutes.confirmIdentity, { params: { id: caseId }, body: { note } });
}

/** Asked by djp-petugas and confirmed by djp-penyelia. */
export async function askAndConfirm(house: House, caseId: string): Promise<Asking> {
  const asked = await asking(house, caseId);
  await ask(house, "djp-petugas", caseId, asked);
  await confirm(house, "djp-penyelia", caseId, asked.note);
  return asked;
}

export async function release(house: House, login: Login, caseId: string): Promise<string> {
  const share = await sealedText(1, KIB);
  await house
    .staff(login)
    .call(sharingRoutes.releaseShare, { params: { id: caseId }, body: { share } });
  return share;
}

export const withdraw = (house: House, login: Login, caseId: string): Promise<void> =>
  house.staff(login).call(sharingRoutes.withdrawIdentity, { params: { id: caseId } });

export const stateOf = (
  house: House,
  login: Login,
  caseId: string,
): Promise<IdentityState | null> =>
  house.staff(login).call(sharingRoutes.identity, { params: { id: caseId } });

export async function open(
  house: House,
  login: Login,
  caseId: string,
  { revision, message }: { readonly revision?: number; readonly message?: string } = {},
) {
  const body = {
    revision: revision ?? (await caseOf(house, login, caseId)).revision,
    message: message ?? (await sealedText(2)),
  };
  return house.staff(login).call(sharingRoutes.openIdentity, { params: { id: caseId }, body });
}
