import type { Published } from "@bijak/client/people";
import type { ComponentChildren } from "preact";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import { useOwnCall, type OwnCall } from "../account/useOwnCall.ts";
import { useTellPublished } from "./useAdminCall.ts";

type Props = {
  id: string;
  title: string;
  submit: string;
  isDanger?: boolean;
  /** Null when it failed: then the words of the failure stand in the dialog. */
  act: (call: OwnCall) => Promise<Published | "nothing" | null>;
  onDone: () => void;
  onClose: () => void;
  children: ComponentChildren;
};

/** A dialog whose one step changes signed notes. */
export function ActDialog({ act, onDone, children, ...rest }: Props) {
  const call = useOwnCall();
  const tell = useTellPublished();
  const run = async (): Promise<void> => {
    const published = await act(call);
    if (published === null) return;
    if (published !== "nothing") tell(published);
    onDone();
  };
  return (
    <DialogForm {...rest} call={call} onSubmit={() => void run()}>
      {children}
    </DialogForm>
  );
}
