import { ApiError, keyRoutes, staffRoutes, type InstanceFile } from "@bijak/contract";
import {
  EnvelopeError,
  paperLoginKey,
  parseIdentity,
  signNote,
  slotFromOpaque,
  slotFromPasskey,
  type Identity,
  type Suite,
} from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { fetchInstanceFile } from "../shared/institution.ts";
import { loadOpaque, STRETCHING, type KeyStretching } from "../shared/opaque.ts";
import type { StaffApi } from "./api.ts";

/** A session, and the key that opens the member's vault. Lives in memory only. */
export type SignedIn = {
  readonly instanceFile: InstanceFile;
  readonly memberId: string;
  readonly name: string;
  readonly slot: Identity;
  readonly sealedVault: Uint8Array;
  readonly vaultRevision: number;
};

type Password = {
  readonly name: string;
  readonly password: string;
  /** As at registration; cheaper in tests only. */
  readonly keyStretching?: KeyStretching;
};

/** Signs in by OPAQUE: the password never leaves the device. Throws `sign-in-refused` for a wrong name or password, `not-available` for who is no member (yet, or any more). */
export async function signInWithPassword(
  api: StaffApi,
  { name, password, keyStretching = STRETCHING }: Password,
): Promise<SignedIn> {
  const [client, instanceFile] = await Promise.all([loadOpaque(), fetchInstanceFile(api)]);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const start = { name: loginNameOf(name), request: startLoginRequest };
  const { response, ticket } = await api.call(staffRoutes.signInStart, { body: start });
  const login = client.finishLogin({
    clientLoginState,
    loginResponse: response,
    password,
    keyStretching,
  });
  if (login === undefined) throw new ApiError("sign-in-refused");
  const finish = { ticket, finish: login.finishLoginRequest };
  await begin(() => api.call(staffRoutes.signInFinish, { body: finish }));
  const slot = await slotFromOpaque(instanceFile.suite, parseBase64(login.exportKey));
  return fetchVault(api, instanceFile, slot);
}

/** Signs in with the printed key. Throws `sign-in-refused` for a wrong name or key, `not-available` as above. */
export async function signInWithPaperKey(
  api: StaffApi,
  { name, paperKey }: { readonly name: string; readonly paperKey: string },
): Promise<SignedIn> {
  const instanceFile = await fetchInstanceFile(api);
  const slot = parsePaperKey(instanceFile.suite, paperKey);
  const key = await paperLoginKey(slot);
  const { ticket } = await api.call(staffRoutes.paperStart, { body: { name: loginNameOf(name) } });
  const note = await signNote(`${ticket}\n`, [key]);
  await begin(() => api.call(staffRoutes.paperFinish, { body: { ticket, note } }));
  return fetchVault(api, instanceFile, slot);
}

/** What a browser did with a passkey. */
export type CeremonyResult = {
  /** The WebAuthn response as JSON text, in the form of the W3C. */
  readonly response: string;
  /** What the PRF extension gave for `prfInput()`: 32 bytes that never leave the device. */
  readonly prf: Uint8Array;
};

/** Asks the browser for a passkey with these options (JSON text). Keys are held elsewhere than in the page: it is handed in. */
export type Ceremony = (options: string) => Promise<CeremonyResult>;

/** Signs in with a passkey of this device: no name is typed. Throws `passkey-refused`, `not-available` as above, and whatever the ceremony throws. */
export async function signInWithPasskey(api: StaffApi, ceremony: Ceremony): Promise<SignedIn> {
  const instanceFile = await fetchInstanceFile(api);
  const { ticket, options } = await api.call(keyRoutes.passkeyStart, {});
  const { response, prf } = await ceremony(options);
  const slot = await slotFromPasskey(instanceFile.suite, prf);
  const finish = { ticket, response: withoutExtensions(response) };
  await begin(() => api.call(keyRoutes.passkeyFinish, { body: finish }));
  return fetchVault(api, instanceFile, slot);
}

/** The same response without what extensions gave: the PRF's output stands there, and it opens the vault. */
export function withoutExtensions(response: string): string {
  const parsed: unknown = JSON.parse(response);
  if (typeof parsed !== "object" || parsed === null) throw new ApiError("passkey-refused");
  return JSON.stringify({ ...parsed, clientExtensionResults: {} });
}

/** Ends the session at the server. */
export async function signOut(api: StaffApi): Promise<void> {
  await api.call(staffRoutes.signOut, {});
}

/** Who proved to be themselves and is no member now gets no session: not let in yet, or gone. */
async function begin(finish: () => Promise<void>): Promise<void> {
  try {
    await finish();
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "session-missing")
      throw new ApiError("not-available");
    throw fault;
  }
}

async function fetchVault(
  api: StaffApi,
  instanceFile: InstanceFile,
  slot: Identity,
): Promise<SignedIn> {
  const { memberId, name, vault, revision } = await api.call(staffRoutes.me, {});
  const sealedVault = parseBase64(vault);
  return Object.freeze({
    instanceFile,
    memberId,
    name,
    slot,
    sealedVault,
    vaultRevision: revision,
  });
}

const LOGIN_NAME = /^[a-z0-9][a-z0-9.-]{1,62}$/;

/** A name that no account can have is refused as a wrong one is. */
function loginNameOf(typed: string): string {
  const name = typed.trim().toLowerCase();
  if (!LOGIN_NAME.test(name)) throw new ApiError("sign-in-refused");
  return name;
}

function parsePaperKey(suite: Suite, typed: string): Identity {
  try {
    return parseIdentity(suite, typed.replace(/\s+/g, "").toUpperCase());
  } catch (fault) {
    if (fault instanceof EnvelopeError) throw new ApiError("sign-in-refused");
    throw fault;
  }
}
