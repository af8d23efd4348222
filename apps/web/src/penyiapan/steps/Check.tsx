import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import { hasCustodians, refOf, type Form } from "../form.ts";

/** Everything that was typed, once more in the language of the page, before keys are made of it. */
export function Check({ form }: { form: Form }) {
  const words = useWords();
  const language = useLanguage();
  const languageName = language === "id" ? words.indonesian : words.english;
  const nameOf = (ref: string): string =>
    form.units.find((unit) => refOf(unit) === ref)?.name[language] ?? words.nobody;
  const facts: readonly (readonly [string, string])[] = [
    [words.steps.institution, form.institution[language]],
    [words.instance, form.instance],
    [words.publicOrigin, form.publicOrigin],
    [words.staffOrigin, form.staffOrigin],
    [`${words.suite} (${words.fixed})`, form.suite === "pq" ? words.suitePq : words.suiteX],
    ...form.units.map((unit, at): readonly [string, string] => [
      words.unit(at + 1),
      `${unit.name[language]} (${unit.id.trim()}) · ${words.conflictTarget}: ${nameOf(unit.conflictTarget)}`,
    ]),
    [words.fallback, nameOf(form.fallbackUnit)],
    ...form.members.map((member): readonly [string, string] => [
      member.name,
      [
        member.login,
        member.unit === "" ? words.noUnit : nameOf(member.unit),
        ...member.roles.map((role) => words.roles[role]),
      ].join(" · "),
    ]),
    [words.threshold, form.threshold],
    [words.sheetsTitle, `${form.k} / ${form.n}`],
    ...(hasCustodians(form) ? [[words.custodyK, form.custodyK] as const] : []),
    [words.contact(languageName), form.contact[language]],
    [words.privacy(languageName), form.privacy[language]],
  ];
  return (
    <>
      <p class="prose">{words.checkLead}</p>
      <dl class="summary pairs">
        {facts.map(([term, text], at) => (
          <div key={at}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
