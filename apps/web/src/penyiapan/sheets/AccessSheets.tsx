import type { FoundedAccount } from "@bijak/client/founding";
import { groupsOf } from "../../lib/keys/paper.ts";
import { useWords } from "../copy/index.ts";

type Props = {
  institution: string;
  staffOrigin: string;
  accounts: readonly FoundedAccount[];
  /** The name of a person by their sign-in name. */
  nameOf: (login: string) => string;
};

/** One page for each first member: how to sign in. */
export function AccessSheets({ institution, staffOrigin, accounts, nameOf }: Props) {
  const words = useWords();
  return (
    <div class="sheets stack loose">
      {accounts.map(({ name, password, paperKey }) => (
        <section class="sheet stack" key={name} aria-labelledby={`access-${name}`}>
          <p class="muted">{institution}</p>
          <h2 id={`access-${name}`}>
            {words.accessTitle}: {nameOf(name)}
          </h2>
          <p>{words.accessUse}</p>
          <dl class="stack">
            <Pair term={words.staffOrigin} text={`${staffOrigin}/masuk`} />
            <Pair term={words.login} text={name} />
            <Pair term={words.password} text={password} />
            <PaperKey paperKey={paperKey} />
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

/** In numbered groups, as every paper key is printed. */
function PaperKey({ paperKey }: { paperKey: string }) {
  const words = useWords();
  const { head, groups } = groupsOf(paperKey);
  return (
    <div>
      <dt>{words.paperKey}</dt>
      <dd class="stack tight">
        <p class="paper-head mono">{head}</p>
        <ol class="paper-key">
          {groups.map((group, at) => (
            <li key={at}>{group}</li>
          ))}
        </ol>
      </dd>
    </div>
  );
}
