import type { InputOf, reporterRoutes } from "@bijak/contract";
import { type Directory, parseNoteText } from "@bijak/envelope/audit";
import { digestOf, parseBase64, toBase64 } from "../encoding.ts";
import type { Parts } from "../parts.ts";
import type { AuditPort, CaseworkPort, DirectoryPort, IntakePort } from "../ports.ts";
import { ensure, ensureShape, refuseAs } from "../refusal.ts";
import type { Tx } from "../store/store.ts";
import { parseHolder, requireOwn } from "./own.ts";
import { countChanges, findByLookup, insertChange, replaceHolder } from "./store.ts";

export type ChangePorts = Pick<DirectoryPort, "currentDirectory" | "epochSerial" | "isFrozen"> &
  Pick<CaseworkPort, "receiptChanged"> &
  Pick<IntakePort, "checkProof" | "spendProof"> &
  Pick<AuditPort, "appendEntry" | "holdLog">;

type Change = InputOf<typeof reporterRoutes.changeReceipt>["body"];

/** Every handler's client follows all of them. */
const MOST_CHANGES = 16;

/**
 * Puts a new receipt in the place of the old one (rulings R18). Afterwards the old one is as unknown as any other. Throws
 * `mailbox-not-found` also when the new lookup id is taken, `note-refused` for a note that is not of this case, `revision-conflict`
 * when the card that is replaced is no longer the newest, `directory-outdated` when a unit has another key than the reporter's
 * page knew, `unit-rotating` while signers are retiring a key, `message-budget`, `mailbox-read-only`, `ciphertext-refused`, `challenge-refused`.
 */
export async function changeReceipt(parts: Parts, ports: ChangePorts, body: Change): Promise<void> {
  const own = await requireOwn(parts.store.db, body);
  const { instance, suite, units } = await ports.currentDirectory();
  const card = parseBase64(body.card);
  ensureShape(card, { suite, kind: "card", recipientCounts: [1] });
  const change = { instance, caseId: own.case_id };
  await refuseAs("note-refused", () => ensureChange(body.note, change));
  const proof = await ports.checkProof("mailbox", body.proof);
  const { lookup, authHash } = parseHolder({ lookup: body.newLookup, auth: body.newAuth });
  await parts.store.transact(async (tx) => {
    await ports.spendProof(tx, proof);
    await ports.receiptChanged(tx, own.case_id, parts.clock.today());
    const now = await requireOwn(tx, body);
    ensure(digestOf(now.card) === body.replaces, "revision-conflict");
    ensure((await findByLookup(tx, lookup)) === null, "mailbox-not-found");
    const seq = await countChanges(tx, now.case_id);
    ensure(seq < MOST_CHANGES, "message-budget");
    await replaceHolder(tx, now.lookup, { lookup, auth_hash: toBase64(authHash), card });
    await insertChange(tx, { case_id: now.case_id, seq, note: body.note });
    await ensureKeysOfToday(ports, tx, { serial: body.serial, units });
    const entry = { object: now.case_id };
    const note = { ...entry, type: "receipt-change", actor: "reporter" };
    await ports.appendEntry(tx, { ...note, digest: digestOf(body.note) });
    const shown = { ...entry, type: "card-out", actor: "unit" }; // a unit signed it: should that key be retired, the card must be provable
    await ports.appendEntry(tx, { ...shown, digest: digestOf(card) });
  });
}

const FIRST_SERIAL = 1;

/**
 * A card sealed anew is new bytes: if the unit's key that signed it is retired already, no proof will ever make it count. Which unit
 * that was stands inside, so the key of none may be newer. The log is held first: directories are published under the same hold.
 */
async function ensureKeysOfToday(
  { holdLog, epochSerial, isFrozen }: Pick<ChangePorts, "holdLog" | "epochSerial" | "isFrozen">,
  tx: Tx,
  { serial = FIRST_SERIAL, units }: { serial: number | undefined; units: Directory["units"] },
): Promise<void> {
  await holdLog(tx);
  ensure(!(await isFrozen(units.map(({ id }) => id))), "unit-rotating");
  for (const { id } of units) ensure((await epochSerial(id, tx)) <= serial, "directory-outdated");
}

/** What can be seen of the note without the reporter's key: that it is one, of this case. Handlers' clients verify who signed it. */
function ensureChange(
  note: string,
  { instance, caseId }: { instance: string; caseId: string },
): void {
  const [label, ...lines] = parseNoteText(note).split("\n");
  const isOurs = lines[0] === instance && lines[1] === caseId;
  ensure(label === "bijak/v1/reporter-change" && isOurs, "note-refused");
}
