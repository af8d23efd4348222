import { useState } from "preact/hooks";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";
import { isBusy } from "../machine.ts";
import type { MailboxProps } from "./Mailbox.tsx";
import type { ReceiptChanging } from "./useReceiptChange.ts";

/** What a person can do for the own safety: another code, no code, and leaving with nothing left on the page. */
export function Safety(props: MailboxProps & { change: ReceiptChanging }) {
  const { safety, change: words } = useCopy();
  const { state, onLeave, change } = props;
  return (
    <section class="stack tight" aria-labelledby="safety">
      <h2 id="safety">{safety.title}</h2>
      {!state.mailbox.isReadOnly && (
        <p>
          <Button
            kind="second"
            disabled={isBusy(state.act) || change.Form !== null}
            onClick={change.open}
          >
            {words.begin}
          </Button>
        </p>
      )}
      <Burn {...props} />
      <p>
        <Button kind="second" onClick={onLeave}>
          {safety.leave}
        </Button>
      </p>
      <p class="small muted">{safety.leaveNote}</p>
    </section>
  );
}

/** Erasing the code, asked twice. */
function Burn({ state: { act }, acts }: MailboxProps) {
  const { safety } = useCopy();
  const words = useShared();
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking)
    return (
      <p>
        <Button kind="danger" disabled={isBusy(act)} onClick={() => setIsAsking(true)}>
          {safety.burn}
        </Button>
      </p>
    );
  return (
    <div class="card stack">
      <h3>{safety.burnTitle}</h3>
      <p>{safety.burnMeans}</p>
      {act.kind === "burning" && <Notice isLive>{safety.burning}</Notice>}
      {act.kind === "failed" && act.what === "burn" && (
        <Notice tone="err" isLive>
          {safety.burnFailed}
        </Notice>
      )}
      <div class="cluster">
        <Button kind="danger" disabled={isBusy(act)} onClick={acts.burn}>
          {safety.burnYes}
        </Button>
        <Button kind="quiet" disabled={isBusy(act)} onClick={() => setIsAsking(false)}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
