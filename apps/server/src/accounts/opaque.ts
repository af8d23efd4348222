import { createHmac } from "node:crypto";
import { ApiError } from "@bijak/contract";
import { client, ready, server } from "@serenity-kit/opaque";

/*
 * [Note: OPAQUE]   RFC 9807
 *
 * The server keeps a record from which no password can be guessed without its setup, a secret that is never in the database
 * (R27). A name that is unknown gets the library's fake record under an identifier that only this server can compute, so that
 * asking twice gives answers of the same form, as with a real one.
 */
export type OpaqueAnswer = { readonly response: string; readonly state: string };

/** The server's half of a registration. Throws `request-malformed`. */
export async function answerRegistration(
  serverSetup: string,
  memberId: string,
  registrationRequest: string,
): Promise<string> {
  await ready;
  return refuseMalformed(
    () =>
      server.createRegistrationResponse({
        serverSetup,
        userIdentifier: memberId,
        registrationRequest,
      }).registrationResponse,
  );
}

/** The first half of a sign-in. `record` is null for an unknown name. Throws `request-malformed`. */
export async function answerSignIn(
  serverSetup: string,
  { userIdentifier, record }: { readonly userIdentifier: string; readonly record: string | null },
  startLoginRequest: string,
): Promise<OpaqueAnswer> {
  await ready;
  const { loginResponse, serverLoginState } = refuseMalformed(() =>
    server.startLogin({
      serverSetup,
      userIdentifier,
      registrationRecord: record,
      startLoginRequest,
    }),
  );
  return { response: loginResponse, state: serverLoginState };
}

/** Throws `request-malformed` unless a sign-in can be answered with this registration record. */
export async function ensureOpaqueRecord(serverSetup: string, record: string): Promise<void> {
  await ready;
  const { startLoginRequest } = client.startLogin({ password: "" });
  await answerSignIn(serverSetup, { userIdentifier: "form", record }, startLoginRequest);
}

/** Whether the second half proves that the password was right. */
export async function isSignInProved(
  serverLoginState: string,
  finishLoginRequest: string,
): Promise<boolean> {
  await ready;
  try {
    server.finishLogin({ serverLoginState, finishLoginRequest });
    return true;
  } catch {
    return false;
  }
}

/** The identifier of a name that has no account: as long as a member id and always the same for that name. */
export const fakeIdentifier = (key: Uint8Array, name: string): string =>
  createHmac("sha256", key).update(`unknown name\n${name}`).digest("base64url").slice(0, 16);

/** The library throws plain strings and errors of its own for bytes that are no request. */
function refuseMalformed<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new ApiError("request-malformed");
  }
}
