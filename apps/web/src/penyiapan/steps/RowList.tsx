import type { ComponentChildren } from "preact";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";

type Props<Row> = {
  rows: readonly Row[];
  titleOf: (place: number) => string;
  add: string;
  newRow: (rows: readonly Row[]) => Row;
  onRows: (rows: readonly Row[]) => void;
  /** The fields of one row. */
  children: (row: Row, onRow: (row: Row) => void) => ComponentChildren;
};

/** Rows with the same fields. One can be added, and any removed while another remains. */
export function RowList<Row extends { readonly key: number }>(props: Props<Row>) {
  const { rows, titleOf, add, newRow, onRows, children } = props;
  const words = useWords();
  const replace = (next: Row): void =>
    onRows(rows.map((row) => (row.key === next.key ? next : row)));
  return (
    <>
      {rows.map((row, at) => (
        <fieldset class="stack box" key={row.key}>
          <legend>{titleOf(at + 1)}</legend>
          {children(row, replace)}
          {rows.length > 1 && (
            <div>
              <Button
                kind="quiet"
                onClick={() => onRows(rows.filter(({ key }) => key !== row.key))}
              >
                {words.remove}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button kind="second" onClick={() => onRows([...rows, newRow(rows)])}>
          {add}
        </Button>
      </div>
    </>
  );
}
