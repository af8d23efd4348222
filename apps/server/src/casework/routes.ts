import { sharingRoutes, staffRoutes } from "@bijak/contract";
import { openDoor, openGatedDoor, type Scopes } from "../http/door.ts";
import { proposeAct, withdrawAct } from "./acts.ts";
import { listCasesToRekey } from "./cases-to-rekey.ts";
import { declare } from "./declare.ts";
import { countCases, listCases } from "./list-cases.ts";
import { listOverdue } from "./overdue.ts";
import { listPacks, sendPack } from "./packs.ts";
import { markRead, readCase, readMessages, readPart } from "./read-case.ts";
import { rekeyCase } from "./rekey.ts";
import type { Room } from "./room.ts";
import { takeStep } from "./step.ts";
import { confirmTakeover, proposeTakeover, withdrawTakeover } from "./takeover.ts";
import { answerTransfer, listTransfers } from "./transfers.ts";
import {
  listInboxPages,
  readInboxPage,
  readUnitRecord,
  writeInboxPage,
  writeUnitRecord,
} from "./unit-papers.ts";

/** Staff: everything about cases. Each door asks who calls before it looks at anything. */
export function openCaseworkDoors(app: Scopes, room: Room): void {
  openReadingDoors(app, room);
  openWritingDoors(app, room);
  openUnitDoors(app, room);
  openKeyDoors(app, room);
  openTransferDoors(app, room);
  openTakeoverDoors(app, room);
}

function openReadingDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, staffRoutes.cases, async ({ request, query }) =>
    listCases(room, await requireMember(request), query),
  );
  openDoor(app, staffRoutes.caseCounts, async ({ request, query }) =>
    countCases(room, await requireMember(request), query),
  );
  openDoor(app, staffRoutes.case, async ({ request, params }) =>
    readCase(room, await requireMember(request), params.id),
  );
  openDoor(app, staffRoutes.messages, async ({ request, params }) =>
    readMessages(room, await requireMember(request), params.id),
  );
  openDoor(app, staffRoutes.part, async ({ request, params }) =>
    readPart(room, await requireMember(request), params),
  );
}

function openWritingDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, staffRoutes.declaration, async ({ request, params, body }) =>
    declare(room, await requireMember(request), { caseId: params.id, note: body.note }),
  );
  const step = { route: staffRoutes.step, gate: requireMember };
  openGatedDoor(app, step, async ({ request, params, body }) => {
    const member = await requireMember(request);
    return { revision: await takeStep(room, member, { caseId: params.id, step: body }) };
  });
  openDoor(app, staffRoutes.markRead, async ({ request, params, body }) =>
    markRead(room, await requireMember(request), { caseId: params.id, upTo: body.upTo }),
  );
  openDoor(app, staffRoutes.proposeAct, async ({ request, params, body }) =>
    proposeAct(room, await requireMember(request), { caseId: params.id, proposal: body }),
  );
  openDoor(app, staffRoutes.withdrawAct, async ({ request, params }) =>
    withdrawAct(room, await requireMember(request), { caseId: params.id, actId: params.act }),
  );
}

function openUnitDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, staffRoutes.inboxPages, async ({ request, params }) =>
    listInboxPages(room, await requireMember(request), params.unit),
  );
  openDoor(app, staffRoutes.inboxPage, async ({ request, params: { unit, page } }) =>
    readInboxPage(room, await requireMember(request), { unit, page: Number(page) }),
  );
  const putInboxPage = { route: staffRoutes.putInboxPage, gate: requireMember };
  openGatedDoor(app, putInboxPage, async ({ request, params, body }) => {
    const member = await requireMember(request);
    const place = { unit: params.unit, page: Number(params.page) };
    return { revision: await writeInboxPage(room, member, { ...place, draft: body }) };
  });
  openDoor(app, staffRoutes.unitRecord, async ({ request, params }) =>
    readUnitRecord(room, await requireMember(request), params.unit),
  );
  const putUnitRecord = { route: staffRoutes.putUnitRecord, gate: requireMember };
  openGatedDoor(app, putUnitRecord, async ({ request, params, body }) => {
    const member = await requireMember(request);
    return { revision: await writeUnitRecord(room, member, { unit: params.unit, draft: body }) };
  });
}

function openKeyDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  const rekey = { route: sharingRoutes.rekey, gate: requireMember };
  openGatedDoor(app, rekey, async ({ request, params, body }) => {
    const member = await requireMember(request);
    return { revision: await rekeyCase(room, member, { caseId: params.id, rekey: body }) };
  });
  openDoor(app, sharingRoutes.casesToRekey, async ({ request, query }) =>
    listCasesToRekey(room, await requireMember(request), query),
  );
}

function openTransferDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, sharingRoutes.transfers, async ({ request, query }) =>
    listTransfers(room, await requireMember(request), query.unit),
  );
  const answer = { route: sharingRoutes.answerTransfer, gate: requireMember };
  openGatedDoor(app, answer, async ({ request, params, body }) =>
    answerTransfer(room, await requireMember(request), { caseId: params.id, said: body }),
  );
  const send = { route: sharingRoutes.sendPack, gate: requireMember };
  openGatedDoor(app, send, async ({ request, body }) => ({
    id: await sendPack(room, await requireMember(request), body),
  }));
  openDoor(app, sharingRoutes.packs, async ({ request, query }) =>
    listPacks(room, await requireMember(request), query.unit),
  );
}

function openTakeoverDoors(app: Scopes, room: Room): void {
  const { requireMember } = room.ports;
  openDoor(app, sharingRoutes.overdueCases, async ({ request, query }) =>
    listOverdue(room, await requireMember(request), query.unit),
  );
  const propose = { route: sharingRoutes.proposeTakeover, gate: requireMember };
  openGatedDoor(app, propose, async ({ request, params, body }) => {
    const member = await requireMember(request);
    return { id: await proposeTakeover(room, member, { caseId: params.id, proposal: body }) };
  });
  openDoor(app, sharingRoutes.confirmTakeover, async ({ request, params, body }) =>
    confirmTakeover(room, await requireMember(request), { caseId: params.id, ...body }),
  );
  openDoor(app, sharingRoutes.withdrawTakeover, async ({ request, params }) =>
    withdrawTakeover(room, await requireMember(request), params.id),
  );
}
