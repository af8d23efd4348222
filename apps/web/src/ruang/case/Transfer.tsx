import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { CasePart } from "./parts.ts";
import { PackForm } from "./PackForm.tsx";
import { TransferForm } from "./TransferForm.tsx";

/** Handing a case, or a part of it, to another unit (R8). */
export function Transfer(part: CasePart) {
  const words = useWords().sharing;
  const { view } = part;
  const [form, setForm] = useState<"transfer" | "pack" | null>(null);
  const mayPropose = view.moves.some(({ to }) => to === "transferring");
  const maySend = view.n > 0 && view.state !== "archived";
  if (view.transfer === null && !mayPropose && !maySend) return null;
  const close = (): void => setForm(null);
  return (
    <section class="stack tight" aria-labelledby="transfer-title" id="transfer" tabIndex={-1}>
      <h2 id="transfer-title">{words.transfer.title}</h2>
      {view.transfer !== null && <Standing {...part} transfer={view.transfer} />}
      {form === null && (
        <div class="cluster">
          {mayPropose && view.transfer === null && (
            <Button kind="second" isSmall onClick={() => setForm("transfer")}>
              {words.transfer.begin}
            </Button>
          )}
          {maySend && (
            <Button kind="quiet" isSmall onClick={() => setForm("pack")}>
              {words.pack.begin}
            </Button>
          )}
        </div>
      )}
      {form === "transfer" && <TransferForm {...part} onClose={close} />}
      {form === "pack" && <PackForm {...part} onClose={close} />}
    </section>
  );
}

type StandingProps = CasePart & { transfer: NonNullable<CasePart["view"]["transfer"]> };

/** How far it is, and what this member does next. */
function Standing({ view, one, info, transfer }: StandingProps) {
  const words = useWords().sharing.transfer;
  const { caseId, moves } = view;
  const target = view.transferNames?.target ?? transfer.target;
  const isOwn = transfer.proposal?.proposedBy === info.memberId;
  const may = (to: string): boolean => moves.some((move) => move.to === to);
  return (
    <div class="card stack tight">
      <p>
        <span class="badge">{words.states[transfer.state]}</span> {words.to(target)}
      </p>
      {transfer.summary !== null && (
        <blockquote class="typed" dir="auto">
          {transfer.summary}
        </blockquote>
      )}
      {transfer.proposal !== null && (
        <>
          <p>{isOwn ? words.byYou : words.by(view.proposerName ?? "")}</p>
          {transfer.proposal.isStale && <Notice tone="warn">{words.stale}</Notice>}
          <div class="cluster">
            {!isOwn && !transfer.proposal.isStale && (
              <Button
                isSmall
                disabled={one.isBusy}
                onClick={() =>
                  void one.step(
                    "confirmTransfer",
                    { caseId, actId: transfer.proposal?.actId ?? "" },
                    words.confirmed,
                  )
                }
              >
                {words.confirm}
              </Button>
            )}
            <Button
              kind="danger"
              isSmall
              disabled={one.isBusy}
              onClick={() => void one.step("withdrawProposal", { caseId }, words.withdrawn)}
            >
              {words.withdraw}
            </Button>
          </div>
        </>
      )}
      {transfer.state === "refused" && (
        <>
          <p>{words.refused(target)}</p>
          <blockquote class="typed" dir="auto">
            {transfer.answer ?? "–"}
          </blockquote>
        </>
      )}
      {may("assessing") && transfer.state !== "handed-over" && view.state === "transferring" && (
        <div>
          <Button
            isSmall
            disabled={one.isBusy}
            onClick={() => void one.step("takeBack", { caseId }, words.tookBack)}
          >
            {words.takeBack}
          </Button>
        </div>
      )}
      {transfer.state === "accepted" && info.units.some(({ id }) => id === transfer.from) && (
        <>
          <p>{words.accepted(target)}</p>
          <div>
            <Button
              isSmall
              disabled={one.isBusy}
              onClick={() => void one.step("handOver", { caseId }, words.handedOver)}
            >
              {words.handOver}
            </Button>
          </div>
        </>
      )}
      {transfer.state === "handed-over" && may("verifying") && (
        <div>
          <Button
            isSmall
            disabled={one.isBusy}
            onClick={() => void one.step("receiveTransfer", { caseId }, words.received)}
          >
            {words.receive}
          </Button>
        </div>
      )}
    </div>
  );
}
