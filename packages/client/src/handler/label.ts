import { parseBase64 } from "../shared/bytes.ts";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A short name for people to say, from the first 20 bits of the id. Two cases may share one. */
export function labelOf(caseId: string): `K-${string}` {
  const [first = 0, second = 0, third = 0] = parseBase64(caseId);
  const bits = (first << 16) | (second << 8) | third;
  return `K-${[19, 14, 9, 4].map((shift) => LETTERS.charAt((bits >> shift) & 31)).join("")}`;
}
