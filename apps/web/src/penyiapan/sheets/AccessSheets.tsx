import type { FoundedAccount } from "@bijak/client/founding";
import { useWords } from "../copy/index.ts";

type Props = {
  institution: string;
  staffOrigin: string;
  accounts: readonly FoundedAccount[];
};

/** One page for each first member: how to sign in. */
export function AccessSheets({ institution, staffOrigin, accounts }: Props) {
  const words = useWords();
  return (
    <div class="sheets stack loose">
      {accounts.map(({ name, password, paperKey }) => (
        <section class="sheet stack" key={name} aria-labelledby={`access-${name}`}>
          <p class="muted">{institution}</p>
          <h2 id={`access-${name}`}>
            {words.accessTitle}: {name}
          </h2>
          <p>{words.accessUse}</p>
          <dl class="stack">
            <Pair term={words.staffOrigin} text={`${staffOrigin}/masuk`} />
            <Pair term={words.login} text={name} />
            <Pair term={words.password} text={password} />
            <Pair term={words.paperKey} text={paperKey} />
          </dl>
        </section>
      ))}
    </div>
  );
}

function Pair({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="mono code-row">{text}</dd>
    </div>
  );
}
