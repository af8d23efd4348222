import { staffRoutes } from "@bijak/contract";
import type { FastifyRequest } from "fastify";
import { toBase64 } from "../encoding.ts";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import { createLimiter } from "../http/limiter.ts";
import type { Parts } from "../parts.ts";
import type { AccountsPort, AuditPort, DirectoryPort } from "../ports.ts";
import { ensure } from "../refusal.ts";
import { endSession, startSession } from "./session.ts";
import {
  finishByPaper,
  finishByPassword,
  type SignIn,
  startByPaper,
  startByPassword,
} from "./sign-in.ts";
import { findByMember } from "./store.ts";
import { putVault } from "./vault.ts";

type Doors = {
  readonly parts: Parts;
  readonly ports: Pick<DirectoryPort, "currentDirectory"> & Pick<AuditPort, "appendEntry">;
  readonly signIn: SignIn;
  readonly requireMember: AccountsPort["requireMember"];
};

/** Staff: sign in by password or paper key, sign out, the own vault. */
export function openAccountDoors(app: Scopes, doors: Doors): void {
  openSignInDoors(app, doors);
  openOwnDoors(app, doors);
}

function openSignInDoors(app: Scopes, { parts, signIn }: Doors): void {
  const limiter = createLimiter(parts.limits.signInsPerNetwork, parts.clock.nowMs);
  const gate = async ({ ip }: FastifyRequest): Promise<void> =>
    ensure(limiter.admit(ip), "rate-limited");

  openGatedDoor(app, { route: staffRoutes.signInStart, gate }, ({ body, request }) =>
    startByPassword(signIn, { ...body, address: request.ip }),
  );

  openGatedDoor(app, { route: staffRoutes.signInFinish, gate }, async (call) => {
    const memberId = await finishByPassword(signIn, { ...call.body, address: call.request.ip });
    await startSession(parts, { memberId, method: "password" }, call.reply);
  });

  openGatedDoor(app, { route: staffRoutes.paperStart, gate }, async ({ body }) => ({
    ticket: startByPaper(signIn, body.name),
  }));

  openGatedDoor(app, { route: staffRoutes.paperFinish, gate }, async ({ body, reply }) => {
    const memberId = await finishByPaper(signIn, body);
    await startSession(parts, { memberId, method: "paper" }, reply);
  });

  openDoor(app, staffRoutes.signOut, ({ request, reply }) => endSession(parts, request, reply));
}

function openOwnDoors(app: Scopes, { parts, ports, requireMember }: Doors): void {
  openDoor(app, staffRoutes.me, async ({ request }) => {
    const member = await requireMember(request);
    const account = await findByMember(parts.store.db, member.id);
    ensure(account !== null, "session-missing");
    const { name, vault, vault_revision: revision } = account;
    return { memberId: member.id, name, vault: toBase64(vault), revision };
  });

  openDoor(app, staffRoutes.putVault, async ({ request, body }) => {
    const member = await requireMember(request);
    return { revision: await putVault(parts, ports, { member, body }) };
  });
}
