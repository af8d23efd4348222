import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { KEYS } from "../state/keyboard.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { KeySwitch } from "./KeySwitch.tsx";

/** The list of keys, opened by `?` and from the account page. */
export function Help({ onClose }: { onClose: () => void }) {
  const words = useWords();
  return (
    <Dialog id="keys" title={words.keys.title} onClose={onClose}>
      <p class="muted">{words.keys.note}</p>
      <dl class="keys">
        {KEYS.map(({ command, keys }) => (
          <div key={command}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && ` ${words.keys.or} `}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{words.keys.commands[command]}</dd>
          </div>
        ))}
        <Chord keys={["Ctrl", "Enter"]} meaning={words.keys.send} />
        <Chord keys={["Ctrl", "Alt", "L"]} meaning={words.keys.lock} />
      </dl>
      <KeySwitch />
      <div>
        <Button kind="second" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

function Chord({ keys, meaning }: { keys: readonly string[]; meaning: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <span key={key}>
            <kbd>{key}</kbd>{" "}
          </span>
        ))}
      </dt>
      <dd>{meaning}</dd>
    </div>
  );
}
