import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { CallError } from "../../lib/calls/link.ts";
import type { Failure } from "../../lib/calls/protocol.ts";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { Mark } from "../../lib/ui/Mark.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { readErrorText } from "../errorText.ts";
import type { InboxRow, IndexHit } from "../model.ts";
import { Loading } from "../ui/Loading.tsx";
import type { Inbox } from "./useInbox.ts";

type Props = {
  inbox: Inbox;
  /** Cards found on this device; null while nothing is searched for. */
  found: readonly IndexHit[] | null;
  search: string;
  onSearch: (text: string) => void;
  drawRow: (row: InboxRow) => ComponentChild;
  drawHit: (hit: IndexHit) => ComponentChild;
};

/** Search, rows, and what stands there when there are none. */
export function List({ inbox, found, search, onSearch, drawRow, drawHit }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      <TextField
        id="search"
        type="search"
        label={words.inbox.search}
        hint={words.inbox.searchHint}
        value={search}
        onValue={onSearch}
      />
      <p class="hidden" role="status">
        {found !== null && words.inbox.found(formatNumber(found.length, language))}
      </p>
      {search.trim() === "" ? (
        <Rows inbox={inbox} drawRow={drawRow} />
      ) : (
        <>
          {found !== null && found.length === 0 && <p class="muted">{words.inbox.foundNone}</p>}
          <div class="rows">{found?.map(drawHit)}</div>
        </>
      )}
    </>
  );
}

function Rows({ inbox, drawRow }: Pick<Props, "inbox" | "drawRow">) {
  const words = useWords();
  const { state, refresh } = inbox;
  return (
    <>
      {state.failure !== null && <Failed failure={state.failure} onRetry={() => void refresh()} />}
      {state.phase === "loading" && state.rows.length === 0 && (
        <Loading text={words.inbox.opening} />
      )}
      {state.rows.length > 0 && <div class="rows">{state.rows.map(drawRow)}</div>}
      {state.phase === "ready" && state.rows.length === 0 && <Empty inbox={inbox} />}
      {state.next !== null && <More inbox={inbox} />}
    </>
  );
}

function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const words = useWords();
  const shared = useShared();
  return (
    <Notice tone="err" isLive>
      <p>{readErrorText(new CallError(failure.source, failure.code), words.errors)}</p>
      <Button kind="second" isSmall onClick={onRetry}>
        {shared.retry}
      </Button>
    </Notice>
  );
}

function Empty({ inbox: { state, dispatch } }: { inbox: Inbox }) {
  const words = useWords();
  return (
    <div class="empty">
      <Mark />
      <p>{words.inbox.empty[state.view]}</p>
      {state.view === "mine" && (
        <Button
          kind="quiet"
          onClick={() => dispatch({ kind: "chosen", unit: state.unit, view: "unclaimed" })}
        >
          {words.inbox.toUnclaimed}
        </Button>
      )}
    </div>
  );
}

function More({ inbox }: { inbox: Inbox }) {
  const words = useWords();
  const [isLoading, setIsLoading] = useState(false);
  const load = async (): Promise<void> => {
    setIsLoading(true);
    await inbox.loadMore();
    setIsLoading(false);
  };
  return (
    <div>
      <Button kind="second" isSmall disabled={isLoading} onClick={() => void load()}>
        {isLoading ? words.inbox.loadingMore : words.inbox.more}
      </Button>
    </div>
  );
}
