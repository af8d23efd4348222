import { useState } from "preact/hooks";
import { formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { useWords } from "../copy/index.ts";
import { AccessActs } from "./AccessActs.tsx";
import { ConflictDialog } from "./Gate.tsx";
import type { CasePart } from "./parts.ts";

/** Who can read the case, and what this member declared. */
export function Access({ view, one, info }: CasePart) {
  const all = useWords().case;
  const words = all.access;
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const declare = (): void =>
    void one.step("declare", { caseId: view.caseId, hasConflict: true }, all.gate.conflictTitle);
  return (
    <section class="stack tight" aria-labelledby="access-title" id="access" tabIndex={-1}>
      <h2 id="access-title">{words.title}</h2>
      <h3>{words.canRead}</h3>
      <ul>
        {view.readers.map((unit) => (
          <li key={unit}>{words.unit(unit)}</li>
        ))}
        {view.standbyName !== null && <li>{words.standby(view.standbyName)}</li>}
      </ul>
      {view.isRestricted && <p>{words.restricted}</p>}
      <Members view={view} />
      <p class="muted small">{words.reporterSees}</p>
      <p class="muted small">
        {view.n === 0 ? words.reporterKey : words.keyAge(formatNumber(view.n, language))}
      </p>
      <p class="muted small">
        {words.declared} {words.opened}
      </p>
      <AccessActs view={view} one={one} info={info} />
      <div>
        <Button kind="quiet" disabled={one.isBusy} onClick={() => setIsAsked(true)}>
          {words.late}
        </Button>
      </div>
      {isAsked && <ConflictDialog onYes={declare} onClose={() => setIsAsked(false)} />}
    </section>
  );
}

/** Of a restricted case: who holds a key of their own, and who of the units does not. */
function Members({ view: { access } }: Pick<CasePart, "view">) {
  const words = useWords().sharing.access;
  const lists = [
    [words.members, access.members],
    [words.excluded, access.excluded],
  ] as const;
  return (
    <>
      {lists.map(
        ([title, people]) =>
          people.length > 0 && (
            <p key={title}>
              <b>{title}:</b> {people.map(({ name }) => name).join(", ")}
            </p>
          ),
      )}
    </>
  );
}
