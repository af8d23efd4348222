import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  OFFER_USES,
  generateSigningKey,
  openMemberRecord,
  openOffer,
  sealMemberRecord,
  sealOffer,
  unitKeyName,
  type Offer,
  type OfferUse,
} from "@bijak/envelope";
import { anOffer } from "./apart-objects.ts";
import { forge } from "./forge.ts";
import { SECRETS, opening } from "./objects.ts";
import { aMember, aUnit, aWorld, refused, refusedAs, type World } from "./support.ts";

let world: World;

before(async () => {
  world = await aWorld();
});

const keys = () => ({ unitKey: world.djp.signing, memberKey: world.budi.signing });
const seal = (use: OfferUse, given: Partial<Offer> = {}, by = keys()) =>
  sealOffer({ ...anOffer(world, use), ...given }, [world.itjen.recipient], by);
const open = (
  bytes: Uint8Array,
  use: OfferUse,
  given: Partial<Parameters<typeof openOffer>[2]> = {},
) =>
  openOffer(bytes, [world.itjen.identity], {
    ...anOffer(world, use),
    unitVkeys: opening(world).unitVkeys,
    members: [world.budi.entry, world.sari.entry],
    ...given,
  });

describe("offers and packs", () => {
  test("open to what was written and who wrote it, for every use", async () => {
    for (const use of OFFER_USES) {
      const { fromUnit, memberId, json } = anOffer(world, use);
      assert.deepEqual(await open(await seal(use), use), { fromUnit, memberId, json });
    }
  });

  test("to the custodians open for each of them", async () => {
    const to = { to: "custodians" };
    const recipients = [world.sari.recipient, world.budi.recipient];
    const sealed = await sealOffer({ ...anOffer(world, "identity"), ...to }, recipients, keys());
    for (const { identity } of [world.sari, world.budi]) {
      const read = await openOffer(sealed, [identity], {
        ...anOffer(world, "identity"),
        ...to,
        unitVkeys: opening(world).unitVkeys,
        members: [world.budi.entry],
      });
      assert.equal(read.fromUnit, "DJP");
    }
  });

  test("a pack does not tell the case, everything else does", async () => {
    const { caseId } = world;
    await assert.rejects(seal("pack", { caseId }), refusedAs("note-malformed"));
    for (const use of OFFER_USES.filter((one) => one !== "pack"))
      await assert.rejects(seal(use, { caseId: "-" }), refusedAs("note-malformed"));
  });

  test("in the place of another use, case or addressee are refused", async () => {
    for (const use of OFFER_USES) {
      const bytes = await seal(use);
      for (const other of OFFER_USES.filter((one) => one !== use))
        await assert.rejects(open(bytes, other), refused, `${use} as ${other}`);
      await assert.rejects(open(bytes, use, { to: "DJP" }), refusedAs("object-misplaced"));
    }
    const bytes = await seal("transfer");
    const misplaced = open(bytes, "transfer", { caseId: "PpOoNnMmLlKkJjIi" });
    await assert.rejects(misplaced, refusedAs("object-misplaced"));
    await assert.rejects(open(bytes, "refusal"), refusedAs("object-misplaced"));
  });

  test("without the unit's own key or a listed member's are refused", async () => {
    const bytes = await seal("transfer");
    const onlyItjen = { unitVkeys: [world.itjen.signing.vkey] };
    await assert.rejects(open(bytes, "transfer", onlyItjen), refusedAs("note-not-authentic"));
    const onlySari = { members: [world.sari.entry] };
    await assert.rejects(open(bytes, "transfer", onlySari), refusedAs("note-not-authentic"));
    const original = {
      realm: world.realm,
      kind: "offer",
      bytes,
      key: world.itjen.identity,
    } as const;
    for (const [unitKey, memberKey] of [
      [(await aUnit("x25519", "DJP")).signing, world.budi.signing],
      [world.djp.signing, (await aMember("x25519", "budi")).signing],
      [world.itjen.signing, world.budi.signing],
      [world.djp.signing, world.sari.signing],
    ] as const) {
      const forged = await forge(original, [unitKey, memberKey], [world.itjen.recipient]);
      await assert.rejects(open(forged, "transfer"), refusedAs("note-not-authentic"));
    }
  });

  test("are not signed in another's name", async () => {
    const asItjen = { ...keys(), unitKey: world.itjen.signing };
    const asSari = { ...keys(), memberKey: world.sari.signing };
    for (const by of [asItjen, asSari])
      await assert.rejects(seal("transfer", {}, by), refusedAs("signing-key-wrong"));
  });

  test("to the custodians cannot be mistaken for a unit: none is called so", async () => {
    assert.throws(() => unitKeyName("custodians", 1), refusedAs("name-invalid"));
    const unitKey = await generateSigningKey("unit.custodians.1");
    const sealing = seal("transfer", { fromUnit: "custodians" }, { ...keys(), unitKey });
    await assert.rejects(sealing, refusedAs("note-malformed"));
  });

  test("with unknown words, more lines or oddly written JSON are neither sealed nor opened", async () => {
    await assert.rejects(seal("transfer", { to: "reporter" }), refusedAs("note-malformed"));
    const nobody = { ...keys(), unitKey: await generateSigningKey("unit.$.1") };
    const unknown = seal("transfer", { fromUnit: "$" }, nobody);
    await assert.rejects(unknown, refusedAs("note-malformed"));
    await assert.rejects(seal("transfer", { json: "{" }), refusedAs("json-invalid"));
    const bytes = await seal("transfer");
    const original = {
      realm: world.realm,
      kind: "offer",
      bytes,
      key: world.itjen.identity,
    } as const;
    for (const change of [
      (text: string) => `${text}lagi\n`,
      (text: string) => text.replace("\ntransfer\n", "\nhadiah\n"),
      (text: string) => text.replace("\ntransfer\n", "\npack\n"),
      (text: string) => text.replace('{"reason"', '{ "reason"'),
      (text: string) => text.replace("\nITJEN\n", "\ncustodian\u0020x\n"),
    ]) {
      const forged = await forge(
        original,
        [world.djp.signing, world.budi.signing],
        [world.itjen.recipient],
        change,
      );
      await assert.rejects(open(forged, "transfer"), refusedAs("note-malformed"), String(change));
    }
  });

  test("hold 64 KiB, a pack 1 MiB, and no more", async () => {
    const json = (characters: number): string => JSON.stringify("x".repeat(characters));
    await seal("transfer", { json: json(60_000) });
    await assert.rejects(seal("transfer", { json: json(66_000) }), refusedAs("too-large"));
    const large = json(900_000);
    assert.equal((await open(await seal("pack", { json: large }), "pack")).json, large);
    await assert.rejects(seal("pack", { json: json(1_047_900) }), refusedAs("too-large"));
  });
});

describe("what a member keeps", () => {
  const record = (given = {}) => ({
    realm: world.realm,
    memberId: "budi",
    json: JSON.stringify({ draft: SECRETS.draft }),
    ...given,
  });
  const sealFor = ({ recipient, signing } = world.budi, given = {}) =>
    sealMemberRecord(record(given), recipient, signing);
  const read = (bytes: Uint8Array, { identity, entry } = world.budi) =>
    openMemberRecord(bytes, identity, { realm: world.realm, member: entry });

  test("opens for that member alone", async () => {
    const bytes = await sealFor();
    assert.equal(await read(bytes), record().json);
    await assert.rejects(read(bytes, world.sari), refusedAs("not-openable"));
  });

  test("of another member, or by another key of the same name, is refused", async () => {
    const toSari = { ...world.budi, recipient: world.sari.recipient };
    await assert.rejects(read(await sealFor(toSari), world.sari), refusedAs("object-misplaced"));
    const stranger = await aMember("x25519", "budi");
    const forged = await sealFor({ ...stranger, recipient: world.budi.recipient });
    await assert.rejects(read(forged), refusedAs("note-not-authentic"));
  });

  test("is not sealed in another's name, nor as anything but JSON, nor beyond its bound", async () => {
    await assert.rejects(sealFor(world.sari), refusedAs("signing-key-wrong"));
    await assert.rejects(sealFor(world.budi, { json: "{" }), refusedAs("json-invalid"));
    const json = JSON.stringify("x".repeat(600_000));
    await assert.rejects(sealFor(world.budi, { json }), refusedAs("too-large"));
  });

  test("with more lines is refused", async () => {
    const original = {
      realm: world.realm,
      kind: "member-record",
      bytes: await sealFor(),
      key: world.budi.identity,
    } as const;
    const longer = await forge(
      original,
      [world.budi.signing],
      [world.budi.recipient],
      (text) => `${text}lagi\n`,
    );
    await assert.rejects(read(longer), refusedAs("note-malformed"));
  });
});
