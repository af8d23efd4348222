import { useCallback, useState } from "preact/hooks";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { Progress } from "../../lib/ui/Progress.tsx";
import { useWords } from "../copy/index.ts";
import { errorText } from "../errorText.ts";
import { ask } from "../room.ts";
import { useRoom } from "../useRoom.ts";

type Props = { unit: string; waiting: number; onDone: () => void };
type State =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "said"; readonly text: string; readonly isFailure: boolean };

/** Gives the unit's cases new keys in this browser, with progress. It can be stopped and gone on with. Nothing is drawn while none waits and nothing is to be said. */
export function Rekeying({ unit, waiting, onDone }: Props) {
  const room = useRoom();
  const words = useWords();
  const own = words.admin.keys;
  const language = useLanguage();
  const [state, setState] = useState<State>({ kind: "idle" });
  const say = useCallback((text: string, isFailure = false): void => {
    setState({ kind: "said", text, isFailure });
  }, []);
  const run = async (): Promise<void> => {
    setState({ kind: "running", done: 0, total: 0 });
    try {
      const progress = (done: number, total: number): void =>
        setState({ kind: "running", done, total });
      const result = await ask(room, "rekeyUnit", { unit }, progress);
      if (result === null) {
        say(own.stopped);
        return onDone();
      }
      const [done, left, locked] = [result.done, result.left, result.locked].map((count) =>
        formatNumber(count, language),
      );
      const told = own.rekeyed(done ?? "", left ?? "");
      say(result.locked > 0 ? `${told} ${own.rekeyLocked(locked ?? "")}` : told);
      onDone();
    } catch (fault) {
      say(errorText(fault, words.errors), true);
    }
  };
  const stop = (): void => void ask(room, "stopRekey", {});
  if (state.kind === "running") {
    const { done, total } = state;
    return (
      <div class="stack tight prose">
        <Progress
          id={`rekey-${unit}`}
          label={own.rekeying(formatNumber(done, language), formatNumber(total, language))}
          share={total === 0 ? 0 : done / total}
        />
        <div>
          <Button kind="second" isSmall onClick={stop}>
            {own.stop}
          </Button>
        </div>
      </div>
    );
  }
  if (state.kind === "idle" && waiting === 0) return null;
  return (
    <div class="stack tight prose">
      {state.kind === "said" && (
        <Notice tone={state.isFailure ? "err" : "info"} isLive>
          {state.text}
        </Notice>
      )}
      {waiting > 0 && (
        <>
          <p class="muted">{own.rekeyKept}</p>
          <div>
            <Button isSmall onClick={() => void run()}>
              {own.rekey}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
