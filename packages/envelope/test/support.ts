import assert from "node:assert/strict";
import {
  EnvelopeError,
  deriveReporterKeys,
  identityFromSeed,
  memberKeyName,
  parseReceipt,
  recipientOf,
  signingKeyFromSeed,
  unitKeyName,
  type EnvelopeErrorCode,
  type Identity,
  type MemberEntry,
  type Realm,
  type Recipient,
  type ReporterKeys,
  type Role,
  type SigningKey,
  type Suite,
} from "@bijak/envelope";

/** For assert.rejects and assert.throws: an EnvelopeError with exactly this code. */
export const refusedAs =
  (code: EnvelopeErrorCode) =>
  (error: unknown): boolean => {
    assert.ok(
      error instanceof EnvelopeError,
      `expected a refusal as ${code}, got ${String(error)}`,
    );
    assert.equal(error.code, code);
    return true;
  };

/** For the same: any refusal of the package, whatever its code. */
export const refused = (error: unknown): boolean => {
  assert.ok(error instanceof EnvelopeError, `expected a refusal, got ${String(error)}`);
  return true;
};

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** PBKDF2 rounds in tests; the product's own number is used in one vector. */
export const FEW_ROUNDS = 2;

export const RECEIPT = parseReceipt("0123456789012345678901234583");
export const FORMER_RECEIPT = parseReceipt("0000000000000000000000000098");

export type KeyHolder = {
  readonly id: string;
  readonly identity: Identity;
  readonly recipient: Recipient;
  readonly signing: SigningKey;
};
export type UnitKeys = KeyHolder & { readonly epoch: number };
export type MemberKeys = KeyHolder & { readonly entry: MemberEntry };

/** Where the 32 bytes of a named key come from: chance, or a file of frozen keys. */
export type SeedOf = (name: string) => Uint8Array;
const randomSeed: SeedOf = () => crypto.getRandomValues(new Uint8Array(32));

export async function aUnit(
  suite: Suite,
  id: string,
  epoch = 1,
  seedOf = randomSeed,
): Promise<UnitKeys> {
  const identity = identityFromSeed(suite, seedOf(`${id} age`));
  const signing = await signingKeyFromSeed(unitKeyName(id, epoch), seedOf(`${id} ed25519`));
  return { id, epoch, identity, recipient: await recipientOf(identity), signing };
}

export async function aMember(
  suite: Suite,
  id: string,
  given: {
    readonly units?: readonly string[];
    readonly roles?: readonly Role[];
    readonly seedOf?: SeedOf;
  } = {},
): Promise<MemberKeys> {
  const { units = ["DJP"], roles = ["handler"], seedOf = randomSeed } = given;
  const identity = identityFromSeed(suite, seedOf(`${id} age`));
  const recipient = await recipientOf(identity);
  const signing = await signingKeyFromSeed(memberKeyName(id), seedOf(`${id} ed25519`));
  const entry = { id, recipient, vkey: signing.vkey, units, roles, name: `Nama ${id}` };
  return { id, identity, recipient, signing, entry };
}

export type CaseKey = { readonly identity: Identity; readonly recipient: Recipient };

export async function aCaseKey(suite: Suite, seed = randomSeed("case key")): Promise<CaseKey> {
  const identity = identityFromSeed(suite, seed);
  return { identity, recipient: await recipientOf(identity) };
}

export const REALM: Realm = { instance: "lapor.kota-contoh.go.id", suite: "x25519" };

/** Everyone who takes part in one case: a reporter, two units, two members, two case keys. */
export type World = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly reporter: ReporterKeys;
  readonly djp: UnitKeys;
  readonly itjen: UnitKeys;
  readonly budi: MemberKeys;
  readonly sari: MemberKeys;
  readonly c0: CaseKey;
  readonly c1: CaseKey;
  /** A printed key of Budi's vault. */
  readonly paper: CaseKey;
  /** The keys that DJP gave up. */
  readonly formerDjp: UnitKeys;
  /** The recovery key of DJP. */
  readonly recovery: CaseKey;
  /** The key to which the reporter's identity is sealed. */
  readonly identityKey: CaseKey;
  /** The reporter's keys under an older receipt. */
  readonly formerReporter: ReporterKeys;
};

export async function aWorld(realm: Realm = REALM, seedOf = randomSeed): Promise<World> {
  const { suite } = realm;
  const [djp, itjen, formerDjp, budi, sari, reporter, formerReporter] = await Promise.all([
    aUnit(suite, "DJP", 1, seedOf),
    aUnit(suite, "ITJEN", 1, seedOf),
    aUnit(suite, "DJP", 0, (name) => seedOf(`former ${name}`)),
    aMember(suite, "budi", { seedOf }),
    aMember(suite, "sari", { roles: ["handler", "supervisor"], seedOf }),
    deriveReporterKeys(realm, RECEIPT, FEW_ROUNDS),
    deriveReporterKeys(realm, FORMER_RECEIPT, FEW_ROUNDS),
  ]);
  const [c0, c1, paper, recovery, identityKey] = await Promise.all([
    aCaseKey(suite, seedOf("case key 0")),
    aCaseKey(suite, seedOf("case key 1")),
    aCaseKey(suite, seedOf("paper")),
    aCaseKey(suite, seedOf("recovery")),
    aCaseKey(suite, seedOf("identity")),
  ]);
  const caseId = "AbCdEfGhIjKlMnOp";
  const people = { reporter, formerReporter, budi, sari };
  return { realm, caseId, ...people, djp, itjen, formerDjp, c0, c1, paper, recovery, identityKey };
}

export const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return copy;
};

/** The pieces of a list, one after the other, as a source of parts. */
export async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
