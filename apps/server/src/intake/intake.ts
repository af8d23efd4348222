import { ApiError, reporterRoutes, type Solution } from "@bijak/contract";
import { openDoor, type Scopes } from "../http/door.ts";
import type { Parts } from "../parts.ts";
import type { IntakePort, Proof, ProofAction } from "../ports.ts";
import { ensure } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { acceptReport, type ReportPorts } from "./accept-report.ts";
import { claimFiles, mostSealedBytes } from "./claim-files.ts";
import { checkProof, issueChallenge } from "./proof.ts";
import { putPart } from "./put-part.ts";
import { ensureRoom } from "./room.ts";
import { findObject, insertSpent } from "./store.ts";
import { sweep } from "./sweep.ts";
import { issueUpload } from "./upload-token.ts";

export type IntakeRoom = IntakePort & {
  readonly openDoors: (app: Scopes) => void;
  /** Forgets expired proofs and uploads that nobody claimed. */
  readonly sweep: () => Promise<void>;
};

/** Takes in sealed reports and files. */
export function createIntake(parts: Parts, ports: ReportPorts): IntakeRoom {
  const port: IntakePort = {
    checkProof: (action, solution) => checkProof(parts, action, solution),
    spendProof,
    requireProof: (action, solution) => requireProof(parts, action, solution),
    claimFiles: (tx, caseId, files) => claimFiles(parts, tx, caseId, files),
    findPart: (caseId, fileId, part) => findPart(parts, { caseId, fileId, part }),
  };
  return Object.freeze({
    ...port,
    sweep: () => sweep(parts),
    openDoors: (app) => openIntakeDoors(app, parts, ports),
  });
}

async function spendProof(tx: Tx, proof: Proof): Promise<void> {
  ensure(await insertSpent(tx, proof), "challenge-refused");
}

async function requireProof(parts: Parts, action: ProofAction, solution: Solution): Promise<void> {
  const proof = await checkProof(parts, action, solution);
  await parts.store.commitTogether((tx) => spendProof(tx, proof));
}

async function findPart(
  { store, blobs }: Parts,
  place: { caseId: string; fileId: string; part: number },
): Promise<Uint8Array | null> {
  const object = await findObject(store.db, place);
  if (object === null) return null;
  const bytes = await blobs.find(object);
  if (bytes === null) throw new ApiError("storage-lost");
  return bytes;
}

function openIntakeDoors(app: Scopes, parts: Parts, ports: ReportPorts): void {
  openDoor(app, reporterRoutes.challenge, ({ body }) => issueChallenge(parts, body.action));

  openDoor(app, reporterRoutes.report, ({ body }) => acceptReport(parts, ports, body));

  openDoor(app, reporterRoutes.upload, async ({ body }) => {
    ensure(body.sealedBytes <= mostSealedBytes(parts), "upload-budget");
    await requireProof(parts, "upload", body.proof);
    await ensureRoom(parts, parts.store.db, body.sealedBytes);
    return { upload: issueUpload(parts, body.sealedBytes) };
  });

  openDoor(app, reporterRoutes.part, async ({ params, body, request }) => {
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1] ?? "";
    return {
      sha256: await putPart(parts, ports, {
        fileId: params.file,
        no: Number(params.part),
        bytes: body,
        token,
      }),
    };
  });
}
