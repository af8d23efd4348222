import { Icon } from "../../lib/ui/Icon.tsx";
import { useWords } from "../copy/index.ts";
import type { RowView } from "../state/row.ts";
import { DeadlineChip } from "../ui/DeadlineChip.tsx";

type Props = {
  row: RowView;
  isCurrent: boolean;
  /** Gives true when the click was dealt with here and the address should stay. */
  onOpen: (caseId: string) => boolean;
  onFocus: (caseId: string) => void;
};

export const rowId = (caseId: string): string => `row-${caseId}`;

/** Two lines of a case. A plain click opens it beside the list where there is room. */
export function Row({ row, isCurrent, onOpen, onFocus }: Props) {
  const words = useWords();
  return (
    <a
      class={row.isUnread ? "row new" : "row"}
      id={rowId(row.caseId)}
      href={`/ruang/kasus/${row.caseId}`}
      aria-current={isCurrent ? "true" : undefined}
      onFocus={() => onFocus(row.caseId)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        if (!onOpen(row.caseId)) return;
        // Otherwise the router, which listens on the window, would follow the link.
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <b>
        {row.isUnread && <span class="hidden">{words.inbox.unread} </span>}
        <bdi>{row.title}</bdi>
      </b>
      <span class="mono small muted">{row.label}</span>
      <span class="cluster">
        {row.chip !== null && <DeadlineChip chip={row.chip} />}
        {row.facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {row.clips !== null && row.clips > 0 && (
          <span class="seal">
            <Icon name="clip" />
            <span class="hidden">{words.case.evidence.title}:</span> {row.clips}
          </span>
        )}
        {row.assignee !== null && (
          <span title={row.assignee.name}>
            <span aria-hidden="true">{row.assignee.initials}</span>
            <span class="hidden">{row.assignee.name}</span>
          </span>
        )}
      </span>
    </a>
  );
}
