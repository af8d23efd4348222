const PHONE = /(?:\+62|\b62|\b0)[\s.-]?8(?:[\s.-]?\d){8,11}\b/;
const EMAIL = /[^\s@]+@[^\s@]+\.[a-z]{2,}/i;
const IDENTITY_NUMBER = /\b\d{16}\b|\b\d{18}\b/;
const OWN_NAME_OR_POST =
  /\b(?:nama saya|saya bernama|saya (?:adalah |selaku |sebagai )?(?:kepala|ketua|sekretaris|bendahara|staf|pelaksana|kasubag|kasi|kabid|fungsional|auditor|pemeriksa)|my name is|i am the (?:head|secretary|treasurer))\b/i;

/**
 * Whether a text may show who wrote it: a mobile number, an e-mail address, an identity or staff number, an own name
 * or post. A hint for the person, made on the device; it stops nothing.
 */
export function hasSelfTraces(text: string): boolean {
  return [PHONE, EMAIL, IDENTITY_NUMBER, OWN_NAME_OR_POST].some((pattern) => pattern.test(text));
}
