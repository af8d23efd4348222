import { loadInstitution, type Institution, type ReporterApi } from "@bijak/client/reporter";
import { ApiError } from "@bijak/contract";
import { dayOf, type Day } from "@bijak/domain";
import { EnvelopeError } from "@bijak/envelope";
import { useEffect, useState } from "preact/hooks";
import { findLack, type Lack } from "../support.ts";

export type Loading =
  | { readonly kind: "loading"; readonly isSlow: boolean }
  | { readonly kind: "lacking"; readonly lack: Lack }
  /** The clock of the device or the directory itself is out of date. */
  | { readonly kind: "expired"; readonly today: Day }
  /** What the server gave is not signed as it must be. */
  | { readonly kind: "unproven" }
  | { readonly kind: "unavailable" }
  | { readonly kind: "ready"; readonly institution: Institution };

const SLOW_AFTER_MS = 2_000;
const FIRST_GAP_MS = 1_000;
const LONGEST_GAP_MS = 30_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a failure to load means for the person; `null` when it is worth trying again. */
function meaningOf(fault: unknown, today: Day): Loading | null {
  if (fault instanceof EnvelopeError) {
    return fault.code === "directory-expired" ? { kind: "expired", today } : { kind: "unproven" };
  }
  if (fault instanceof ApiError) return fault.isRetryable ? null : { kind: "unavailable" };
  throw fault;
}

/**
 * A directory signed after today shows that the clock of the device is behind, and then its expiry proves nothing. One
 * day is allowed: the institution's day may begin before the device's.
 */
const judge = (institution: Institution): Loading =>
  institution.directory.issuedOn > institution.today + 1
    ? { kind: "expired", today: institution.today }
    : { kind: "ready", institution };

async function load(api: ReporterApi, isWanted: () => boolean): Promise<Loading> {
  const lack = await findLack();
  if (lack) return { kind: "lacking", lack };
  for (let gap = FIRST_GAP_MS; isWanted(); gap = Math.min(gap * 2, LONGEST_GAP_MS)) {
    const today = dayOf(new Date());
    try {
      return judge(await loadInstitution(api, today));
    } catch (fault) {
      const meaning = meaningOf(fault, today);
      if (meaning) return meaning;
      await pause(gap);
    }
  }
  return { kind: "loading", isSlow: true };
}

/** Checks the browser, then loads and verifies the institution; goes on trying while the network is away. */
export function useInstitution(api: ReporterApi): Loading {
  const [loading, setLoading] = useState<Loading>({ kind: "loading", isSlow: false });
  useEffect(() => {
    let isWanted = true;
    const slow = setTimeout(
      () => setLoading((now) => (now.kind === "loading" ? { kind: "loading", isSlow: true } : now)),
      SLOW_AFTER_MS,
    );
    const settle = (next: Loading): void => {
      if (isWanted) setLoading(next);
    };
    load(api, () => isWanted).then(settle, () => settle({ kind: "unavailable" }));
    return () => {
      isWanted = false;
      clearTimeout(slow);
    };
  }, [api]);
  return loading;
}
