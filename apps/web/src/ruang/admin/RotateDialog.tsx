import type { UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { RadioList } from "../../lib/ui/RadioList.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import type { NewKey } from "../admin.rpc.ts";
import { useWords } from "../copy/index.ts";
import { say } from "../room.ts";
import { useRoom } from "../useRoom.ts";
import { useTellPublished } from "./useAdminCall.ts";

type Props = { unit: UnitHealth; onDone: (key: NewKey) => void; onClose: () => void };

/** Makes the next key of a unit; with it, if wanted, a new recovery key. */
export function RotateDialog({ unit, onDone, onClose }: Props) {
  const room = useRoom();
  const { asked, keys: words } = useWords().admin;
  const call = useOwnCall();
  const tell = useTellPublished();
  const [reason, setReason] = useState<"dismissal" | "schedule">("dismissal");
  const [isWithSheets, setIsWithSheets] = useState(false);
  const [k, setK] = useState("3");
  const [n, setN] = useState("5");
  const rotate = async (): Promise<void> => {
    const recovery = isWithSheets ? { k: Number(k), n: Number(n) } : null;
    const key = await call.run("rotateUnit", { unit: unit.unit, reason, recovery });
    if (key === null) return;
    if (key.published === null) say(room, asked);
    else tell(key.published);
    onDone(key);
  };
  return (
    <DialogForm
      id="rotate"
      title={words.rotateTitle(unit.name)}
      submit={words.rotate}
      call={call}
      onSubmit={() => void rotate()}
      onClose={onClose}
    >
      <p>{words.rotateWhat}</p>
      <RadioList
        id="rotate-reason"
        legend={words.rotateReason}
        options={(["dismissal", "schedule"] as const).map((value) => ({
          value,
          label: words.reasons[value],
        }))}
        value={reason}
        onValue={setReason}
      />
      <Checkbox id="rotate-sheets" isChecked={isWithSheets} onChecked={setIsWithSheets}>
        {words.newSheets}
      </Checkbox>
      {isWithSheets && (
        <div class="grid">
          <TextField id="rotate-k" label={words.k} inputMode="numeric" value={k} onValue={setK} />
          <TextField id="rotate-n" label={words.n} inputMode="numeric" value={n} onValue={setN} />
        </div>
      )}
    </DialogForm>
  );
}
