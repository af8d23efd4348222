import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { before, describe, test } from "node:test";
import * as fc from "fast-check";
import {
  checkSequence,
  combineSeed,
  deriveReporterKeys,
  generateReceipt,
  generateSigningKey,
  identityFromSeed,
  openBytes,
  openCaseKeys,
  openKeyring,
  openMessage,
  recipientOf,
  sealBytes,
  sealCaseKeys,
  sealKeyring,
  sealMessage,
  sha256Base64,
  splitSeed,
  writeMembers,
  type Identity,
  type SequencedMessage,
  type Suite,
} from "@bijak/envelope";
import { checkAgeShape } from "@bijak/envelope/audit";
import { pbkdf2 } from "../src/kdf.ts";
import { padme } from "../src/padding.ts";
import { forge } from "./forge.ts";
import {
  EVERY_NOTE,
  SECRETS,
  aBody,
  aDraft,
  caseKeysOf,
  openFile,
  opening,
  sealFile,
  type SealedObject,
} from "./objects.ts";
import {
  FEW_ROUNDS,
  REALM,
  RECEIPT,
  aCaseKey,
  aUnit,
  aWorld,
  flipped,
  hexOf,
  refused,
  refusedAs,
  utf8,
  type World,
} from "./support.ts";

/* The invariants of the protocol that can be proved without a server. Their numbers are those of the protocol. */

let world: World;
let sealed: ReadonlyMap<SealedObject, Uint8Array>;

before(async () => {
  world = await aWorld();
  sealed = new Map(
    await Promise.all(
      EVERY_NOTE.map(async (object) => [object, await object.seal(world)] as const),
    ),
  );
});

const openAll = async (identities: readonly Identity[]): Promise<readonly string[]> => {
  const opened: string[] = [];
  for (const [object, bytes] of sealed) {
    const isOpen = await openBytes(identities, bytes).then(
      () => true,
      () => false,
    );
    if (isOpen) opened.push(object.kind);
  }
  return opened;
};

describe("invariant 1: nothing that leaves a device shows what it holds", () => {
  const canariesOf = async (of: World): Promise<readonly Uint8Array[]> => {
    const root = await pbkdf2(
      utf8(RECEIPT),
      utf8(`bijak/v1/receipt\n${of.realm.instance}\n`),
      FEW_ROUNDS,
    );
    const secrets = [...Object.values(SECRETS), RECEIPT, "AGE-SECRET-KEY", "Budi Contoh"].map(utf8);
    const seeds = [of.reporter, of.djp, of.budi, of.sari].map((holder) => holder.signing.seed);
    return [root, ...secrets, ...seeds];
  };
  /** Each canary as it stands, in hexadecimal and in the three ways base64 can cut it. */
  const disguisesOf = (canary: Uint8Array): readonly Buffer[] => [
    Buffer.from(canary),
    Buffer.from(hexOf(canary)),
    ...[0, 1, 2].map((skip) => {
      const whole = canary.subarray(skip, skip + Math.floor((canary.length - skip) / 3) * 3);
      return Buffer.from(Buffer.from(whole).toString("base64"));
    }),
  ];

  for (const suite of ["x25519", "pq"] as const) {
    test(`in no sealed object, file part, public note or mailbox key (${suite})`, async () => {
      const here = suite === "pq" ? await aWorld({ ...REALM, suite }) : world;
      const objects = await Promise.all(EVERY_NOTE.map((object) => object.seal(here)));
      const { parts } = await sealFile(here, [here.c0.recipient]);
      const members = { realm: here.realm, serial: 1, issuedOn: 1, members: [here.budi.entry] };
      const published = utf8(await writeMembers(members, [here.sari.signing]));
      const outgoing = [...objects, ...parts, published, here.reporter.lookup, here.reporter.auth];
      for (const canary of await canariesOf(here)) {
        for (const disguise of disguisesOf(canary)) {
          for (const bytes of outgoing) assert.equal(Buffer.from(bytes).indexOf(disguise), -1);
        }
      }
    });
  }

  test("the search itself finds a secret in each of its disguises", async () => {
    for (const canary of await canariesOf(world)) {
      const base64 = Buffer.from(`??${Buffer.from(canary).toString("latin1")}`, "latin1").toString(
        "base64",
      );
      const plain = Buffer.concat([canary, Buffer.from(hexOf(canary)), Buffer.from(base64)]);
      const found = disguisesOf(canary).filter((disguise) => plain.includes(disguise));
      assert.ok(found.length >= 3);
    }
  });
});

describe("invariant 2: the receipt's key opens neither reporter messages nor notes", () => {
  test("it opens replies and the card, and nothing else", async () => {
    assert.deepEqual(await openAll([world.reporter.identity]), ["reply", "card"]);
  });

  test("it does not open the reporter's own files", async () => {
    const file = await sealFile(world, [world.c0.recipient]);
    await assert.rejects(openFile(world.reporter.identity, file), refusedAs("not-openable"));
    const blob = await openFile(world.c0.identity, file);
    assert.equal(await blob.text(), SECRETS.fileContent);
  });

  test("the card gives the public half of the case key only", async () => {
    const [card] = EVERY_NOTE.filter(({ kind }) => kind === "card");
    assert.ok(card !== undefined);
    const archive = await openBytes(
      [world.reporter.identity],
      sealed.get(card) ?? new Uint8Array(),
    );
    const text = Buffer.from(archive).toString();
    assert.ok(text.includes(world.c0.recipient));
    assert.ok(!text.includes("AGE-SECRET-KEY"));
  });
});

describe("invariant 3: a removed member's former keys open nothing made after the re-key", () => {
  test("neither keyring, nor wrap, nor message", async () => {
    const next = await aUnit("x25519", "DJP", 2);
    const c2 = await aCaseKey("x25519");
    const entries = [world.djp, next].map(({ epoch, identity, signing }) => ({
      epoch,
      identity,
      signingSeed: signing.seed,
    }));
    const keyring = await sealKeyring(
      { realm: REALM, unit: "DJP", entries },
      [world.sari.recipient],
      world.sari.signing,
    );
    const keys = [world.c0.identity, world.c1.identity, c2.identity];
    const wrap = await sealCaseKeys(
      REALM,
      { ...caseKeysOf(world), keys },
      [next.recipient],
      next.signing,
    );
    const message = await sealBytes("x25519", [c2.recipient], utf8("baru"));
    const former = [world.budi.identity, world.djp.identity, world.c0.identity, world.c1.identity];
    for (const bytes of [keyring, wrap, message]) {
      await assert.rejects(openBytes(former, bytes), refusedAs("not-openable"));
    }
  });
});

describe("invariant 4: a unit without a wrap opens nothing; after forwarding it opens all", () => {
  const wrapFor = async (
    id: string,
    holder: World["djp"],
    by: World["djp"],
  ): Promise<Uint8Array> => {
    const keys = [world.c0.identity, world.c1.identity];
    const caseKeys = { ...caseKeysOf(world), holder: { kind: "unit", id } as const, keys };
    return sealCaseKeys(REALM, caseKeys, [holder.recipient], by.signing);
  };

  test("without a wrap", async () => {
    assert.deepEqual(await openAll([world.itjen.identity]), ["offer", "pack"]);
    const forDjp = await wrapFor("DJP", world.djp, world.djp);
    await assert.rejects(openBytes([world.itjen.identity], forDjp), refusedAs("not-openable"));
  });

  test("after forwarding, message 0 and the files included", async () => {
    const wrap = await wrapFor("ITJEN", world.itjen, world.djp);
    const { keys } = await openCaseKeys(wrap, [world.itjen.identity], {
      realm: REALM,
      caseId: world.caseId,
      holder: { kind: "unit", id: "ITJEN" },
      unitVkeys: [world.djp.signing.vkey],
    });
    assert.deepEqual(await openAll(keys), ["report", "reply", "internal note", "record"]);
    const [report] = EVERY_NOTE;
    assert.ok(report !== undefined);
    const message = await openMessage(sealed.get(report) ?? new Uint8Array(), keys, opening(world));
    assert.equal(message.body.text, SECRETS.text);
    const file = await sealFile(world, [world.c0.recipient]);
    const [first] = keys;
    assert.ok(first !== undefined);
    assert.equal(await (await openFile(first, file)).text(), SECRETS.fileContent);
  });
});

describe("invariant 5: what was moved elsewhere is rejected, and so is a changed order", () => {
  for (const object of EVERY_NOTE) {
    test(`${object.kind} of another institution`, async () => {
      const bytes = sealed.get(object) ?? new Uint8Array();
      await object.open(bytes, world, [object.key(world)]);
      const elsewhere = { ...world, realm: { ...REALM, instance: "lapor.kota-lain.go.id" } };
      await assert.rejects(
        object.open(bytes, elsewhere, [object.key(world)]),
        refusedAs("note-wrong-instance"),
      );
    });
  }

  const OF_A_CASE = [
    "report",
    "reply",
    "internal note",
    "wrap",
    "recovery wrap",
    "record",
    "identity file",
    "identity share",
    "identity release",
    "offer",
  ];
  for (const object of EVERY_NOTE.filter(({ kind }) => OF_A_CASE.includes(kind))) {
    test(`${object.kind} of another case`, async () => {
      const bytes = sealed.get(object) ?? new Uint8Array();
      const elsewhere = { ...world, caseId: "PpOoNnMmLlKkJjIi" };
      await assert.rejects(
        object.open(bytes, elsewhere, [object.key(world)]),
        refusedAs("object-misplaced"),
      );
    });
  }

  test("vault of another member, keyring of another unit or epoch", async () => {
    const vault = EVERY_NOTE.find(({ kind }) => kind === "vault") ?? assert.fail();
    const asSari = { ...world, budi: world.sari };
    const bytes = sealed.get(vault) ?? new Uint8Array();
    await assert.rejects(
      vault.open(bytes, asSari, [vault.key(world)]),
      refusedAs("object-misplaced"),
    );
    const keyring = EVERY_NOTE.find(({ kind }) => kind === "keyring") ?? assert.fail();
    const expected = {
      realm: REALM,
      unit: "ITJEN",
      epoch: 1,
      memberVkeys: [world.budi.signing.vkey],
    };
    const ring = sealed.get(keyring) ?? new Uint8Array();
    for (const other of [expected, { ...expected, unit: "DJP", epoch: 2 }]) {
      await assert.rejects(
        openKeyring(ring, [world.sari.identity], other),
        refusedAs("object-misplaced"),
      );
    }
  });

  test("every object put in the place of every other kind", async () => {
    for (const [object, bytes] of sealed) {
      for (const place of EVERY_NOTE.filter(({ entry }) => entry !== object.entry)) {
        await assert.rejects(
          place.open(bytes, world, [object.key(world)]),
          refused,
          `${object.kind} in the place of a ${place.kind}`,
        );
      }
    }
  });

  test("reordered, dropped, replayed and exchanged messages of one author, for any such change", async () => {
    const messages: SequencedMessage[] = [];
    for (let seq = 0; seq < 6; seq += 1) {
      const previous = messages.at(-1)?.hash ?? null;
      const body = aBody({ kind: seq === 0 ? "report" : "message" });
      const bytes = await sealMessage({
        realm: REALM,
        message: aDraft(world, { seq, previous, body }),
        recipients: [world.c0.recipient],
        signingKey: world.reporter.signing,
      });
      const message = await openMessage(bytes, [world.c0.identity], opening(world));
      messages.push({ message, hash: await sha256Base64(bytes) });
    }
    const isNoticed = (seen: readonly SequencedMessage[]): boolean => {
      try {
        const { missing, reordered } = checkSequence(seen);
        return missing || reordered;
      } catch {
        return true;
      }
    };
    assert.equal(isNoticed(messages), false);
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), (order) => {
        const seen = order.flatMap((at) => messages[at] ?? []);
        const isBeginning = order.every((at, place) => at === place);
        assert.equal(isNoticed(seen), !isBeginning);
      }),
    );
  });
});

describe("invariant 6: what a server makes without the right key is rejected", () => {
  for (const object of EVERY_NOTE) {
    test(`${object.kind} with the right content, signed by a stranger under the right names`, async () => {
      const stranger = await aWorld();
      const named = [stranger.djp, stranger.budi].map(({ signing }) => signing);
      named.push(await generateSigningKey("reporter"));
      const key = object.key(world);
      const bytes = sealed.get(object) ?? new Uint8Array();
      const original = { realm: REALM, kind: object.entry, bytes, key };
      const forged = await forge(original, named, [await recipientOf(key)]);
      await assert.rejects(object.open(forged, world, [key]), refusedAs("note-not-authentic"));
    });
  }

  test("keyring of an older epoch than the directory names", async () => {
    const keyring = EVERY_NOTE.find(({ kind }) => kind === "keyring") ?? assert.fail();
    const expected = {
      realm: REALM,
      unit: "DJP",
      epoch: 2,
      memberVkeys: [world.budi.signing.vkey],
    };
    const bytes = sealed.get(keyring) ?? new Uint8Array();
    await assert.rejects(
      openKeyring(bytes, [world.sari.identity], expected),
      refusedAs("object-misplaced"),
    );
  });
});

describe("invariant 7: mixed suites and foreign keys are refused", () => {
  test("when sealing any kind of object, for every mixture", async () => {
    const hybrid = await aWorld({ ...REALM, suite: "pq" });
    for (const object of EVERY_NOTE) {
      const mixed = {
        ...world,
        c0: hybrid.c0,
        c1: hybrid.c1,
        djp: hybrid.djp,
        itjen: hybrid.itjen,
        budi: hybrid.budi,
        sari: hybrid.sari,
        recovery: hybrid.recovery,
        identityKey: hybrid.identityKey,
        reporter: hybrid.reporter,
      };
      await assert.rejects(object.seal(mixed), refused, object.kind);
    }
  });

  test("when opening with keys of another suite", async () => {
    const hybrid = await aCaseKey("pq");
    for (const [object, bytes] of sealed) {
      await assert.rejects(openBytes([hybrid.identity], bytes), refusedAs("suite-mixed"));
      await assert.rejects(
        openBytes([object.key(world), hybrid.identity], bytes),
        refusedAs("suite-mixed"),
      );
    }
  });
});

describe("invariant 8: damaged ciphertext is rejected, and nothing of it is given out", () => {
  test("a card and a wrap with any one byte flipped, or cut at any place", async () => {
    for (const object of EVERY_NOTE.filter(({ kind }) => kind === "card" || kind === "wrap")) {
      const bytes = sealed.get(object) ?? new Uint8Array();
      const key = [object.key(world)];
      for (let at = 0; at < bytes.length; at += 1) {
        await assert.rejects(
          object.open(flipped(bytes, at), world, key),
          refused,
          `${object.kind}, byte ${at}`,
        );
        if (at % 5 === 0)
          await assert.rejects(object.open(bytes.slice(0, at), world, key), refused);
      }
    }
  });

  test("every kind with random bytes flipped, cut or added", async () => {
    const change = fc.oneof(
      fc.nat().map((at) => (bytes: Uint8Array) => flipped(bytes, at % bytes.length)),
      fc.nat().map((at) => (bytes: Uint8Array) => bytes.slice(0, at % bytes.length)),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => (bytes: Uint8Array) => {
        return new Uint8Array([...bytes, ...more]);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...EVERY_NOTE), change, async (object, changed) => {
        const bytes = sealed.get(object) ?? new Uint8Array();
        await assert.rejects(object.open(changed(bytes), world, [object.key(world)]), refused);
      }),
      { numRuns: 400 },
    );
  });
});

describe("invariant 10: k of n rows open everything of a unit, fewer nothing", () => {
  test("three of five open the keyring and through it every epoch, case and message", async () => {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    const recovery = identityFromSeed("x25519", seed);
    const next = await aUnit("x25519", "DJP", 2);
    const entries = [world.djp, next].map(({ epoch, identity, signing }) => ({
      epoch,
      identity,
      signingSeed: signing.seed,
    }));
    const recipients = [world.budi.recipient, await recipientOf(recovery)];
    const keyring = await sealKeyring(
      { realm: REALM, unit: "DJP", entries },
      recipients,
      world.budi.signing,
    );
    const rows = await splitSeed(seed, { k: 3, n: 5 });
    const restored = identityFromSeed(
      "x25519",
      await combineSeed([rows[4] ?? "", rows[0] ?? "", rows[2] ?? ""]),
    );
    const expected = {
      realm: REALM,
      unit: "DJP",
      epoch: 2,
      memberVkeys: [world.budi.signing.vkey],
    };
    const opened = await openKeyring(keyring, [restored], expected);
    const identities = opened.entries.map((entry) => entry.identity);
    assert.deepEqual(await openAll(identities), ["wrap", "inbox page"]);
    await assert.rejects(combineSeed(rows.slice(0, 2)), refusedAs("shares-missing"));
  });
});

describe("invariant 11: sizes tell the bucket only", () => {
  test("every kind, with any content, has one of the sizes that the server accepts", async () => {
    const bodies = fc.string({ unit: "binary", maxLength: 30_000 });
    await fc.assert(
      fc.asyncProperty(bodies, async (text) => {
        const bytes = await sealMessage({
          realm: REALM,
          message: aDraft(world, { body: aBody({ kind: "report", text }) }),
          recipients: [world.c0.recipient],
          signingKey: world.reporter.signing,
        });
        checkAgeShape(bytes, { suite: "x25519", recipientCounts: [1], kind: "report" });
        const plaintext = (await openBytes([world.c0.identity], bytes)).length;
        assert.ok([16_384, 65_536, 262_144].includes(plaintext) || plaintext === padme(plaintext));
      }),
      { numRuns: 40 },
    );
  });

  test("a wrap and a card are as long for one reporter as for another", async () => {
    const sizes = async (of: World): Promise<string> =>
      (await Promise.all(EVERY_NOTE.map((object) => object.seal(of))))
        .map((bytes) => bytes.length)
        .join();
    const other = await aWorld();
    const reporter = await deriveReporterKeys(REALM, generateReceipt(), FEW_ROUNDS);
    assert.equal(
      await sizes({ ...other, reporter, caseId: "PpOoNnMmLlKkJjIi" }),
      await sizes(world),
    );
  });
});

describe("invariant 13: everything works without WebAssembly, code from strings and modern WebCrypto", () => {
  for (const suite of ["x25519", "pq"] satisfies readonly Suite[]) {
    test(`in suite ${suite}`, () => {
      const script = new URL("bare-browser.ts", import.meta.url).pathname;
      const parameters = ["--disallow-code-generation-from-strings", script, suite];
      const run = spawnSync(process.execPath, parameters, { encoding: "utf8" });
      assert.equal(run.stderr, "");
      assert.equal(run.stdout, "all opened\n");
      assert.equal(run.status, 0);
    });
  }
});
