import { randomBelow } from "../shared/bytes.ts";

/** Letters and digits that nobody mistakes for another when reading them out or from paper: no 0, 1, i, l, o. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A password of four groups of five characters, 99 bits. */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(randomBelow(LETTERS.length))).join(
      "",
    );
  return Array.from({ length: GROUPS }, group).join("-");
}
