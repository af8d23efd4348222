import { ApiError, keyRoutes, type InputOf, type ReplyOf } from "@bijak/contract";
import {
  fingerprint,
  generateIdentity,
  generatePaperKey,
  memberSigningKey,
  paperLoginKey,
  recipientOf,
  sealVault,
  slotFromOpaque,
  slotFromPasskey,
  type Identity,
  type Slot,
  type Suite,
} from "@bijak/envelope";
import type { StaffApi } from "../handler/api.ts";
import { withoutExtensions, type Ceremony } from "../handler/sign-in.ts";
import { encodeBase64, randomSeed } from "../shared/bytes.ts";
import { fetchInstanceFile } from "../shared/institution.ts";
import { registerPassword, STRETCHING, type KeyStretching } from "../shared/opaque.ts";
import { REAL_PACE, tryAgain, type Pace } from "../shared/pace.ts";
import { credentialIdIn } from "./credentials.ts";
import { nameOf } from "./slots.ts";

export type InvitationInfo = ReplyOf<typeof keyRoutes.openInvitation>;

/** How the new member will sign in: two kinds at least. */
export type Enrolment = {
  readonly password?: string;
  readonly wantsPaperKey: boolean;
  readonly passkey?: Ceremony;
  /** The member's own words for each way. */
  readonly slotNames: Readonly<Record<Slot["kind"], string>>;
  /** Cheaper in tests only. */
  readonly keyStretching?: KeyStretching;
  readonly pace?: Pace;
};

export type Enrolled = {
  /** Six groups of five digits, to be read out to an officer. */
  readonly fingerprint: readonly string[];
  /** To be printed, once; null when none was wanted. */
  readonly paperKey: string | null;
};

type Body = InputOf<typeof keyRoutes.enrol>["body"];
/** One way to sign in: what the server keeps of it, and its slot in the vault. */
type Way = { readonly slot: Slot; readonly kept: Partial<Body>; readonly paperKey?: Identity };
type Enrolling = {
  readonly api: StaffApi;
  readonly token: string;
  readonly suite: Suite;
  readonly info: InvitationInfo;
  readonly wishes: Enrolment;
};

/** What an invitation says. Throws `invitation-refused` for one that is unknown, used, withdrawn or expired. */
export const openInvitation = (api: StaffApi, token: string): Promise<InvitationInfo> =>
  api.call(keyRoutes.openInvitation, { body: { token } });

/**
 * Makes the member's keys in this browser, seals them in a vault under at least two kinds of slots and hands their public halves
 * in; the invitation is spent. Nobody is a member before an officer has compared the fingerprint by voice. Throws `slots-too-few`,
 * `invitation-refused`, `passkey-refused`.
 */
export async function enrol(api: StaffApi, token: string, wishes: Enrolment): Promise<Enrolled> {
  const [info, { instance, suite }] = await Promise.all([
    openInvitation(api, token),
    fetchInstanceFile(api),
  ]);
  const ways = await makeWays({ api, token, suite, info, wishes });
  const slots = ways.map(({ slot }) => slot);
  if (new Set(slots.map(({ kind }) => kind)).size < 2) throw new ApiError("slots-too-few");
  if (new Set(slots.map(({ name }) => name)).size < slots.length)
    throw new ApiError("slot-name-taken");
  const keys = await makeKeys(suite, info.memberId);
  const vault = await sealVault(
    { instance, suite },
    { ...keys.secret, ...NOTHING_SEEN, memberId: info.memberId, slots },
  );
  const kept = Object.assign({}, ...ways.map((way) => way.kept)) as Partial<Body>; // each way fills fields of its own
  const body: Body = { ...NO_WAYS, ...kept, token, ...keys.open, vault: encodeBase64(vault) };
  await tryAgain(() => api.call(keyRoutes.enrol, { body }), wishes.pace ?? REAL_PACE);
  return Object.freeze({
    fingerprint: await fingerprint(keys.open.recipient, keys.open.vkey),
    paperKey: ways.find(({ paperKey }) => paperKey !== undefined)?.paperKey ?? null,
  });
}

const NOTHING_SEEN = { directorySerial: 0, membersSerial: 0, checkpoint: null, signerSeeds: [] };
const NO_WAYS = { opaqueRecord: null, paperVkey: null, passkey: null } as const;

async function makeKeys(suite: Suite, memberId: string) {
  const identity = await generateIdentity(suite);
  const signingSeed = randomSeed();
  const { vkey } = await memberSigningKey(memberId, signingSeed);
  return {
    secret: { identity, signingSeed },
    open: { recipient: await recipientOf(identity), vkey },
  };
}

/** The passkey first: browsers want the touch soon after the press of a button, and a password takes seconds. */
async function makeWays(enrolling: Enrolling): Promise<readonly Way[]> {
  const { password, wantsPaperKey, passkey } = enrolling.wishes;
  const ways: Way[] = [];
  if (passkey !== undefined) ways.push(await makePasskey(enrolling, passkey));
  if (password !== undefined) ways.push(await makePassword(enrolling, password));
  if (wantsPaperKey) ways.push(await makePaperKey(enrolling));
  return ways;
}

async function makePassword(enrolling: Enrolling, password: string): Promise<Way> {
  const { api, token, suite, wishes } = enrolling;
  const { keyStretching = STRETCHING, pace = REAL_PACE } = wishes;
  const ask = async (request: string) => {
    const call = () => api.call(keyRoutes.enrolPassword, { body: { token, request } });
    return (await tryAgain(call, pace)).response;
  };
  const { opaqueRecord, exportKey } = await registerPassword({ password, keyStretching, ask });
  const slot = await slotOf(enrolling, "password", await slotFromOpaque(suite, exportKey));
  return { slot, kept: { opaqueRecord } };
}

async function makePaperKey(enrolling: Enrolling): Promise<Way> {
  const paperKey = await generatePaperKey(enrolling.suite);
  const { vkey: paperVkey } = await paperLoginKey(paperKey);
  return { slot: await slotOf(enrolling, "paper", paperKey), kept: { paperVkey }, paperKey };
}

async function makePasskey(enrolling: Enrolling, ceremony: Ceremony): Promise<Way> {
  const { ticket, options } = enrolling.info.passkey;
  const made = await ceremony(options);
  const response = withoutExtensions(made.response);
  const identity = await slotFromPasskey(enrolling.suite, made.prf);
  const slot = await slotOf(enrolling, "passkey", identity);
  return {
    slot: { ...slot, credential: credentialIdIn(response) },
    kept: { passkey: { ticket, response } },
  };
}

const slotOf = async (
  { wishes }: Enrolling,
  kind: Slot["kind"],
  identity: Identity,
): Promise<Slot> => ({
  name: nameOf(wishes.slotNames[kind]),
  kind,
  recipient: await recipientOf(identity),
  credential: null,
});
