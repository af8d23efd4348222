import { useState } from "preact/hooks";
import type { Language } from "../lib/i18n/language.ts";
import { Frame } from "../lib/ui/Frame.tsx";
import { Heading } from "../lib/ui/Heading.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useOnline } from "../lib/ui/useOnline.ts";
import { useTitle } from "../lib/ui/useTitle.ts";
import { useWords } from "./copy/index.ts";
import { Done } from "./Done.tsx";
import { FileStep } from "./FileStep.tsx";
import type { OpenedFile } from "./machine.ts";
import { Rows } from "./Rows.tsx";
import type { Recovered } from "@bijak/client/recovery";

/** `/pemulihan`: k share holders bring a unit's keys back, on a device without a network. */
export function App({ firstLanguage }: { firstLanguage: Language }) {
  return (
    <Frame firstLanguage={firstLanguage}>
      <div class="page stack loose">
        <Recovery />
      </div>
    </Frame>
  );
}

function Recovery() {
  const words = useWords();
  const [file, setFile] = useState<OpenedFile | null>(null);
  const [recovered, setRecovered] = useState<Recovered | null>(null);
  useTitle(words.title);
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
