import type { ComponentChildren } from "preact";
import { useKeyWords } from "../../lib/keys/words.ts";
import { useWords } from "../copy/index.ts";

type Props = {
  id: string;
  kind: "passkey" | "password" | "paper";
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  /** What has to be filled in once the way is chosen. */
  children?: ComponentChildren;
};

/** One way to sign in, to be taken or left. */
export function WayChoice({ id, kind, isOn, onSwitch, children }: Props) {
  const kinds = useKeyWords().kinds;
  const hints = useWords().choosing.hints;
  const says = (
    <>
      <b>{kinds[kind]}</b>
      <span class="hint">{hints[kind]}</span>
    </>
  );
  return (
    <div class="way-choice">
      <label class="choice">
        <input
          type="checkbox"
          id={id}
          checked={isOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <span>{says}</span>
      </label>
      {isOn && children !== undefined && <div class="inside">{children}</div>}
    </div>
  );
}
