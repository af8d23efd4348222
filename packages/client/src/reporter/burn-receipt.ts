import { ApiError, reporterRoutes } from "@bijak/contract";
import type { ReporterKeys } from "@bijak/envelope";
import { keepTrying, type Waiting } from "../shared/pace.ts";
import type { ReporterApi } from "./api.ts";
import { holderOf, withProof, type Solve } from "./proof.ts";

type Burning = Waiting & {
  readonly api: ReporterApi;
  readonly keys: ReporterKeys;
  readonly solve: Solve;
};

/** Erases the mailbox of a receipt for ever; the case stays with the handlers. Throws `mailbox-not-found`. */
export async function burnReceipt({ api, keys, solve, ...waiting }: Burning): Promise<void> {
  let isUncertain = false;
  const body = holderOf(keys);
  const burn = { api, action: "mailbox", solve, ...waiting } as const;
  await withProof(burn, (proof) =>
    keepTrying(async (signal) => {
      try {
        await api.call(reporterRoutes.burn, { body: { ...body, proof } }, { signal });
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        if (fault.code === "mailbox-not-found" && isUncertain) return;
        isUncertain ||= fault.isRetryable;
        throw fault;
      }
    }, waiting),
  );
}
