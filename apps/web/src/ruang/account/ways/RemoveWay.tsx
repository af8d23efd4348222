import { useWords } from "../../copy/index.ts";
import type { Way } from "../../model.ts";
import { useOwnCall } from "../useOwnCall.ts";
import { DialogForm } from "./DialogForm.tsx";
import type { DialogProps } from "./WayDialog.tsx";

export function RemoveWay({ way, onWays, onClose }: DialogProps & { way: Way }) {
  const words = useWords().own.ways;
  const call = useOwnCall();
  const meanings = {
    passkey: words.removePasskey,
    password: words.removeWhat,
    paper: words.removePaper,
  };
  const remove = async (): Promise<void> => {
    const left = await call.run("removeWay", { name: way.name }, words.done.removed);
    if (left === null) return;
    onWays(left);
    onClose();
  };
  return (
    <DialogForm
      id="remove"
      title={words.removeTitle(way.name)}
      submit={words.remove}
      isDanger
      call={call}
      onSubmit={() => void remove()}
      onClose={onClose}
    >
      <p>{meanings[way.kind]}</p>
    </DialogForm>
  );
}
