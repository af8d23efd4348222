import type { RecoveryRow, UnitHealth } from "@bijak/client/people";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { Dialog } from "../ui/Dialog.tsx";

type Props = { unit: UnitHealth; k: number; rows: readonly RecoveryRow[]; onClose: () => void };

/** The rows of a new recovery key, shown this once: one page of paper for each holder. */
export function NewSheets({ unit, k, rows, onClose }: Props) {
  const { keys: words, members } = useWords().admin;
  return (
    <Dialog id="new-sheets" title={words.sheetsTitle(unit.name)} isFirm onClose={onClose}>
      <p class="screen-only">{words.sheetsWhat(k, rows.length)}</p>
      <div class="sheets stack">
        {rows.map(({ holder, row }) => (
          <section class="sheet stack tight" key={holder}>
            <h3>
              {unit.name}: {words.sheet(holder, rows.length)}
            </h3>
            <p class="mono code-row">{row}</p>
          </section>
        ))}
      </div>
      <div class="cluster screen-only">
        <Button onClick={() => print()}>{words.print}</Button>
        <Button kind="quiet" onClick={onClose}>
          {members.close}
        </Button>
      </div>
    </Dialog>
  );
}
