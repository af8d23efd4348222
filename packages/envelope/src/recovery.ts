import { base32 } from "@scure/base";
import { combine, split } from "shamir-secret-sharing";
import { concat, encodeText, isEqual, sha256, unshared } from "./bytes.ts";
import { ensure, refuse } from "./errors.ts";

/*
 * [Note: Recovery rows]   printed, typed back by hand
 *
 *    0   k                1   how many rows bring the seed back
 *    1   set              2   SHA-256("bijak/v1/recovery-set" LF seed)[0..2]: rows of two seeds do not mix unseen
 *    3   share           33   shamir-secret-sharing, GF(256)
 *   36   check            4   SHA-256 of the 36 bytes before: a mistyped row is named, not combined
 *   40 bytes = 64 characters of base32 = 16 groups of 4
 *
 * The set tells 16 bits of a hash of 256 random bits and so nothing of use. What proves the seed in the end is the
 * recovery key in the directory: compare `recipientOf(identityFromSeed(suite, seed))` with it.
 */
const SEED_BYTES = 32;
const SHARE_BYTES = SEED_BYTES + 1;
const ROW_BYTES = 1 + 2 + SHARE_BYTES + 4;
const CHECK_AT = ROW_BYTES - 4;

type Row = { readonly k: number; readonly set: Uint8Array; readonly share: Uint8Array };

/** Splits a 32-byte seed into n rows of which any k bring it back. Throws `share-damaged` for another size, k or n. */
export async function splitSeed(
  seed: Uint8Array,
  { k, n }: { readonly k: number; readonly n: number },
): Promise<readonly string[]> {
  ensure(seed.length === SEED_BYTES && k >= 2 && k <= n && n <= 255, "share-damaged");
  const set = await setOf(seed);
  const shares = await split(new Uint8Array(seed), n, k);
  return Object.freeze(await Promise.all(shares.map((share) => writeRow({ k, set, share }))));
}

/** The seed. Throws `share-damaged` for a mistyped row, `shares-missing`, `shares-differ` for rows of several seeds or a row twice. */
export async function combineSeed(rows: readonly string[]): Promise<Uint8Array> {
  const parsed = await Promise.all(rows.map(parseRow));
  const [first = refuse("shares-missing")] = parsed;
  ensure(
    parsed.every((row) => row.k === first.k && isEqual(row.set, first.set)),
    "shares-differ",
  );
  ensure(new Set(parsed.map(({ share }) => share.at(-1))).size === parsed.length, "shares-differ");
  ensure(parsed.length >= first.k, "shares-missing");
  const seed = await combine(parsed.map(({ share }) => unshared(share)));
  ensure(isEqual(await setOf(seed), first.set), "shares-differ");
  return seed;
}

async function writeRow({ k, set, share }: Row): Promise<string> {
  const body = concat(Uint8Array.of(k), set, share);
  const text = base32.encode(concat(body, await checkOf(body)));
  return text.replace(/.{4}(?!$)/g, "$& ");
}

/** Forgives lower case, spaces, dashes and the digits 0, 1, 8, which base32 does not have, for O, I, B. */
async function parseRow(text: string): Promise<Row> {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "");
  const bytes = decodeRow(plain.replaceAll("0", "O").replaceAll("1", "I").replaceAll("8", "B"));
  const body = bytes.subarray(0, CHECK_AT);
  ensure(
    bytes.length === ROW_BYTES && isEqual(bytes.subarray(CHECK_AT), await checkOf(body)),
    "share-damaged",
  );
  return { k: body[0] ?? 0, set: body.slice(1, 3), share: body.slice(3) };
}

function decodeRow(plain: string): Uint8Array {
  try {
    return base32.decode(plain);
  } catch {
    return refuse("share-damaged");
  }
}

const checkOf = async (body: Uint8Array): Promise<Uint8Array> =>
  (await sha256(body)).subarray(0, 4);

const setOf = async (seed: Uint8Array): Promise<Uint8Array> =>
  (await sha256(concat(encodeText("bijak/v1/recovery-set\n"), seed))).subarray(0, 2);
