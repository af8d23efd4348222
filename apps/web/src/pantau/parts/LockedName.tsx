import type { Mailbox } from "@bijak/client/reporter";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useCopy } from "../copy/index.ts";

/** Whether the locked name was opened, as the server says. Whoever opens it must also write so, signed, among the messages (R6). */
export function LockedName({ mailbox: { identity } }: { mailbox: Mailbox }) {
  const { name } = useCopy();
  const language = useLanguage();
  if (identity === null) return null;
  const { broughtOn, openedOn } = identity;
  return (
    <section class="stack tight" aria-labelledby="name">
      <h2 id="name">{name.title}</h2>
      {openedOn === null ? (
        <Notice icon="lock">{name.locked(formatDay(broughtOn, language))}</Notice>
      ) : (
        <Notice tone="warn">{name.opened(formatDay(openedOn, language))}</Notice>
      )}
    </section>
  );
}
