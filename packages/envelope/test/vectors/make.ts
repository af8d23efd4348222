import { existsSync, writeFileSync } from "node:fs";
import {
  addSignature,
  configHash,
  cosignAct,
  noteHash,
  signingKeyFromSeed,
  splitSeed,
  writeAct,
  writeCheckpoint,
  writeConfig,
  writeDeclaration,
  writeDirectory,
  writeDrill,
  writeMembers,
  writeReporterChange,
  writeRotation,
  type Realm,
  type SigningKey,
  type Suite,
} from "@bijak/envelope";
import {
  FROZEN_CHECKPOINT,
  FROZEN_CONFIG,
  asJson,
  frozenAct,
  frozenChange,
  frozenDeclaration,
  frozenDirectory,
  frozenDrill,
  frozenMembers,
  frozenRotation,
  type FrozenFile,
  type FrozenObject,
} from "../frozen.ts";
import { EVERY_NOTE, sealFile } from "../objects.ts";
import { aWorld, hexOf, type World } from "../support.ts";

/*
 * Makes the frozen vectors, once. It never overwrites: a vector that no longer opens is a broken promise, not an old
 * file. A new version of a format gets a new file beside these.
 */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

async function freezeObjects(world: World): Promise<readonly FrozenObject[]> {
  return Promise.all(
    EVERY_NOTE.map(async (object) => {
      const ciphertext = await object.seal(world);
      const key = object.key(world);
      const opened = asJson(await object.open(ciphertext, world, [key]));
      return { kind: object.kind, ciphertext: base64(ciphertext), key, opened };
    }),
  );
}

async function freezeNotes(world: World, [first, second]: readonly [SigningKey, SigningKey]): Promise<FrozenFile["notes"]> {
  const { realm } = world;
  const config = await writeConfig(realm, 1, FROZEN_CONFIG, [second]);
  const shared = { configHash: await configHash(config), signers: [second.vkey] };
  const one = await writeDirectory(frozenDirectory(world, { ...shared, serial: 1, previous: null }), [first]);
  const previous = await noteHash(one);
  const two = await writeDirectory(frozenDirectory(world, { ...shared, serial: 2, previous }), [second]);
  const members = { realm, serial: 4, issuedOn: 20_779, members: frozenMembers(world) };
  return {
    directories: [one, two],
    config,
    members: await writeMembers(members, [second]),
    act: await cosignAct(await writeAct(frozenAct(world), world.budi.signing), world.sari.signing),
    declaration: await writeDeclaration(frozenDeclaration(world), world.budi.signing),
    rotation: await writeRotation(frozenRotation(world), world.budi.signing),
    drill: await addSignature(await writeDrill(frozenDrill(world), world.budi.signing), world.sari.signing),
    change: await writeReporterChange(frozenChange(world), world.formerReporter.signing),
    checkpoint: await writeCheckpoint(FROZEN_CHECKPOINT, first),
  };
}

async function freeze(suite: Suite): Promise<FrozenFile> {
  const realm: Realm = { instance: "lapor.kota-contoh.go.id", suite };
  const seeds: Record<string, string> = {};
  const seedOf = (name: string): Uint8Array => {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    seeds[name] = hexOf(seed);
    return seed;
  };
  const world = await aWorld(realm, seedOf);
  const first = await signingKeyFromSeed("signer-0", seedOf("signer 0"));
  const second = await signingKeyFromSeed("signer-1", seedOf("signer 1"));
  const { parts, hashes } = await sealFile(world, [world.c0.recipient]);
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return {
    suite,
    instance: realm.instance,
    seeds,
    objects: await freezeObjects(world),
    file: { parts: parts.map(base64), hashes },
    notes: await freezeNotes(world, [first, second]),
    recovery: { seed: hexOf(seed), rows: await splitSeed(seed, { k: 3, n: 5 }) },
  };
}

for (const suite of ["x25519", "pq"] as const) {
  const path = new URL(`${suite}.json`, import.meta.url);
  if (existsSync(path)) process.stdout.write(`${suite}.json stands already\n`);
  else writeFileSync(path, `${JSON.stringify(await freeze(suite), null, 2)}\n`);
}
