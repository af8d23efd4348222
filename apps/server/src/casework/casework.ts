import type { Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { CaseworkPort } from "../ports.ts";
import { ensureCaseworker, ensureDeclared, findAccess } from "./access.ts";
import { countToRekey, hasRehearsed } from "./cases-to-rekey.ts";
import { addToReporter, ensureUnitKeys, receiptChanged } from "./for-others.ts";
import { isCaseworker } from "./holders.ts";
import { addFromReporter, findFromReporter, mailboxView, openCase } from "./reporter-side.ts";
import { type CaseworkPorts, viewerOf } from "./room.ts";
import { openCaseworkDoors } from "./routes.ts";

export type CaseworkRoom = CaseworkPort & { readonly openDoors: (app: Scopes) => void };

/** Keeps cases: what reporters and handlers do to them, who may know of them, and the limits they are under. */
export function createCasework(parts: Parts, ports: CaseworkPorts): CaseworkRoom {
  const { db } = parts.store;
  const room = { parts, ports };
  return Object.freeze({
    openCase,
    addFromReporter: (tx, message) => addFromReporter(parts.limits, tx, message),
    findFromReporter,
    mailboxView: (caseId) => mailboxView(db, caseId),
    ensureDeclared: async (reader, member, caseId) => {
      ensureCaseworker(member);
      await ensureDeclared(reader, await viewerOf(room, member), caseId);
    },
    ensureUnitKeys: (tx, use) => ensureUnitKeys(ports, tx, use),
    addToReporter: (tx, message) => addToReporter(ports, tx, message),
    receiptChanged,
    mayKnow: async (member, caseId) =>
      isCaseworker(member) && (await findAccess(db, await viewerOf(room, member), caseId)) !== null,
    countToRekey: (unit, serial) => countToRekey(db, unit, serial),
    hasRehearsed: () => hasRehearsed(db),
    openDoors: (app) => openCaseworkDoors(app, room),
  });
}
