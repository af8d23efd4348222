import type { UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import { useWords } from "../copy/index.ts";

type Props = { unit: UnitHealth; onDone: () => void; onClose: () => void };

const FIRST_ROWS = ["", "", ""] as const;

/** Combines rows of k sheets to know that they would work, and forgets what came of it. */
export function DrillDialog({ unit, onDone, onClose }: Props) {
  const words = useWords().admin.keys;
  const call = useOwnCall();
  const [rows, setRows] = useState<readonly string[]>(FIRST_ROWS);
  const drill = async (): Promise<void> => {
    const typed = rows.filter((row) => row.trim() !== "");
    const answer = await call.run("recordDrill", { unit: unit.unit, rows: typed }, words.drillDone);
    if (answer !== null) onDone();
  };
  return (
    <DialogForm
      id="drill"
      title={words.drillTitle(unit.name)}
      submit={words.drill}
      call={call}
      onSubmit={() => void drill()}
      onClose={onClose}
    >
      <p>{words.drillWhat}</p>
      {rows.map((row, at) => (
        <TextField
          key={at} // rows are only ever added at the end
          id={`drill-${at}`}
          label={words.row(at + 1)}
          isCode
          value={row}
          onValue={(text) => setRows(rows.map((one, place) => (place === at ? text : one)))}
        />
      ))}
      <div>
        <Button kind="quiet" isSmall onClick={() => setRows([...rows, ""])}>
          + {words.row(rows.length + 1)}
        </Button>
      </div>
    </DialogForm>
  );
}
