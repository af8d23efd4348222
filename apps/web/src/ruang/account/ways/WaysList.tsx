import { useEffect, useState } from "preact/hooks";
import { useKeyWords } from "../../../lib/keys/words.ts";
import { Button } from "../../../lib/ui/Button.tsx";
import { Icon, type IconName } from "../../../lib/ui/Icon.tsx";
import { Notice } from "../../../lib/ui/Notice.tsx";
import { useWords } from "../../copy/index.ts";
import type { Way, WayKind, Ways } from "../../model.ts";
import { canGo } from "../../state/ways.ts";
import { Loading } from "../../ui/Loading.tsx";
import { useOwnCall } from "../useOwnCall.ts";
import { AddWay } from "./AddWay.tsx";
import { WayDialog, type Wish } from "./WayDialog.tsx";

const ICONS: Readonly<Record<WayKind, IconName>> = {
  passkey: "key",
  password: "lock",
  paper: "page",
};

/** The member's ways to unlock, as the vault has them, and everything that can be done with them. */
export function WaysList({ login }: { login: string }) {
  const words = useWords().own.ways;
  const { failure, run } = useOwnCall();
  const [ways, setWays] = useState<Ways | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  useEffect(() => {
    void run("listWays", {}).then((found) => found !== null && setWays(found));
  }, [run]);
  return (
    <section class="stack" aria-labelledby="ways">
      <div class="stack tight">
        <h2 id="ways">{words.title}</h2>
        <p class="muted prose">{words.note}</p>
      </div>
      {failure !== null && (
        <Notice tone="err" isLive>
          {failure}
        </Notice>
      )}
      {ways === null && failure === null && <Loading text={words.loading} />}
      {ways !== null && (
        <>
          <ul class="ways">
            {ways.map((way) => (
              <WayRow key={way.name} way={way} ways={ways} onWish={setWish} />
            ))}
          </ul>
          <AddWay ways={ways} onWish={setWish} />
        </>
      )}
      {ways !== null && wish !== null && (
        <WayDialog
          wish={wish}
          ways={ways}
          login={login}
          onWays={setWays}
          onClose={() => setWish(null)}
        />
      )}
    </section>
  );
}

type RowProps = { way: Way; ways: Ways; onWish: (wish: Wish) => void };

function WayRow({ way, ways, onWish }: RowProps) {
  const words = useWords().own.ways;
  const kinds = useKeyWords().kinds;
  const isMovable = canGo(ways, way);
  return (
    <li>
      <Icon name={ICONS[way.kind]} />
      <div>
        <b>{way.name}</b>
        {way.name !== kinds[way.kind] && <p class="small muted">{kinds[way.kind]}</p>}
        {!isMovable && <p class="small muted">{words.stays}</p>}
      </div>
      <div class="cluster">
        {way.kind === "password" && (
          <Button kind="second" isSmall onClick={() => onWish({ act: "change" })}>
            {words.change}
          </Button>
        )}
        <Button
          kind="second"
          isSmall
          aria-label={words.renameOf(way.name)}
          onClick={() => onWish({ act: "rename", way })}
        >
          {words.rename}
        </Button>
        {isMovable && (
          <Button
            kind="danger"
            isSmall
            aria-label={words.removeOf(way.name)}
            onClick={() => onWish({ act: "remove", way })}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
