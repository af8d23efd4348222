import { publicRoutes, staffRoutes } from "@bijak/contract";
import { toBase64 } from "../encoding.ts";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Current } from "./current.ts";
import { renewDirectory, type RenewalPorts } from "./renew.ts";
import { findKeyring } from "./key-store.ts";

type Doors = {
  readonly parts: Parts;
  readonly ports: RenewalPorts & Pick<AccountsPort, "requireMember">;
  readonly current: () => Promise<Current>;
};

/** Everyone: directory and configuration. Members: also the members note, the next directory, the keyrings of their units. */
export function openDirectoryDoors(app: Scopes, { parts, ports, current }: Doors): void {
  openDoor(app, publicRoutes.directory, async () => {
    const { chain, configNote } = await current();
    return { notes: [...chain], config: configNote };
  });

  openDoor(app, staffRoutes.staffDirectory, async ({ request }) => {
    await ports.requireMember(request);
    const { chain, configNote, membersNote } = await current();
    return { notes: [...chain], config: configNote, members: membersNote };
  });

  openDoor(app, staffRoutes.putDirectory, async ({ request, body }) => {
    const member = await ports.requireMember(request);
    const call = { member, renewal: body, current: await current() };
    return { serial: await renewDirectory(parts, ports, call) };
  });

  openDoor(app, staffRoutes.keyring, async ({ request, params }) => {
    const member = await ports.requireMember(request);
    ensure(member.units.includes(params.unit), "not-available");
    const keyring = await findKeyring(parts.store.db, params.unit);
    ensure(keyring !== null, "not-available");
    const { epoch, revision, sealed } = keyring;
    return { epoch, revision, sealed: toBase64(sealed) };
  });
}
