import { ApiError, staffRoutes } from "@bijak/contract";
import { countRecipients, ensureCurrentKeyring, openKeyring } from "@bijak/envelope";
import { realmOf, reopenDesk, type Desk } from "../handler/desk.ts";
import { keyringRecipients } from "../people/holders.ts";
import { putKeyring } from "../people/keyrings.ts";
import { rotateUnit, type Rotated } from "../people/rotate.ts";
import { parseBase64 } from "../shared/bytes.ts";
import { ensureUnit } from "../shared/institution.ts";
import {
  parseRecoveryFile,
  RECOVERY_FORMAT,
  writeRecoveryFile,
  type RecoveryCase,
} from "./file.ts";
import { restoreCases } from "./restore.ts";

/**
 * The recovery file of an own unit, to be downloaded and carried to a computer without a network. Holds no open key. Throws
 * `not-available` for other units.
 */
export async function makeRecoveryFile(desk: Desk, unit: string): Promise<string> {
  const { api, institution, me } = desk;
  if (!me.units.includes(unit)) throw new ApiError("not-available");
  const [{ notes, config, members }, { sealed }] = await Promise.all([
    api.call(staffRoutes.staffDirectory, {}),
    api.call(staffRoutes.keyring, { params: { unit } }),
  ]);
  const { instanceFile } = institution;
  return writeRecoveryFile({
    format: RECOVERY_FORMAT,
    instanceFile,
    unit,
    notes,
    config,
    members,
    memberId: me.memberId,
    keyring: sealed,
    cases: await listOrphans(desk, unit),
    isRecovered: false,
  });
}

const ROWS_PER_CALL = "100";

/** Restricted cases of the unit whose listed members are all gone, as the server gives them to whoever is left (R4). */
async function listOrphans({ api, today }: Desk, unit: string): Promise<RecoveryCase[]> {
  const orphans: RecoveryCase[] = [];
  const common = { unit, view: "all", limit: ROWS_PER_CALL, today: String(today()) } as const;
  for (let after: string | null | undefined; after !== null;) {
    const query = after === undefined ? common : { ...common, after };
    const { rows, next } = await api.call(staffRoutes.cases, { query });
    for (const { id, holder, wrap, wrapProofs = [] } of rows)
      if (holder === `recovery ${unit}` && wrap !== null)
        orphans.push({ id, sealed: wrap, proofs: wrapProofs });
    after = next;
  }
  return orphans;
}

export type AppliedRecovery = Rotated & {
  /** The member's desk with the keys of the unit. */
  readonly desk: Desk;
  /** Restricted cases that this member can open now, alone. */
  readonly restored: number;
};

/**
 * Takes what came back from the share holders: stores the keyring, opens the desk with it, makes next keys for restricted cases
 * that were recovered, listed for this member alone, and, because k rows were together (R7), starts the unit's next epoch with a
 * new recovery key. The rows of the new key are shown this once. Throws `note-not-authentic` or
 * `keyring-not-current` for a keyring that is not the unit's, `not-available` for a file of another unit or before recovering.
 */
export async function applyRecovery(
  desk: Desk,
  text: string,
  recovery: { readonly k: number; readonly n: number },
): Promise<AppliedRecovery> {
  const file = parseRecoveryFile(text);
  const { unit } = file;
  if (!file.isRecovered || !desk.me.units.includes(unit)) throw new ApiError("not-available");
  await ensureOwn(desk, unit, file.keyring);
  const { revision } = await desk.api.call(staffRoutes.keyring, { params: { unit } });
  const isStored = await putKeyring(desk, unit, { revision, sealed: file.keyring });
  if (!isStored) throw new ApiError("revision-conflict");
  const opened = await reopenDesk(desk);
  const restored = await restoreCases(opened, unit, file.cases);
  const rotated = await rotateUnit(opened, { unit, reason: "recovery", recovery });
  const last = rotated.published === null ? opened : await reopenQuietly(opened);
  return { ...rotated, desk: last, restored };
}

/** The rows of the new recovery key are shown whatever comes after them: then the desk is opened anew later. */
async function reopenQuietly(desk: Desk): Promise<Desk> {
  try {
    return await reopenDesk(desk);
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    return desk;
  }
}

/** What is stored for all members must be the unit's keyring indeed, and sealed to all of them. */
async function ensureOwn(desk: Desk, unitId: string, keyring: string): Promise<void> {
  const { institution, members, identity } = desk;
  const unit = ensureUnit(institution.directory, unitId);
  const sealed = parseBase64(keyring);
  const memberVkeys = members.map(({ vkey }) => vkey);
  const expected = { realm: realmOf(desk), unit: unitId, epoch: unit.epoch, memberVkeys };
  ensureCurrentKeyring(await openKeyring(sealed, [identity], expected), unit);
  const recipients = keyringRecipients(members, institution.directory.recoveries, unitId);
  if (countRecipients(sealed) !== recipients.length) throw new ApiError("revision-conflict");
}
