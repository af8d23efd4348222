import { useCallback, useEffect, useState } from "preact/hooks";
import type { Published } from "@bijak/client/people";
import { useOwnCall, type OwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import type { CallName, InputOf, OutputOf } from "../desk.rpc.ts";
import { ask, keepInfo, say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

type NoInputName = {
  [N in CallName]: Record<never, never> extends InputOf<N> ? N : never;
}[CallName];

type Look<N extends NoInputName> = {
  readonly found: OutputOf<N> | null;
  readonly look: () => void;
  /** Shows what a step on it gave; null, when the step failed, changes nothing. */
  readonly keep: (answer: OutputOf<N> | null) => void;
  readonly call: OwnCall;
};

/**
 * What a call without input gives: fetched when the screen opens and whenever `look` is called. The worker may have looked at
 * directory, members and keys anew for it: then the page's own idea of them follows.
 */
export function useLook<N extends NoInputName>(name: N): Look<N> {
  const call = useOwnCall();
  const { run } = call;
  const room = useRoom();
  const [found, setFound] = useState<OutputOf<N> | null>(null);
  const keep = useCallback((answer: OutputOf<N> | null): void => {
    if (answer !== null) setFound(() => answer);
  }, []);
  const look = useCallback((): void => {
    // Every name of NoInputName takes the empty input.
    void run(name, {} as never).then(async (answer) => {
      keep(answer);
      if (answer === null) return;
      // Fails only when the room was locked meanwhile: then there is no page to tell.
      const info = await ask(room, "describeRoom", {}).catch(() => null);
      if (info !== null) keepInfo(room, info);
    });
  }, [run, name, room, keep]);
  useEffect(look, [look]);
  return { found, look, keep, call };
}

/** Says what became of a change of signed notes. */
export function useTellPublished(): (published: Published | null) => void {
  const room = useRoom();
  const words = useWords().admin;
  return useCallback(
    (published) => {
      if (published === null) return;
      const isDone = published.kind === "published";
      say(room, isDone ? words.published : words.waits(published.have, published.need));
    },
    [room, words],
  );
}
