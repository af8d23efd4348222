import { createFoundingApi, foundInstitution } from "@bijak/client/founding";
import { dayOf } from "@bijak/domain";
import { fetchWithCookies } from "../net/cookie-jar.ts";
import { readKemenkeu } from "../presets.ts";
import { type Call, type Running, tell } from "../world.ts";
import { type Trial, writeTrial } from "./file.ts";
import { trialPlan } from "./plan.ts";

/** Makes the trial institution over HTTP, like any founder, and keeps its accounts. */
export async function foundTrial(
  { world, say }: Call,
  { running, token }: { running: Running; token: string },
): Promise<Trial> {
  const { publicOrigin, staffOrigin, secretsFolder } = running;
  const plan = trialPlan(await readKemenkeu(world.root), { publicOrigin, staffOrigin });
  const api = createFoundingApi(staffOrigin, token, fetchWithCookies(staffOrigin));
  const { accounts } = await foundInstitution({ api, plan, today: dayOf(new Date()) });
  tell(world, say.trialMade);
  return writeTrial(secretsFolder, plan.instance, accounts);
}
