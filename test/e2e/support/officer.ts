import { fetchWithCookies } from "../../../apps/cli/src/net/cookie-jar.ts";
import {
  createStaffApi,
  openDesk,
  signInWithPassword,
  type Desk,
} from "../../../packages/client/src/handler.ts";
import { dayOf } from "../../../packages/domain/src/index.ts";
import type { TrialAccount } from "../../support/installation.ts";

/** A member's open desk without a browser. */
export async function openDeskOf(staffUrl: string, account: TrialAccount): Promise<Desk> {
  const api = createStaffApi(staffUrl, fetchWithCookies(staffUrl));
  return openDesk(api, await signInWithPassword(api, account), () => dayOf(new Date()));
}
