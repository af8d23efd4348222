import { useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";
import type { Drawing as Kind } from "../state/evidence.ts";
import type { OpenedFile } from "./useEvidence.ts";

/** An opened file on a neutral ground, with the hash of its bytes. */
export function Drawing({
  opened,
  drawing,
  name,
}: {
  opened: OpenedFile;
  drawing: Kind;
  name: string;
}) {
  const words = useWords().case.evidence;
  const [isBroken, setIsBroken] = useState(false);
  return (
    <>
      {drawing === "picture" && !isBroken && (
        <img
          class="drawn"
          src={opened.address}
          alt={words.alt(name)}
          onError={() => setIsBroken(true)}
        />
      )}
      {isBroken && <p class="msg-bad">{words.broken}</p>}
      {drawing === "text" && (
        <>
          <textarea
            class="input mono drawn"
            readOnly
            aria-label={name}
            value={opened.text}
            dir="auto"
          />
          {opened.isCut && <p class="small muted">{words.tooLong}</p>}
        </>
      )}
      <p class="small">
        {words.hash}: <span class="mono anywhere">{opened.sha256}</span>{" "}
        <span class="muted">{words.hashNote}</span>
      </p>
    </>
  );
}
