import { ApiError, type CaseStep } from "@bijak/contract";
import {
  EnvelopeError,
  generateIdentity,
  recipientOf,
  sealCaseKeys,
  sealMailboxCard,
  sha256Base64,
  type CaseKeys,
  type Recipient,
} from "@bijak/envelope";
import { encodeBase64 } from "../shared/bytes.ts";
import { findUnit } from "../shared/institution.ts";
import { stateBody } from "../shared/state.ts";
import { loadCase, withKey, type CaseFile } from "./case-file.ts";
import type { CaseView } from "./case-view.ts";
import { keyringOf, realmOf, type Desk } from "./desk.ts";
import { kindsOfMove, promiseAfter } from "./history.ts";
import { openCase } from "./open-case.ts";
import type { CardEntry } from "./record.ts";
import { ensureKeys, takeStep } from "./step.ts";

/**
 * Takes a new case: makes the first case key the reporter does not know, wraps it for every unit with access, seals a new
 * mailbox-card and tells the reporter under the unit's signature that a person works on it. Received becomes verifying.
 * Throws `move-impossible` for a case that was taken before, `revision-conflict` when a colleague was faster.
 */
export async function takeCase(desk: Desk, caseId: string): Promise<CaseView> {
  const file = await loadCase(desk, caseId);
  const before = ensureKeys(file);
  if (file.row.state !== "received" || file.row.isRestricted || before.keys.length !== 1) {
    throw new ApiError("move-impossible");
  }
  const identity = await generateIdentity(realmOf(desk).suite);
  const caseKeys = withKey(before, identity);
  const card = await sealCard(desk, file, { caseKeys, recipient: await recipientOf(identity) });
  const on = desk.today();
  const entry: CardEntry = {
    kind: "card",
    on,
    n: 1,
    hash: await sha256Base64(card),
    after: lastIndexOf(file),
  };
  const promise = promiseAfter(file, kindsOfMove("received", "verifying"), on);
  await takeStep(
    desk,
    { ...file, caseKeys },
    {
      to: "verifying",
      toReporter: [stateBody({ code: "verifying", since: on, promise, outcome: null })],
      records: [entry],
      answers: ["acknowledged"],
      assignee: desk.me.memberId,
      rekeyed: { wraps: await wrapForUnits(desk, file, caseKeys), card: encodeBase64(card) },
    },
  );
  return openCase(desk, caseId);
}

const lastIndexOf = ({ messages }: CaseFile): number => messages.at(-1)?.index ?? 0;

/** One wrap for each unit the reporter was shown and for the standby unit, all with all keys. What the server lists does not count. */
async function wrapForUnits(
  desk: Desk,
  { unit }: CaseFile,
  caseKeys: CaseKeys,
): Promise<CaseStep["wraps"]> {
  const { directory } = desk.institution;
  const { signing } = keyringOf(desk, unit).current;
  const { units, standby } = caseKeys;
  const holders = standby === null ? units : [...units, standby];
  return Promise.all(
    holders.map(async (id) => {
      const holding = findUnit(directory, id);
      if (holding === null) throw new EnvelopeError("object-misplaced");
      const wrapped: CaseKeys = { ...caseKeys, holder: { kind: "unit", id } };
      const sealed = await sealCaseKeys(realmOf(desk), wrapped, [holding.recipient], signing);
      return { holder: `unit ${id}`, sealed: encodeBase64(sealed) };
    }),
  );
}

type NewCard = { readonly caseKeys: CaseKeys; readonly recipient: Recipient };

function sealCard(
  desk: Desk,
  { unit }: CaseFile,
  { caseKeys, recipient }: NewCard,
): Promise<Uint8Array> {
  const { caseId, keys, reporter, units, standby } = caseKeys;
  const card = {
    caseId,
    n: keys.length - 1,
    caseRecipient: recipient,
    units,
    standby,
  };
  return sealMailboxCard(
    realmOf(desk),
    card,
    reporter.recipient,
    keyringOf(desk, unit).current.signing,
  );
}
