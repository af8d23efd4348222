import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords } from "../copy/index.ts";
import type { Form } from "../form.ts";

/** Everything that was typed, once more, before keys are made of it. */
export function Check({ form }: { form: Form }) {
  const words = useWords();
  const language = useLanguage();
  const nameOf = (id: string): string =>
    form.units.find((unit) => unit.id === id)?.name[language] ?? id;
  const facts: readonly (readonly [string, string])[] = [
    [words.steps.institution, form.institution[language]],
    [`${words.instance} (${words.fixed})`, form.instance],
    [words.publicOrigin, form.publicOrigin],
    [words.staffOrigin, form.staffOrigin],
    [`${words.suite} (${words.fixed})`, form.suite === "pq" ? words.suitePq : words.suiteX],
    [words.steps.units, form.units.map(({ name }) => name[language]).join(", ")],
    [words.fallback, nameOf(form.fallbackUnit)],
    ...form.members.map((member): readonly [string, string] => [
      member.name || member.login,
      [
        member.unit === "" ? words.noUnit : nameOf(member.unit),
        ...member.roles.map((role) => words.roles[role]),
      ].join(" · "),
    ]),
    [words.threshold, form.threshold],
    [words.sheetsTitle, `${form.k} / ${form.n}`],
  ];
  return (
    <>
      <p class="prose">{words.checkLead}</p>
      <dl class="summary pairs">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
