import { staffRoutes } from "@bijak/contract";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, PublicationPort } from "../ports.ts";
import { proposeRelease, publish, renderPages, type Room, storeReleases } from "./publish.ts";
import { ensureSupervisor } from "./release-checks.ts";
import { findPage, listReleases } from "./store.ts";

export type PublicationRoom = PublicationPort & { readonly openDoors: (app: Scopes) => void };

/** Releases figures, two supervisors together, and keeps the pages that were rendered from them. */
export function createPublication(
  parts: Parts,
  ports: Room["ports"] & Pick<AccountsPort, "requireMember">,
): PublicationRoom {
  const { db } = parts.store;
  return Object.freeze({
    storeReleases,
    renderPages,
    findPage: (path) => findPage(db, path),
    openDoors: (app) => openPublicationDoors(app, { parts, ports }, ports.requireMember),
  });
}

function openPublicationDoors(
  app: Scopes,
  room: Room,
  requireMember: AccountsPort["requireMember"],
): void {
  openDoor(app, staffRoutes.releases, async ({ request }) => {
    ensureSupervisor(await requireMember(request));
    const releases = await listReleases(room.parts.store.db);
    return releases.map(({ id, imported, note, publishedOn }) => ({
      id,
      imported,
      note,
      isPublished: publishedOn !== null,
      publishedOn,
    }));
  });

  openDoor(app, staffRoutes.proposeRelease, async ({ request, body }) => {
    const member = await requireMember(request);
    return { id: await proposeRelease(room, member, body) };
  });

  openDoor(app, staffRoutes.publish, async ({ request, params, body }) =>
    publish(room, await requireMember(request), { id: params.id, note: body.note }),
  );
}
