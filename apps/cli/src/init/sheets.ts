import type { ConfirmShares, RecoverySheet } from "@bijak/client/founding";
import type { Asking } from "../ask.ts";
import { Failure } from "../failure.ts";
import { type Call, print, printJson, tell } from "../world.ts";

/** The sheets of share holders as lines to be printed on paper, one sheet after the other. */
export const describeSheets = (
  { say }: Pick<Call, "say">,
  sheets: readonly RecoverySheet[],
): readonly string[] =>
  sheets.flatMap(({ holder, rows }) => [
    say.sheet(holder),
    ...rows.map(({ unit, row }) => `  ${unit}  ${row}`),
    "",
  ]);

type Confirming = {
  readonly call: Call;
  readonly asking: Asking;
  /** How many rows bring a unit's key back. */
  readonly k: number;
  readonly isJson: boolean;
};

/**
 * Prints the sheets and has k rows of each unit typed back from paper before anything is handed in; again those of units that do not
 * fit. A blank line, or the end of the input, gives the founding up.
 */
export function confirmByTyping({ call, asking, k, isJson }: Confirming): ConfirmShares {
  const { world, say } = call;
  let known: Readonly<Record<string, readonly string[]>> = {};
  return async (sheets, wrongUnits) => {
    const isFirst = wrongUnits.length === 0;
    if (isFirst && isJson) printJson(world, { recoveryShares: sheets });
    if (isFirst && !isJson) for (const line of describeSheets(call, sheets)) print(world, line);
    if (isFirst) tell(world, say.typeRows(k));
    else tell(world, say.rowsWrong(wrongUnits.join(", ")));
    const units = isFirst ? (sheets[0]?.rows.map(({ unit }) => unit) ?? []) : wrongUnits;
    for (const unit of units) known = { ...known, [unit]: await askRows(unit) };
    return known;
  };

  async function askRows(unit: string): Promise<readonly string[]> {
    const rows: string[] = [];
    for (let no = 1; no <= k; no += 1) {
      const row = await asking.ask(say.askRow(unit, no, k));
      if (row === "") throw new Failure(say.rowsGivenUp);
      rows.push(row);
    }
    return rows;
  }
}
