import type { client } from "@serenity-kit/opaque";
import { parseBase64 } from "./bytes.ts";

/** How a password is stretched before it meets the server's half (RFC 9807). Registration and sign-in must agree. */
export type KeyStretching = {
  readonly "argon2id-custom": {
    readonly memory: number;
    readonly iterations: number;
    readonly parallelism: number;
  };
};

/** Argon2id with 64 MiB, three passes, four lanes. */
export const STRETCHING: KeyStretching = Object.freeze({
  "argon2id-custom": Object.freeze({ memory: 65_536, iterations: 3, parallelism: 4 }),
});

/** The client half of OPAQUE. Loaded on demand: it is large and needs WebAssembly, which paper keys do not. */
export async function loadOpaque(): Promise<typeof client> {
  const opaque = await import("@serenity-kit/opaque");
  await opaque.ready;
  return opaque.client;
}

type Registering = {
  readonly password: string;
  readonly keyStretching: KeyStretching;
  /** Has the server do its half. */
  readonly ask: (request: string) => Promise<string>;
};

/** Registers a password: the record that the server keeps, and the key that only this password gives. */
export async function registerPassword({
  password,
  keyStretching,
  ask,
}: Registering): Promise<{ readonly opaqueRecord: string; readonly exportKey: Uint8Array }> {
  const client = await loadOpaque();
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const registrationResponse = await ask(registrationRequest);
  const { registrationRecord, exportKey } = client.finishRegistration({
    password,
    registrationResponse,
    clientRegistrationState,
    keyStretching,
  });
  return { opaqueRecord: registrationRecord, exportKey: parseBase64(exportKey) };
}
