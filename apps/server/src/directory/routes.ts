import { keyRoutes, publicRoutes, staffRoutes } from "@bijak/contract";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import { draftNotes, readDrafts, withdrawDraft } from "./drafts.ts";
import { recordDrill } from "./drills.ts";
import { readKeyHealth } from "./health.ts";
import { putKeyring, readKeyring } from "./keyrings.ts";
import { readOpening } from "./opening.ts";
import { publishNotes } from "./publish.ts";
import type { Room } from "./room.ts";
import { readRotations, requestRotation, withdrawRotation } from "./rotations.ts";

/** Everyone: directory and configuration. Members: also the members note, all that changes notes and keys, and how keys fare. */
export function openDirectoryDoors(app: Scopes, room: Room): void {
  openReadingDoors(app, room);
  openNoteDoors(app, room);
  openKeyDoors(app, room);
  openCareDoors(app, room);
}

function openReadingDoors(app: Scopes, { ports, current }: Room): void {
  openDoor(app, publicRoutes.directory, async () => {
    const { chain, configNote } = await current();
    return { notes: [...chain], config: configNote };
  });

  openDoor(app, staffRoutes.staffDirectory, async ({ request }) => {
    await ports.requireMember(request);
    const { chain, configNote, membersNote } = await current();
    return { notes: [...chain], config: configNote, members: membersNote };
  });
}

function openNoteDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  const publish = { route: keyRoutes.publishNotes, gate: requireMember };
  openGatedDoor(app, publish, async ({ request, body }) =>
    publishNotes(room, await requireMember(request), body),
  );

  openDoor(app, keyRoutes.noteDrafts, async ({ request }) => {
    const drafts = await readDrafts(room, await requireMember(request));
    return drafts.map(({ id, proposedBy, on, notes }) => ({ id, proposedBy, on, notes }));
  });

  const draft = { route: keyRoutes.draftNotes, gate: requireMember };
  openGatedDoor(app, draft, async ({ request, body }) => ({
    id: await draftNotes(room, await requireMember(request), body),
  }));

  openDoor(app, keyRoutes.withdrawDraft, async ({ request, params }) =>
    withdrawDraft(room, await requireMember(request), params.id),
  );
}

function openKeyDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, staffRoutes.keyring, async ({ request, params }) =>
    readKeyring(room, await requireMember(request), params.unit),
  );

  const put = { route: keyRoutes.putKeyring, gate: requireMember };
  openGatedDoor(app, put, async ({ request, params, body }) => ({
    revision: await putKeyring(room, await requireMember(request), { ...params, ...body }),
  }));

  openDoor(app, keyRoutes.rotations, async ({ request }) =>
    readRotations(room, await requireMember(request)),
  );

  const rotate = { route: keyRoutes.rotate, gate: requireMember };
  openGatedDoor(app, rotate, async ({ request, body }) =>
    requestRotation(room, await requireMember(request), body),
  );

  openDoor(app, keyRoutes.withdrawRotation, async ({ request, params }) =>
    withdrawRotation(room, await requireMember(request), params.unit),
  );
}

function openCareDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, keyRoutes.drill, async ({ request, body }) =>
    recordDrill(room, await requireMember(request), body.note),
  );

  openDoor(app, keyRoutes.keyHealth, async ({ request }) =>
    readKeyHealth(room, await requireMember(request)),
  );

  openDoor(app, keyRoutes.opening, async ({ request }) => {
    await requireMember(request);
    return readOpening(room);
  });
}
