import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { CasePart } from "./parts.ts";
import { RestrictDialog } from "./RestrictDialog.tsx";

/** Changes of who can read, each by a new key: to certain members, without a unit, to a unit that took over. */
export function AccessActs({ view, one, info }: CasePart) {
  const words = useWords().sharing.access;
  const [isRestricting, setIsRestricting] = useState(false);
  const [dropping, setDropping] = useState<string | null>(null);
  const { caseId, access, conflicts, state } = view;
  const isOpen = state !== "concluded" && state !== "archived";
  const mayDrop = (unit: string): boolean =>
    info.units.some(({ id }) => id === unit) || info.roles.includes("supervisor");
  const dropName = access.units.find(({ id }) => id === dropping)?.name ?? "";
  return (
    <div class="stack tight">
      {view.needsNewKey && (
        <Notice tone="warn">
          <p>{words.needsNewKey(conflicts.map(({ name }) => name).join(", "))}</p>
        </Notice>
      )}
      {isOpen && (
        <div class="cluster">
          <Button
            kind={view.needsNewKey ? "primary" : "second"}
            isSmall
            disabled={one.isBusy}
            onClick={() => setIsRestricting(true)}
          >
            {view.needsNewKey ? words.restrictNow : words.restrict}
          </Button>
          {access.units.length > 1 &&
            access.units
              .filter(({ id }) => mayDrop(id))
              .map(({ id, name }) => (
                <Button
                  key={id}
                  kind="danger"
                  isSmall
                  disabled={one.isBusy}
                  onClick={() => setDropping(id)}
                >
                  {words.drop(name)}
                </Button>
              ))}
        </div>
      )}
      {isRestricting && (
        <RestrictDialog view={view} one={one} onClose={() => setIsRestricting(false)} />
      )}
      {dropping !== null && (
        <ConfirmDialog
          id="drop-unit"
          title={words.drop(dropName)}
          yes={words.drop(dropName)}
          isDanger
          onYes={() => void one.step("dropUnit", { caseId, unit: dropping }, words.dropDone)}
          onClose={() => setDropping(null)}
        >
          <p>{words.dropWhat(dropName)}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
