import {
  ApiError,
  conforms,
  IDENTITY_SECTIONS,
  IdentityHead,
  parseSections,
} from "@bijak/contract";
import type { Directory } from "@bijak/envelope/audit";
import { digestOf } from "../encoding.ts";
import { parseJsonBytes } from "../http/json.ts";
import { ensure, ensureShape } from "../refusal.ts";
import type { Reader, Tx } from "../store/store.ts";
import type { Room } from "./room.ts";
import { findFile, insertIdentity } from "./store.ts";

type Brought = {
  readonly head: IdentityHead;
  readonly message: Uint8Array;
  readonly file: Uint8Array;
  readonly shares: readonly Uint8Array[];
};

type Place = { readonly index: number; readonly on: number };

/**
 * Takes the identity of a reporter, locked to the custodians of today's directory (rulings R6): once for a case, with the message
 * that announces it, or nothing of it. The same again gives the same place. Throws `sections-torn`, `request-malformed`,
 * `mailbox-not-found`, `directory-outdated` when the custodians are others, `ciphertext-refused`, `challenge-refused`,
 * `identity-conflict`, and what `addFromReporter` throws.
 */
export async function lockIdentity({ parts, ports }: Room, body: Uint8Array): Promise<Place> {
  const brought = parseBrought(body);
  const { head, message, file } = brought;
  const caseId = await requireCase(ports, head, parts.store.db);
  const directory = await ports.currentDirectory();
  ensureShapes(brought, directory);
  const judged = await ports.checkProof("mailbox", head.proof).then(
    (proof) => ({ proof }),
    (fault: unknown) => ({ fault }),
  );
  return parts.store.commitTogether(async (tx) => {
    const standing = await findStanding(ports, tx, { caseId, message });
    await requireCase(ports, head, tx); // given up while this waited for the case
    if (standing !== null) return standing;
    const k = ensureCustodians(head.custodians, directory);
    if ("fault" in judged) throw judged.fault;
    await ports.spendProof(tx, judged.proof);
    const on = parts.clock.today();
    const index = await ports.addFromReporter(tx, { caseId, sealed: message, files: 0, day: on });
    const rows = sharesOf(brought, caseId);
    const row = { case_id: caseId, sealed: file, k, brought_on: on, opened_on: null };
    ensure(await insertIdentity(tx, row, rows), "identity-conflict");
    const entry = { actor: "reporter", object: caseId } as const;
    await ports.appendEntry(tx, { ...entry, type: "message", digest: digestOf(message) });
    await ports.appendEntry(tx, { ...entry, type: "identity", digest: digestOf(file) });
    return { index, on };
  });
}

async function requireCase(ports: Room["ports"], head: IdentityHead, db: Reader): Promise<string> {
  const own = await ports.findOwn(head, db);
  ensure(own !== null, "mailbox-not-found");
  return own.caseId;
}

/** The place of this identity when it was brought before; null when none was. Throws `identity-conflict` when another one was. */
async function findStanding(
  ports: Room["ports"],
  tx: Tx,
  { caseId, message }: { readonly caseId: string; readonly message: Uint8Array },
): Promise<Place | null> {
  const place = await ports.findFromReporter(tx, caseId, digestOf(message));
  const isBrought = (await findFile(tx, caseId)) !== null;
  ensure(isBrought === (place !== null), "identity-conflict");
  return place;
}

/** How many of the custodians open it. They are those of the directory, each once: whoever locked it for others knows an older one. */
function ensureCustodians(custodians: readonly string[], { custody }: Directory): number {
  const named = new Set(custodians);
  const isExact =
    custody !== null &&
    named.size === custodians.length &&
    custody.custodians.length === named.size &&
    custody.custodians.every(({ id }) => named.has(id));
  ensure(isExact, "directory-outdated");
  return custody.k;
}

function ensureShapes({ message, file, shares }: Brought, { suite }: Directory): void {
  const sealed = { suite, recipientCounts: [1] } as const;
  ensureShape(message, { ...sealed, kind: "message" });
  ensureShape(file, { ...sealed, kind: "identity" });
  for (const share of shares) ensureShape(share, { ...sealed, kind: "identity-share" });
}

const sharesOf = ({ head, shares }: Brought, caseId: string) =>
  head.custodians.map((custodian, at) => {
    const sealed = shares[at];
    if (sealed === undefined) throw new ApiError("sections-torn");
    return { case_id: caseId, custodian, sealed, released: null };
  });

function parseBrought(body: Uint8Array): Brought {
  const [headBytes, message, file, rest] = parseSections(body, IDENTITY_SECTIONS.length);
  if (!headBytes || !message || !file || !rest) throw new ApiError("sections-torn");
  const parsed = parseJsonBytes(headBytes);
  if (!conforms(IdentityHead, parsed)) throw new ApiError("request-malformed");
  const head = parsed as IdentityHead; // conforms has just checked it
  return { head, message, file, shares: parseSections(rest, head.custodians.length) };
}
