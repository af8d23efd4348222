import { useEffect, useState } from "preact/hooks";
import { useOwnCall, type OwnCall } from "../account/useOwnCall.ts";
import type { CallName, InputOf, OutputOf } from "../desk.rpc.ts";

export type List<N extends CallName> = {
  /** Null until it is there. */
  readonly found: OutputOf<N> | null;
  readonly keep: (found: OutputOf<N> | null) => void;
  readonly call: OwnCall;
};

/** A list of the worker's, fetched once; steps on it give it anew. */
export function useList<N extends CallName>(name: N, input: InputOf<N>): List<N> {
  const call = useOwnCall();
  const { run } = call;
  const [found, setFound] = useState<OutputOf<N> | null>(null);
  const key = JSON.stringify(input);
  const keep = (next: OutputOf<N> | null): void => {
    if (next !== null) setFound(() => next);
  };
  useEffect(() => {
    // The key is the input as text.
    void run(name, JSON.parse(key) as InputOf<N>).then(
      (next) => next !== null && setFound(() => next),
    );
  }, [run, name, key]);
  return { found, keep, call };
}
