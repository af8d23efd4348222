import { createHash, randomBytes } from "node:crypto";
import { type Api, type InputOf, keyRoutes, type ReplyOf, staffRoutes } from "@bijak/contract";
import type { Role } from "@bijak/domain";
import {
  followDirectory,
  generateIdentity,
  generatePaperKey,
  type Identity,
  type MemberEntry,
  memberSigningKey,
  openMembersNote,
  paperLoginKey,
  recipientOf,
  signingKeyFromSeed,
  sealVault,
  type SigningKey,
  type Slot,
  slotFromOpaque,
  slotFromPasskey,
  writeMembers,
} from "@bijak/envelope";
import { client, ready } from "@serenity-kit/opaque";
import { CHEAP_STRETCHING } from "./app.ts";
import type { Authenticator } from "./authenticator.ts";
import { apiWith, type House, type Jar, type Login, REALM } from "./house.ts";

/*
 * The way of a person into the institution, through the doors: invited, enrolled with keys of their own, admitted by a signer.
 */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashOf = (token: string): string =>
  createHash("sha256").update(token).digest("base64");

type Wanted = InputOf<typeof keyRoutes.invite>["body"];
export type Invited = ReplyOf<typeof keyRoutes.invite> & { readonly token: string };

let invitations = 0;

/** Invites someone; whatever is not given is ordinary, and the login is new. */
export async function inviteAs(
  house: House,
  login: Login | Api,
  wanted: Partial<Wanted> = {},
): Promise<Invited> {
  invitations += 1;
  const token = newToken();
  const api = typeof login === "string" ? house.staff(login) : login;
  const body: Wanted = {
    login: `baru-${invitations}`,
    name: `Orang Baru ${invitations}`,
    units: ["DJP"],
    roles: ["handler"],
    tokenHash: hashOf(token),
    ...wanted,
  };
  return { ...(await api.call(keyRoutes.invite, { body })), token };
}

/** Which ways to sign in a new person takes. */
export type Ways = {
  readonly password?: string;
  readonly hasPaperKey?: boolean;
  readonly authenticator?: Authenticator;
};
const USUAL: Ways = { password: "kata sandi yang panjang", hasPaperKey: true };

type Body = InputOf<typeof keyRoutes.enrol>["body"];

/** A person with keys of their own, and the enrolment that names them. */
export type Newcomer = {
  readonly memberId: string;
  readonly login: string;
  readonly name: string;
  readonly signing: SigningKey;
  readonly paper: SigningKey | null;
  /** One key for each slot of the vault. */
  readonly slots: readonly Identity[];
  readonly body: Body;
};

/** Makes keys and vault as an invited person's browser does. Nothing is sent but what the ways themselves need. */
export async function makeKeys(house: House, token: string, ways: Ways = USUAL): Promise<Newcomer> {
  const api = house.staff(null);
  const info = await api.call(keyRoutes.openInvitation, { body: { token } });
  const { memberId, login, name } = info;
  const password =
    ways.password === undefined ? null : await makePassword(api, token, ways.password);
  const paperKey = ways.hasPaperKey === true ? await generatePaperKey(REALM.suite) : null;
  const paper = paperKey === null ? null : await paperLoginKey(paperKey);
  const passkey = ways.authenticator?.create(info.passkey.options) ?? null;
  const slots = [
    ...(password === null ? [] : [await slotOf("password", password.slot)]),
    ...(paperKey === null ? [] : [await slotOf("paper", paperKey)]),
    ...(passkey === null ? [] : [await passkeySlot(passkey)]),
  ];
  const [identity, signingSeed] = [await generateIdentity(REALM.suite), randomBytes(32)];
  const signing = await memberSigningKey(memberId, signingSeed);
  const vault = await sealVault(REALM, {
    memberId,
    identity,
    signingSeed,
    slots: slots.map(({ slot }) => slot),
    directorySerial: 1,
    membersSerial: 1,
    checkpoint: null,
    signerSeeds: [],
  });
  const body: Body = {
    token,
    recipient: await recipientOf(identity),
    vkey: signing.vkey,
    vault: Buffer.from(vault).toString("base64"),
    opaqueRecord: password?.record ?? null,
    paperVkey: paper?.vkey ?? null,
    passkey: passkey === null ? null : { ticket: info.passkey.ticket, response: passkey },
  };
  return { memberId, login, name, signing, paper, slots: slots.map(({ key }) => key), body };
}

/** Invites a person, who enrols; not yet admitted. */
export async function enrolOne(
  house: House,
  { wanted = {}, ways = USUAL }: { wanted?: Partial<Wanted>; ways?: Ways } = {},
): Promise<Newcomer & { readonly invitation: Invited }> {
  const invitation = await inviteAs(house, "itjen-penyelia", wanted);
  const newcomer = await makeKeys(house, invitation.token, ways);
  await house.staff(null).call(keyRoutes.enrol, { body: newcomer.body });
  return { ...newcomer, invitation };
}

/** A signer puts the newcomer into the list of members. */
export async function admit(
  house: House,
  { memberId, name, body }: Newcomer,
  { units = [], roles }: { readonly units?: readonly string[]; readonly roles: readonly Role[] },
): Promise<void> {
  const { recipient, vkey } = body;
  const entry = { id: memberId, recipient, vkey, name, units, roles } as MemberEntry; // the recipient came of recipientOf
  const { notes, members } = await house
    .staff("itjen-penyelia")
    .call(staffRoutes.staffDirectory, {});
  const directory = await followDirectory(notes, { ...house.founded.instanceFile, today: 0 });
  const before = await openMembersNote(members, directory);
  const keys = await Promise.all(
    house
      .person("itjen-penyelia")
      .vault.signerSeeds.map((signer) => signingKeyFromSeed(signer.name, signer.seed)),
  );
  const serial = before.serial + 1;
  const note = await writeMembers({ ...before, serial, members: [...before.members, entry] }, keys);
  await house.store.transact(async (tx) => {
    await tx.insertInto("members_note").values({ serial, note }).execute();
  });
}

/** Signs in by password and gives the cookie. Throws the ApiError of the door; a plain Error when the password is wrong. */
export async function signInByPassword(
  house: House,
  name: string,
  password: string,
): Promise<string> {
  await ready;
  const jar: Jar = { cookie: "" };
  const api = apiWith(house, () => null, jar);
  const { startLoginRequest, clientLoginState } = client.startLogin({ password });
  const { response, ticket } = await api.call(staffRoutes.signInStart, {
    body: { name, request: startLoginRequest },
  });
  const done = client.finishLogin({
    clientLoginState,
    password,
    loginResponse: response,
    keyStretching: CHEAP_STRETCHING,
  });
  if (done === undefined) throw new Error("the password is wrong");
  await api.call(staffRoutes.signInFinish, { body: { ticket, finish: done.finishLoginRequest } });
  return jar.cookie;
}

/** Signs in by passkey and gives the cookie. */
export async function signInByPasskey(house: House, authenticator: Authenticator): Promise<string> {
  const jar: Jar = { cookie: "" };
  const api = apiWith(house, () => null, jar);
  const { ticket, options } = await api.call(keyRoutes.passkeyStart, {});
  const response = authenticator.get(options);
  await api.call(keyRoutes.passkeyFinish, { body: { ticket, response } });
  return jar.cookie;
}

/** Registers a password through whichever door asks, and gives the record and the key of its slot. */
export async function registerWith(
  password: string,
  ask: (request: string) => Promise<string>,
): Promise<{ readonly record: string; readonly slot: Identity }> {
  await ready;
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const registrationResponse = await ask(registrationRequest);
  const { registrationRecord, exportKey } = client.finishRegistration({
    password,
    registrationResponse,
    clientRegistrationState,
    keyStretching: CHEAP_STRETCHING,
  });
  const slot = await slotFromOpaque(REALM.suite, Buffer.from(exportKey, "base64url"));
  return { record: registrationRecord, slot };
}

const makePassword = (api: Api, token: string, password: string) =>
  registerWith(
    password,
    async (request) =>
      (await api.call(keyRoutes.enrolPassword, { body: { token, request } })).response,
  );

type KeyedSlot = { readonly key: Identity; readonly slot: Slot };

async function slotOf(kind: "password" | "paper", key: Identity): Promise<KeyedSlot> {
  const slot = { name: kind, kind, recipient: await recipientOf(key), credential: null };
  return { key, slot };
}

/** What a PRF would have given, at random: the server never learns it. */
async function passkeySlot(response: string): Promise<KeyedSlot> {
  const { id } = JSON.parse(response) as { id: string }; // our own authenticator's
  const key = await slotFromPasskey(REALM.suite, randomBytes(32));
  const slot = {
    name: "passkey",
    kind: "passkey",
    recipient: await recipientOf(key),
    credential: id,
  } as const;
  return { key, slot };
}
