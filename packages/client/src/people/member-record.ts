import { ApiError, keyRoutes } from "@bijak/contract";
import { EnvelopeError, openMemberRecord, recipientOf, sealMemberRecord } from "@bijak/envelope";
import { realmOf, type Desk } from "../handler/desk.ts";
import { encodeBase64, parseBase64 } from "../shared/bytes.ts";

/** Texts that a member has begun and not sent, by the place where they stand. */
export type Drafts = Readonly<Record<string, string>>;

const ATTEMPTS = 5;

/** Seals drafts to the member alone. For a page that loses its session: what is sealed may wait in its memory. */
export async function sealDrafts(desk: Desk, drafts: Drafts): Promise<Uint8Array> {
  const json = JSON.stringify({ drafts });
  const record = { realm: realmOf(desk), memberId: desk.me.memberId, json };
  return sealMemberRecord(record, await recipientOf(desk.identity), desk.memberKey);
}

/** The drafts that this member sealed. Throws an EnvelopeError for anything else. */
export async function openDrafts(desk: Desk, sealed: Uint8Array): Promise<Drafts> {
  const member = { id: desk.me.memberId, vkey: desk.memberKey.vkey };
  const json = await openMemberRecord(sealed, desk.identity, { realm: realmOf(desk), member });
  return parseDrafts(json);
}

/** The drafts that are kept at the server; empty when there are none. */
export async function loadDrafts(desk: Desk): Promise<Drafts> {
  const { sealed } = await desk.api.call(keyRoutes.memberRecord, {});
  return sealed === null ? {} : openDrafts(desk, parseBase64(sealed));
}

/** Keeps these drafts, sealed, in the place of those before. What another session kept meanwhile is overwritten. */
export async function saveDrafts(desk: Desk, drafts: Drafts): Promise<void> {
  const sealed = encodeBase64(await sealDrafts(desk, drafts));
  for (let attempt = 1; ; attempt += 1) {
    const { revision } = await desk.api.call(keyRoutes.memberRecord, {});
    try {
      await desk.api.call(keyRoutes.putMemberRecord, { body: { revision, sealed } });
      return;
    } catch (fault) {
      const isConflict = fault instanceof ApiError && fault.code === "revision-conflict";
      if (!isConflict || attempt === ATTEMPTS) throw fault;
    }
  }
}

function parseDrafts(json: string): Drafts {
  const drafts: unknown = Object(JSON.parse(json)).drafts;
  if (!isDrafts(drafts)) throw new EnvelopeError("note-malformed");
  return drafts;
}

const isDrafts = (value: unknown): value is Drafts =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((text) => typeof text === "string");
