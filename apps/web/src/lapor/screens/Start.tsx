import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import type { Institution } from "@bijak/client/reporter";
import { useCopy } from "../copy/index.ts";

type Props = { institution: Institution; onBegin: () => void };

/** What this is for, what it is not for, and how to leave in a hurry. Nothing is asked yet. */
export function Start({ institution, onBegin }: Props) {
  const copy = useCopy().start;
  const language = useLanguage();
  return (
    <div class="page stack loose">
      <div class="stack tight">
        <Heading>{copy.title}</Heading>
        <p class="lead">{copy.lead}</p>
      </div>
      <Block title={copy.canTitle} items={copy.can} />
      <Block title={copy.cannotTitle} items={copy.cannot} />
      <Block title={copy.beforeTitle} items={[...copy.before, copy.exitHow]} />
      <details>
        <summary>{copy.dangerTitle}</summary>
        <p>{copy.danger}</p>
        <p>
          {copy.contact}: {institution.config.contact[language]}
        </p>
      </details>
      <div class="bar cluster">
        <Button onClick={onBegin}>{copy.begin}</Button>
      </div>
    </div>
  );
}

function Block({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
