import { useWords } from "../../copy/index.ts";
import { useOwnCall } from "../useOwnCall.ts";
import { DialogForm } from "./DialogForm.tsx";
import { PasswordField, usePassword } from "./PasswordField.tsx";
import type { DialogProps } from "./WayDialog.tsx";

export function ChangePassword({ login, onWays, onClose }: DialogProps) {
  const words = useWords().own.ways;
  const call = useOwnCall();
  const password = usePassword();
  const save = async (): Promise<void> => {
    if (!(await password.isGood())) return;
    const input = { password: password.value };
    const saved = await call.run("changePassword", input, words.done.changed);
    if (saved === null) return;
    onWays(saved);
    onClose();
  };
  return (
    <DialogForm
      id="change"
      title={words.change}
      submit={words.save}
      call={call}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <PasswordField password={password} login={login} />
    </DialogForm>
  );
}
