import { ApiError, reporterRoutes, type MailboxReply } from "@bijak/contract";
import {
  EnvelopeError,
  openMailboxCard,
  resealMailboxCard,
  sha256Base64,
  writeReporterChange,
  type ReporterKeys,
} from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { vkeysFor } from "../shared/counting.ts";
import { unitVkeys, type Institution } from "../shared/institution.ts";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { fetchMailbox } from "./open-mailbox.ts";
import { holderOf, withProof, type Solve } from "./proof.ts";

type Changing = Waiting & {
  readonly api: ReporterApi;
  readonly institution: Institution;
  /** Those of the receipt that is given up, and of the one that takes its place: `deriveReporterKeys`. */
  readonly oldKeys: ReporterKeys;
  readonly newKeys: ReporterKeys;
  readonly solve: Solve;
};

const FRESH_CARDS = 3;

/**
 * Puts a new receipt in the place of the old one (R18): from then on only the new one opens the mailbox. Replies that were sealed to the
 * old one do not open with it; handlers send them again once they have confirmed the change. Throws `mailbox-not-found` when the old
 * receipt opens nothing, `unit-rotating` while the unit has another key than the one that signed the mailbox-card, or than this
 * institution knew, and what opening a mailbox throws.
 */
export async function changeReceipt(changing: Changing): Promise<void> {
  for (let stale = 0; ; stale += 1) {
    try {
      return await changeOnce(changing);
    } catch (fault) {
      const isStale = fault instanceof ApiError && fault.code === "revision-conflict";
      if (!isStale || stale + 1 === FRESH_CARDS) throw fault;
    }
  }
}

async function changeOnce(changing: Changing): Promise<void> {
  const { api, oldKeys, newKeys, solve, signal, onWait, pace } = changing;
  const waiting = { signal, onWait, pace };
  const reply = await fetchMailbox({ api, keys: oldKeys, solve, ...waiting });
  const sealed = parseBase64(reply.card);
  const body = {
    ...holderOf(oldKeys),
    newLookup: encodeBase64(newKeys.lookup),
    newAuth: encodeBase64(newKeys.auth),
    note: await noteOf(changing, reply.caseId),
    card: encodeBase64(await sealCard(changing, reply, sealed)),
    replaces: await sha256Base64(sealed),
    serial: changing.institution.directory.serial,
  };
  let isUncertain = false;
  await withProof({ api, action: "mailbox", solve, ...waiting }, (proof) =>
    keepTrying(async (inner) => {
      try {
        await api.call(
          reporterRoutes.changeReceipt,
          { body: { ...body, proof } },
          { signal: inner },
        );
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        if (fault.code === "mailbox-not-found" && isUncertain)
          return ensureChanged({ api, keys: newKeys, solve, ...waiting });
        if (fault.code === "directory-outdated") throw new ApiError("unit-rotating");
        isUncertain ||= fault.isRetryable;
        throw fault;
      }
    }, waiting),
  );

  /** A reply was lost, and now the old receipt opens nothing: the change was made if the new one opens a mailbox. */
  async function ensureChanged(opening: Parameters<typeof fetchMailbox>[0]): Promise<void> {
    const { caseId } = await fetchMailbox(opening);
    if (caseId !== reply.caseId) throw new ApiError("reply-malformed");
  }
}

const noteOf = (
  { institution: { realm, today }, oldKeys, newKeys }: Changing,
  caseId: string,
): Promise<string> => {
  const { recipient, signing } = newKeys;
  return writeReporterChange(
    { realm, caseId, recipient, vkey: signing.vkey, on: today },
    oldKeys.signing,
  );
};

/**
 * The card for the new receipt. The proof that an old key of a unit signed it in its time is about the sealed bytes as they are now: sealed
 * anew it could not be proven any more, so the change waits for the card of the unit's new key.
 */
async function sealCard(
  { institution, oldKeys, newKeys }: Changing,
  { cardProofs }: MailboxReply,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const { realm, directory } = institution;
  const reporterVkey = oldKeys.signing.vkey;
  const proven = await vkeysFor({ institution }, sealed, cardProofs);
  await openMailboxCard(sealed, oldKeys.identity, { realm, reporterVkey, unitVkeys: proven });
  const current = { realm, unitVkeys: unitVkeys(directory) };
  try {
    return await resealMailboxCard(sealed, { from: oldKeys, to: newKeys }, current);
  } catch (fault) {
    if (fault instanceof EnvelopeError && fault.code === "note-not-authentic")
      throw new ApiError("unit-rotating");
    throw fault;
  }
}
