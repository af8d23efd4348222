/**
 * How many of every hundred, as a whole number, halves rounded up (2018: 29 of 55 is 53). Rounded shares need not add up
 * to 100. Null when there is nothing to take a share of. Throws RangeError unless 0 <= part <= total, both whole.
 */
export function percentOf(part: number, total: number): number | null {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(total) || part < 0 || part > total) {
    throw new RangeError("a share needs whole numbers with 0 <= part <= total");
  }
  return total === 0 ? null : Math.floor((200 * part + total) / (2 * total));
}
