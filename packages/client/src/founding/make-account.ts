import { foundingRoutes, type Founding } from "@bijak/contract";
import {
  generatePaperKey,
  paperLoginKey,
  recipientOf,
  sealVault,
  slotFromOpaque,
  type Identity,
  type Realm,
  type Slot,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { registerPassword, type KeyStretching } from "../shared/opaque.ts";
import { tryAgain, type Pace } from "../shared/pace.ts";
import type { FoundingApi } from "./api.ts";
import type { NewMember } from "./make-keys.ts";
import { generatePassword } from "./password.ts";

/** What is handed to a member, once. It is kept nowhere else. */
export type FoundedAccount = {
  readonly name: string;
  readonly password: string;
  readonly paperKey: string;
  readonly unit: string | null;
  /** The role that says most: supervisor, handler, else the first. */
  readonly role: string;
};

type AccountRow = Founding["accounts"][number];
type Making = {
  readonly api: FoundingApi;
  readonly realm: Realm;
  readonly keyStretching: KeyStretching;
  readonly pace: Pace;
};

/** Registers a generated password by OPAQUE, makes a paper key, and seals the member's vault to both. */
export async function makeAccount(
  making: Making,
  member: NewMember,
): Promise<{ readonly account: FoundedAccount; readonly row: AccountRow }> {
  const { realm } = making;
  const password = generatePassword();
  const { opaqueRecord, slot } = await register(making, member.entry.id, password);
  const paperKey = await generatePaperKey(realm.suite);
  const slots: readonly Slot[] = [
    { name: "password", kind: "password", recipient: await recipientOf(slot), credential: null },
    { name: "paper", kind: "paper", recipient: await recipientOf(paperKey), credential: null },
  ];
  const vault = await sealVault(realm, {
    memberId: member.entry.id,
    identity: member.identity,
    signingSeed: member.signing.seed,
    slots,
    directorySerial: 1,
    membersSerial: 1,
    checkpoint: null,
    signerSeeds:
      member.signer === null ? [] : [{ name: member.signer.name, seed: member.signer.seed }],
  });
  const { login, unit, roles } = member.planned;
  const { vkey } = await paperLoginKey(paperKey);
  return {
    account: Object.freeze({ name: login, password, paperKey, unit, role: mainRole(roles) }),
    row: {
      memberId: member.entry.id,
      name: login,
      opaqueRecord,
      paperVkey: vkey,
      vault: encodeBase64(vault),
    },
  };
}

const mainRole = (roles: readonly string[]): string =>
  ["supervisor", "handler"].find((role) => roles.includes(role)) ?? roles[0] ?? "";

async function register(
  { api, realm, keyStretching, pace }: Making,
  memberId: string,
  password: string,
): Promise<{ readonly opaqueRecord: string; readonly slot: Identity }> {
  const ask = async (request: string) => {
    const call = () => api.call(foundingRoutes.registration, { body: { memberId, request } });
    return (await tryAgain(call, pace)).response;
  };
  const { opaqueRecord, exportKey } = await registerPassword({ password, keyStretching, ask });
  return { opaqueRecord, slot: await slotFromOpaque(realm.suite, exportKey) };
}
