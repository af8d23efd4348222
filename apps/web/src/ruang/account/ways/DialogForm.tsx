import type { ComponentChildren } from "preact";
import { useShared } from "../../../lib/i18n/shared/index.ts";
import { Button } from "../../../lib/ui/Button.tsx";
import { Notice } from "../../../lib/ui/Notice.tsx";
import { useWords } from "../../copy/index.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import type { OwnCall } from "../useOwnCall.ts";

type Props = {
  id: string;
  title: string;
  submit: string;
  isDanger?: boolean;
  call: Pick<OwnCall, "isBusy" | "failure">;
  onSubmit: () => void;
  onClose: () => void;
  children: ComponentChildren;
};

/** A dialog with one step in it: its fields, what went wrong, do it or leave it. */
export function DialogForm(props: Props) {
  const { id, title, submit, isDanger = false, call, onSubmit, onClose, children } = props;
  const words = useWords().own.ways;
  const shared = useShared();
  return (
    <Dialog id={id} title={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {call.failure !== null && (
          <Notice tone="err" isLive>
            {call.failure}
          </Notice>
        )}
        <div class="cluster">
          <Button type="submit" kind={isDanger ? "danger" : "primary"} disabled={call.isBusy}>
            {submit}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
          <p class="muted" role="status">
            {call.isBusy && words.working}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
