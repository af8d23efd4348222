import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { Shield } from "./useShield.ts";

/** What a text shares with the reporter's own words, before it leaves the unit. Advice only. */
export function ShieldCheck({ shield: { found, call } }: { shield: Shield }) {
  const words = useWords().sharing.transfer;
  if (call.failure !== null) {
    return (
      <Notice tone="err" isLive>
        {call.failure}
      </Notice>
    );
  }
  if (found === null) return null;
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
