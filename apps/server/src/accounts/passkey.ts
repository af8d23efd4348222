import { ApiError } from "@bijak/contract";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import type { PasskeyRow } from "./passkey-store.ts";
import { LONG_TICKET_MS, TICKET_MS } from "./ticket.ts";
import type { NewPasskeyAnswer, PasskeyAnswer } from "./webauthn-answer.ts";

/*
 * [Note: Passkeys]   https://www.w3.org/TR/webauthn-3/
 *
 * A passkey belongs to the host name of the staff's origin, lives on its authenticator with the member's id (no name is typed),
 * and asks its owner for a gesture or a PIN each time. No attestation is asked for: which model of authenticator a member has is
 * none of our business. An answer that brings certificates all the same is refused unread: to check them the library would fetch
 * their lists of revoked ones from whatever address they name. The PRF extension is left to the client: the options name no input for it, so that a server cannot
 * choose one.
 */
const ALGORITHMS = [-8, -7, -257]; // EdDSA, ES256, RS256 of https://www.iana.org/assignments/cose/

/** For whom passkeys are made: an origin and its host name. */
export type RelyingParty = { readonly origin: string; readonly id: string };

export function partyOf(staffOrigin: string): RelyingParty {
  const { origin, hostname } = new URL(staffOrigin);
  return Object.freeze({ origin, id: hostname });
}

/** What a browser needs for a ceremony, as JSON, and the challenge in it. */
export type Ceremony = { readonly challenge: string; readonly options: string };

/** A sign-in with whichever passkey of this party the person picks. */
export async function beginSignIn(party: RelyingParty): Promise<Ceremony> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: "required",
    timeout: TICKET_MS,
  });
  return { challenge: options.challenge, options: JSON.stringify(options) };
}

export type Owner = {
  readonly memberId: string;
  readonly login: string;
  /** Passkeys of the member, so that no authenticator makes a second one. */
  readonly passkeys: readonly Pick<PasskeyRow, "id" | "transports">[];
};

/** The making of a passkey for this member. */
export async function beginPasskey(
  party: RelyingParty,
  { memberId, login, passkeys }: Owner,
): Promise<Ceremony> {
  const options = await generateRegistrationOptions({
    rpName: "Bijak",
    rpID: party.id,
    userID: new TextEncoder().encode(memberId),
    userName: login,
    userDisplayName: login,
    timeout: LONG_TICKET_MS,
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: passkeys.map(({ id, transports }) => ({
      id,
      transports: parseTransports(transports),
    })),
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return { challenge: options.challenge, options: JSON.stringify(options) };
}

/** The passkey that was made for this challenge and member. Throws `passkey-refused`. */
export async function verifyNewPasskey(
  party: RelyingParty,
  answer: NewPasskeyAnswer,
  { challenge, memberId }: { readonly challenge: string; readonly memberId: string },
): Promise<PasskeyRow> {
  const { registrationInfo } = await refuse(async () => {
    ensureWithoutCertificates(answer.response.attestationObject);
    return verifyRegistrationResponse({
      response: {
        ...answer,
        response: {
          clientDataJSON: answer.response.clientDataJSON,
          attestationObject: answer.response.attestationObject,
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
  });
  if (registrationInfo === undefined || registrationInfo.credential.id !== answer.id)
    throw new ApiError("passkey-refused");
  const { id, publicKey, counter } = registrationInfo.credential;
  const transports = JSON.stringify(answer.response.transports ?? []);
  return { id, member_id: memberId, public_key: publicKey, counter, transports };
}

function ensureWithoutCertificates(attestationObject: string): void {
  const attestation = decodeAttestationObject(
    new Uint8Array(Buffer.from(attestationObject, "base64url")),
  );
  const format = attestation.get("fmt");
  const isBySelf = format === "packed" && attestation.get("attStmt").get("x5c") === undefined;
  if (format !== "none" && !isBySelf) throw new ApiError("passkey-refused");
}

/** Whether the passkey signed this challenge for this party: gives its counter. Throws `passkey-refused`. */
export async function verifyPasskey(
  party: RelyingParty,
  answer: PasskeyAnswer,
  { challenge, passkey }: { readonly challenge: string; readonly passkey: PasskeyRow },
): Promise<number> {
  const { verified, authenticationInfo } = await refuse(() =>
    verifyAuthenticationResponse({
      response: {
        ...answer,
        response: {
          clientDataJSON: answer.response.clientDataJSON,
          authenticatorData: answer.response.authenticatorData,
          signature: answer.response.signature,
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }),
  );
  if (!verified || answer.response.userHandle !== handleOf(passkey.member_id))
    throw new ApiError("passkey-refused");
  return authenticationInfo.newCounter;
}

/** The member's id as an authenticator keeps it. */
const handleOf = (memberId: string): string => Buffer.from(memberId).toString("base64url");

const parseTransports = (json: string): string[] => JSON.parse(json) as string[]; // verifyNewPasskey wrote it

/** The library says no by plain errors, also for bytes it cannot read. */
async function refuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new ApiError("passkey-refused");
  }
}
