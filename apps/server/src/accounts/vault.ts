import type { MemberEntry } from "@bijak/envelope/audit";
import { digestOf, parseBase64 } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, DirectoryPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import { ensureVault } from "./founding.ts";
import { replaceVault } from "./store.ts";

/** Replaces the member's vault; gives its new revision. Throws `revision-conflict`, `ciphertext-refused`. */
export async function putVault(
  { store }: Pick<Parts, "store">,
  ports: Pick<AuditPort, "appendEntry"> & Pick<DirectoryPort, "currentDirectory">,
  { member, body }: { member: MemberEntry; body: { revision: number; vault: string } },
): Promise<number> {
  const vault = parseBase64(body.vault);
  ensureVault(vault, (await ports.currentDirectory()).suite);
  await store.transact(async (tx) => {
    const isNewest = await replaceVault(tx, member.id, { revision: body.revision, vault });
    ensure(isNewest, "revision-conflict");
    await ports.appendEntry(tx, {
      type: "vault",
      actor: member.id,
      object: member.id,
      digest: digestOf(vault),
    });
  });
  return body.revision + 1;
}
