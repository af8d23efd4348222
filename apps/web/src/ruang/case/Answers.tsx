import { CATEGORIES } from "@bijak/domain";
import type { ComponentChildren } from "preact";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { useWords, type CaseWords } from "../copy/index.ts";
import type { MessageBody } from "../model.ts";
import { answersOf, platformName, type ReportAnswers } from "../state/report.ts";
import { Links } from "./Links.tsx";

type Words = CaseWords["answers"];

/** A word of the list for the reporter's answer; a word that is not in the list is shown as it came. */
function worded(list: Readonly<Record<string, string>>, code: string | null): string | null {
  return code === null ? null : Object.hasOwn(list, code) ? (list[code] ?? code) : code;
}

function joined(parts: readonly (string | null)[]): string | null {
  const given = parts.filter((part) => part !== null);
  return given.length === 0 ? null : given.join(", ");
}

function whereOf(answers: ReportAnswers, words: Words): string | null {
  return joined([
    answers.platform === null ? null : platformName(answers.platform),
    worded(words.audiences, answers.audience),
  ]);
}

function identityText({ identity }: ReportAnswers, words: CaseWords): string {
  const mode = words.identity[identity.mode];
  const given = joined([identity.name, identity.contact]);
  return given === null ? mode : `${mode}: ${given}`;
}

/** What the reporter said, in the order in which the form asks. */
export function Answers({ report }: { report: MessageBody }) {
  const words = useWords();
  const language = useLanguage();
  const { answers: own } = words.case;
  const answers = answersOf(report);
  const category =
    answers.category === null ? own.unsure : CATEGORIES[answers.category].formLabel[language];
  return (
    <section class="stack tight" aria-labelledby="answers">
      <h2 id="answers">{own.title}</h2>
      <dl class="summary pairs">
        <Answer term={own.what} text={category} />
        <Answer term={own.where} text={whereOf(answers, own)} />
        {answers.links.length > 0 && (
          <Answer term={own.links}>
            <Links links={answers.links} />
          </Answer>
        )}
        <Answer
          term={own.who}
          text={joined([answers.account, answers.personName, answers.office])}
        />
        <Answer term={own.knownBy} text={worded(own.knownBys, answers.knownBy)} />
        <Answer term={own.story}>
          <p class="typed" dir="auto">
            {report.text}
          </p>
        </Answer>
        <Answer
          term={own.when}
          text={
            answers.happenedOn === null ? null : formatDay(answers.happenedOn, language, "weekday")
          }
        />
        <Answer term={own.identity} text={identityText(answers, words.case)} />
        <Answer term={own.relation} text={worded(own.relations, answers.relation)} />
        <Answer term={own.worry} text={worded(own.worries, answers.worry)} />
        <Answer term={own.involved} text={worded(own.involvements, answers.isUnitInvolved)} />
      </dl>
    </section>
  );
}

function Answer({
  term,
  text,
  children,
}: {
  term: string;
  text?: string | null;
  children?: ComponentChildren;
}) {
  const words = useWords().case.answers;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children ?? (text ? <bdi>{text}</bdi> : <span class="muted">{words.notAnswered}</span>)}
      </dd>
    </div>
  );
}
