import { reporterRoutes } from "@bijak/contract";
import { digestOf, toBase64 } from "../encoding.ts";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { IntakePort, MailboxPort } from "../ports.ts";
import { addMessage, type MessagePorts } from "./add-message.ts";
import { type ChangePorts, changeReceipt } from "./change-receipt.ts";
import { readMailbox, type ReadingPorts } from "./open.ts";
import { findOwn, parseHolder, requireOwn } from "./own.ts";
import { deleteMailbox, insertMailbox, receiptChangesOf, replaceCard } from "./store.ts";

export type MailboxPorts = MessagePorts &
  ChangePorts &
  ReadingPorts &
  Pick<IntakePort, "requireProof">;
export type MailboxRoom = MailboxPort & { readonly openDoors: (app: Scopes) => void };

/** Where the holder of a receipt returns. */
export function createMailbox(parts: Parts, ports: MailboxPorts): MailboxRoom {
  const port: MailboxPort = {
    openMailbox: async (tx, { holder, caseId, card, bodyHash }) => {
      const { lookup, authHash } = parseHolder(holder);
      await insertMailbox(tx, {
        lookup,
        auth_hash: toBase64(authHash),
        case_id: caseId,
        card,
        body_hash: bodyHash,
      });
    },
    findOwn: async (holder, db = parts.store.db) => {
      const own = await findOwn(db, holder);
      return own === null ? null : { caseId: own.case_id, bodyHash: own.body_hash };
    },
    replaceCard,
    receiptChangesOf: (caseIds) => receiptChangesOf(parts.store.db, caseIds),
  };
  return Object.freeze({ ...port, openDoors: (app) => openMailboxDoors(app, parts, ports) });
}

function openMailboxDoors(app: Scopes, parts: Parts, ports: MailboxPorts): void {
  openDoor(app, reporterRoutes.mailbox, async ({ body }) => {
    await ports.requireProof("mailbox", body.proof);
    return readMailbox(parts.store.db, ports, await requireOwn(parts.store.db, body));
  });

  openDoor(app, reporterRoutes.message, ({ body }) => addMessage(parts, ports, body));

  openDoor(app, reporterRoutes.changeReceipt, ({ body }) => changeReceipt(parts, ports, body));

  openDoor(app, reporterRoutes.burn, async ({ body }) => {
    await ports.requireProof("mailbox", body.proof);
    const own = await requireOwn(parts.store.db, body);
    await parts.store.transact(async (tx) => {
      await deleteMailbox(tx, own.lookup);
      await ports.appendEntry(tx, {
        type: "burn",
        actor: "reporter",
        object: own.case_id,
        digest: digestOf(""),
      });
    });
  });
}
