/** Which public-key kind an institution uses: hybrid post-quantum or X25519. Fixed at its founding, never mixed. */
export type Suite = "pq" | "x25519";

/** Where an object belongs: the institution's id and its suite. Signed or derived into everything. */
export type Realm = { readonly instance: string; readonly suite: Suite };

/** Days since 1970-01-01. */
export type Day = number;

declare const recipientBrand: unique symbol;
declare const identityBrand: unique symbol;

/** A public key in age's own writing: `age1pq1…` or `age1…`. Made by `parseRecipient` and `recipientOf` only. */
export type Recipient = string & { readonly [recipientBrand]: true };

/** A private key in age's own writing: `AGE-SECRET-KEY-…`. Made by `parseIdentity`, `identityFromSeed`, `generateIdentity` only. */
export type Identity = string & { readonly [identityBrand]: true };

export const ROLES = Object.freeze([
  "handler",
  "supervisor",
  "custodian",
  "signer",
  "admin",
  "communications",
  "auditor",
] as const);

/** What a member may do (several at once are usual). */
export type Role = (typeof ROLES)[number];

export const isRole = (word: string): word is Role => ROLES.some((role) => role === word);
