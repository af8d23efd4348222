import type { CaseRow } from "@bijak/contract";
import { EnvelopeError, openCaseKeys, type CaseKeys, type Holder } from "@bijak/envelope";
import { parseBase64 } from "../shared/bytes.ts";
import { identitiesOf, realmOf, type Desk } from "./desk.ts";

/** The keys of a case; null when there is no wrap for this member or it cannot be opened. */
export async function unwrapCase(desk: Desk, row: CaseRow): Promise<CaseKeys | null> {
  const holder = parseHolder(row.holder);
  if (holder === null || row.wrap === null) return null;
  const known = desk.memory.caseKeys.get(row.wrap);
  if (known !== undefined) return known;
  const caseKeys = await openQuietly(desk, row, { holder, wrap: row.wrap });
  if (caseKeys !== null) desk.memory.caseKeys.set(row.wrap, caseKeys);
  return caseKeys;
}

async function openQuietly(
  desk: Desk,
  { id: caseId }: CaseRow,
  { holder, wrap }: { readonly holder: Holder; readonly wrap: string },
): Promise<CaseKeys | null> {
  const keyring = holder.kind === "unit" ? desk.keyrings.get(holder.id) : undefined;
  const identities = keyring === undefined ? [desk.identity] : identitiesOf(keyring);
  try {
    const expected = { realm: realmOf(desk), caseId, holder, unitVkeys: desk.unitVkeys };
    return await openCaseKeys(parseBase64(wrap), identities, expected);
  } catch (fault) {
    if (fault instanceof EnvelopeError) return null;
    throw fault;
  }
}

function parseHolder(text: string | null): Holder | null {
  const [kind, id] = text?.split(" ") ?? [];
  return (kind === "unit" || kind === "member") && id !== undefined ? { kind, id } : null;
}
