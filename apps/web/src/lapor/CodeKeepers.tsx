import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../lib/ui/Button.tsx";
import { useCopy } from "./copy/index.ts";
import { copyCode } from "./copyCode.ts";
import { QrCode } from "./QrCode.tsx";

type Props = { groups: readonly string[]; shown: RefObject<HTMLOListElement | null> };

/** Ways to keep the code, each with its risk. Paper comes first. */
export function CodeKeepers({ groups, shown }: Props) {
  const copy = useCopy();
  const [isQrShown, setIsQrShown] = useState(false);
  const [wasCopied, setWasCopied] = useState<boolean | null>(null);
  const onCopy = async (): Promise<void> => setWasCopied(await copyCode(groups, shown.current));
  return (
    <div class="stack tight">
      <p>
        <b>{copy.code.paper}</b>
        {copy.code.paperMore}
      </p>
      <div class="cluster">
        <Button kind="second" icon="copy" isSmall onClick={() => void onCopy()}>
          {copy.code.copy}
        </Button>
        <Button kind="second" icon="page" isSmall onClick={() => printAs(copy.titles.note)}>
          {copy.code.print}
        </Button>
        <Button
          kind="second"
          icon="qr"
          isSmall
          aria-expanded={isQrShown}
          onClick={() => setIsQrShown(!isQrShown)}
        >
          {isQrShown ? copy.code.qrHide : copy.code.qr}
        </Button>
      </div>
      <p role="status">
        {wasCopied !== null && (wasCopied ? copy.code.copied : copy.code.copyFailed)}
      </p>
      {isQrShown && <QrCode digits={groups.join("")} label={copy.code.qrLabel} />}
      <p class="hint">{copy.code.risks}</p>
    </div>
  );
}

/** Prints the code alone: the styles hide the rest, and the title of the sheet names nobody. */
function printAs(title: string): void {
  const before = document.title;
  document.title = title;
  addEventListener("afterprint", () => (document.title = before), { once: true });
  print();
}
