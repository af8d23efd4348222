import { encodeSections, reporterRoutes, type IdentityHead } from "@bijak/contract";
import {
  EnvelopeError,
  sealIdentityFile,
  sealIdentityShare,
  sha256Base64,
  splitIdentityKey,
  type Custody,
  type ReporterKeys,
} from "@bijak/envelope";
import { encodeText } from "../shared/bytes.ts";
import type { Institution } from "../shared/institution.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { holderOf, withProof, type Solve } from "./proof.ts";
import { sealNext, type ReporterThread } from "./thread.ts";

type Locking = Waiting & {
  readonly api: ReporterApi;
  readonly institution: Institution;
  readonly keys: ReporterKeys;
  readonly thread: ReporterThread;
  readonly identity: { readonly name: string; readonly contact: string };
  readonly solve: Solve;
};

/** Everything that is sent, in the order of `IDENTITY_SECTIONS` after the head, and the thread once it has arrived. */
type LockedIdentity = {
  readonly custodians: string[];
  readonly sections: readonly Uint8Array[];
  readonly serial: number;
  readonly thread: ReporterThread;
};

/*
 * [Note: One identity]
 *
 * An identity is locked once for a place in the thread and kept for as long as that place is: another try after any failure sends
 * the very same bytes, and the server knows them again. Only a newer directory, whose custodians may be others, locks it anew:
 * the server has refused the older one for good then.
 */
const LOCKED = new WeakMap<ReporterThread, LockedIdentity>();

/**
 * Locks name and contact to the custodians of the directory, any k of whom open them together (R6), and sends them until it is certain
 * that they are stored. Gives the thread after the message that announces them. Throws `directory-outdated` when the custodians have
 * changed: load the institution anew and call again; `identity-shares-missing` when the directory names no custodians.
 */
export async function lockIdentity(locking: Locking): Promise<ReporterThread> {
  const { api, keys, thread, institution, solve, signal, onWait, pace } = locking;
  const waiting = { signal, onWait, pace };
  const standing = LOCKED.get(thread);
  const isStanding = standing?.serial === institution.directory.serial;
  const locked = isStanding ? standing : await lock(locking);
  LOCKED.set(thread, locked);
  await withProof({ api, action: "mailbox", solve, ...waiting }, (proof) => {
    const head: IdentityHead = { ...holderOf(keys), proof, custodians: locked.custodians };
    const body = encodeSections([encodeText(JSON.stringify(head)), ...locked.sections]);
    const call = (inner: AbortSignal) =>
      api.call(reporterRoutes.lockIdentity, { body }, { signal: inner });
    return keepTrying(call, waiting, body.length);
  });
  return locked.thread;
}

async function lock({ institution, keys, thread, identity }: Locking): Promise<LockedIdentity> {
  const { realm, directory } = institution;
  const { k, custodians } = ensureCustody(directory.custody);
  const { recipient, shares } = await splitIdentityKey(realm.suite, { k, n: custodians.length });
  const about = { realm, caseId: thread.caseId };
  const file = await sealIdentityFile({ ...about, ...identity }, recipient, keys.signing);
  const made = await Promise.all(
    shares.map((share, at) => sealShare({ ...about, share }, custodians[at], keys)),
  );
  const notice = { k, shares: made.map(({ named }) => named), file: await sha256Base64(file) };
  const body = { kind: "identity", text: "", files: [], identity: notice } as const;
  const next = await sealNext({ institution, keys, thread, body });
  return Object.freeze({
    custodians: custodians.map(({ id }) => id),
    sections: [next.sealed, file, encodeSections(made.map(({ sealed }) => sealed))],
    serial: directory.serial,
    thread: next.thread,
  });
}

function ensureCustody(custody: Custody | null): Custody {
  if (custody === null) throw new EnvelopeError("identity-shares-missing");
  return custody;
}

async function sealShare(
  share: Omit<Parameters<typeof sealIdentityShare>[0], "custodian">,
  custodian: Custody["custodians"][number] | undefined,
  keys: ReporterKeys,
) {
  if (custodian === undefined) throw new EnvelopeError("identity-shares-missing");
  const { id, recipient } = custodian;
  const sealed = await sealIdentityShare({ ...share, custodian: id }, recipient, keys.signing);
  return { sealed, named: { custodian: id, sha256: await sha256Base64(share.share) } };
}
