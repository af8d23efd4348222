import {
  type Directory,
  EnvelopeError,
  followDirectory,
  type MemberEntry,
} from "@bijak/envelope/audit";
import { ApiError, type ConfigContent } from "@bijak/contract";
import { digestOf } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, Institution, PublicationPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Current } from "./current.ts";
import { ensureSound } from "./sound.ts";
import { listKeyrings } from "./key-store.ts";
import { insertDirectory } from "./store.ts";

type Renewal = { readonly directory: string; readonly config: string };

export type RenewalPorts = {
  readonly appendEntry: AuditPort["appendEntry"];
  readonly renderPages: PublicationPort["renderPages"];
};

/**
 * Takes the next directory from a member with the role signer and renders the public pages anew. Throws `role-missing`,
 * `directory-rolled-back` unless its serial is the next one, `note-refused` unless everything in it holds.
 */
export async function renewDirectory(
  parts: Parts,
  ports: RenewalPorts,
  call: { readonly member: MemberEntry; readonly renewal: Renewal; readonly current: Current },
): Promise<number> {
  const { member, renewal, current } = call;
  ensure(member.roles.includes("signer"), "role-missing");
  const today = parts.clock.today();
  const next = await follow(renewal.directory, current, today);
  ensure(next.isTrial === current.directory.isTrial && next.issuedOn <= today + 1, "note-refused");
  const keyrings = await listKeyrings(parts.store.db);
  const { config } = await ensureSound(next, {
    config: renewal.config,
    members: current.membersNote,
    keyrings,
  });
  await parts.store.transact(async (tx) => {
    const row = { serial: next.serial, note: renewal.directory, configHash: next.configHash };
    const isFirst = await insertDirectory(tx, { ...row, config: renewal.config });
    ensure(isFirst, "directory-rolled-back");
    await ports.renderPages(tx, institutionOf(next, config));
    await ports.appendEntry(tx, {
      type: "directory",
      actor: member.id,
      object: String(next.serial),
      digest: digestOf(renewal.directory),
    });
  });
  return next.serial;
}

async function follow(note: string, current: Current, today: number): Promise<Directory> {
  try {
    return await followDirectory([...current.chain, note], { ...current.pinned, today });
  } catch (fault) {
    if (!(fault instanceof EnvelopeError)) throw fault;
    throw new ApiError(
      fault.code === "directory-rolled-back" ? "directory-rolled-back" : "note-refused",
    );
  }
}

/** What published pages say of the institution. */
export const institutionOf = (directory: Directory, config: ConfigContent): Institution => ({
  name: config.institution,
  isTrial: directory.isTrial,
});
