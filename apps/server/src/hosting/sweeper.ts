import { placeOf } from "../http/replies.ts";
import type { Stage } from "./stage.ts";

const SWEEP_MS = 60_000;

export type Sweeper = {
  /** Starts no further round and waits for the one under way. */
  readonly stop: () => Promise<void>;
};

/** Forgets what has expired, in every institution, once a minute and once at the start. */
export function startSweeper(
  stage: Pick<Stage, "hosted">,
  logLine: (line: string) => void,
): Sweeper {
  const sweep = async (): Promise<void> => {
    for (const one of stage.hosted())
      await one.sweep().catch((fault: unknown) => logLine(`sweep-failed ${placeOf(fault)}`));
  };
  let round = sweep();
  const timer = setInterval(() => void (round = round.then(sweep)), SWEEP_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
