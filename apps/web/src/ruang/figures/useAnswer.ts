import { useCallback, useEffect, useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";
import type { CallName, InputOf, OutputOf } from "../desk.rpc.ts";
import { readErrorText } from "../errorText.ts";
import { ask } from "../room.ts";
import { useRoom } from "../useRoom.ts";

export type Answered<Value> = {
  readonly value: Value | null;
  readonly failure: string | null;
  readonly reload: () => Promise<void>;
  readonly put: (value: Value) => void;
};

/** Asks the worker once when the screen appears, and again on `reload`. */
export function useAnswer<N extends CallName>(name: N, input: InputOf<N>): Answered<OutputOf<N>> {
  const room = useRoom();
  const words = useWords();
  const [value, put] = useState<OutputOf<N> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const asked = JSON.stringify(input);
  const reload = useCallback(async () => {
    try {
      const answer = await ask(room, name, JSON.parse(asked) as InputOf<N>); // the very input, as it was given
      put(() => answer);
      setFailure(null);
    } catch (fault) {
      setFailure(readErrorText(fault, words.errors));
    }
  }, [room, words, name, asked]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { value, failure, reload, put: (next) => put(() => next) };
}
