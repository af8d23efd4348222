import { ensure } from "./errors.ts";
import { memberKeyName } from "./key-names.ts";
import { isActive, type MemberEntry } from "./members.ts";
import { openNote, parseNoteText, signNote, type SigningKey } from "./note.ts";
import { ensureSame, instanceIn, readLines, writeLines } from "./note-lines.ts";
import type { Day } from "./types.ts";
import { isCaseId, isMemberId, parseCount } from "./words.ts";

/*
 * [Note: Declaration]
 *
 *   bijak/v1/declaration
 *   <instance id>
 *   <case id>
 *   <member id>
 *   conflict|no-conflict
 *   <day>
 *
 * Signed by that member before the report is handed out (R4).
 */
export type Declaration = {
  readonly instance: string;
  readonly caseId: string;
  readonly memberId: string;
  readonly hasConflict: boolean;
  readonly on: Day;
};

/** Signs a declaration. Throws `signing-key-wrong` unless the key is the member's. */
export async function writeDeclaration(declaration: Declaration, key: SigningKey): Promise<string> {
  ensure(key.name === memberKeyName(declaration.memberId), "signing-key-wrong");
  const text = declarationText(declaration);
  parseDeclaration(text);
  return signNote(text, [key]);
}

/** The declaration, signed by the member it names. Throws `note-not-authentic`, `note-malformed`. */
export async function readDeclaration(
  note: string,
  members: readonly MemberEntry[],
): Promise<Declaration> {
  const declaration = parseDeclaration(parseNoteText(note));
  const author = members.find((member) => member.id === declaration.memberId && isActive(member));
  ensure(author !== undefined, "note-not-authentic");
  await openNote(note, { vkeys: [author.vkey], threshold: 1 });
  return declaration;
}

const declarationText = ({ instance, caseId, memberId, hasConflict, on }: Declaration): string =>
  writeLines("declaration", instance, [
    caseId,
    memberId,
    hasConflict ? "conflict" : "no-conflict",
    String(on),
  ]);

function parseDeclaration(text: string): Declaration {
  const instance = instanceIn("declaration", text);
  const [caseId = "", memberId = "", answer, on] = readLines("declaration", instance, text);
  ensure(isCaseId(caseId) && isMemberId(memberId), "note-malformed");
  const hasConflict = answer === "conflict";
  const declaration = Object.freeze({
    instance,
    caseId,
    memberId,
    hasConflict,
    on: parseCount(on),
  });
  ensureSame(declarationText(declaration), text);
  return declaration;
}
