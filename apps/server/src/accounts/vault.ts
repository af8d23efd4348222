import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../encoding.ts";
import { ensure } from "../refusal.ts";
import { ensureVault, ownMethods } from "./methods.ts";
import type { Room } from "./room.ts";
import { changeAccount } from "./store.ts";

/** Replaces the member's vault, whose slots stay; gives its new revision. Throws `revision-conflict`, `ciphertext-refused`. */
export async function putVault(
  { parts: { store }, ports }: Room,
  member: MemberEntry,
  given: { readonly revision: number; readonly vault: string },
): Promise<number> {
  const vault = parseBase64(given.vault);
  const { suite } = await ports.currentDirectory();
  const at = { memberId: member.id, revision: given.revision };
  await store.transact(async (tx) => {
    ensure(await changeAccount(tx, at, { vault }), "revision-conflict");
    ensureVault(vault, suite, await ownMethods(tx, member.id));
    await ports.appendEntry(tx, {
      type: "vault",
      actor: member.id,
      object: member.id,
      digest: digestOf(vault),
    });
  });
  return given.revision + 1;
}
