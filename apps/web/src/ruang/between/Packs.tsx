import type { Pack } from "@bijak/client/handler";
import { formatDay } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { Named } from "../sharing.rpc.ts";
import { ListSection } from "./ListSection.tsx";
import { useList } from "./useList.ts";

/** Copies that other units sent. Nothing leads from them back to a case. */
export function Packs({ unit, hasOthers }: { unit: Named; hasOthers: boolean }) {
  const words = useWords().sharing.pack;
  const { found, call } = useList("listPacks", { unit: unit.id });
  return (
    <ListSection
      id={`packs-${unit.id}`}
      title={hasOthers ? `${words.title}: ${unit.name}` : words.title}
      none={words.none}
      count={found?.length ?? null}
      call={call}
    >
      {found?.map((pack) => (
        <PackCard key={pack.id} pack={pack} />
      ))}
    </ListSection>
  );
}

function PackCard({ pack }: { pack: Pack }) {
  const words = useWords().sharing.pack;
  const language = useLanguage();
  const { from, memberName, on, text, messages } = pack;
  return (
    <article class="card stack tight">
      <p class="small muted">{words.from(from, memberName ?? "–", formatDay(on, language))}</p>
      {text === null ? (
        <Notice tone="err">{words.unreadable}</Notice>
      ) : (
        <>
          <p class="typed" dir="auto">
            {text}
          </p>
          {messages.map((message, at) => (
            <blockquote class="typed" dir="auto" key={at}>
              <p class="small muted">
                {words.message(
                  message.author === "reporter" ? words.reporter : message.author,
                  formatDay(message.on, language),
                )}
              </p>
              {message.text}
            </blockquote>
          ))}
        </>
      )}
    </article>
  );
}
