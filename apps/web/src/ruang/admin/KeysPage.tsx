import type { KeyHealth } from "@bijak/client/people";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { Loading } from "../ui/Loading.tsx";
import { AdminFrame } from "./AdminFrame.tsx";
import { CustodySection } from "./CustodySection.tsx";
import { DirectorySection } from "./DirectorySection.tsx";
import { DraftsSection } from "./DraftsSection.tsx";
import { UnitSection } from "./UnitSection.tsx";
import { useLook } from "./useAdminCall.ts";

/** `/admin/kunci`: who holds what, what is missing, what is under way. */
export function KeysPage({ info }: { info: RoomInfo }) {
  const words = useWords().admin;
  const { found, look, call } = useLook("keyHealth");
  const isSigner = info.roles.includes("signer");
  return (
    <AdminFrame title={words.keys.title}>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      {found === null && call.failure === null && <Loading text={words.loading} />}
      {found !== null && (
        <>
          <Problems health={found} />
          <DirectorySection health={found} isSigner={isSigner} onChanged={look} />
          {isSigner && <DraftsSection members={found.members} onChanged={look} />}
          <div class="grid wide-grid">
            {found.units.map((unit) => (
              <UnitSection key={unit.unit} unit={unit} info={info} onChanged={look} />
            ))}
          </div>
          {isSigner && <CustodySection members={found.members} onChanged={look} />}
        </>
      )}
    </AdminFrame>
  );
}

function Problems({ health }: { health: KeyHealth }) {
  const words = useWords().admin.keys;
  const nameOf = (at: string): string =>
    health.units.find(({ unit }) => unit === at)?.name ??
    health.members.find(({ id }) => id === at)?.name ??
    at;
  if (health.problems.length === 0) return <Notice tone="ok">{words.fine}</Notice>;
  return (
    <section class="stack tight" aria-labelledby="problems">
      <h2 id="problems">{words.todo}</h2>
      <ul>
        {health.problems.map(({ code, at }) => (
          <li key={`${code} ${at}`}>{words.problems[code](nameOf(at))}</li>
        ))}
      </ul>
    </section>
  );
}
