import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { WaitingNotice } from "../account/Waiting.tsx";
import { CasePane } from "../case/CasePane.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { hitView, rowView, type RowView } from "../state/row.ts";
import { heldUnits } from "../state/units.ts";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { say } from "../room.ts";
import { useRoom } from "../useRoom.ts";
import { useToday } from "../useToday.ts";
import { IndexState } from "./IndexState.tsx";
import { List } from "./List.tsx";
import { Row, rowId } from "./Row.tsx";
import { useInbox } from "./useInbox.ts";
import { useIndex } from "./useIndex.ts";
import { useInboxKeys } from "./useInboxKeys.ts";
import { useSearch } from "./useSearch.ts";
import { ViewSelect, Views } from "./Views.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

const WIDE = "(min-width: 60rem)";

/** `/ruang/kotak-masuk`: views, list, case. On a phone the list leads to the case page. */
export function InboxPage({ info, firstUnit }: { info: RoomInfo; firstUnit: string }) {
  const room = useRoom();
  const words = useWords();
  const language = useLanguage();
  const { route } = useLocation();
  const [search, setSearch] = useState("");
  const inbox = useInbox(firstUnit);
  const { state, dispatch } = inbox;
  const [wish, setWish] = useState(0);
  const index = useIndex(state.unit, wish, inbox.refresh);
  const found = useSearch(state.unit, search);
  const rows = found ?? state.rows;

  useRoomTitle(words.inbox.views[state.view]);

  const openHere = (caseId: string): boolean => {
    if (!matchMedia(WIDE).matches) return false;
    dispatch({ kind: "opened", caseId });
    return true;
  };
  const open = (caseId: string): void => {
    if (!openHere(caseId)) route(`/ruang/kasus/${caseId}`);
  };
  useInboxKeys({ inbox, rows, open });

  const today = useToday();
  const draw = (row: RowView) => (
    <Row
      key={row.caseId}
      row={row}
      isCurrent={row.caseId === (state.opened ?? state.cursor)}
      onOpen={openHere}
      onFocus={(caseId) => dispatch({ kind: "pointed", caseId })}
    />
  );
  const naming = { words: words.inbox.row, language, today };
  const choose = (view: typeof state.view): void =>
    dispatch({ kind: "chosen", unit: state.unit, view });
  const refresh = async (): Promise<void> => {
    await inbox.refresh();
    setWish(wish + 1);
    if (room.inbox.value?.phase === "ready") say(room, words.inbox.refreshed);
  };
  return (
    <main id="content" class="panes" tabIndex={-1}>
      <Views view={state.view} counts={state.counts} onView={choose} />
      <section class="stack list" aria-labelledby="list-title">
        <div class="cluster between">
          <Heading key={state.view}>
            <span id="list-title">{words.inbox.views[state.view]}</span>
          </Heading>
          <Button kind="second" isSmall onClick={() => void refresh()}>
            {words.inbox.refresh}
          </Button>
        </div>
        {state.counts !== null && (
          <p class="small muted">
            {words.inbox.count(formatNumber(state.counts[state.view], language))}
          </p>
        )}
        {info.lacks.length > 0 && <WaitingNotice info={info} />}
        {heldUnits(info).length > 1 && (
          <SelectField
            id="unit"
            label={words.inbox.unit}
            value={state.unit}
            choices={heldUnits(info).map(({ id, name }) => ({ value: id, label: name }))}
            onValue={(unit) => dispatch({ kind: "chosen", unit, view: state.view })}
          />
        )}
        <ViewSelect view={state.view} counts={state.counts} onView={choose} />
        <List
          inbox={inbox}
          found={found}
          search={search}
          onSearch={setSearch}
          drawRow={(row) => draw(rowView(row, naming))}
          drawHit={(hit) => draw(hitView(hit, naming))}
        />
        <IndexState phase={index} />
      </section>
      <section class="case stack" aria-label={words.case.label}>
        {state.opened === null ? (
          <p class="muted">{words.inbox.choose}</p>
        ) : (
          <CasePane
            key={state.opened}
            caseId={state.opened}
            info={info}
            onClose={() => {
              dispatch({ kind: "closed" });
              document.getElementById(rowId(state.opened ?? ""))?.focus();
            }}
            onChanged={() => void inbox.refresh()}
          />
        )}
      </section>
    </main>
  );
}
