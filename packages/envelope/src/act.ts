import { ensure } from "./errors.ts";
import { isActive, type MemberEntry } from "./members.ts";
import { addSignature, openNote, parseNoteText, signNote, type SigningKey } from "./note.ts";
import { ensureSame, instanceIn, readLines, writeLines } from "./note-lines.ts";
import { isCaseId, isSha256, parseCount } from "./words.ts";

/*
 * [Note: Act]
 *
 *   bijak/v1/act
 *   <instance id>
 *   <case id, or ->
 *   <kind>
 *   <SHA-256 of what is approved, base64>
 *   <revision it is approved at>
 *
 * Signed by one member, then by a second one (R15).
 */
export const ACT_KINDS = Object.freeze([
  "close",
  "transfer",
  "reopen",
  "export",
  "extend",
  "takeover",
  "publish",
  "unseal-identity",
] as const);

export type ActKind = (typeof ACT_KINDS)[number];

export type Act = {
  readonly instance: string;
  /** `-` when the act concerns no single case. */
  readonly caseId: string;
  readonly kind: ActKind;
  /** SHA-256, base64, of what is approved. */
  readonly hash: string;
  readonly revision: number;
};

export type SignedAct = { readonly act: Act; readonly signers: readonly MemberEntry[] };

/** The first signature. Throws `note-malformed` for an act that could not be read again. */
export async function writeAct(act: Act, key: SigningKey): Promise<string> {
  const text = actText(act);
  parseAct(text);
  return signNote(text, [key]);
}

/** The second signature. Throws `note-wrong-kind` if it is no act, `note-signed-already` if the key has signed. */
export async function cosignAct(note: string, key: SigningKey): Promise<string> {
  parseAct(parseNoteText(note));
  return addSignature(note, key);
}

/** What is approved and which members, still in service, signed it: at least one. Throws `note-not-authentic`, `note-malformed`. */
export const readAct = (note: string, members: readonly MemberEntry[]): Promise<SignedAct> =>
  readSigned(note, members.filter(isActive));

/**
 * As `readAct`, but for an act that was done before: who has left since counts as when they signed. Only for showing
 * whether something done was rightful, never for letting something be done. Throws `act-needs-two` below two signatures.
 */
export async function readDoneAct(
  note: string,
  members: readonly MemberEntry[],
): Promise<SignedAct> {
  const signed = await readSigned(note, members);
  ensure(signed.signers.length >= 2, "act-needs-two");
  return signed;
}

async function readSigned(note: string, members: readonly MemberEntry[]): Promise<SignedAct> {
  const known = [...new Map(members.map((member) => [member.id, member])).values()];
  const { text, signers } = await openNote(note, {
    vkeys: known.map((member) => member.vkey),
    threshold: 1,
  });
  return Object.freeze({
    act: parseAct(text),
    signers: Object.freeze(known.filter((member) => signers.includes(member.vkey))),
  });
}

/** As `readAct`, but throws `act-needs-two` unless two members signed and `act-differs` unless it is what was expected. */
export async function requireTwo(
  note: string,
  members: readonly MemberEntry[],
  expected: Partial<Act> = {},
): Promise<SignedAct> {
  const signed = await readAct(note, members);
  ensure(signed.signers.length >= 2, "act-needs-two");
  const written = { ...signed.act, ...expected };
  ensure(actText(written) === actText(signed.act), "act-differs");
  return signed;
}

const actText = ({ instance, caseId, kind, hash, revision }: Act): string =>
  writeLines("act", instance, [caseId, kind, hash, String(revision)]);

function parseAct(text: string): Act {
  const instance = instanceIn("act", text);
  const [caseId = "", kind = "", hash = "", revision] = readLines("act", instance, text);
  ensure(
    (caseId === "-" || isCaseId(caseId)) && isActKind(kind) && isSha256(hash),
    "note-malformed",
  );
  const act = Object.freeze({ instance, caseId, kind, hash, revision: parseCount(revision) });
  ensureSame(actText(act), text);
  return act;
}

const isActKind = (word: string): word is ActKind => ACT_KINDS.some((kind) => kind === word);
