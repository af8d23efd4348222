import { renewDirectory } from "@bijak/client/founding";
import { createStaffApi, signInWithPaperKey, signOut } from "@bijak/client/handler";
import { dayOf } from "@bijak/domain";
import { fetchWithCookies } from "../net/cookie-jar.ts";
import type { Running } from "../world.ts";
import type { Trial } from "./file.ts";
import { SIGNING_ACCOUNT } from "./plan.ts";

/** Signs the trial's directory anew with the paper key of its signing supervisor, so that a trial left alone for months still works (R35). */
export async function renewTrial({
  running: { staffOrigin },
  trial,
}: {
  running: Running;
  trial: Trial;
}): Promise<void> {
  const account = trial.accounts.find(({ name }) => name === SIGNING_ACCOUNT);
  if (account === undefined)
    throw new RangeError(`${trial.path} does not hold the account that signs`);
  const staffApi = createStaffApi(staffOrigin, fetchWithCookies(staffOrigin));
  const signedIn = await signInWithPaperKey(staffApi, account);
  await renewDirectory({ staffApi, signedIn, today: dayOf(new Date()) });
  await signOut(staffApi);
}
