import { loadCase } from "./case-file.ts";
import type { Desk } from "./desk.ts";
import { findShared, type Reidentification } from "./reidentification.ts";
import { ensureKeys } from "./step.ts";

/**
 * What a text for others shares with the words of the reporter. Names of the person and the office reported, which the text is
 * about, are left out. Throws `not-available` when the case is locked for this member.
 */
export async function checkReidentification(
  desk: Desk,
  caseId: string,
  text: string,
): Promise<Reidentification> {
  const file = await loadCase(desk, caseId);
  const { name, office, account } = ensureKeys(file).summary;
  const own = file.messages
    .filter(({ message }) => message.author === "reporter")
    .map(({ message }) => message.body.text);
  return findShared(text, own, [name, office, account]);
}
