import type { Directory } from "./directory-text.ts";
import { ensure } from "./errors.ts";
import { noteHash, openNote, signNote, type SigningKey } from "./note.ts";
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
 * Signed by the directory's signers. Its SHA-256, signatures included, stands in the directory, which is written
 * after it (R17).
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

/** The JSON text. Throws `config-not-authentic` for another note than the directory names, or one not signed as it demands. */
export async function openConfig(note: string, directory: Directory): Promise<string> {
  ensure((await noteHash(note)) === directory.configHash, "config-not-authentic");
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
