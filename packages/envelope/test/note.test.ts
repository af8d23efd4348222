import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import {
  addSignature,
  generateSigningKey,
  noteHash,
  openNote,
  parseNoteText,
  sha256Base64,
  signNote,
  signingKeyFromSeed,
  vkeyName,
} from "@bijak/envelope";
import { isSignedBy, publicKeyOf, sign } from "../src/ed25519.ts";
import { fromHex, hexOf, refusedAs, utf8 } from "./support.ts";
import { withOldBrowser } from "./old-browser.ts";

/* The example of https://c2sp.org/signed-note */
const SPEC = {
  vkey: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  note: "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
};

/* Made by golang.org/x/mod/sumdb/note, from its documentation; the seed stands in its private key text. */
const GO = {
  vkey: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  seed: Buffer.from("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "base64").subarray(1),
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};

const TWINS = [
  "kembar+d0162be2+AZCrstxXo6fig4TKPUwmGSdNFlvzLTjh7S+9cXFfbO6P",
  "kembar+d0162be2+AcDJphzS1ZdVxE0hY/7TN/NfxObva/S5my7nrZR1cb3U",
];

describe("Ed25519, RFC 8032 section 7.1", () => {
  const VECTORS = [
    {
      seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature:
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    },
    {
      seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature:
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    },
    {
      seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature:
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    },
  ];

  const proveVectors = async (): Promise<void> => {
    for (const vector of VECTORS) {
      const [seed, message] = [fromHex(vector.seed), fromHex(vector.message)];
      const publicKey = await publicKeyOf(seed);
      assert.equal(hexOf(publicKey), vector.publicKey);
      const signature = await sign(seed, message);
      assert.equal(hexOf(signature), vector.signature);
      assert.equal(await isSignedBy(publicKey, message, signature), true);
      assert.equal(await isSignedBy(publicKey, utf8("lain"), signature), false);
      assert.equal(await isSignedBy(publicKey, message, signature.slice(1)), false);
      assert.equal(await isSignedBy(publicKey.slice(1), message, signature), false);
      assert.equal(await isSignedBy(new Uint8Array(32).fill(255), message, signature), false);
    }
  };

  test("native", proveVectors);
  test("in a browser whose WebCrypto has no Ed25519", () => withOldBrowser(proveVectors));
});

describe("signed notes", () => {
  test("the example of the specification opens", async () => {
    const opened = await openNote(SPEC.note, { vkeys: [SPEC.vkey], threshold: 1 });
    assert.deepEqual(opened, { text: "This is an example message.\n", signers: [SPEC.vkey] });
    assert.equal(vkeyName(SPEC.vkey), "example.com/foo");
  });

  test("a note made by Go opens, and ours is the same byte by byte", async () => {
    const note = `${GO.text}\n${GO.signature}`;
    assert.equal((await openNote(note, { vkeys: [GO.vkey], threshold: 1 })).text, GO.text);
    const key = await signingKeyFromSeed("PeterNeumann", new Uint8Array(GO.seed));
    assert.equal(key.vkey, GO.vkey);
    assert.equal(await signNote(GO.text, [key]), note);
  });

  test("opening undoes signing, for any lines", async () => {
    const key = await generateSigningKey("penguji");
    const line = fc
      .string({ unit: "grapheme", maxLength: 40 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, " "));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const text = `x${lines.join("\n")}\n`;
        const opened = await openNote(await signNote(text, [key]), {
          vkeys: [key.vkey],
          threshold: 1,
        });
        assert.equal(opened.text, text);
      }),
      { numRuns: 50 },
    );
  });

  test("every changed character of text or signature is refused", async () => {
    const key = await generateSigningKey("penguji");
    const note = await signNote("bijak/v1/act\nsatu\n", [key]);
    for (let at = 0; at < note.length; at += 1) {
      const changed = note.slice(0, at) + (note[at] === "b" ? "c" : "b") + note.slice(at + 1);
      await assert.rejects(
        openNote(changed, { vkeys: [key.vkey], threshold: 1 }),
        `character ${at}`,
      );
    }
  });

  test("the threshold counts different expected keys only", async () => {
    const [first, second, stranger] = await Promise.all(
      ["satu", "dua", "tiga"].map(generateSigningKey),
    );
    assert.ok(first !== undefined && second !== undefined && stranger !== undefined);
    const vkeys = [first.vkey, second.vkey];
    const byOne = await signNote("isi\n", [first]);
    const twice = await signNote("isi\n", [first, first]);
    const withStranger = await signNote("isi\n", [first, stranger]);
    for (const note of [byOne, twice, withStranger]) {
      assert.deepEqual((await openNote(note, { vkeys, threshold: 1 })).signers, [first.vkey]);
      await assert.rejects(
        openNote(note, { vkeys, threshold: 2 }),
        refusedAs("note-not-authentic"),
      );
    }
    const byBoth = await addSignature(byOne, second);
    assert.deepEqual((await openNote(byBoth, { vkeys, threshold: 2 })).signers, vkeys);
    await assert.rejects(
      openNote(byBoth, { vkeys, threshold: 0 }),
      refusedAs("note-not-authentic"),
    );
    await assert.rejects(
      openNote(byBoth, { vkeys: [], threshold: 1 }),
      refusedAs("note-not-authentic"),
    );
    await assert.rejects(addSignature(byBoth, first), refusedAs("note-signed-already"));
  });

  test("one broken signature of an expected key spoils the note, whoever else signed", async () => {
    const [first, second] = await Promise.all(["satu", "dua"].map(generateSigningKey));
    assert.ok(first !== undefined && second !== undefined);
    const other = await signNote("lain\n", [second]);
    const broken = (await signNote("isi\n", [first])) + (other.split("\n\n")[1] ?? "");
    const vkeys = [first.vkey, second.vkey];
    await assert.rejects(
      openNote(broken, { vkeys, threshold: 1 }),
      refusedAs("note-not-authentic"),
    );
    assert.equal((await openNote(broken, { vkeys: [first.vkey], threshold: 1 })).text, "isi\n");
  });

  test("malformed notes and texts are refused", async () => {
    const key = await generateSigningKey("penguji");
    const note = await signNote("isi\n", [key]);
    const malformed = [
      "",
      "isi\n",
      "isi\n\n",
      note.slice(0, -1),
      note.replace("— ", "- "),
      note.replace("\n\n", "\n"),
      `${note}\n`,
      note.replace("isi", "i\tsi"),
      note.replace("isi", "i\u0000si"),
      "isi\n\n— penguji AAAA\n",
      "isi\n\n— penguji AAAAAAA\n",
      "isi\n\n— dua kata AAAAAAA=\n",
    ];
    for (const text of malformed)
      assert.throws(() => parseNoteText(text), refusedAs("note-malformed"));
    for (const text of ["", "tanpa akhir", "tab\t\n", "nol\u0000\n", "pulang\r\n", "\ud800\n"]) {
      await assert.rejects(signNote(text, [key]), refusedAs("note-malformed"));
    }
    await assert.rejects(signNote("isi\n", []), refusedAs("note-malformed"));
    assert.throws(
      () => parseNoteText(`${"x".repeat(1_048_577)}\n\n— a AAAAAAA=\n`),
      refusedAs("note-malformed"),
    );
  });

  test("a vkey with a wrong key id, type or name is refused", async () => {
    const [name = "", id = "", key = ""] = GO.vkey.split("+");
    const ecdsa = new Uint8Array(Buffer.from(key, "base64"));
    ecdsa[0] = 2;
    const ecdsaId = createHash("sha256")
      .update(`${name}\n`)
      .update(ecdsa)
      .digest("hex")
      .slice(0, 8);
    const malformed = [
      `${name}+00000000+${key}`,
      `lain+${id}+${key}`,
      `${name}+${ecdsaId}+${Buffer.from(ecdsa).toString("base64")}`,
      GO.vkey.slice(0, -1),
      "",
    ];
    for (const text of malformed) {
      await assert.rejects(
        openNote(SPEC.note, { vkeys: [text], threshold: 1 }),
        refusedAs("name-invalid"),
        text,
      );
    }
    for (const text of ["", name, `${name}+${id}`]) {
      assert.throws(() => vkeyName(text), refusedAs("name-invalid"));
    }
    for (const bad of ["", "dua kata", "a+b", "é", "x".repeat(129)]) {
      await assert.rejects(generateSigningKey(bad), refusedAs("name-invalid"));
    }
    await assert.rejects(signingKeyFromSeed("a", new Uint8Array(31)), refusedAs("name-invalid"));
  });

  /* Two keys found by search: 32 bits of SHA-256 agree. */
  test("two expected keys that share name and key id could stand for one another and are refused", async () => {
    const [first = "", second = ""] = TWINS;
    const note = SPEC.note;
    await assert.rejects(
      openNote(note, { vkeys: [first], threshold: 1 }),
      refusedAs("note-not-authentic"),
    );
    await assert.rejects(
      openNote(note, { vkeys: [first, second, SPEC.vkey], threshold: 1 }),
      refusedAs("note-not-authentic"),
    );
    assert.equal(
      (await openNote(note, { vkeys: [first, SPEC.vkey], threshold: 1 })).signers.length,
      1,
    );
  });

  test("a note holds at most 64 signatures and 1 MiB", async () => {
    const key = await generateSigningKey("penguji");
    const line = GO.signature;
    const full = `isi\n\n${line.repeat(64)}`;
    assert.equal(parseNoteText(full), "isi\n");
    assert.throws(() => parseNoteText(full + line), refusedAs("note-malformed"));
    await assert.rejects(addSignature(full, key), refusedAs("note-malformed"));
    const longLine = `— a ${"AAAA".repeat(300_000)}\n`;
    assert.throws(() => parseNoteText(`isi\n\n${longLine}`), refusedAs("note-malformed"));
  });

  test("a note is named by the SHA-256 of all of it", async () => {
    assert.equal(await noteHash(SPEC.note), await sha256Base64(utf8(SPEC.note)));
  });
});
