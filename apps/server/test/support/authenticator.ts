import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  type SignKeyObjectInput,
} from "node:crypto";
import { type Attestation, statementOf } from "./attestation.ts";
import { cbor, uint16 } from "./cbor.ts";

/*
 * [Note: A passkey in software]   https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 *
 * What browser and authenticator do together, as far as a server can see it: keys by node:crypto, CBOR by hand.
 * What an attacker could change about an answer is a parameter.
 */
export type Algorithm = "ES256" | "EdDSA";

type Credential = {
  readonly id: string;
  readonly userHandle: string;
  readonly privateKey: KeyObject;
  readonly algorithm: Algorithm;
  counter: number;
};

/** What is not as an honest browser and authenticator would have it. */
export type Twist = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** False: the authenticator did not check who held it. */
  readonly isVerified?: boolean;
  readonly extensionResults?: Readonly<Record<string, unknown>>;
  readonly userHandle?: string;
  /** Of a new passkey with ES256; none unless asked for. */
  readonly attestation?: Attestation;
  /** Signs with this credential's key under the id of the answering one. */
  readonly signedBy?: string;
};

export type Authenticator = {
  /** Makes a passkey as the options ask, and gives the browser's answer as JSON. */
  readonly create: (options: string, twist?: Twist) => string;
  /** Answers with the newest passkey, or the one of this id. */
  readonly get: (options: string, twist?: Twist, id?: string) => string;
  /** Ids of the passkeys it holds, oldest first. */
  readonly ids: () => readonly string[];
};

type Settings = {
  readonly origin: string;
  readonly algorithm?: Algorithm;
  /** Authenticators that sync keep their counter at 0. */
  readonly isCounting?: boolean;
};

/** A new authenticator without passkeys, in a browser that shows a page of this origin. */
export function createAuthenticator({
  origin,
  algorithm = "ES256",
  isCounting = true,
}: Settings): Authenticator {
  const credentials: Credential[] = [];
  const step = isCounting ? 1 : 0;
  const find = (id: string): Credential => {
    const found = credentials.find((one) => one.id === id);
    if (found === undefined) throw new Error("no such passkey");
    return found;
  };
  return {
    ids: () => credentials.map(({ id }) => id),
    create: (options, twist = {}) => {
      const asked = JSON.parse(options) as CreationOptions; // the server's own
      const { publicKey, privateKey } = makeKeys(algorithm);
      const id = randomBytes(32).toString("base64url");
      credentials.push({ id, userHandle: asked.user.id, privateKey, algorithm, counter: step });
      const attested = [
        Buffer.alloc(16),
        uint16(32),
        Buffer.from(id, "base64url"),
        coseKey(algorithm, publicKey),
      ];
      const authData = Buffer.concat([
        authenticatorData({ rpId: asked.rp.id, counter: step, isNew: true, twist }),
        ...attested,
      ]);
      const clientDataJSON = clientData("webauthn.create", asked.challenge, { origin, ...twist });
      const { format, statement } = statementOf(twist.attestation ?? "none", {
        rpIdHash: authData.subarray(0, 32),
        authData,
        clientDataHash: sha256(clientDataJSON),
        credentialId: Buffer.from(id, "base64url"),
        coordinates: coordinatesOf(publicKey),
        privateKey,
      });
      const attestationObject = cbor([
        ["fmt", format],
        ["attStmt", statement],
        ["authData", authData],
      ]);
      return answer(id, twist, {
        clientDataJSON: base64url(clientDataJSON),
        attestationObject: base64url(attestationObject),
        transports: ["internal"],
      });
    },
    get: (options, twist = {}, wanted = credentials.at(-1)?.id ?? "") => {
      const asked = JSON.parse(options) as RequestOptions; // the server's own
      const credential = find(wanted);
      credential.counter += step;
      const { id, counter, userHandle } = credential;
      const authData = authenticatorData({ rpId: asked.rpId, counter, isNew: false, twist });
      const clientDataJSON = clientData("webauthn.get", asked.challenge, { origin, ...twist });
      const signed = Buffer.concat([authData, sha256(clientDataJSON)]);
      return answer(id, twist, {
        clientDataJSON: base64url(clientDataJSON),
        authenticatorData: base64url(authData),
        signature: base64url(signWith(find(twist.signedBy ?? id), signed)),
        userHandle: twist.userHandle ?? userHandle,
      });
    },
  };
}

type CreationOptions = {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
};
type RequestOptions = { readonly challenge: string; readonly rpId: string };

const answer = (id: string, twist: Twist, response: Record<string, unknown>): string =>
  JSON.stringify({
    id,
    rawId: id,
    type: "public-key",
    response,
    clientExtensionResults: twist.extensionResults ?? {},
    authenticatorAttachment: "platform",
  });

const clientData = (
  type: string,
  challenge: string,
  given: Twist & { readonly origin: string },
): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: given.type ?? type,
      challenge: given.challenge ?? challenge,
      origin: given.origin,
      crossOrigin: false,
    }),
  );

const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

function authenticatorData({
  rpId,
  counter,
  isNew,
  twist,
}: {
  rpId: string;
  counter: number;
  isNew: boolean;
  twist: Twist;
}): Buffer {
  const verified = twist.isVerified === false ? 0 : VERIFIED;
  const flags = Buffer.from([PRESENT | verified | (isNew ? ATTESTED : 0)]);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(Buffer.from(twist.rpId ?? rpId)), flags, count]);
}

function makeKeys(algorithm: Algorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  return algorithm === "ES256"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("ed25519");
}

function signWith({ algorithm, privateKey }: Credential, data: Buffer): Buffer {
  const key: SignKeyObjectInput = { key: privateKey, dsaEncoding: "der" };
  return algorithm === "ES256" ? sign("sha256", data, key) : sign(null, data, privateKey);
}

/** https://www.rfc-editor.org/rfc/rfc9053#section-7: key type, algorithm, curve, coordinates. */
function coseKey(algorithm: Algorithm, key: KeyObject): Buffer {
  const coordinates = coordinatesOf(key);
  const [xBytes, yBytes] = [coordinates.subarray(0, 32), coordinates.subarray(32)];
  return algorithm === "ES256"
    ? cbor([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, xBytes],
        [-3, yBytes],
      ])
    : cbor([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, xBytes],
      ]);
}

function coordinatesOf(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return Buffer.concat([Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}

const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
const base64url = (bytes: Buffer): string => bytes.toString("base64url");
