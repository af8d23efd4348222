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

/** What the link from the terminal brings. */
export type Start = { readonly token: string; readonly publicOrigin: string };

/** The token and the public address in the fragment, which is taken out of the address at once; null when they are not there. */
export function takeStart(): Start | null {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  const [token, publicOrigin] = [given.get("token"), given.get("public")];
  const isWhole = token !== null && publicOrigin !== null && URL.canParse(publicOrigin);
  return isWhole && /^[A-Za-z0-9_-]{16,128}$/.test(token) ? { token, publicOrigin } : null;
}
