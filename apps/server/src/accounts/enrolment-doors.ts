import { keyRoutes } from "@bijak/contract";
import { openGatedDoor, type Scopes } from "../http/door.ts";
import { enrol, enrolPassword, openInvitation } from "./enrol.ts";
import { invite, readInvitations, withdrawInvitation } from "./invite.ts";
import { gateByNetwork } from "./network-gate.ts";
import type { Room } from "./room.ts";

/** Admins and signers: invitations. Holders of a token: their enrolment. */
export function openEnrolmentDoors(app: Scopes, room: Room): void {
  openInvitationDoors(app, room);
  openTokenDoors(app, room);
}

function openInvitationDoors(app: Scopes, room: Room): void {
  const gate = room.requireMember;
  openGatedDoor(app, { route: keyRoutes.invitations, gate }, async ({ request }) =>
    readInvitations(room, await room.requireMember(request)),
  );
  openGatedDoor(app, { route: keyRoutes.invite, gate }, async ({ request, body }) =>
    invite(room, await room.requireMember(request), body),
  );
  openGatedDoor(app, { route: keyRoutes.withdrawInvitation, gate }, async ({ request, params }) =>
    withdrawInvitation(room, await room.requireMember(request), params.id),
  );
}

function openTokenDoors(app: Scopes, room: Room): void {
  const gate = gateByNetwork(room.parts);
  openGatedDoor(app, { route: keyRoutes.openInvitation, gate }, ({ body }) =>
    openInvitation(room, body.token),
  );
  openGatedDoor(app, { route: keyRoutes.enrolPassword, gate }, async ({ body }) => ({
    response: await enrolPassword(room, body),
  }));
  openGatedDoor(app, { route: keyRoutes.enrol, gate }, ({ body }) => enrol(room, body));
}
