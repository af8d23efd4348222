import { useEffect, useState } from "preact/hooks";
import { Checkbox } from "../../lib/ui/Checkbox.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { DialogForm } from "../account/ways/DialogForm.tsx";
import { useWords } from "../copy/index.ts";
import type { Named } from "../sharing.rpc.ts";
import { Loading } from "../ui/Loading.tsx";
import type { CasePart } from "./parts.ts";

type Props = Pick<CasePart, "view" | "one"> & { onClose: () => void };

/** Chooses who reads from now on. All without a known conflict are chosen at first (R4). */
export function RestrictDialog({ view, one, onClose }: Props) {
  const { access: words, loading } = useWords().sharing;
  const call = useOwnCall();
  const { run } = call;
  const [refusal, setRefusal] = useState<string | null>(null);
  const { caseId } = view;
  const [colleagues, setColleagues] = useState<readonly Named[] | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => {
    void run("listColleagues", { caseId }).then((found) => {
      if (found === null) return;
      setColleagues(found);
      setChosen(found.map(({ id }) => id));
    });
  }, [run, caseId]);
  const restrict = async (): Promise<void> => {
    setRefusal(null);
    const isStored = await one.step(
      "restrictCase",
      { caseId, memberIds: chosen },
      words.restrictDone,
      setRefusal,
    );
    if (isStored) onClose();
  };
  return (
    <DialogForm
      id="restrict"
      title={words.restrictTitle}
      submit={words.restrictNow}
      call={{ isBusy: call.isBusy || one.isBusy, failure: refusal ?? call.failure }}
      onSubmit={() => void restrict()}
      onClose={onClose}
    >
      <p>{words.restrictWhat}</p>
      {colleagues === null && call.failure === null && <Loading text={loading} />}
      <div>
        {colleagues?.map(({ id, name }) => (
          <Checkbox
            key={id}
            id={`reader-${id}`}
            isChecked={chosen.includes(id)}
            onChecked={(isOn) =>
              setChosen(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          >
            {name}
          </Checkbox>
        ))}
      </div>
      <p class="hint">{words.restrictNone}</p>
    </DialogForm>
  );
}
