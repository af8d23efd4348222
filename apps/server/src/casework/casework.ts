import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { CaseworkPort } from "../ports.ts";
import { findAccess } from "./access.ts";
import { addFromReporter, findFromReporter, mailboxView, openCase } from "./reporter-side.ts";
import type { CaseworkPorts } from "./room.ts";
import { openCaseworkDoors } from "./routes.ts";

export type CaseworkRoom = CaseworkPort & { readonly openDoors: (app: Scopes) => void };

/** Keeps cases: what reporters and handlers do to them, who may know of them, and the limits they are under. */
export function createCasework(parts: Parts, ports: CaseworkPorts): CaseworkRoom {
  const { db } = parts.store;
  return Object.freeze({
    openCase,
    addFromReporter: (tx, message) => addFromReporter(parts.limits, tx, message),
    findFromReporter,
    mailboxView: (caseId) => mailboxView(db, caseId),
    mayKnow: async (member, caseId) => (await findAccess(db, member, caseId)) !== null,
    openDoors: (app) => openCaseworkDoors(app, { parts, ports }),
  });
}
