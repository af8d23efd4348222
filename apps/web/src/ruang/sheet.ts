import type { CaseView, Desk } from "@bijak/client/handler";
import type { CaseSheet } from "./model.ts";

/** A case as the page shows it: with the names that only the signed notes tell. */
export function sheetOf({ institution, members }: Desk, view: CaseView): CaseSheet {
  const { units } = institution.directory;
  const unitName = (id: string): string => units.find((unit) => unit.id === id)?.name ?? id;
  const memberName = (id: string | undefined): string | null =>
    members.find((member) => member.id === id)?.name ?? null;
  const { transfer, standby, requestedBy, pendingAct } = view;
  return {
    ...view,
    readers: view.canRead.map(unitName),
    standbyName: standby === null ? null : unitName(standby),
    requestedByName: requestedBy === null ? null : unitName(requestedBy),
    proposerName: memberName(pendingAct?.proposedBy ?? transfer?.proposal?.proposedBy),
    transferNames:
      transfer === null
        ? null
        : { from: unitName(transfer.from), target: unitName(transfer.target) },
  };
}
