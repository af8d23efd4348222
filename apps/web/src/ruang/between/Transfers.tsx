import type { ListedTransfer } from "@bijak/client/handler";
import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { MOST_TEXT } from "../case/ReplyForm.tsx";
import type { Named } from "../sharing.rpc.ts";
import { ListSection } from "./ListSection.tsx";
import { useList } from "./useList.ts";

/** Cases on their way to a unit and from it. What is offered is answered here, before anything of the case is open. */
export function Transfers({ unit, hasOthers }: { unit: Named; hasOthers: boolean }) {
  const words = useWords().sharing.transfer;
  const { found, keep, call } = useList("listTransfers", { unit: unit.id });
  const answer = (caseId: string, isAccepted: boolean, reason: string): void => {
    const input = { caseId, unit: unit.id, isAccepted, reason };
    void call.run("answerTransfer", input).then(keep);
  };
  return (
    <ListSection
      id={`transfers-${unit.id}`}
      title={hasOthers ? `${words.title}: ${unit.name}` : words.title}
      none={words.none}
      count={found?.length ?? null}
      call={call}
    >
      <div class="grid wide-grid">
        {found?.map((transfer) => (
          <TransferCard
            key={transfer.caseId}
            transfer={transfer}
            unit={unit.id}
            isBusy={call.isBusy}
            onAnswer={(isAccepted, reason) => answer(transfer.caseId, isAccepted, reason)}
          />
        ))}
      </div>
    </ListSection>
  );
}

type CardProps = {
  transfer: ListedTransfer;
  unit: string;
  isBusy: boolean;
  onAnswer: (isAccepted: boolean, reason: string) => void;
};

function TransferCard({ transfer, unit, isBusy, onAnswer }: CardProps) {
  const words = useWords().sharing.transfer;
  const language = useLanguage();
  const isToUs = transfer.target === unit;
  const isOffered = isToUs && transfer.state === "offered";
  const isOpen = !isToUs || transfer.state === "handed-over";
  return (
    <article class="card stack tight">
      <p class="cluster small">
        <span class="mono">{transfer.label}</span>
        <span class="badge">{words.states[transfer.state]}</span>
        <span>{isToUs ? words.toUs : words.fromUs}</span>
        <span>{formatDay(transfer.on, language)}</span>
      </p>
      <blockquote class="typed" dir="auto">
        {transfer.summary ?? words.noSummary}
      </blockquote>
      {!transfer.isProven && <Notice tone="err">{words.unproven}</Notice>}
      {isOffered && <AnswerForm transfer={transfer} isBusy={isBusy} onAnswer={onAnswer} />}
      {isOpen && (
        <p class="lone">
          <a href={`/ruang/kasus/${transfer.caseId}`}>{words.openCase}</a>
        </p>
      )}
    </article>
  );
}

type AnswerProps = Pick<CardProps, "transfer" | "isBusy" | "onAnswer">;

function AnswerForm({ transfer, isBusy, onAnswer }: AnswerProps) {
  const words = useWords().sharing.transfer;
  const [isRefusing, setIsRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const refuse = (): void => {
    const isEmpty = reason.trim() === "";
    setError(isEmpty ? words.refuseMissing : undefined);
    if (!isEmpty) onAnswer(false, reason.trim());
  };
  return (
    <div class="stack tight">
      {isRefusing && (
        <TextArea
          id={`refuse-${transfer.caseId}`}
          label={words.refuseReason}
          error={error}
          value={reason}
          most={MOST_TEXT}
          onValue={setReason}
        />
      )}
      <div class="cluster">
        {transfer.isProven && !isRefusing && (
          <Button isSmall disabled={isBusy} onClick={() => onAnswer(true, "")}>
            {words.accept}
          </Button>
        )}
        <Button
          kind="second"
          isSmall
          disabled={isBusy}
          onClick={() => (isRefusing ? refuse() : setIsRefusing(true))}
        >
          {words.refuse}
        </Button>
      </div>
    </div>
  );
}
