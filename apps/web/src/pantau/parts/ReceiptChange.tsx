import { generateReceipt, groupReceipt } from "@bijak/envelope";
import { useEffect, useRef, useState } from "preact/hooks";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { askQuestions, browserRoll, isConfirmed } from "../../lib/reporter/confirmation.ts";
import { copyCode } from "../../lib/reporter/copyCode.ts";
import { GroupChoices } from "../../lib/reporter/GroupChoices.tsx";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";
import { isBusy, type Act } from "../machine.ts";
import type { MailboxProps } from "./Mailbox.tsx";

type Props = MailboxProps & { readonly onClose: () => void };

/** A code that was just made, with two of its groups to find again. Lives in memory only. */
function makeCode() {
  const receipt = generateReceipt();
  const groups = groupReceipt(receipt);
  return { receipt, groups, questions: askQuestions(groups, browserRoll) };
}

/**
 * Another code in the place of this one (R18): first what it means, then the new code and two groups to find again, and only
 * then the change. Nobody gives up a code before holding the next one.
 */
export function ReceiptChange({ state: { act, isWaiting }, acts, onClose }: Props) {
  const { change } = useCopy();
  const words = useShared();
  const [code, setCode] = useState(makeCode);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const isHeld = isConfirmed(code.questions, code.groups);
  useEffect(() => {
    if (act.kind === "done" && act.what === "code") onClose();
  }, [act, onClose]);
  const pick = (group: number, picked: string): void =>
    setCode({
      ...code,
      questions: code.questions.map((one) => (one.group === group ? { ...one, picked } : one)),
    });
  return (
    <section class="card stack" aria-labelledby="change">
      <h2 id="change" tabIndex={-1} ref={title}>
        {change.title}
      </h2>
      <p>{change.means}</p>
      <NewCode groups={code.groups} />
      <h3>{change.match}</h3>
      {code.questions.map((question) => (
        <GroupChoices
          key={question.group}
          question={question}
          groups={code.groups}
          words={change}
          onPick={pick}
        />
      ))}
      <Progress act={act} isWaiting={isWaiting} />
      <div class="cluster">
        <Button disabled={!isHeld || isBusy(act)} onClick={() => acts.changeCode(code.receipt)}>
          {change.yes}
        </Button>
        <Button kind="quiet" disabled={isBusy(act)} onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
      {!isHeld && <p class="hint">{change.waits}</p>}
    </section>
  );
}

function NewCode({ groups }: { groups: readonly string[] }) {
  const { change } = useCopy();
  const shown = useRef<HTMLOListElement>(null);
  const [wasCopied, setWasCopied] = useState<boolean | null>(null);
  const onCopy = async (): Promise<void> => setWasCopied(await copyCode(groups, shown.current));
  return (
    <div class="slip">
      <ol class="code" ref={shown} aria-label={change.label}>
        {groups.map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <div class="stack tight">
        <p class="hint">{change.paper}</p>
        <div class="cluster">
          <Button kind="second" icon="copy" isSmall onClick={() => void onCopy()}>
            {change.copy}
          </Button>
          <span class="small" role="status">
            {wasCopied !== null && (wasCopied ? change.copied : change.copyFailed)}
          </span>
        </div>
      </div>
    </div>
  );
}

function Progress({ act, isWaiting }: { act: Act; isWaiting: boolean }) {
  const { change } = useCopy();
  const words = useShared();
  if (act.kind === "changing")
    return isWaiting ? (
      <Notice tone="warn" isLive>
        {change.waiting} {words.stillTrying}
      </Notice>
    ) : (
      <Notice isLive>{change.changing}</Notice>
    );
  if (act.kind !== "failed" || (act.what !== "code" && act.what !== "code-now")) return null;
  return (
    <Notice tone="err" isLive>
      {act.what === "code-now" ? change.notNow : change.failed}
    </Notice>
  );
}
