import { ensure } from "./errors.ts";
import { REPORTER_KEY_NAME } from "./key-names.ts";
import { openNote, parseNoteText, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import { openSealed, sealNote } from "./sealed-note.ts";
import type { Identity, Realm, Recipient } from "./types.ts";
import { isCaseId, parseJson, withoutHidden } from "./words.ts";

/*
 * [Note: Identity file]
 *
 *   bijak/v1/identity
 *   <instance id>
 *   <case id>
 *   {"name":…,"contact":…}
 *
 * Always 4 KiB before sealing. Signed by the reporter, sealed as [Note: Sealed identity] draws.
 */
export type IdentityFile = {
  readonly realm: Realm;
  readonly caseId: string;
  readonly name: string;
  /** How the reporter wants to be reached. */
  readonly contact: string;
};

/** Seals name and contact of a reporter. Throws `signing-key-wrong`, `note-malformed`, `too-large`. */
export async function sealIdentityFile(
  file: IdentityFile,
  recipient: Recipient,
  reporterKey: SigningKey,
): Promise<Uint8Array> {
  ensure(reporterKey.name === REPORTER_KEY_NAME, "signing-key-wrong");
  const text = fileText(file);
  parseFile(file.realm, text);
  return sealNote({
    realm: file.realm,
    kind: "identity",
    text,
    keys: [reporterKey],
    recipients: [recipient],
  });
}

/**
 * Name and contact; invisible characters become U+FFFD. Throws `not-openable`, `note-not-authentic` unless the
 * reporter signed, `object-misplaced` for another case, `note-malformed`.
 */
export async function openIdentityFile(
  ciphertext: Uint8Array,
  identity: Identity,
  expected: {
    readonly realm: Realm;
    readonly caseId: string;
    readonly reporterVkeys: readonly string[];
  },
): Promise<Pick<IdentityFile, "name" | "contact">> {
  const note = await openSealed("identity", [identity], ciphertext);
  const { caseId, name, contact } = parseFile(expected.realm, parseNoteText(note));
  await openNote(note, { vkeys: expected.reporterVkeys, threshold: 1 });
  ensure(caseId === expected.caseId, "object-misplaced");
  return Object.freeze({ name: withoutHidden(name), contact: withoutHidden(contact) });
}

const fileText = ({ realm, caseId, name, contact }: IdentityFile): string =>
  writeLines("identity", realm.instance, [caseId, JSON.stringify({ name, contact })]);

function parseFile(realm: Realm, text: string): IdentityFile {
  const [caseId = "", json = ""] = readLines("identity", realm.instance, text);
  const value = parseJson(json);
  ensure(isCaseId(caseId) && isPerson(value), "note-malformed");
  const file = { realm, caseId, name: value.name, contact: value.contact };
  ensureSame(fileText(file), text);
  return file;
}

function isPerson(value: unknown): value is { readonly name: string; readonly contact: string } {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return typeof fields.get("name") === "string" && typeof fields.get("contact") === "string";
}
