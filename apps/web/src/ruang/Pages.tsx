import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { Route, Router, useLocation } from "preact-iso/router";
import { Heading } from "../lib/ui/Heading.tsx";
import { AccountPage } from "./account/AccountPage.tsx";
import { WaitingPage } from "./account/Waiting.tsx";
import { KeysPage } from "./admin/KeysPage.tsx";
import { MembersPage } from "./admin/MembersPage.tsx";
import { SetUpPage } from "./admin/SetUpPage.tsx";
import { BetweenPage } from "./between/BetweenPage.tsx";
import { CasePage } from "./case/CasePage.tsx";
import { useWords } from "./copy/index.ts";
import { FiguresPage } from "./figures/FiguresPage.tsx";
import { InboxPage } from "./inbox/InboxPage.tsx";
import type { OpenSeat } from "./room.ts";
import { heldUnits } from "./state/units.ts";
import { useRoomTitle } from "./ui/useRoomTitle.ts";

const SeatContext = createContext<OpenSeat | null>(null);

/** The routes' way to the open seat; they are only ever drawn inside of `Pages`. */
function useSeat(): OpenSeat {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error("no seat around this route");
  return seat;
}

/** What stands at each address of the room. */
export function Pages({ seat }: { seat: OpenSeat }) {
  const { path, route } = useLocation();
  const isDoor = path === "/masuk" || path === "/ruang" || path === "/";
  useEffect(() => {
    if (isDoor) route("/ruang/kotak-masuk", true);
  }, [isDoor, route]);
  if (isDoor) return null;
  return (
    <SeatContext.Provider value={seat}>
      <Router>
        <Route path="/ruang/kotak-masuk" component={InboxRoute} />
        <Route path="/ruang/kasus/:id" component={CaseRoute} />
        <Route path="/ruang/angka" component={FiguresRoute} />
        <Route path="/ruang/akun" component={AccountRoute} />
        <Route path="/ruang/antarunit" component={BetweenRoute} />
        <Route path="/admin/penyiapan" component={SetUpRoute} />
        <Route path="/admin/anggota" component={MembersRoute} />
        <Route path="/admin/kunci" component={KeysRoute} />
        <Route default component={Unknown} />
      </Router>
    </SeatContext.Provider>
  );
}

function InboxRoute() {
  const words = useWords();
  const { info } = useSeat();
  if (info.units.length === 0) return <Plain title={words.inbox.title} text={words.inbox.noUnit} />;
  const [unit] = heldUnits(info);
  return unit === undefined ? (
    <WaitingPage info={info} />
  ) : (
    <InboxPage info={info} firstUnit={unit.id} />
  );
}

function CaseRoute({ id }: { id?: string }) {
  const { info } = useSeat();
  return id === undefined ? <Unknown /> : <CasePage key={id} id={id} info={info} />;
}

function FiguresRoute() {
  const words = useWords();
  const { info } = useSeat();
  return info.roles.includes("supervisor") ? (
    <FiguresPage info={info} />
  ) : (
    <Plain title={words.figures.title} text={words.figures.forSupervisors} />
  );
}

function AccountRoute() {
  const { info } = useSeat();
  return <AccountPage info={info} />;
}

function BetweenRoute() {
  const { info } = useSeat();
  return <BetweenPage info={info} />;
}

function SetUpRoute() {
  const { info } = useSeat();
  return <SetUpPage info={info} />;
}

function MembersRoute() {
  const { info } = useSeat();
  return <MembersPage info={info} />;
}

function KeysRoute() {
  const { info } = useSeat();
  return <KeysPage info={info} />;
}

function Unknown() {
  const words = useWords();
  return <Plain title={words.room} text={words.notFound} />;
}

function Plain({ title, text }: { title: string; text: string }) {
  const words = useWords();
  useRoomTitle(title);
  return (
    <main id="content" tabIndex={-1}>
      <div class="wide stack">
        <Heading>{title}</Heading>
        <p>{text}</p>
        <p>
          <a href="/ruang/kotak-masuk">{words.toInbox}</a>
        </p>
      </div>
    </main>
  );
}
