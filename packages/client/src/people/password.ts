/** Why a password is not taken. */
export type PasswordProblem = "too-short" | "too-common" | "too-simple";

const LEAST_LENGTH = 12;
const LEAST_LETTERS = 5;

/** Whole words and runs of keys that people make passwords of, so that one of them with a few signs behind it is no password. */
const COMMON = [
  "password",
  "katasandi",
  "kementerian",
  "keuangan",
  "indonesia",
  "bismillah",
  "rahasia",
  "administrator",
  "qwertyuiop",
  "asdfghjkl",
  "1234567890",
  "0123456789",
  "abcdefghij",
  "merdeka1945",
  "sayangku",
  "iloveyou",
  "letmein",
  "welcome",
  "bijak",
] as const;

/**
 * What stands against a password, or null. Twelve characters at least; no common word, nor the own sign-in name, that leaves fewer
 * than eight others; five different characters at least. A short list is no measure of strength: the server can never guess offline, and
 * counts attempts.
 */
export function checkPassword(password: string, login = ""): PasswordProblem | null {
  const plain = password.normalize("NFKC").toLowerCase();
  if (plain.length < LEAST_LENGTH) return "too-short";
  if (new Set(plain).size < LEAST_LETTERS) return "too-simple";
  const words = login === "" ? COMMON : [...COMMON, ...login.toLowerCase().split(/[.-]/u), login];
  return words.some((word) => isMostOf(word, plain)) ? "too-common" : null;
}

const LEAST_REST = 8;

const isMostOf = (word: string, plain: string): boolean =>
  word.length >= 4 && plain.includes(word) && plain.length - word.length < LEAST_REST;
