import { useState } from "preact/hooks";
import { PaperCheck } from "../../../lib/keys/PaperCheck.tsx";
import { PaperSheet } from "../../../lib/keys/PaperSheet.tsx";
import { useKeyWords } from "../../../lib/keys/words.ts";
import { useWords } from "../../copy/index.ts";
import { freeName, hasKind } from "../../state/ways.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useOwnCall } from "../useOwnCall.ts";
import { DialogForm } from "./DialogForm.tsx";
import { NameField, useNameProblem } from "./NameField.tsx";
import type { DialogProps } from "./WayDialog.tsx";

/** Makes a paper key, shows it once, and lets go only after four groups were typed from the sheet. */
export function PaperDialog({ login, ways, onWays, onClose }: DialogProps) {
  const words = useWords().own.ways;
  const paperWords = useKeyWords().paper;
  const call = useOwnCall();
  const problemOf = useNameProblem();
  const isAgain = hasKind(ways, "paper");
  const old = ways.find(({ kind }) => kind === "paper")?.name;
  const [name, setName] = useState(() => old ?? freeName(ways, words.defaults.paper));
  const [error, setError] = useState<string>();
  const [paperKey, setPaperKey] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const problem = problemOf(ways, name, old);
    setError(problem);
    if (problem !== undefined) return;
    const made = await call.run("addPaperKey", { name }, words.done.added);
    if (made === null) return;
    onWays(made.ways);
    setPaperKey(made.paperKey);
  };
  if (paperKey !== null) {
    return (
      <Dialog id="paper" title={paperWords.title} isFirm onClose={onClose}>
        <p class="no-print">{paperWords.once}</p>
        <PaperSheet paperKey={paperKey} login={login} />
        <PaperCheck paperKey={paperKey} onKept={onClose} />
      </Dialog>
    );
  }
  return (
    <DialogForm
      id="add"
      title={isAgain ? words.paperAgain : words.add.paper}
      submit={words.make}
      call={call}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <NameField value={name} error={error} onValue={setName} />
      {isAgain && <p>{words.paperReplaces}</p>}
    </DialogForm>
  );
}
