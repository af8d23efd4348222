import { useEffect, useState } from "preact/hooks";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import type { Named } from "../sharing.rpc.ts";

type Props = {
  id: string;
  caseId: string;
  /** Whether it was tried to go on; then a missing choice is told. */
  isTried: boolean;
  value: string;
  onValue: (unit: string) => void;
};

/** Chooses the unit that a case or a copy goes to. */
export function TargetField({ id, caseId, isTried, value, onValue }: Props) {
  const words = useWords().sharing.transfer;
  const { run, failure } = useOwnCall();
  const [targets, setTargets] = useState<readonly Named[]>([]);
  useEffect(() => {
    void run("listTargets", { caseId }).then((found) => found !== null && setTargets(found));
  }, [run, caseId]);
  return (
    <SelectField
      id={id}
      label={words.target}
      error={failure ?? (isTried && value === "" ? words.choose : undefined)}
      none={words.choose}
      choices={targets.map((unit) => ({ value: unit.id, label: unit.name }))}
      value={value}
      onValue={onValue}
    />
  );
}
