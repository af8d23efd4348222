import { ApiError, sharingRoutes } from "@bijak/contract";
import {
  combineIdentityKey,
  EnvelopeError,
  openIdentityFile,
  openIdentityRelease,
  reporterVkeys,
  sha256Base64,
  type IdentityNotice,
} from "@bijak/envelope";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";
import { loadCase } from "./case-file.ts";
import { realmOf, type Desk } from "./desk.ts";
import { findNotice } from "./identity.ts";
import { stateNow } from "./move-case.ts";
import { ensureKeys, sealToReporter } from "./step.ts";
import { hasSignedAccess } from "./unwrap.ts";
import { usedSerial } from "./used-serial.ts";

export type OpenedIdentity = { readonly name: string; readonly contact: string };

/**
 * Opens the identity for the member who asked for it, once enough custodians have released their shares. The signed message that
 * tells the reporter so is stored in the same moment. Throws `not-available` for everyone else, `release-missing` below k shares,
 * `identity-share-differs` and `identity-shares-missing` for shares that are not those the reporter announced.
 */
export async function openIdentity(desk: Desk, caseId: string): Promise<OpenedIdentity> {
  const file = await loadCase(desk, caseId);
  const caseKeys = ensureKeys(file);
  if (!hasSignedAccess(file.row, caseKeys)) throw new EnvelopeError("access-differs");
  const notice = findNotice(file);
  const state = await desk.api.call(sharingRoutes.identity, { params: { id: caseId } });
  const reason = state?.request?.reason ?? null;
  if (notice === null || reason === null) throw new ApiError("not-available");
  const now = stateNow(desk, file);
  const told = { ...now, answers: { ...now.answers, identityOpened: true } };
  const message = encodeBase64(await sealToReporter(desk, file, told));
  const body = { revision: file.row.revision, message, serial: usedSerial(desk) };
  const opened = await desk.api.call(sharingRoutes.openIdentity, { params: { id: caseId }, body });
  const reasonHash = await sha256Base64(parseBase64(reason));
  const key = await combine(desk, { caseId, notice, reasonHash, shares: opened.shares });
  const sealed = parseBase64(opened.file);
  if ((await sha256Base64(sealed)) !== notice.file) throw new EnvelopeError("object-misplaced");
  const expected = { realm: realmOf(desk), caseId, reporterVkeys: reporterVkeys(caseKeys) };
  return openIdentityFile(sealed, key, expected);
}

type Released = {
  readonly caseId: string;
  readonly notice: IdentityNotice;
  readonly reasonHash: string;
  readonly shares: readonly string[];
};

/** The key of the identity file, of the shares that are those announced. What one custodian spoils keeps k others from nothing. */
async function combine(desk: Desk, { shares, ...released }: Released) {
  const { members, identity, me } = desk;
  const { caseId, notice, reasonHash } = released;
  const realm = realmOf(desk);
  const expected = { realm, caseId, asker: me.memberId, reasonHash, notice, members };
  const tried = await Promise.allSettled(
    shares.map((share) => openIdentityRelease(parseBase64(share), identity, expected)),
  );
  const opened = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const distinct = [...new Map(opened.map(({ custodian, share }) => [custodian, share])).values()];
  const spoilt = tried.find((one) => one.status === "rejected");
  if (distinct.length < notice.k && spoilt !== undefined) throw spoilt.reason;
  return combineIdentityKey(realm.suite, distinct, notice.k);
}
