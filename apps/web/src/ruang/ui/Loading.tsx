import { useEffect, useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";

const QUIET_MS = 400;
const SLOW_MS = 2_000;

/** Says what is awaited: nothing for 0.4 s, then the words, after 2 s that the connection is slow. */
export function Loading({ text }: { text: string }) {
  const words = useWords();
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const first = setTimeout(() => setStage(1), QUIET_MS);
    const second = setTimeout(() => setStage(2), SLOW_MS);
    return () => {
      clearTimeout(first);
      clearTimeout(second);
    };
  }, []);
  return (
    <p class="muted" role="status">
      {stage > 0 && text} {stage > 1 && words.slow}
    </p>
  );
}
