import { useState } from "preact/hooks";
import { useWords } from "../../copy/index.ts";
import { freeName } from "../../state/ways.ts";
import { useOwnCall } from "../useOwnCall.ts";
import { DialogForm } from "./DialogForm.tsx";
import { NameField, useNameProblem } from "./NameField.tsx";
import { PasswordField, usePassword } from "./PasswordField.tsx";
import type { DialogProps } from "./WayDialog.tsx";

type Props = DialogProps & { kind: "passkey" | "password" };

/** A passkey by the browser's own dialog, or a password. */
export function AddDialog({ kind, login, ways, onWays, onClose }: Props) {
  const words = useWords().own.ways;
  const call = useOwnCall();
  const problemOf = useNameProblem();
  const password = usePassword();
  const [name, setName] = useState(() => freeName(ways, words.defaults[kind]));
  const [error, setError] = useState<string>();
  const add = async (): Promise<void> => {
    const problem = problemOf(ways, name);
    setError(problem);
    if (problem !== undefined) return;
    if (kind === "password" && !(await password.isGood())) return;
    const added =
      kind === "passkey"
        ? await call.run("addPasskey", { name }, words.done.added)
        : await call.run("addPassword", { name, password: password.value }, words.done.added);
    if (added === null) return;
    onWays(added);
    onClose();
  };
  return (
    <DialogForm
      id="add"
      title={words.add[kind]}
      submit={words.make}
      call={call}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <NameField value={name} error={error} onValue={setName} />
      {kind === "password" ? (
        <PasswordField password={password} login={login} />
      ) : (
        <p class="muted">{words.passkeyNext}</p>
      )}
    </DialogForm>
  );
}
