import type { UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { downloadText } from "../../lib/download.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { FileButton } from "../../lib/ui/FileButton.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import type { NewKey } from "../admin.rpc.ts";
import { useWords } from "../copy/index.ts";
import { say } from "../room.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { useRoom } from "../useRoom.ts";

type Props = { unit: UnitHealth; onDone: (key: NewKey) => void; onClose: () => void };

/** Carries the keyring out to the share holders and back in, and then makes the next key at once. */
export function RecoveryDialog({ unit, onDone, onClose }: Props) {
  const room = useRoom();
  const { keys: words, members } = useWords().admin;
  const call = useOwnCall();
  const [k, setK] = useState("3");
  const [n, setN] = useState("5");
  const download = async (): Promise<void> => {
    const file = await call.run("makeRecoveryFile", { unit: unit.unit });
    if (file !== null) downloadText(words.fileName(unit.unit), file);
  };
  const bringBack = async ([file]: readonly File[]): Promise<void> => {
    if (file === undefined) return;
    const input = { text: await file.text(), k: Number(k), n: Number(n) };
    const key = await call.run("applyRecovery", input);
    if (key === null) return;
    say(room, words.recovered);
    onDone(key);
  };
  return (
    <Dialog id="recover" title={words.recoverTitle(unit.name)} onClose={onClose}>
      <p>{words.recoverWhat}</p>
      <div>
        <Button kind="second" disabled={call.isBusy} onClick={() => void download()}>
          {words.download}
        </Button>
      </div>
      <div class="grid">
        <TextField id="recover-k" label={words.k} inputMode="numeric" value={k} onValue={setK} />
        <TextField id="recover-n" label={words.n} inputMode="numeric" value={n} onValue={setN} />
      </div>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      <div class="cluster">
        <FileButton
          id="recovered-file"
          label={words.bringBack}
          isDisabled={call.isBusy}
          onFiles={(files) => void bringBack(files)}
        />
        <Button kind="quiet" onClick={onClose}>
          {members.close}
        </Button>
      </div>
    </Dialog>
  );
}
