import { TextField } from "../../../lib/ui/Field.tsx";
import { useWords } from "../../copy/index.ts";
import type { Ways } from "../../model.ts";
import { isTaken } from "../../state/ways.ts";

type Props = { value: string; error: string | undefined; onValue: (value: string) => void };

/** The member's own word for a way to unlock. */
export function NameField(props: Props) {
  const words = useWords().own.ways;
  return <TextField id="way-name" label={words.name} hint={words.nameHint} {...props} />;
}

/** What is wrong with a name, in words. `own` is the name that it replaces. */
export function useNameProblem(): (ways: Ways, name: string, own?: string) => string | undefined {
  const words = useWords().own.ways;
  return (ways, name, own) => {
    if (name.trim() === "") return words.nameMissing;
    return name.trim() !== own && isTaken(ways, name) ? words.nameTaken : undefined;
  };
}
