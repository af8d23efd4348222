import { staffRoutes } from "@bijak/contract";
import type { MemberEntry } from "@bijak/envelope/audit";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, DirectoryPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import { draftFigures } from "./draft-figures.ts";
import { recordFacts } from "./record-facts.ts";
import type { Figures } from "./store.ts";

export type FactsPorts = Pick<AccountsPort, "requireMember"> &
  Pick<DirectoryPort, "currentDirectory">;

/** Keeps what may be counted and counts it; what is only a rehearsal is not counted. See [Note: Facts]. */
export function createFacts(
  parts: Parts,
  { requireMember, currentDirectory }: FactsPorts,
): { readonly openDoors: (app: Scopes) => void } {
  const figures = parts.store.db as unknown as Figures; // the same handle with fewer powers, cast as Kysely's page on it does
  const openDoors = (app: Scopes): void => {
    openDoor(app, staffRoutes.facts, async ({ request, body }) => {
      const member = await requireMember(request);
      ensure(!(await currentDirectory()).isRehearsal, "not-available");
      return recordFacts(parts, member, body.facts);
    });
    openDoor(app, staffRoutes.figures, async ({ request, params }) => {
      const member = await requireMember(request);
      ensureSupervisor(member);
      return draftFigures(figures, { year: params.year, units: member.units });
    });
  };
  return Object.freeze({ openDoors });
}

const ensureSupervisor = (member: MemberEntry): void =>
  ensure(member.roles.includes("supervisor"), "role-missing");
