import { useState } from "preact/hooks";
import { useWords } from "../../copy/index.ts";
import type { Way } from "../../model.ts";
import { useOwnCall } from "../useOwnCall.ts";
import { DialogForm } from "./DialogForm.tsx";
import { NameField, useNameProblem } from "./NameField.tsx";
import type { DialogProps } from "./WayDialog.tsx";

export function RenameWay({ way, ways, onWays, onClose }: DialogProps & { way: Way }) {
  const words = useWords().own.ways;
  const call = useOwnCall();
  const problemOf = useNameProblem();
  const [name, setName] = useState(way.name);
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    const problem = problemOf(ways, name, way.name);
    setError(problem);
    if (problem !== undefined) return;
    const saved = await call.run("renameWay", { from: way.name, to: name }, words.done.renamed);
    if (saved === null) return;
    onWays(saved);
    onClose();
  };
  return (
    <DialogForm
      id="rename"
      title={words.renameOf(way.name)}
      submit={words.save}
      call={call}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <NameField value={name} error={error} onValue={setName} />
    </DialogForm>
  );
}
