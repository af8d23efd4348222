import type { CustodyRequest } from "@bijak/client/handler";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { ListSection } from "./ListSection.tsx";
import { useList } from "./useList.ts";

/** What a custodian of identities is asked for. They see who asks and why, never the name or the case (R6). */
export function Custody() {
  const words = useWords().sharing.custody;
  const { found, keep, call } = useList("listCustody", {});
  const [releasing, setReleasing] = useState<string | null>(null);
  return (
    <ListSection
      id="custody"
      title={words.title}
      none={words.none}
      count={found?.length ?? null}
      call={call}
    >
      <div class="grid wide-grid">
        {found?.map((request) => (
          <RequestCard
            key={request.caseId}
            request={request}
            isBusy={call.isBusy}
            onRelease={() => setReleasing(request.caseId)}
          />
        ))}
      </div>
      {releasing !== null && (
        <ConfirmDialog
          id="release"
          title={words.release}
          yes={words.release}
          onYes={() =>
            void call.run("releaseShare", { caseId: releasing }, words.released).then(keep)
          }
          onClose={() => setReleasing(null)}
        >
          <p>{words.releaseWhat}</p>
        </ConfirmDialog>
      )}
    </ListSection>
  );
}

type CardProps = { request: CustodyRequest; isBusy: boolean; onRelease: () => void };

function RequestCard({ request, isBusy, onRelease }: CardProps) {
  const words = useWords().sharing.custody;
  const { label, askedBy, confirmedBy, fromUnit, reason, hasReleased, isValid } = request;
  return (
    <article class="card stack tight">
      <p class="mono small">{label}</p>
      <p>{words.asks(askedBy.name, fromUnit ?? "–")}</p>
      {confirmedBy !== null && <p>{words.second(confirmedBy.name)}</p>}
      {reason !== null && (
        <blockquote class="typed" dir="auto">
          {reason}
        </blockquote>
      )}
      {!isValid && <Notice tone="err">{words.invalid}</Notice>}
      {hasReleased && <p class="muted">{words.released}</p>}
      {isValid && !hasReleased && (
        <div>
          <Button isSmall disabled={isBusy} onClick={onRelease}>
            {words.release}
          </Button>
        </div>
      )}
    </article>
  );
}
