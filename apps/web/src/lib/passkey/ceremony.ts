import {
  bufferToBase64URLString,
  sendSignal,
  startAuthentication,
  startRegistration,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { CeremonyError } from "../calls/link.ts";
import type { CeremonyAnswer, CeremonyFailure, CeremonyWish } from "../calls/protocol.ts";

/*
 * [Note: What a passkey gives]
 *
 * Beside its signature a passkey computes a secret from `prfInput` (the PRF extension,
 * https://www.w3.org/TR/webauthn-3/#prf-extension). That secret opens the member's vault. It stands among the results of
 * the extensions, which browsers would send along: so those are emptied before anything is written for the server.
 */

type Made = RegistrationResponseJSON | AuthenticationResponseJSON;
type Bytes = Uint8Array<ArrayBuffer>;
type Secret = ArrayBuffer | ArrayBufferView;

/** Asks the person for a touch, or two when the passkey gives its secret only once it is used. Rejects with `CeremonyError`. */
export async function performCeremony(wish: CeremonyWish): Promise<CeremonyAnswer> {
  const { act, options, prfInput } = wish;
  try {
    return act === "create" ? await create(options, prfInput) : await use(options, prfInput);
  } catch (fault) {
    throw fault instanceof CeremonyError ? fault : new CeremonyError(reasonOf(fault));
  }
}

async function create(options: string, prfInput: Bytes): Promise<CeremonyAnswer> {
  const asked = JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON; // the server's words, which only the browser judges
  const extensions = { ...asked.extensions, ...prf(prfInput) };
  const made = await startRegistration({ optionsJSON: { ...asked, extensions } });
  const { prf: given } = made.clientExtensionResults;
  if (given?.results !== undefined) return answerOf(made, given.results.first);
  if (given?.enabled === true) return answerOf(made, await secretOf(made.id, asked, prfInput));
  await forgetPasskey(made.id, asked);
  throw new CeremonyError("passkey-without-prf");
}

async function use(options: string, prfInput: Bytes): Promise<CeremonyAnswer> {
  const asked = JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON; // the server's words, which only the browser judges
  const extensions = { ...asked.extensions, ...prf(prfInput) };
  const made = await startAuthentication({ optionsJSON: { ...asked, extensions } });
  return answerOf(made, ensureSecret(made));
}

const prf = (first: Bytes) => ({ prf: { eval: { first } } });

/** Uses a passkey that was just made, for its secret only: nobody gets the signature, so the challenge may be our own. */
async function secretOf(
  id: string,
  { rp }: PublicKeyCredentialCreationOptionsJSON,
  prfInput: Bytes,
): Promise<Secret> {
  const optionsJSON: PublicKeyCredentialRequestOptionsJSON = {
    challenge: bufferToBase64URLString(crypto.getRandomValues(new Uint8Array(32)).buffer),
    allowCredentials: [{ id, type: "public-key" }],
    userVerification: "required",
    extensions: prf(prfInput),
    ...(rp.id === undefined ? {} : { rpId: rp.id }),
  };
  return ensureSecret(await startAuthentication({ optionsJSON }));
}

function ensureSecret({ clientExtensionResults }: AuthenticationResponseJSON): Secret {
  const secret = clientExtensionResults.prf?.results?.first;
  if (secret === undefined) throw new CeremonyError("passkey-without-prf");
  return secret;
}

/** See [Note: What a passkey gives]. The browser's own copy of the secret is wiped. */
function answerOf(made: Made, secret: Secret): CeremonyAnswer {
  const given = ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
  const prf = new Uint8Array(given);
  given.fill(0);
  return { response: JSON.stringify({ ...made, clientExtensionResults: {} }), prf };
}

/** A passkey that cannot open keys is of no use: where the browser can, it is taken from the list of passkeys again. */
async function forgetPasskey(
  credentialID: string,
  { rp }: PublicKeyCredentialCreationOptionsJSON,
): Promise<void> {
  try {
    const rpID = rp.id ?? location.hostname;
    await sendSignal({ signalName: "unknownCredential", rpID, credentialID });
  } catch {
    // Most browsers cannot. The person then finds a passkey in their list that nobody asks for.
  }
}

const REASONS: Readonly<Record<string, CeremonyFailure>> = Object.freeze({
  AbortError: "passkey-cancelled",
  NotAllowedError: "passkey-cancelled",
  InvalidStateError: "passkey-known",
  ConstraintError: "passkey-unsupported",
  NotSupportedError: "passkey-unsupported",
});

/** By the name of the browser's fault: https://www.w3.org/TR/webauthn-3/#sctn-createCredential */
const reasonOf = (fault: unknown): CeremonyFailure =>
  (fault instanceof Error ? REASONS[fault.name] : undefined) ?? "passkey-failed";
