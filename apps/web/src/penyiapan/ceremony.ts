import {
  createFoundingApi,
  foundInstitution,
  type FoundedInstitution,
  type FoundingPlan,
  type RecoverySheet,
} from "@bijak/client/founding";
import { dayOf } from "@bijak/domain";
import type { TypedRows } from "./machine.ts";

type Ceremony = {
  readonly token: string;
  readonly plan: FoundingPlan;
  /** Shows the sheets and gives the rows that were typed back; asked again with the units whose rows did not fit. */
  readonly confirmShares: (
    sheets: readonly RecoverySheet[],
    wrongUnits: readonly string[],
  ) => Promise<TypedRows>;
};

/** Makes the institution at this origin. Rejects with what `foundInstitution` rejects with; then nothing is stored. */
export const holdCeremony = ({
  token,
  plan,
  confirmShares,
}: Ceremony): Promise<FoundedInstitution> =>
  foundInstitution({
    api: createFoundingApi("", token),
    plan,
    today: dayOf(new Date()),
    confirmShares,
  });

/** The token in the fragment of the address, which is taken out of it at once; null when there is none. */
export function takeToken(): string | null {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(null, "", location.pathname);
  return /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : null;
}
