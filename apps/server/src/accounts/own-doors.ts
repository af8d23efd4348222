import { keyRoutes, staffRoutes } from "@bijak/contract";
import { toBase64 } from "../encoding.ts";
import { openGatedDoor, type Scopes } from "../http/door.ts";
import { ensure } from "../refusal.ts";
import {
  changeCredentials,
  readCredentials,
  registerPasskey,
  registerPassword,
} from "./credentials.ts";
import { readMemberRecord, writeMemberRecord } from "./member-record.ts";
import type { Room } from "./room.ts";
import { findSessionHash } from "./session.ts";
import { endOtherSessions, endSessionById, readSessions } from "./sessions.ts";
import { findByMember } from "./store.ts";
import { putVault } from "./vault.ts";

/** Members: what is their own. Each door asks for the session before it reads a byte of the body. */
export function openOwnDoors(app: Scopes, room: Room): void {
  openVaultDoors(app, room);
  openCredentialDoors(app, room);
  openSessionDoors(app, room);
  openRecordDoors(app, room);
}

function openVaultDoors(app: Scopes, room: Room): void {
  const { requireMember: gate, parts } = room;
  openGatedDoor(app, { route: staffRoutes.me, gate }, async ({ request }) => {
    const member = await gate(request);
    const account = await findByMember(parts.store.db, member.id);
    ensure(account !== null, "session-missing");
    const { name, vault, vault_revision: revision } = account;
    return { memberId: member.id, name, vault: toBase64(vault), revision };
  });
  openGatedDoor(app, { route: staffRoutes.putVault, gate }, async ({ request, body }) => ({
    revision: await putVault(room, await gate(request), body),
  }));
}

function openCredentialDoors(app: Scopes, room: Room): void {
  const { requireMember: gate } = room;
  openGatedDoor(app, { route: keyRoutes.credentials, gate }, async ({ request }) =>
    readCredentials(room, await gate(request)),
  );
  openGatedDoor(app, { route: keyRoutes.registerPassword, gate }, async ({ request, body }) => {
    const asked = { request: body.request, address: request.ip };
    return { response: await registerPassword(room, await gate(request), asked) };
  });
  openGatedDoor(app, { route: keyRoutes.registerPasskey, gate }, async ({ request }) =>
    registerPasskey(room, await gate(request)),
  );
  openGatedDoor(app, { route: keyRoutes.changeCredentials, gate }, async ({ request, body }) => {
    const call = { change: body, session: findSessionHash(request) };
    return { revision: await changeCredentials(room, await gate(request), call) };
  });
}

function openSessionDoors(app: Scopes, room: Room): void {
  const { requireMember: gate } = room;
  openGatedDoor(app, { route: keyRoutes.sessions, gate }, async ({ request }) =>
    readSessions(room, await gate(request), findSessionHash(request)),
  );
  openGatedDoor(app, { route: keyRoutes.endSession, gate }, async ({ request, params }) =>
    endSessionById(room, await gate(request), params.id),
  );
  openGatedDoor(app, { route: keyRoutes.endOtherSessions, gate }, async ({ request }) =>
    endOtherSessions(room, await gate(request), findSessionHash(request)),
  );
}

function openRecordDoors(app: Scopes, room: Room): void {
  const { requireMember: gate } = room;
  openGatedDoor(app, { route: keyRoutes.memberRecord, gate }, async ({ request }) =>
    readMemberRecord(room, await gate(request)),
  );
  openGatedDoor(app, { route: keyRoutes.putMemberRecord, gate }, async ({ request, body }) => ({
    revision: await writeMemberRecord(room, await gate(request), body),
  }));
}
