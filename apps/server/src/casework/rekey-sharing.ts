import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { isAtWork, workingUnits } from "./holders.ts";
import type { ParsedWrap } from "./parse-sealed.ts";
import type { Reach } from "./reach.ts";
import type { UnitRow } from "./reach-store.ts";
import type { Viewer } from "./room.ts";
import { findTakeover, findTransfer, type Takeover, type Transfer } from "./sharing-store.ts";

/** What is under way between units in one case. */
export type Sharing = { readonly transfer: Transfer | null; readonly takeover: Takeover | null };

export const findSharing = async (tx: Tx, caseId: string): Promise<Sharing> => ({
  transfer: await findTransfer(tx, caseId),
  takeover: await findTakeover(tx, caseId),
});

type Asked = {
  readonly viewer: Viewer;
  readonly units: readonly UnitRow[];
  readonly sharing: Sharing;
};

/** The units that the wraps let in and that may come in: the target of an accepted transfer, the unit of a takeover that waits. Throws `role-missing` when another unit than the sender would hand a transfer over. */
export function joinsOf(wraps: readonly ParsedWrap[], asked: Asked): readonly string[] {
  const { transfer, takeover } = asked.sharing;
  const isReached = (unit: string): boolean => wraps.some((wrap) => reaches(wrap, unit, asked));
  const isHanded = transfer?.state === "accepted" && isReached(transfer.target);
  if (isHanded) ensure(asked.viewer.member.units.includes(transfer.source), "role-missing");
  const isTaken = takeover?.state === "requested" && isReached(takeover.unit);
  return [
    ...new Set([...(isHanded ? [transfer.target] : []), ...(isTaken ? [takeover.unit] : [])]),
  ];
}

function reaches({ kind, id }: ParsedWrap, unit: string, { viewer, units }: Asked): boolean {
  if (kind !== "member") return id === unit;
  const holder = viewer.members.find((member) => member.id === id);
  return holder !== undefined && holder.units.includes(unit) && !isAtWork(holder, units);
}

/** Throws `move-impossible` unless these units can lose access now, `role-missing` unless this member may take it from them. */
export function ensureDrops(
  drops: readonly string[],
  { viewer: { member }, units, sharing: { transfer, takeover } }: Asked,
): void {
  if (drops.length === 0) return;
  const working = workingUnits(units);
  ensure(new Set(drops).size === drops.length, "request-malformed");
  ensure(
    drops.every((unit) => working.includes(unit)) && drops.length < working.length,
    "move-impossible",
  );
  ensure(transfer === null, "move-impossible");
  const isSupervisor = member.roles.includes("supervisor");
  const mayDrop = (unit: string): boolean =>
    member.units.includes(unit) || (isSupervisor && unit !== takeover?.unit);
  ensure(drops.every(mayDrop), "role-missing");
}

/** Whether the sender of a transfer hands the case over with this change. */
export const isHandOver = ({ transfer }: Sharing, { joins }: Reach): boolean =>
  transfer?.state === "accepted" && joins.includes(transfer.target);
