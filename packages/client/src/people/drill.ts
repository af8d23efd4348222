import { ApiError, keyRoutes } from "@bijak/contract";
import {
  combineSeed,
  EnvelopeError,
  identityFromSeed,
  recipientOf,
  writeDrill,
  type Recipient,
  type Suite,
} from "@bijak/envelope";
import { realmOf, type Desk } from "../handler/desk.ts";

type Drilled = { readonly unit: string; readonly rows: readonly string[] };

/**
 * Combines rows of recovery sheets on this device, compares what they give with the recovery key of the directory, and signs that they
 * fit. The seed is forgotten. Throws `share-damaged`, `shares-missing`, `shares-differ`, `recovery-differs`, `not-available` for a unit
 * without a recovery key.
 */
export async function recordDrill(desk: Desk, { unit, rows }: Drilled): Promise<void> {
  const { recoveries } = desk.institution.directory;
  const recovery = recoveries.find((one) => one.unit === unit)?.recipient;
  if (recovery === undefined) throw new ApiError("not-available");
  const realm = realmOf(desk);
  await ensureRows(realm.suite, rows, recovery);
  const note = await writeDrill({ realm, unit, recovery, on: desk.today() }, desk.memberKey);
  await desk.api.call(keyRoutes.drill, { body: { note } });
}

/** Throws unless these rows give the private half of this recovery key. */
export async function ensureRows(
  suite: Suite,
  rows: readonly string[],
  recovery: Recipient,
): Promise<void> {
  const seed = await combineSeed(rows);
  const recipient = await recipientOf(identityFromSeed(suite, seed));
  if (recipient !== recovery) throw new EnvelopeError("recovery-differs");
}
