import { useState } from "preact/hooks";
import { FileButton } from "../lib/ui/FileButton.tsx";
import { Notice } from "../lib/ui/Notice.tsx";
import { useWords } from "./copy/index.ts";
import { readFile, type OpenedFile, type Refusal } from "./machine.ts";

type Props = { file: OpenedFile | null; onFile: (file: OpenedFile | null) => void };

/** Chooses the file and shows what people must compare before they type anything. */
export function FileStep({ file, onFile }: Props) {
  const words = useWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choose = async ([chosen]: readonly File[]): Promise<void> => {
    if (chosen === undefined) return;
    const reading = await readFile(await chosen.text());
    setRefusal(reading.kind === "refused" ? reading.refusal : null);
    onFile(reading.kind === "read" ? reading.file : null);
  };
  return (
    <section class="stack" aria-labelledby="file-title">
      <h2 id="file-title">{words.file}</h2>
      <p class="hint prose">{words.fileHint}</p>
      <div>
        <FileButton id="file" label={words.choose} onFiles={(files) => void choose(files)} />
      </div>
      {refusal && (
        <Notice tone="err" isLive>
          <p>{words.refusals[refusal]}</p>
        </Notice>
      )}
      {file && <Comparison file={file} />}
    </section>
  );
}

function Comparison({ file }: { file: OpenedFile }) {
  const words = useWords();
  const facts = [
    [words.institution, file.instance],
    [words.unit, file.unit],
    [words.holders, file.holders.join(", ")],
  ] as const;
  return (
    <div class="stack" role="status">
      <dl class="summary pairs">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{words.signers}</dt>
          <dd class="mono">{file.signers.join(" ")}</dd>
        </div>
      </dl>
      <p class="prose">{words.compare}</p>
    </div>
  );
}
