import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A text that must not stand anywhere, in the forms in which it could. */
export type Canary = { readonly name: string; readonly forms: readonly Buffer[] };

/** The text as UTF-8, UTF-16 (as some files hold it), hexadecimal, percent-encoded, and base64 at each of the three offsets. */
export function canary(name: string, text: string): Canary {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    const from = shift === 0 ? 0 : 4;
    return whole.slice(from, whole.length - 4); // the edges depend on the neighbours
  });
  const forms = [
    bytes,
    Buffer.from(text, "utf16le"),
    Buffer.from(bytes.toString("hex")),
    Buffer.from(encodeURIComponent(text)),
    ...base64.map((one) => Buffer.from(one)),
  ];
  return { name, forms };
}

/** A receipt as digits, and in groups with each separator that people and pages use. */
export function receiptCanaries(receipt: string): Canary[] {
  const groups = receipt.match(/\d{4}/gu) ?? [];
  return ["", " ", "-", ".", "\n"].map((separator) =>
    canary(`the receipt with ${JSON.stringify(separator)}`, groups.join(separator)),
  );
}

/** Names of the canaries that stand in these bytes. */
export const findCanaries = (bytes: Buffer, canaries: readonly Canary[]): string[] =>
  canaries
    .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
    .map(({ name }) => name);

/** Searches every file below a folder: `file: canary` for each find. */
export function findInFolder(folder: string, canaries: readonly Canary[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => [
      ...findCanaries(Buffer.from(file), canaries).map((name) => `${file}: ${name} in its name`),
      ...findCanaries(readFileSync(file), canaries).map((name) => `${file}: ${name}`),
    ]);
}
