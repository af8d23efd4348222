import type { UnitHealth } from "@bijak/client/people";
import { useState } from "preact/hooks";
import { formatDay, formatNumber } from "../../lib/i18n/format.ts";
import { useLanguage } from "../../lib/i18n/language.ts";
import { Button } from "../../lib/ui/Button.tsx";
import { Notice } from "../../lib/ui/Notice.tsx";
import { useOwnCall } from "../account/useOwnCall.ts";
import type { NewKey } from "../admin.rpc.ts";
import { useWords } from "../copy/index.ts";
import type { RoomInfo } from "../model.ts";
import { DrillDialog } from "./DrillDialog.tsx";
import { RecoveryDialog } from "./RecoveryDialog.tsx";
import { Rekeying } from "./Rekeying.tsx";
import { RotateDialog } from "./RotateDialog.tsx";
import { NewSheets } from "./NewSheets.tsx";
import { useTellPublished } from "./useAdminCall.ts";

type Props = { unit: UnitHealth; info: RoomInfo; onChanged: () => void };
type Act = "rotate" | "drill" | "recover";

/** The keys of one unit, and what its members and the signers can do about them. */
export function UnitSection({ unit, info, onChanged }: Props) {
  const words = useWords().admin.keys;
  const [act, setAct] = useState<Act | null>(null);
  const [made, setMade] = useState<NewKey | null>(null);
  const isOwn = info.units.some(({ id }) => id === unit.unit);
  const close = (): void => setAct(null);
  const done = (key: NewKey | null): void => {
    close();
    setMade(key);
    onChanged();
  };
  return (
    <section class="card stack tight" aria-labelledby={`unit-${unit.unit}`}>
      <h2 id={`unit-${unit.unit}`}>
        {words.unit(unit.name, unit.epoch)}{" "}
        {!unit.isOpen && <span class="badge">{words.closed}</span>}
      </h2>
      <UnitFacts unit={unit} />
      {made?.shares != null && made.k !== null && (
        <NewSheets unit={unit} k={made.k} rows={made.shares} onClose={() => setMade(null)} />
      )}
      {isOwn && <Rekeying unit={unit.unit} waiting={unit.casesToRekey} onDone={onChanged} />}
      <UnitActs unit={unit} info={info} isOwn={isOwn} onAct={setAct} onChanged={onChanged} />
      {act === "rotate" && <RotateDialog unit={unit} onDone={done} onClose={close} />}
      {act === "drill" && <DrillDialog unit={unit} onDone={() => done(null)} onClose={close} />}
      {act === "recover" && <RecoveryDialog unit={unit} onDone={done} onClose={close} />}
    </section>
  );
}

function UnitFacts({ unit }: { unit: UnitHealth }) {
  const words = useWords().admin.keys;
  const language = useLanguage();
  const { holders, sealedTo, expected, drilledOn, casesToRekey } = unit;
  return (
    <ul class="plain">
      <li>
        {words.holders}: {holders.map(({ name }) => name).join(", ") || "–"}
      </li>
      <li>{words.sealed(sealedTo, expected)}</li>
      <li>
        {drilledOn === null ? words.neverDrilled : words.drilled(formatDay(drilledOn, language))}
      </li>
      {casesToRekey > 0 && <li>{words.toRekey(formatNumber(casesToRekey, language))}</li>}
    </ul>
  );
}

type ActsProps = Props & { isOwn: boolean; onAct: (act: Act) => void };

function UnitActs({ unit, info, isOwn, onAct, onChanged }: ActsProps) {
  const words = useWords().admin.keys;
  const call = useOwnCall();
  const tell = useTellPublished();
  const holdsKeys = isOwn && !info.lacks.includes(unit.unit);
  const switchOpen = async (): Promise<void> => {
    tell(await call.run("setUnitOpen", { unit: unit.unit, isOpen: !unit.isOpen }));
    onChanged();
  };
  const withdraw = async (): Promise<void> => {
    await call.run("withdrawRotation", { unit: unit.unit });
    onChanged();
  };
  return (
    <>
      {call.failure !== null && (
        <Notice tone="err" isLive>
          {call.failure}
        </Notice>
      )}
      <div class="cluster">
        {holdsKeys && !unit.hasRotation && (
          <Button kind="second" isSmall onClick={() => onAct("rotate")}>
            {words.rotate}
          </Button>
        )}
        {isOwn && unit.hasRotation && (
          <Button kind="second" isSmall onClick={() => void withdraw()}>
            {words.withdrawRotation}
          </Button>
        )}
        {isOwn && (
          <Button kind="second" isSmall onClick={() => onAct("drill")}>
            {words.drill}
          </Button>
        )}
        {isOwn && !holdsKeys && (
          <Button kind="second" isSmall onClick={() => onAct("recover")}>
            {words.recover}
          </Button>
        )}
        {info.roles.includes("signer") && (
          <Button kind="quiet" isSmall disabled={call.isBusy} onClick={() => void switchOpen()}>
            {unit.isOpen ? words.closeUnit : words.openUnit}
          </Button>
        )}
      </div>
    </>
  );
}
