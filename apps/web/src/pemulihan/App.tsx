import { useEffect, useState } from "preact/hooks";
import { LanguageContext, useLanguage, type Language } from "../lib/i18n/language.ts";
import { Heading } from "../lib/ui/Heading.tsx";
import { LanguageSwitch } from "../lib/ui/LanguageSwitch.tsx";
import { Mark } from "../lib/ui/Mark.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useOnline } from "../lib/ui/useOnline.ts";
import { useWords } from "./copy/index.ts";
import { Done } from "./Done.tsx";
import { FileStep } from "./FileStep.tsx";
import type { OpenedFile } from "./machine.ts";
import { Rows } from "./Rows.tsx";
import type { Recovered } from "@bijak/client/recovery";

/** `/pemulihan`: k share holders bring a unit's keys back, on a device without a network. */
export function App({ firstLanguage }: { firstLanguage: Language }) {
  const [language, setLanguage] = useState(firstLanguage);
  return (
    <LanguageContext.Provider value={language}>
      <Page onLanguage={setLanguage} />
    </LanguageContext.Provider>
  );
}

function Page({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const words = useWords();
  const language = useLanguage();
  useEffect(() => {
    document.title = words.pageTitle(words.title);
    document.documentElement.lang = language;
  }, [words, language]);
  return (
    <>
      <header class="top">
        <div class="wide">
          <span class="brand">
            <Mark />
            <span>Bijak</span>
          </span>
          <LanguageSwitch onLanguage={onLanguage} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div class="page stack loose">
          <Recovery />
        </div>
      </main>
    </>
  );
}

function Recovery() {
  const words = useWords();
  const [file, setFile] = useState<OpenedFile | null>(null);
  const [recovered, setRecovered] = useState<Recovered | null>(null);
  if (recovered !== null) return <Done recovered={recovered} />;
  return (
    <>
      <div class="stack">
        <Heading>{words.title}</Heading>
        <p class="prose">{words.lead}</p>
        <Network />
      </div>
      <FileStep file={file} onFile={setFile} />
      {file && <Rows key={file.text} file={file} onRecovered={setRecovered} />}
    </>
  );
}

function Network() {
  const words = useWords();
  const isOnline = useOnline();
  return (
    <Notice tone={isOnline ? "warn" : "ok"} isLive>
      <p>{isOnline ? words.online : words.offline}</p>
    </Notice>
  );
}
