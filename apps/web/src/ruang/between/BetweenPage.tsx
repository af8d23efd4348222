import { Heading } from "../../lib/ui/Heading.tsx";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { heldUnits } from "../state/units.ts";
import { Custody } from "./Custody.tsx";
import { Overdue } from "./Overdue.tsx";
import { Packs } from "./Packs.tsx";
import { Transfers } from "./Transfers.tsx";
import { useRoomTitle } from "../ui/useRoomTitle.ts";

/** `/ruang/antarunit`: what comes from other units and goes there, and what custodians are asked for. */
export function BetweenPage({ info }: { info: RoomInfo }) {
  const words = useWords();
  const { title, lead } = words.sharing;
  useRoomTitle(title);
  const units = heldUnits(info);
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack far">
        <div class="stack">
          <Heading>{title}</Heading>
          <p class="muted prose">{lead}</p>
        </div>
        {info.roles.includes("custodian") && <Custody />}
        {units.map((unit) => (
          <Transfers key={unit.id} unit={unit} hasOthers={units.length > 1} />
        ))}
        {units.length > 0 && <Overdue info={info} />}
        {units.map((unit) => (
          <Packs key={unit.id} unit={unit} hasOthers={units.length > 1} />
        ))}
      </div>
    </main>
  );
}
