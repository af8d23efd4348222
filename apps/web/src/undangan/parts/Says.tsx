import { useKeyWords } from "../../lib/keys/words.ts";
import { useWords } from "../copy/index.ts";
import type { Invitation } from "../invite.rpc.ts";

/** What the invitation says of the person. */
export function Says({ invitation: { login, units, roles } }: { invitation: Invitation }) {
  const words = useWords().choosing;
  const roleWords = useKeyWords().roles;
  const facts = [
    [words.login, login],
    [words.units, units.join(", ") || words.noUnits],
    [words.roles, roles.map((role) => roleWords[role]).join(", ")],
  ];
  return (
    <dl class="summary pairs">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
