import { staffRoutes } from "@bijak/contract";
import { confirm, declare, propose, sendReport, take, takeOver } from "./cases.ts";
import type { House } from "./house.ts";

/** A report that goes the whole way: sent, read, answered, concluded by two. */
export async function takeWholeWay(house: House): Promise<void> {
  const { caseId } = await sendReport(house);
  await takeOver(house, "djp-petugas", caseId);
  const read = { params: { id: caseId }, body: { upTo: 0 } };
  await house.staff("djp-petugas").call(staffRoutes.markRead, read);
  await take(house, "djp-petugas", caseId, { to: "assessing", answers: ["first-answer"] });
  await declare(house, "djp-penyelia", { caseId });
  const proposed = await propose(house, "djp-petugas", caseId);
  await confirm(house, "djp-penyelia", caseId, { proposed });
}
