import { ApiError, conforms } from "@bijak/contract";
import * as T from "typebox";
import { parseJson } from "../http/json.ts";

/*
 * [Note: What a passkey answers]   https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON and its neighbours
 *
 * The JSON that browsers make of an answer, closed: a field that is not known is refused. `clientExtensionResults` must be empty.
 * There the browser puts what the PRF extension gave, and that opens the member's vault: it must never arrive here, and a client
 * that sends it is told at once.
 */
const closed = <P extends T.TProperties>(properties: P) =>
  T.Object(properties, { additionalProperties: false });
const base64url = (maxLength: number) => T.String({ pattern: "^[A-Za-z0-9_-]+$", maxLength });

const CREDENTIAL_ID = base64url(1_024);
const BYTES = base64url(12_288);

const envelopeOf = <R extends T.TObject>(response: R) =>
  closed({
    id: CREDENTIAL_ID,
    rawId: CREDENTIAL_ID,
    type: T.Literal("public-key"),
    response,
    clientExtensionResults: closed({}),
    authenticatorAttachment: T.Optional(
      T.Union([T.Literal("platform"), T.Literal("cross-platform")]),
    ),
  });

const NewPasskeyAnswer = envelopeOf(
  closed({
    clientDataJSON: BYTES,
    attestationObject: BYTES,
    authenticatorData: T.Optional(BYTES),
    publicKey: T.Optional(BYTES),
    publicKeyAlgorithm: T.Optional(T.Integer()),
    transports: T.Optional(T.Array(T.String({ pattern: "^[a-z-]{1,32}$" }), { maxItems: 8 })),
  }),
);
export type NewPasskeyAnswer = T.Static<typeof NewPasskeyAnswer>;

const PasskeyAnswer = envelopeOf(
  closed({
    clientDataJSON: BYTES,
    authenticatorData: BYTES,
    signature: BYTES,
    userHandle: T.Optional(base64url(128)),
  }),
);
export type PasskeyAnswer = T.Static<typeof PasskeyAnswer>;

/** The answer of a browser that made a passkey. Throws `request-malformed`. See [Note: What a passkey answers]. */
export const parseNewPasskeyAnswer = (json: string): NewPasskeyAnswer =>
  parseAs(NewPasskeyAnswer, json);

/** The answer of a browser that used a passkey. Throws `request-malformed`. */
export const parsePasskeyAnswer = (json: string): PasskeyAnswer => parseAs(PasskeyAnswer, json);

function parseAs<S extends T.TSchema>(schema: S, json: string): T.Static<S> {
  const value = parseJson(json);
  if (!conforms(schema, value)) throw new ApiError("request-malformed");
  return value as T.Static<S>; // it conforms
}
