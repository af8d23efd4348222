import type { ComponentChildren } from "preact";
import { useShared } from "../../lib/i18n/shared/index.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import { useTitle } from "../../lib/ui/useTitle.ts";

function Plain({ title, children }: { title: string; children: ComponentChildren }) {
  useTitle(title);
  return (
    <div class="page stack">
      <Heading key={title}>{title}</Heading>
      {children}
    </div>
  );
}

export function Opening() {
  const { title, text } = useWords().opening;
  return (
    <Plain title={title}>
      <p class="muted late" role="status">
        {text}
      </p>
    </Plain>
  );
}

export function NoToken() {
  const { title, text } = useWords().noToken;
  return (
    <Plain title={title}>
      <p>{text}</p>
    </Plain>
  );
}

export function Unreached({ onRetry }: { onRetry: () => void }) {
  const { title, text } = useWords().unreached;
  const shared = useShared();
  return (
    <Plain title={title}>
      <p>{text}</p>
      <div>
        <Button onClick={onRetry}>{shared.retry}</Button>
      </div>
    </Plain>
  );
}

export function Refused({ isUncertain }: { isUncertain: boolean }) {
  const words = useWords().refused;
  return (
    <Plain title={words.title}>
      <p>{words.text}</p>
      {isUncertain ? (
        <p>{words.uncertain}</p>
      ) : (
        <>
          <p>{words.again}</p>
          <p>
            <b>{words.unknown}</b>
          </p>
        </>
      )}
    </Plain>
  );
}
