import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { useEntering } from "./useEntering.ts";

/** One touch: no name, no secret to type. */
export function PasskeyEntry({ label }: { label: string }) {
  const words = useWords();
  const own = words.own.signIn;
  const { stage, failure, open } = useEntering();
  return (
    <div class="stack">
      <div class="stack tight">
        <Button
          icon="key"
          disabled={stage !== "idle"}
          onClick={() => void open({ kind: "passkey" })}
        >
          {label}
        </Button>
        <p class="hint">{own.oneTouch}</p>
      </div>
      <p class="muted quiet-line" role="status">
        {stage === "checking" && own.touching}
        {stage === "unlocking" && words.signIn.unlocking}
      </p>
      {failure !== null && (
        <Notice tone="err" isLive>
          {failure}
        </Notice>
      )}
    </div>
  );
}
