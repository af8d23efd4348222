import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../lib/ui/Button.tsx";
import { useCopy } from "./copy/index.ts";
import { copyCode } from "../lib/reporter/copyCode.ts";
import type { QrCode } from "./QrCode.tsx";

type Props = { groups: readonly string[]; shown: RefObject<HTMLOListElement | null> };

/** Ways to keep the code, each with its risk. Paper comes first. */
export function CodeKeepers({ groups, shown }: Props) {
  const copy = useCopy();
  const [wasCopied, setWasCopied] = useState<boolean | null>(null);
  const onCopy = async (): Promise<void> => setWasCopied(await copyCode(groups, shown.current));
  const qr = useQr();
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
        <Button kind="second" icon="qr" isSmall aria-expanded={qr.isShown} onClick={qr.toggle}>
          {qr.isShown ? copy.code.qrHide : copy.code.qr}
        </Button>
      </div>
      <p role="status">
        {wasCopied !== null && (wasCopied ? copy.code.copied : copy.code.copyFailed)}
        {qr.hasFailed && copy.code.qrFailed}
      </p>
      {qr.isShown && <qr.Code digits={groups.join("")} label={copy.code.qrLabel} />}
      <p class="hint">{copy.code.risks}</p>
    </div>
  );
}

type Qr =
  | { readonly isShown: true; readonly Code: typeof QrCode }
  | { readonly isShown: false; readonly hasFailed: boolean };

/** The drawing of QR codes is loaded at the first press: most people write on paper. */
function useQr(): Qr & { hasFailed: boolean; toggle: () => void } {
  const [qr, setQr] = useState<Qr>({ isShown: false, hasFailed: false });
  const toggle = (): void => {
    if (qr.isShown) return setQr({ isShown: false, hasFailed: false });
    import("./QrCode.tsx").then(
      ({ QrCode: Code }) => setQr({ isShown: true, Code }),
      () => setQr({ isShown: false, hasFailed: true }),
    );
  };
  return { hasFailed: false, ...qr, toggle };
}

/** Prints the code alone: the styles hide the rest, and the title of the sheet names nobody. */
function printAs(title: string): void {
  const before = document.title;
  document.title = title;
  addEventListener("afterprint", () => (document.title = before), { once: true });
  print();
}
