import type { Founding } from "@bijak/contract";
import { isActive, type MemberEntry, vkeyName } from "@bijak/envelope/audit";
import { parseBase64 } from "../encoding.ts";
import { ensure, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { ensureVault } from "./methods.ts";
import { type AccountRow, insertAccounts } from "./store.ts";

/** Every founding member begins with a password and a paper key. */
const METHODS = Object.freeze({ hasPassword: true, hasPaperKey: true, passkeys: 0 });

/** Stores one account for each active member. Throws `note-refused`, `ciphertext-refused`. */
export async function storeAccounts(
  tx: Tx,
  { suite, accounts }: Founding,
  members: readonly MemberEntry[],
): Promise<void> {
  const ids = members.filter(isActive).map((member) => member.id);
  ensure(
    isSameSet(
      accounts.map(({ memberId }) => memberId),
      ids,
    ),
    "note-refused",
  );
  ensure(new Set(accounts.map(({ name }) => name)).size === accounts.length, "note-refused");
  const rows: AccountRow[] = [];
  for (const account of accounts) {
    await refuseAs("note-refused", () => vkeyName(account.paperVkey));
    const vault = parseBase64(account.vault);
    ensureVault(vault, suite, METHODS);
    rows.push(rowOf(account, vault));
  }
  await insertAccounts(tx, rows);
}

const rowOf = (account: Founding["accounts"][number], vault: Uint8Array): AccountRow => ({
  member_id: account.memberId,
  name: account.name,
  opaque_record: account.opaqueRecord,
  paper_vkey: account.paperVkey,
  vault,
  vault_revision: 1,
  is_disabled: 0,
});

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((one) => some.includes(one));
