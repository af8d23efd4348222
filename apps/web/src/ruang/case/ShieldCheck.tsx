import type { Reidentification } from "@bijak/client/handler";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";

/** What a text shares with the reporter's own words, before it leaves the unit. Advice only. */
export function ShieldCheck({ found }: { found: Reidentification }) {
  const words = useWords().sharing.transfer;
  const shared = [...found.runs, ...found.dates, ...found.names];
  if (shared.length === 0) {
    return (
      <Notice tone="ok" isLive>
        {words.shieldClean} {words.shieldHint}
      </Notice>
    );
  }
  return (
    <Notice tone="warn" isLive>
      <p>{words.shield}</p>
      <ul>
        {shared.map((text) => (
          <li key={text}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      <p>{words.shieldHint}</p>
    </Notice>
  );
}
