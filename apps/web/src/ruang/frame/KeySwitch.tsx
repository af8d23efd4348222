import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { useWords } from "../copy/index.ts";
import { switchKeys } from "../room.ts";
import { useRoom } from "../useRoom.ts";

/** Turns the single-letter keys off and on (WCAG 2.1.4). */
export function KeySwitch() {
  const words = useWords();
  const room = useRoom();
  return (
    <div>
      <Checkbox
        id="single-keys"
        isChecked={!room.areKeysOff.value}
        onChecked={(isOn) => switchKeys(room, isOn)}
      >
        {words.keys.on}
      </Checkbox>
      <p class="hint">{words.keys.onHint}</p>
    </div>
  );
}
