import { CATEGORIES, isCategoryCode, listCategories, PLATFORM_CLASSES } from "@bijak/domain";
import type { PlatformClass } from "@bijak/domain";
import { useState } from "preact/hooks";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import { canTriage } from "../state/moves.ts";
import { answersOf, platformClassOf } from "../state/report.ts";
import { categoryWord } from "../state/row.ts";
import { SelectField } from "../../lib/ui/SelectField.tsx";
import { useToday } from "../useToday.ts";
import type { CasePart } from "./parts.ts";
import { useDraft } from "./useDraft.ts";

function isPlatformClass(code: string): code is PlatformClass {
  return Object.hasOwn(PLATFORM_CLASSES, code);
}

/** The category of record: chosen by the handler, once, while the case is being verified. */
export function Triage(part: CasePart) {
  const { triage: words, identity } = useWords().case;
  const language = useLanguage();
  const { view, info } = part;
  const mayChoose = canTriage(view, info);
  const obstacle =
    view.n === 0
      ? words.notYet
      : view.state === "verifying"
        ? words.onlyHandlers
        : words.onlyVerifying;
  const recorded = categoryWord(view.record.category, language);
  return (
    <section class="card stack" aria-labelledby="category-title" id="category-part" tabIndex={-1}>
      <h2 id="category-title">{words.title}</h2>
      {recorded !== null && (
        <p>
          <b>{words.recorded(recorded)}</b>
          {view.record.platform !== null &&
            ` · ${PLATFORM_CLASSES[view.record.platform][language]}`}
          {view.record.identityMode !== null && ` · ${identity[view.record.identityMode]}`}{" "}
          <span class="muted">{words.recordedNote}</span>
        </p>
      )}
      {recorded === null &&
        (mayChoose ? <TriageForm {...part} /> : <p class="muted">{obstacle}</p>)}
    </section>
  );
}

function TriageForm({ view, one }: CasePart) {
  const all = useWords().case;
  const words = all.triage;
  const language = useLanguage();
  const answers = view.report === null ? null : answersOf(view.report);
  const [category, setCategory] = useDraft(view.caseId, "category");
  const [typedPlatform, setPlatform] = useDraft(view.caseId, "platform");
  const today = useToday();
  const [isMissing, setIsMissing] = useState(false);
  const suggested = answers === null ? null : platformClassOf(answers);
  const platform = typedPlatform || (suggested ?? "");
  const identityMode = answers?.identity.mode ?? "anonymous";
  const save = async (): Promise<void> => {
    if (!isCategoryCode(category) || !isPlatformClass(platform)) return setIsMissing(true);
    setIsMissing(false);
    const input = { caseId: view.caseId, category, platform, identityMode };
    if (!(await one.step("triage", input, words.done))) return;
    setCategory("");
    setPlatform("");
  };
  const reporters = answers?.category ?? null;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SelectField
        id="category"
        label={words.chosen}
        hint={words.reporterChose(
          reporters === null ? all.answers.unsure : CATEGORIES[reporters].formLabel[language],
        )}
        error={isMissing ? words.missing : undefined}
        none={words.notChosen}
        value={category}
        onValue={setCategory}
        choices={listCategories(today).map((code) => ({
          value: code,
          label: categoryWord(code, language) ?? code,
        }))}
      />
      <SelectField
        id="platform"
        label={words.platform}
        none={words.notChosen}
        value={platform}
        onValue={setPlatform}
        choices={Object.entries(PLATFORM_CLASSES).map(([value, label]) => ({
          value,
          label: label[language],
        }))}
      />
      <p>
        <b>{words.identity}:</b> {all.identity[identityMode]}
      </p>
      <Notice>{words.statistics}</Notice>
      <div>
        <Button type="submit" disabled={one.isBusy}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
