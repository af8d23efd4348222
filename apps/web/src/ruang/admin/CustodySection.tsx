import type { MemberHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { Button } from "../../lib/ui/Button.tsx";
import { TextField } from "../../lib/ui/Field.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import { useWords } from "../copy/index.ts";
import { useTellPublished } from "./useAdminCall.ts";

type Props = { members: readonly MemberHealth[]; onChanged: () => void };

/** Appoints all members with the role to be custodians, and says how many of them must agree (R6). */
export function CustodySection({ members, onChanged }: Props) {
  const words = useWords().admin.keys;
  const call = useOwnCall();
  const tell = useTellPublished();
  const [k, setK] = useState("2");
  const custodians = members.filter(({ roles }) => roles.includes("custodian"));
  const appoint = async (): Promise<void> => {
    const custodianIds = custodians.map(({ id }) => id);
    tell(await call.run("setCustody", { k: Number(k), custodianIds }));
    onChanged();
  };
  return (
    <section class="stack tight prose" aria-labelledby="custody">
      <h2 id="custody">{words.custody}</h2>
      <p>{words.custodyWhat}</p>
      {custodians.length === 0 ? (
        <p class="muted">{words.custodyNone}</p>
      ) : (
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            void appoint();
          }}
        >
          <p>{custodians.map(({ name }) => name).join(", ")}</p>
          <TextField
            id="custody-k"
            label={words.custodyK}
            inputMode="numeric"
            value={k}
            onValue={setK}
          />
          {call.failure !== null && (
            <Notice tone="err" isLive>
              {call.failure}
            </Notice>
          )}
          <div>
            <Button type="submit" kind="second" disabled={call.isBusy}>
              {words.custodySave}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
