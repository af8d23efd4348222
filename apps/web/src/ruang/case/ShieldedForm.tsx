import type { ComponentChildren } from "preact";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { ShieldCheck } from "./ShieldCheck.tsx";
import type { Shield } from "./useShield.ts";

type Props = {
  lead: string;
  submit: string;
  shield: Shield;
  isBusy: boolean;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ComponentChildren;
};

/** A form whose text leaves the unit: it is checked against the reporter's words before it is sent. */
export function ShieldedForm(props: Props) {
  const { lead, submit, shield, isBusy, onSubmit, onClose, children } = props;
  const shared = useShared();
  const words = useWords().sharing.transfer;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <p class="muted">{lead}</p>
      {children}
      <ShieldCheck shield={shield} />
      <div class="cluster">
        <Button kind="second" disabled={shield.call.isBusy} onClick={shield.check}>
          {words.check}
        </Button>
        <Button type="submit" disabled={isBusy}>
          {submit}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {shared.cancel}
        </Button>
      </div>
    </form>
  );
}
