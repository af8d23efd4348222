import type { ComponentChildren } from "preact";
import { Button } from "../../lib/ui/Button.tsx";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Dialog } from "./Dialog.tsx";

type Props = {
  id: string;
  title: string;
  yes: string;
  isDanger?: boolean;
  onYes: () => void;
  onClose: () => void;
  children: ComponentChildren;
};

/** Asks once more before a step that cannot be undone. */
export function ConfirmDialog({ id, title, yes, isDanger, onYes, onClose, children }: Props) {
  const shared = useShared();
  return (
    <Dialog id={id} title={title} onClose={onClose}>
      {children}
      <div class="cluster">
        <Button
          kind={isDanger ? "danger" : "primary"}
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {yes}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {shared.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
