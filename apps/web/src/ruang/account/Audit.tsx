import { useState } from "preact/hooks";
import { formatDay, formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { readErrorText } from "../errorText.ts";
import type { AuditStatus } from "../model.ts";
import { ask, keepAudit, say } from "../room.ts";
import { useRoom } from "../useRoom.ts";

/** The state of the audit log, as this device checked it. */
export function Audit({ first }: { first: AuditStatus }) {
  const room = useRoom();
  const words = useWords();
  const own = words.account;
  const language = useLanguage();
  const [isBusy, setIsBusy] = useState(false);
  const audit = room.audit.value ?? first;
  const check = async (): Promise<void> => {
    setIsBusy(true);
    try {
      keepAudit(room, await ask(room, "checkAudit", {}));
    } catch (fault) {
      say(room, `${own.auditUnknown} ${readErrorText(fault, words.errors)}`, "err");
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section class="stack tight prose" aria-labelledby="audit">
      <h2 id="audit">{own.auditTitle}</h2>
      {audit.isConsistent ? (
        <Notice tone="ok" isLive>
          <b>{own.auditOk}.</b>{" "}
          {own.auditSize(formatNumber(audit.size, language), formatDay(audit.on, language))}.{" "}
          {own.auditHow}
        </Notice>
      ) : (
        <p class="msg-bad">
          {own.auditBroken} {own.auditSeeAbove}
        </p>
      )}
      <div>
        <Button kind="second" disabled={isBusy} onClick={() => void check()}>
          {own.auditCheck}
        </Button>
      </div>
    </section>
  );
}

/** The loud form; it stands on every page of the room while the log does not fit. */
export function BrokenAudit() {
  const words = useWords().account;
  return (
    <div class="errors" role="alert">
      <p>
        <b>{words.auditBroken}</b>
      </p>
      <p>{words.auditBrokenWhat}</p>
    </div>
  );
}
