import { useKeyWords } from "../../../lib/keys/words.ts";
import { usePasskeyLack } from "../../../lib/passkey/usePasskeyLack.ts";
import { Button } from "../../../lib/ui/Button.tsx";
import { useWords } from "../../copy/index.ts";
import type { WayKind, Ways } from "../../model.ts";
import { canAdd, hasKind } from "../../state/ways.ts";
import type { Wish } from "./WayDialog.tsx";

const KINDS: readonly WayKind[] = ["passkey", "password", "paper"];

/** The ways that may be added here. */
export function AddWay({ ways, onWish }: { ways: Ways; onWish: (wish: Wish) => void }) {
  const words = useWords().own.ways;
  const keyWords = useKeyWords();
  const lack = usePasskeyLack();
  const kinds = KINDS.filter((kind) => canAdd(ways, kind) && (kind !== "passkey" || lack === null));
  const labelOf = (kind: WayKind): string =>
    kind === "paper" && hasKind(ways, kind) ? words.paperAgain : words.add[kind];
  return (
    <div class="stack tight">
      <h3>{words.addTitle}</h3>
      {lack !== null && <p class="muted">{keyWords.lacks[lack]}</p>}
      <div class="cluster">
        {kinds.map((kind) => (
          <Button key={kind} kind="second" isSmall onClick={() => onWish({ act: "add", kind })}>
            {labelOf(kind)}
          </Button>
        ))}
      </div>
    </div>
  );
}
