import { keyRoutes, staffRoutes } from "@bijak/contract";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import type { FastifyReply } from "fastify";
import { gateByNetwork } from "./network-gate.ts";
import type { Room } from "./room.ts";
import { endSession, type Proved, startSession } from "./session.ts";
import { finishByPaper, finishByPassword, startByPaper, startByPassword } from "./sign-in.ts";
import { finishByPasskey, startByPasskey } from "./sign-in-passkey.ts";

/** Everybody on the staff's side: sign in by password, paper key or passkey; sign out. */
export function openSignInDoors(app: Scopes, room: Room): void {
  const gate = gateByNetwork(room.parts);
  const start = (proved: Proved, reply: FastifyReply): Promise<void> =>
    startSession({ ...room.parts, members: room.ports.members }, proved, reply);

  openGatedDoor(app, { route: staffRoutes.signInStart, gate }, ({ body, request }) =>
    startByPassword(room, { ...body, address: request.ip }),
  );
  openGatedDoor(app, { route: staffRoutes.signInFinish, gate }, async ({ body, request, reply }) =>
    start(await finishByPassword(room, { ...body, address: request.ip }), reply),
  );
  openGatedDoor(app, { route: staffRoutes.paperStart, gate }, async ({ body }) => ({
    ticket: startByPaper(room, body.name),
  }));
  openGatedDoor(app, { route: staffRoutes.paperFinish, gate }, async ({ body, reply }) =>
    start(await finishByPaper(room, body), reply),
  );
  openGatedDoor(app, { route: keyRoutes.passkeyStart, gate }, () => startByPasskey(room));
  openGatedDoor(app, { route: keyRoutes.passkeyFinish, gate }, async ({ body, reply }) =>
    start(await finishByPasskey(room, body), reply),
  );
  openDoor(app, staffRoutes.signOut, ({ request, reply }) =>
    endSession(room.parts, request, reply),
  );
}
