import { useEffect, useState } from "preact/hooks";
import { useOwnCall } from "../account/useOwnCall.ts";
import type { Named } from "../sharing.rpc.ts";

/** Units that a case or a copy can go to; empty until they are known. */
export function useTargets(caseId: string): readonly Named[] {
  const { run } = useOwnCall();
  const [targets, setTargets] = useState<readonly Named[]>([]);
  useEffect(() => {
    void run("listTargets", { caseId }).then((found) => found !== null && setTargets(found));
  }, [run, caseId]);
  return targets;
}
