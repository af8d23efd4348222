import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { CborPair } from "./cbor.ts";

/** How an authenticator vouches for a new passkey: not at all, by the passkey itself, or by a maker's certificate. */
export type Attestation = "none" | "self" | "certificate";

/** A certificate that nobody trusts, and its key: what an attacker can make. */
const CERTIFICATE =
  "MIIBcjCCARmgAwIBAgIUOptNSwe09migqK3Ly0b/FArQwuowCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDdWppMCAXDTI2MTEyNTAwMzAwMloYDzIxMjYxMTAxMDAzMDAyWjAOMQwwCgYDVQQDDAN1amkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASTjd9ccugTjL6SBSSRFWBvQdRowwhCFlRIXKESkQhcO0FjTg6aLkJudNwLdzv6zMe4QyPZUrjSEJLA4hmmGFuho1MwUTAdBgNVHQ4EFgQUwPnAmQy9LSjZozJERYJy19JTHkcwHwYDVR0jBBgwFoAUwPnAmQy9LSjZozJERYJy19JTHkcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAQCFB6e9fcT7M1ycK8LJjHAW7e/lfzW+OKeaSyS3GdGAIgKGsMOCU6P5vNMP8Wlvq6wCMixke2JkMvPimyaqXk42w=";
const MAKER =
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQfIK26TQEKd+ec25DEgxmvzrZmw91V6q8sL6XMqbMLKhRANCAASTjd9ccugTjL6SBSSRFWBvQdRowwhCFlRIXKESkQhcO0FjTg6aLkJudNwLdzv6zMe4QyPZUrjSEJLA4hmmGFuh";

export type Vouched = {
  readonly rpIdHash: Buffer;
  readonly authData: Buffer;
  readonly clientDataHash: Buffer;
  readonly credentialId: Buffer;
  /** The coordinates of a key on P-256, one after the other. */
  readonly coordinates: Buffer;
  readonly privateKey: KeyObject;
};

/** Format and statement of https://www.w3.org/TR/webauthn-3/#sctn-defined-attestation-formats, for a key on P-256. */
export function statementOf(
  attestation: Attestation,
  vouched: Vouched,
): { readonly format: string; readonly statement: readonly CborPair[] } {
  const { rpIdHash, authData, clientDataHash, credentialId, coordinates, privateKey } = vouched;
  if (attestation === "none") return { format: "none", statement: [] };
  if (attestation === "self") {
    const sig = sign("sha256", Buffer.concat([authData, clientDataHash]), privateKey);
    return {
      format: "packed",
      statement: [
        ["alg", -7],
        ["sig", sig],
      ],
    };
  }
  const point = Buffer.concat([Buffer.from([4]), coordinates]);
  const signed = Buffer.concat([Buffer.alloc(1), rpIdHash, clientDataHash, credentialId, point]);
  const maker = { key: Buffer.from(MAKER, "base64"), format: "der", type: "pkcs8" } as const;
  return {
    format: "fido-u2f",
    statement: [
      ["sig", sign("sha256", signed, createPrivateKey(maker))],
      ["x5c", { list: [Buffer.from(CERTIFICATE, "base64")] }],
    ],
  };
}
