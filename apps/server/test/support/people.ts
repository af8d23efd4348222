import { createHash, randomBytes } from "node:crypto";
import { type Api, type InputOf, keyRoutes, type ReplyOf, staffRoutes } from "@bijak/contract";
import type { Role } from "@bijak/domain";
import {
  followDirectory,
  generateIdentity,
  type Identity,
  identityFromSeed,
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

/** One way to sign in: the key of its slot, what that comes of, and what the server keeps. */
type Way = {
  readonly kind: Slot["kind"];
  /** What OPAQUE exports, the seed of the paper key, or what the passkey's PRF gives. */
  readonly origin: Uint8Array;
  readonly key: Identity;
  readonly credential: string | null;
  readonly kept: Partial<Body>;
};

/** A person with keys of their own, and the enrolment that names them. */
export type Newcomer = {
  readonly memberId: string;
  readonly login: string;
  readonly name: string;
  readonly signing: SigningKey;
  readonly paper: SigningKey | null;
  readonly ways: readonly Way[];
  readonly body: Body;
};

/** Makes keys and vault as an invited person's browser does. Nothing is sent but what the ways themselves need. */
export async function makeKeys(
  house: House,
  token: string,
  wanted: Ways = USUAL,
): Promise<Newcomer> {
  const api = house.staff(null);
  const info = await api.call(keyRoutes.openInvitation, { body: { token } });
  const { memberId, login, name } = info;
  const ways = await makeWays(api, { token, info, wanted });
  const [identity, signingSeed] = [await generateIdentity(REALM.suite), randomBytes(32)];
  const signing = await memberSigningKey(memberId, signingSeed);
  const vault = await sealVault(REALM, {
    memberId,
    identity,
    signingSeed,
    slots: await Promise.all(ways.map(slotOf)),
    directorySerial: 1,
    membersSerial: 1,
    checkpoint: null,
    signerSeeds: [],
  });
  const body: Body = Object.assign(
    {
      token,
      recipient: await recipientOf(identity),
      vkey: signing.vkey,
      vault: Buffer.from(vault).toString("base64"),
      opaqueRecord: null,
      paperVkey: null,
      passkey: null,
    },
    ...ways.map(({ kept }) => kept),
  );
  const paperKey = ways.find(({ kind }) => kind === "paper")?.key ?? null;
  const paper = paperKey === null ? null : await paperLoginKey(paperKey);
  return { memberId, login, name, signing, paper, ways, body };
}

const slotOf = async ({ kind, key, credential }: Way): Promise<Slot> => ({
  name: kind,
  kind,
  recipient: await recipientOf(key),
  credential,
});

type Making = {
  readonly token: string;
  readonly info: ReplyOf<typeof keyRoutes.openInvitation>;
  readonly wanted: Ways;
};

async function makeWays(api: Api, { token, info, wanted }: Making): Promise<readonly Way[]> {
  const ways: Way[] = [];
  const ask = async (request: string) =>
    (await api.call(keyRoutes.enrolPassword, { body: { token, request } })).response;
  if (wanted.password !== undefined) ways.push(await passwordWay(wanted.password, ask));
  if (wanted.hasPaperKey === true) ways.push(await paperWay());
  if (wanted.authenticator !== undefined)
    ways.push(await passkeyWay(info.passkey, wanted.authenticator));
  return ways;
}

async function passwordWay(
  password: string,
  ask: (request: string) => Promise<string>,
): Promise<Way> {
  const { record: opaqueRecord, exported: origin } = await registerWith(password, ask);
  const key = await slotFromOpaque(REALM.suite, origin);
  return { kind: "password", origin, key, credential: null, kept: { opaqueRecord } };
}

async function paperWay(): Promise<Way> {
  const origin = randomBytes(32);
  const key = identityFromSeed(REALM.suite, origin);
  const { vkey: paperVkey } = await paperLoginKey(key);
  return { kind: "paper", origin, key, credential: null, kept: { paperVkey } };
}

/** What the PRF gives is made up here: the server never learns it. */
async function passkeyWay(
  { ticket, options }: { readonly ticket: string; readonly options: string },
  authenticator: Authenticator,
): Promise<Way> {
  const response = authenticator.create(options);
  const origin = randomBytes(32);
  const key = await slotFromPasskey(REALM.suite, origin);
  const credential = authenticator.ids().at(-1) ?? "";
  return { kind: "passkey", origin, key, credential, kept: { passkey: { ticket, response } } };
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

export type Place = { readonly units?: readonly string[]; readonly roles: readonly Role[] };

/** A signer puts the newcomer into the list of members. */
export async function admit(house: House, newcomer: Newcomer, place: Place): Promise<void> {
  const { note } = await listWith(house, newcomer, place);
  const body = { directory: null, config: null, members: note };
  await house.staff("itjen-penyelia").call(keyRoutes.publishNotes, { body });
}

/** The next list of members, signed, with the newcomer in it; not published. */
export async function listWith(
  house: House,
  { memberId, name, body: { recipient, vkey } }: Newcomer,
  { units = [], roles }: Place,
): Promise<{ readonly serial: number; readonly note: string }> {
  const entry = { id: memberId, recipient, vkey, name, units, roles } as MemberEntry; // the recipient came of recipientOf
  const signer = house.person("itjen-penyelia");
  const { notes, members } = await house.staff(signer.login).call(staffRoutes.staffDirectory, {});
  const directory = await followDirectory(notes, { ...house.founded.instanceFile, today: 0 });
  const before = await openMembersNote(members, directory);
  const seeds = signer.vault.signerSeeds.map((one) => signingKeyFromSeed(one.name, one.seed));
  const serial = before.serial + 1;
  const list = { ...before, serial, members: [...before.members, entry] };
  return { serial, note: await writeMembers(list, await Promise.all(seeds)) };
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

/** Registers a password through whichever door asks: gives the record, and what OPAQUE exports to the client alone. */
export async function registerWith(
  password: string,
  ask: (request: string) => Promise<string>,
): Promise<{ readonly record: string; readonly exported: Uint8Array }> {
  await ready;
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const registrationResponse = await ask(registrationRequest);
  const { registrationRecord: record, exportKey } = client.finishRegistration({
    password,
    registrationResponse,
    clientRegistrationState,
    keyStretching: CHEAP_STRETCHING,
  });
  return { record, exported: Buffer.from(exportKey, "base64url") };
}
