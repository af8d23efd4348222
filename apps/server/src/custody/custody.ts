import { reporterRoutes, sharingRoutes } from "@bijak/contract";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import type { CustodyPort } from "../ports.ts";
import { lockIdentity } from "./lock-identity.ts";
import { listCustody, openIdentity, releaseShare } from "./release.ts";
import { askIdentity, confirmIdentity, readIdentity, withdrawIdentity } from "./requests.ts";
import type { CustodyPorts, Room } from "./room.ts";
import { findFile } from "./store.ts";

export type CustodyRoom = CustodyPort & { readonly openDoors: (app: Scopes) => void };

/** Keeps identities that only custodians together can unlock (rulings R6). */
export function createCustody(parts: Room["parts"], ports: CustodyPorts): CustodyRoom {
  const room: Room = { parts, ports };
  return Object.freeze({
    identityOf: async (caseId) => {
      const file = await findFile(parts.store.db, caseId);
      return file && { broughtOn: file.brought_on, openedOn: file.opened_on };
    },
    openDoors: (app) => {
      openDoor(app, reporterRoutes.lockIdentity, ({ body }) => lockIdentity(room, body));
      openCaseDoors(app, room);
      openCustodianDoors(app, room);
    },
  });
}

function openCaseDoors(app: Scopes, room: Room): void {
  const gate = room.ports.requireMember;
  openDoor(app, sharingRoutes.identity, async ({ request, params }) =>
    readIdentity(room, await gate(request), params.id),
  );
  const ask = { route: sharingRoutes.askIdentity, gate };
  openGatedDoor(app, ask, async ({ request, params, body }) =>
    askIdentity(room, await gate(request), { caseId: params.id, ...body }),
  );
  openDoor(app, sharingRoutes.confirmIdentity, async ({ request, params, body }) =>
    confirmIdentity(room, await gate(request), { caseId: params.id, ...body }),
  );
  openDoor(app, sharingRoutes.withdrawIdentity, async ({ request, params }) =>
    withdrawIdentity(room, await gate(request), params.id),
  );
  const open = { route: sharingRoutes.openIdentity, gate };
  openGatedDoor(app, open, async ({ request, params, body }) =>
    openIdentity(room, await gate(request), { caseId: params.id, ...body }),
  );
}

function openCustodianDoors(app: Scopes, room: Room): void {
  const gate = room.ports.requireMember;
  openDoor(app, sharingRoutes.custody, async ({ request }) =>
    listCustody(room, await gate(request)),
  );
  const release = { route: sharingRoutes.releaseShare, gate };
  openGatedDoor(app, release, async ({ request, params, body }) =>
    releaseShare(room, await gate(request), { caseId: params.id, ...body }),
  );
}
