import type { OverdueCase } from "@bijak/client/handler";
import { useState } from "preact/hooks";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextArea } from "../../lib/ui/Field.tsx";
import type { OwnCall } from "../account/useOwnCall.ts";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import { MOST_TEXT } from "../case/ReplyForm.tsx";
import { stateWord } from "../case/parts.ts";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { ListSection } from "./ListSection.tsx";
import { useList } from "./useList.ts";

/** Overdue cases of units for which ours answers: dates only, until two persons take one over (R5). */
export function Overdue({ info }: { info: RoomInfo }) {
  const words = useWords().sharing.takeover;
  const { found, keep, call } = useList("listOverdue", {});
  const [asking, setAsking] = useState<OverdueCase | null>(null);
  const step = (name: "confirmTakeover" | "withdrawTakeover", caseId: string, done: string): void =>
    void call.run(name, { caseId }, done).then(keep);
  return (
    <ListSection
      id="overdue"
      title={words.title}
      lead={words.lead}
      none={words.none}
      count={found?.length ?? null}
      call={call}
    >
      <div class="grid wide-grid">
        {found?.map((one) => (
          <OverdueCard
            key={one.caseId}
            one={one}
            info={info}
            isBusy={call.isBusy}
            onPropose={() => setAsking(one)}
            onConfirm={() => step("confirmTakeover", one.caseId, words.confirmed)}
            onWithdraw={() => step("withdrawTakeover", one.caseId, words.withdrawn)}
          />
        ))}
      </div>
      {asking !== null && (
        <TakeoverDialog
          one={asking}
          call={call}
          onDone={(next) => {
            setAsking(null);
            keep(next);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </ListSection>
  );
}

type CardProps = {
  one: OverdueCase;
  info: RoomInfo;
  isBusy: boolean;
  onPropose: () => void;
  onConfirm: () => void;
  onWithdraw: () => void;
};

function OverdueCard({ one, info, isBusy, onPropose, onConfirm, onWithdraw }: CardProps) {
  const all = useWords();
  const words = all.sharing.takeover;
  const language = useLanguage();
  const { pending } = one;
  const isOwn = pending?.proposedBy === info.memberId;
  return (
    <article class="card stack tight">
      <p class="cluster small">
        <span class="mono">{one.label}</span>
        <span class="badge">{stateWord(one.state, language)}</span>
        <span>{words.since(formatDay(one.receivedOn, language))}</span>
      </p>
      <p>{words.unit(one.units.join(", "))}</p>
      <p class="muted small">{one.hasStandby ? words.standby : words.noStandby}</p>
      {one.isRequested && <p>{words.requested}</p>}
      {pending !== null && (
        <>
          <p>{words.by(pending.proposedByName ?? pending.proposedBy)}</p>
          <blockquote class="typed" dir="auto">
            {pending.reason ?? "–"}
          </blockquote>
        </>
      )}
      <div class="cluster">
        {pending === null && !one.isRequested && (
          <Button kind="second" isSmall disabled={isBusy} onClick={onPropose}>
            {words.propose}
          </Button>
        )}
        {pending !== null && !isOwn && (
          <Button isSmall disabled={isBusy} onClick={onConfirm}>
            {words.confirm}
          </Button>
        )}
        {pending !== null && (
          <Button kind="quiet" isSmall disabled={isBusy} onClick={onWithdraw}>
            {words.withdraw}
          </Button>
        )}
      </div>
    </article>
  );
}

type DialogProps = {
  one: OverdueCase;
  call: OwnCall;
  onDone: (found: readonly OverdueCase[]) => void;
  onClose: () => void;
};

function TakeoverDialog({ one, call, onDone, onClose }: DialogProps) {
  const words = useWords().sharing.takeover;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const propose = async (): Promise<void> => {
    const isEmpty = reason.trim() === "";
    setError(isEmpty ? words.reasonMissing : undefined);
    if (isEmpty) return;
    const input = { caseId: one.caseId, reason: reason.trim() };
    const next = await call.run("proposeTakeover", input, words.proposed);
    if (next !== null) onDone(next);
  };
  return (
    <DialogForm
      id="takeover"
      title={words.proposeTitle(one.label)}
      submit={words.propose}
      call={call}
      onSubmit={() => void propose()}
      onClose={onClose}
    >
      <TextArea
        id="takeover-reason"
        label={words.reason}
        hint={words.reasonHint}
        error={error}
        value={reason}
        most={MOST_TEXT}
        onValue={setReason}
      />
    </DialogForm>
  );
}
