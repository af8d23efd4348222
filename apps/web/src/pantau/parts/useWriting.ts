import { useState } from "preact/hooks";
import type { Acts } from "../acts.ts";
import { useCopy } from "../copy/index.ts";
import { isBusy, type Act, type Written } from "../machine.ts";

export const MOST_TEXT = 2_000;

type Parts = { what: Written; text: string; act: Act; acts: Acts };

/** Checks a text before it is sent: not empty, not too long, and nothing else under way. */
export function useWriting({ what, text, act, acts }: Parts) {
  const { write } = useCopy();
  const [wasRefused, setWasRefused] = useState(false);
  const problemOf = (typed: string): string | undefined => {
    if (typed.trim() === "") return write.empty;
    return Array.from(typed).length > MOST_TEXT ? write.tooLong : undefined;
  };
  return {
    error: wasRefused ? problemOf(text) : undefined,
    isBusy: isBusy(act),
    send: (typed: string): void => {
      const isFit = problemOf(typed) === undefined;
      setWasRefused(!isFit);
      if (isFit && !isBusy(act)) acts.write(what, typed.trim());
    },
  };
}
