import type { Mailbox } from "@bijak/client/reporter";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";

/** Whether the locked name was opened. Server and unit each say so, the unit under its signature (R6); what one of them says is believed. */
export function LockedName({ mailbox: { identity } }: { mailbox: Mailbox }) {
  const { name } = useCopy();
  const language = useLanguage();
  if (identity === null) return null;
  const { broughtOn, openedOn, toldOn } = identity;
  const on = openedOn ?? toldOn;
  return (
    <section class="stack tight" aria-labelledby="name">
      <h2 id="name">{name.title}</h2>
      {on === null ? (
        <Notice icon="lock">
          {broughtOn !== null && name.locked(formatDay(broughtOn, language))}
        </Notice>
      ) : (
        <Notice tone="warn">
          {name.opened(formatDay(on, language))} {toldOn !== null && name.told}
        </Notice>
      )}
    </section>
  );
}
