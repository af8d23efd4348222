import { foundingRoutes, type Founding, type InstanceFile } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { fetchInstanceFile } from "../shared/institution.ts";
import { doOnce, REAL_PACE, type Pace } from "../shared/pace.ts";
import { STRETCHING, type KeyStretching } from "../shared/opaque.ts";
import type { FoundingApi } from "./api.ts";
import { checkPlan } from "./check-plan.ts";
import { makeAccount, type FoundedAccount } from "./make-account.ts";
import { makeMembers, makeUnits } from "./make-keys.ts";
import { PlanError, type FoundingPlan } from "./plan.ts";
import { drillsOf, sheetsOf, type ConfirmShares, type RecoverySheet } from "./shares.ts";
import { sealKeyrings, signersOf, signYears, writeNotes } from "./write-notes.ts";

type FoundingRequest = {
  /** Made by `createFoundingApi`. */
  readonly api: FoundingApi;
  readonly plan: FoundingPlan;
  readonly today: Day;
  /**
   * Has people print and hand out the sheets, and type k rows of each unit back from paper: see `confirmRows`. Without it no drill
   * is on record, and the channel does not open before there is one.
   */
  readonly confirmShares?: ConfirmShares;
  /** As at every later sign-in; cheaper in tests only. */
  readonly keyStretching?: KeyStretching;
  readonly pace?: Pace;
};

/** An institution that begins. The secrets in it exist nowhere else: hand them out, then forget them. */
export type FoundedInstitution = {
  readonly instanceFile: InstanceFile;
  readonly accounts: readonly FoundedAccount[];
  readonly recoveryShares: readonly RecoverySheet[];
};

/**
 * Makes an institution: signers, units with recovery keys, members with password and paper key, all notes and keyrings, and
 * hands it to the server in one request; before that, people have shown that k rows of each unit give its recovery key. A real
 * institution begins in rehearsal. Throws a PlanError before anything is made when the plan does not stand, an
 * ApiError when the server refuses.
 */
export async function foundInstitution(request: FoundingRequest): Promise<FoundedInstitution> {
  const { api, plan, today, confirmShares } = request;
  const { keyStretching = STRETCHING, pace = REAL_PACE } = request;
  const problems = checkPlan(plan);
  if (problems.length > 0) throw new PlanError(problems);
  const { instance, suite, publicOrigin, staffOrigin, threshold = 1 } = plan;
  const realm = { instance, suite };
  const [members, units] = await Promise.all([makeMembers(plan), makeUnits(plan, today)]);
  const recoveryShares = sheetsOf(units, plan.recovery.n);
  const making = { plan, realm, members, units, today };
  const [notes, keyrings, releases] = await Promise.all([
    writeNotes(making),
    sealKeyrings(making),
    signYears(making),
  ]);
  const made = [];
  for (const member of members)
    made.push(await makeAccount({ api, realm, keyStretching, pace }, member));
  const drills = await drillsOf(making, recoveryShares, confirmShares);
  const signers = signersOf(members).map(({ vkey }) => vkey);
  const accounts = made.map(({ row }) => row);
  await post(
    api,
    { instance, suite, signers, threshold, ...notes, keyrings, accounts, drills, releases },
    pace,
  );
  return Object.freeze({
    instanceFile: { instance, suite, signers, threshold, publicOrigin, staffOrigin },
    accounts: made.map(({ account }) => account),
    recoveryShares,
  });
}

/** The token is spent by the request that succeeds. If its reply is lost, what the server has pinned tells that it did. */
const post = (api: FoundingApi, founding: Founding, pace: Pace): Promise<void> =>
  doOnce(
    () => api.call(foundingRoutes.found, { body: founding }),
    () => isFounded(api, founding),
    pace,
  );

/** Whether the institution that now stands is this one: nobody else has its signers. */
async function isFounded(api: FoundingApi, { signers }: Founding): Promise<boolean> {
  const file = await fetchInstanceFile(api);
  return file.signers.join() === signers.join();
}
