import assert from "node:assert/strict";
import { createHash, pbkdf2Sync } from "node:crypto";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import {
  deriveReporterKeys,
  generateReceipt,
  groupReceipt,
  parseReceipt,
  type Receipt,
} from "@bijak/envelope";
import { hkdf, pbkdf2 } from "../src/kdf.ts";
import { FEW_ROUNDS, RECEIPT, fromHex, hexOf, refusedAs, utf8 } from "./support.ts";

const TEST_REALM = { instance: "test-instance", suite: "x25519" } as const;

describe("key derivation", () => {
  /* RFC 7914 section 11 (first 32 bytes), and the SHA-256 counterparts of RFC 6070. */
  const PBKDF2_VECTORS = [
    ["passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"],
    [
      "Password",
      "NaCl",
      80_000,
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56",
    ],
    ["password", "salt", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"],
    ["password", "salt", 2, "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43"],
    ["password", "salt", 4_096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"],
  ] as const;

  for (const [password, salt, iterations, expected] of PBKDF2_VECTORS) {
    test(`PBKDF2-HMAC-SHA256 of ${password}, ${salt}, ${iterations}`, async () => {
      assert.equal(hexOf(await pbkdf2(utf8(password), utf8(salt), iterations)), expected);
    });
  }

  /* RFC 5869 appendix A.1 to A.3 */
  const HKDF_VECTORS = [
    {
      secret: "0b".repeat(22),
      salt: "000102030405060708090a0b0c",
      info: "f0f1f2f3f4f5f6f7f8f9",
      expected:
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    },
    {
      secret: hexOf(Uint8Array.from({ length: 80 }, (_, at) => at)),
      salt: hexOf(Uint8Array.from({ length: 80 }, (_, at) => 0x60 + at)),
      info: hexOf(Uint8Array.from({ length: 80 }, (_, at) => 0xb0 + at)),
      expected:
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
    },
    {
      secret: "0b".repeat(22),
      salt: "",
      info: "",
      expected:
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    },
  ];

  for (const [number, { secret, salt, info, expected }] of HKDF_VECTORS.entries()) {
    test(`HKDF-SHA256, RFC 5869 case ${number + 1}`, async () => {
      const bytes = expected.length / 2;
      const key = await hkdf(fromHex(secret), { salt: fromHex(salt), info: fromHex(info), bytes });
      assert.equal(hexOf(key), expected);
    });
  }
});

describe("a receipt", () => {
  test("is 28 digits whose check digits fit, seven groups of four", () => {
    for (let count = 0; count < 300; count += 1) {
      const receipt = generateReceipt();
      assert.match(receipt, /^[0-9]{28}$/);
      assert.equal(BigInt(receipt) % 97n, 1n);
      assert.equal(parseReceipt(receipt), receipt);
      assert.equal(groupReceipt(receipt).join(""), receipt);
      assert.deepEqual(
        groupReceipt(receipt).map((group) => group.length),
        [4, 4, 4, 4, 4, 4, 4],
      );
    }
  });

  test("of zeros ends in 98", () => {
    assert.equal(parseReceipt(`${"0".repeat(26)}98`), `${"0".repeat(26)}98`);
  });

  test("uses every digit about equally often", () => {
    const digits = Array.from({ length: 2_000 }, generateReceipt).flatMap((receipt) =>
      Array.from(receipt.slice(0, 26)),
    );
    for (const digit of "0123456789") {
      const share = digits.filter((found) => found === digit).length / digits.length;
      assert.ok(share > 0.09 && share < 0.11, `digit ${digit}: ${share}`);
    }
  });

  test("with any single wrong digit is refused", () => {
    for (const receipt of Array.from({ length: 30 }, generateReceipt)) {
      for (const wrong of withOneDigitChanged(receipt)) {
        assert.throws(() => parseReceipt(wrong), refusedAs("receipt-checksum"), wrong);
      }
    }
  });

  test("with any two neighbouring digits swapped is refused", () => {
    for (const receipt of Array.from({ length: 300 }, generateReceipt)) {
      for (const wrong of withNeighboursSwapped(receipt)) {
        assert.throws(() => parseReceipt(wrong), refusedAs("receipt-checksum"), wrong);
      }
    }
  });

  test("has one pair of check digits only, though 97 fits into 99 twice", () => {
    for (let count = 0; count < 2_000; count += 1) {
      const random = generateReceipt().slice(0, 26);
      const fitting = Array.from(
        { length: 100 },
        (_, pair) => random + String(pair).padStart(2, "0"),
      ).filter(isAccepted);
      assert.equal(fitting.length, 1);
    }
  });

  test("is understood as people type and copy it", () => {
    const typed = [
      "0123 4567 8901 2345 6789 0123 4583",
      "0123-4567-8901-2345-6789-0123-4583",
      "0123.4567.8901.2345.6789.0123.4583",
      "  0123–4567—8901\u00a02345\u20096789\n0123\t4583  ",
      "\u200e0123\u200b456789012345678901234583\u202c",
      "０１２３４５６７８９０１２３４５６７８９０１２３４５８３",
      "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٨٣",
      "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۸۳",
    ];
    for (const text of typed) assert.equal(parseReceipt(text), RECEIPT);
  });

  test("too short, too long or with letters is refused by its length", () => {
    const wrong = [
      "",
      "0",
      RECEIPT.slice(1),
      `${RECEIPT}0`,
      `O${RECEIPT.slice(1)}`,
      "kode saya",
      `${RECEIPT}\u0000`,
    ];
    for (const text of wrong) assert.throws(() => parseReceipt(text), refusedAs("receipt-length"));
  });

  test("any text either is one or is refused by one of two codes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        assert.throws(
          () => parseReceipt(text),
          (error: { code?: unknown }) =>
            error.code === "receipt-length" || error.code === "receipt-checksum",
        );
      }),
    );
  });
});

describe("the keys of a receipt", () => {
  test("are those of the protocol's test vector, x25519, 600,000 rounds", async () => {
    const keys = await deriveReporterKeys(TEST_REALM, RECEIPT);
    assert.equal(Buffer.from(keys.lookup).toString("base64"), "dVjrK6STf0ts20vJMsWoKQ==");
    assert.equal(
      hexOf(keys.auth),
      "e852c8a69ab00121c3598f95b06545f69d04b3dafee5f8951fede8f65949b895",
    );
    assert.equal(keys.recipient, "age185r2nqsctjh0hg9vr6yhh8auf0hjmau6c25e4qegdyt027wuaadsfv2l2h");
    assert.equal(
      hexOf(keys.signing.seed),
      "9db77833b1d4fdbc274a3ed370a7e6c9efea8073ce6cbd3d5e400e90f59562e1",
    );
    assert.equal(
      keys.signing.vkey,
      "reporter+a02d6b68+AWTFDaMyyLminp5j9SnwOv9r3AAa0jv0rHi24cDT2Cun",
    );
  });

  test("are those of the protocol's test vector, pq, 600,000 rounds", async () => {
    const keys = await deriveReporterKeys({ ...TEST_REALM, suite: "pq" }, RECEIPT);
    const digest = createHash("sha256").update(keys.recipient).digest("hex");
    assert.equal(digest, "dfa0395f254b6ce1d036e7bf89feb8343270d1527d1ddbda1afdeaac8e63faea");
    assert.equal(Buffer.from(keys.lookup).toString("base64"), "dVjrK6STf0ts20vJMsWoKQ==");
  });

  test("begin with PBKDF2 over the digits, salted with the institution", async () => {
    const salt = "bijak/v1/receipt\ntest-instance\n";
    const root = pbkdf2Sync(RECEIPT, salt, FEW_ROUNDS, 32, "sha256");
    const label = { salt: new Uint8Array(32), info: utf8("bijak/v1/auth"), bytes: 32 };
    const keys = await deriveReporterKeys(TEST_REALM, RECEIPT, FEW_ROUNDS);
    assert.deepEqual(keys.auth, await hkdf(new Uint8Array(root), label));
  });

  test("differ completely for another receipt or institution", async () => {
    const all = await Promise.all([
      deriveReporterKeys(TEST_REALM, RECEIPT, FEW_ROUNDS),
      deriveReporterKeys({ ...TEST_REALM, instance: "other-instance" }, RECEIPT, FEW_ROUNDS),
      deriveReporterKeys(TEST_REALM, generateReceipt(), FEW_ROUNDS),
    ]);
    const values = all.flatMap((keys) => [
      hexOf(keys.lookup),
      hexOf(keys.auth),
      keys.identity,
      keys.signing.vkey,
    ]);
    assert.equal(new Set(values).size, values.length);
  });

  test("are refused for an institution id that no institution can have", async () => {
    for (const instance of ["", "ab", "Huruf-Besar", "dua kata", "baris\nbaru", "x".repeat(65)]) {
      const realm = { ...TEST_REALM, instance };
      await assert.rejects(
        deriveReporterKeys(realm, RECEIPT, FEW_ROUNDS),
        refusedAs("name-invalid"),
      );
    }
  });
});

function isAccepted(text: string): boolean {
  try {
    return parseReceipt(text) === text;
  } catch {
    return false;
  }
}

function* withOneDigitChanged(receipt: Receipt): Generator<string> {
  for (let at = 0; at < receipt.length; at += 1) {
    for (const digit of "0123456789") {
      if (digit !== receipt[at]) yield receipt.slice(0, at) + digit + receipt.slice(at + 1);
    }
  }
}

function* withNeighboursSwapped(receipt: Receipt): Generator<string> {
  for (let at = 0; at < receipt.length - 1; at += 1) {
    const [first = "", second = ""] = receipt.slice(at, at + 2);
    if (first !== second) yield receipt.slice(0, at) + second + first + receipt.slice(at + 2);
  }
}
