import type { Recovered } from "@bijak/client/recovery";
import { useState } from "preact/hooks";
import { Button } from "../lib/ui/Button.tsx";
import { TextField } from "../lib/ui/Field.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useWords } from "./copy/index.ts";
import { combine, type OpenedFile, type Refusal } from "./machine.ts";

type Props = { file: OpenedFile; onRecovered: (recovered: Recovered) => void };

const FIRST_ROWS = ["", "", ""] as const;

/** One field for each holder's row. What is typed stays until the page is closed. */
export function Rows({ file, onRecovered }: Props) {
  const words = useWords();
  const [rows, setRows] = useState<readonly string[]>(FIRST_ROWS);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (): Promise<void> => {
    setIsBusy(true);
    const combining = await combine(file, rows);
    setIsBusy(false);
    if (combining.kind === "done") onRecovered(combining.recovered);
    else setRefusal(combining.refusal);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    setRefusal(null);
    if (!isBusy) void run();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate aria-labelledby="rows-title">
      <h2 id="rows-title">{words.rows}</h2>
      {rows.map((row, at) => (
        <TextField
          key={at} // rows are only ever added at the end
          id={`row-${at}`}
          label={words.row(at + 1)}
          isCode
          value={row}
          onValue={(text) => setRows(rows.map((one, place) => (place === at ? text : one)))}
        />
      ))}
      {refusal && (
        <Notice tone="err" isLive>
          <p>{words.refusals[refusal]}</p>
        </Notice>
      )}
      <div class="cluster">
        <Button type="submit" disabled={isBusy}>
          {isBusy ? words.working : words.combine}
        </Button>
        <Button kind="quiet" onClick={() => setRows([...rows, ""])}>
          {words.addRow}
        </Button>
      </div>
    </form>
  );
}
