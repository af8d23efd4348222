import { encodeText, sha256Base64 } from "./bytes.ts";
import type { Directory } from "./directory-text.ts";
import { ensure } from "./errors.ts";
import { openNote, parseNoteText, signNote, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import type { Realm } from "./types.ts";
import { oneLineJson, parseCount } from "./words.ts";

/*
 * [Note: Config]
 *
 *   bijak/v1/config
 *   <instance id>
 *   <serial>
 *   <JSON>
 *
 * Signed by the directory's signers. The SHA-256 of its text stands in the directory, which is written after it
 * (R17); not that of the whole note, so that a further signature under it leaves the directory as it is.
 */

/** Signs a configuration. Takes any JSON text, keeps it on one line. Throws `json-invalid`. */
export function writeConfig(
  realm: Realm,
  serial: number,
  json: string,
  keys: readonly SigningKey[],
): Promise<string> {
  return signNote(writeLines("config", realm.instance, [String(serial), oneLineJson(json)]), keys);
}

/** How a directory names a configuration: SHA-256, base64, of its text without the signatures. Throws `note-malformed`. */
export const configHash = async (note: string): Promise<string> =>
  sha256Base64(encodeText(parseNoteText(note)));

/** The JSON text. Throws `config-not-authentic` for another note than the directory names, or one not signed as it demands. */
export async function openConfig(note: string, directory: Directory): Promise<string> {
  ensure((await configHash(note)) === directory.configHash, "config-not-authentic");
  const { text } = await openNote(note, {
    vkeys: directory.signers,
    threshold: directory.threshold,
  });
  const [serial, json = ""] = readLines("config", directory.instance, text);
  ensureSame(
    writeLines("config", directory.instance, [String(parseCount(serial)), oneLineJson(json)]),
    text,
  );
  return json;
}
