import { ensure } from "./errors.ts";
import { parseRecipient } from "./identities.ts";
import { isActive, type MemberEntry } from "./members.ts";
import { openNote, signNote, type SigningKey } from "./note.ts";
import { ensureSame, readLines, writeLines } from "./note-lines.ts";
import type { Day, Realm, Recipient } from "./types.ts";
import { isUnitId, parseCount } from "./words.ts";

/*
 * [Note: Drill]
 *
 *   bijak/v1/drill
 *   <instance id>
 *   <unit id>
 *   <recovery recipient>                       what the rows of k holders gave when they were combined
 *   <day>
 *
 * Signed by one member or more who saw it.
 */
export type Drill = {
  readonly realm: Realm;
  readonly unit: string;
  readonly recovery: Recipient;
  readonly on: Day;
};

export type SignedDrill = { readonly drill: Drill; readonly signers: readonly MemberEntry[] };

/** Signs that rows were combined; others add theirs by `addSignature`. Throws `note-malformed`. */
export async function writeDrill(drill: Drill, memberKey: SigningKey): Promise<string> {
  const text = drillText(drill);
  parseDrill(drill.realm, text);
  return signNote(text, [memberKey]);
}

/**
 * The drill and who of today's members signed it: at least one. Throws `note-not-authentic`, `note-malformed`. That
 * the recovery key is the unit's of today is for the reader to compare with the directory.
 */
export async function readDrill(
  note: string,
  realm: Realm,
  members: readonly MemberEntry[],
): Promise<SignedDrill> {
  const active = members.filter(isActive);
  const vkeys = active.map((member) => member.vkey);
  const { text, signers } = await openNote(note, { vkeys, threshold: 1 });
  return Object.freeze({
    drill: parseDrill(realm, text),
    signers: Object.freeze(active.filter(({ vkey }) => signers.includes(vkey))),
  });
}

const drillText = ({ realm, unit, recovery, on }: Drill): string =>
  writeLines("drill", realm.instance, [unit, recovery, String(on)]);

function parseDrill(realm: Realm, text: string): Drill {
  const [unit = "", recovery = "", on] = readLines("drill", realm.instance, text);
  ensure(isUnitId(unit), "note-malformed");
  const recipient = parseRecipient(realm.suite, recovery);
  const drill = Object.freeze({ realm, unit, recovery: recipient, on: parseCount(on) });
  ensureSame(drillText(drill), text);
  return drill;
}
