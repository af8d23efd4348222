import {
  openBlob,
  openCaseKeys,
  openInboxPage,
  openKeyring,
  openMailboxCard,
  openMessage,
  openRecord,
  openVault,
  sealBlob,
  sealCaseKeys,
  sealInboxPage,
  sealKeyring,
  sealMailboxCard,
  sealMessage,
  sealRecord,
  sealVault,
  type Identity,
  type MessageBody,
  type MessageDraft,
  type Recipient,
  type SealedPart,
  type Summary,
} from "@bijak/envelope";
import { APART } from "./apart-objects.ts";
import { SECRETS, opening, type SealedObject } from "./object.ts";
import { inTurn, utf8, type World } from "./support.ts";

export { SECRETS, opening, type SealedObject } from "./object.ts";

export const SUMMARY: Summary = Object.freeze({
  title: SECRETS.title,
  language: "id",
  kind: "NETRALITAS",
  account: "@akun",
  name: "Budi Contoh",
  office: "KPP Contoh",
});

const HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

export const aBody = (given: Partial<MessageBody> = {}): MessageBody => ({
  kind: "message",
  text: SECRETS.text,
  files: [],
  ...given,
});

export const aDraft = (world: World, given: Partial<MessageDraft> = {}): MessageDraft => ({
  caseId: world.caseId,
  author: "reporter",
  n: 0,
  seq: 0,
  previous: null,
  body: aBody({ kind: "report", files: [aFile()] }),
  ...given,
});

const aFile = () => ({
  id: "file-1",
  name: SECRETS.fileName,
  type: "image/png",
  sizeBytes: 18,
  parts: [HASH],
});

/** What a unit's message needs besides the draft. */
export const byBudi = (world: World, caseRecipient: Recipient) => ({
  id: world.budi.id,
  key: world.budi.signing,
  caseRecipient,
});

const report: SealedObject = {
  kind: "report",
  entry: "message",
  seal: (world) =>
    sealMessage({
      realm: world.realm,
      message: aDraft(world),
      recipients: [world.c0.recipient],
      signingKey: world.reporter.signing,
    }),
  key: (world) => world.c0.identity,
  open: (bytes, world, identities) => openMessage(bytes, identities, opening(world)),
};

const reply: SealedObject = {
  kind: "reply",
  entry: "message",
  seal: (world) =>
    sealMessage({
      realm: world.realm,
      message: aDraft(world, { author: "DJP", n: 1, body: aBody({ text: SECRETS.reply }) }),
      recipients: [world.c1.recipient, world.reporter.recipient],
      signingKey: world.djp.signing,
      member: byBudi(world, world.c1.recipient),
    }),
  key: (world) => world.c1.identity,
  open: (bytes, world, identities) =>
    openMessage(bytes, identities, {
      ...opening(world),
      members: [world.budi.entry, world.sari.entry],
      caseIdentities: [world.c1.identity],
    }),
};

const internalNote: SealedObject = {
  kind: "internal note",
  entry: "message",
  seal: (world) =>
    sealMessage({
      realm: world.realm,
      message: aDraft(world, {
        author: "DJP",
        n: 1,
        body: aBody({ kind: "note", text: SECRETS.internal }),
      }),
      recipients: [world.c1.recipient],
      signingKey: world.djp.signing,
      member: byBudi(world, world.c1.recipient),
    }),
  key: (world) => world.c1.identity,
  open: reply.open,
};

const keyring: SealedObject = {
  kind: "keyring",
  entry: "unit-keyring",
  seal: ({ realm, djp, budi, sari }) =>
    sealKeyring(
      {
        realm,
        unit: "DJP",
        entries: [{ epoch: 1, identity: djp.identity, signingSeed: djp.signing.seed }],
      },
      [budi.recipient, sari.recipient],
      budi.signing,
    ),
  key: (world) => world.sari.identity,
  open: (bytes, { realm, djp, budi, sari }, identities) =>
    openKeyring(bytes, identities, {
      realm,
      unit: "DJP",
      epoch: djp.epoch,
      memberVkeys: [budi.signing.vkey, sari.signing.vkey],
    }),
};

const wrap: SealedObject = {
  kind: "wrap",
  entry: "case-keys",
  seal: (world) =>
    sealCaseKeys(world.realm, caseKeysOf(world), [world.djp.recipient], world.reporter.signing),
  key: (world) => world.djp.identity,
  open: (bytes, world, identities) =>
    openCaseKeys(bytes, identities, {
      realm: world.realm,
      caseId: world.caseId,
      holder: { kind: "unit", id: "DJP" },
      unitVkeys: opening(world).unitVkeys,
    }),
};

export const caseKeysOf = ({ caseId, reporter, c0 }: World) => ({
  caseId,
  holder: { kind: "unit", id: "DJP" } as const,
  reporter: { recipient: reporter.recipient, vkey: reporter.signing.vkey },
  formers: [],
  units: ["DJP"],
  standby: "ITJEN",
  members: [],
  summary: SUMMARY,
  keys: [c0.identity],
  cards: [],
});

/** A copy of two keys for the unit's recovery key, after a change of receipt. */
const recoveryWrap: SealedObject = {
  kind: "recovery wrap",
  entry: "case-keys",
  seal: (world) =>
    sealCaseKeys(
      world.realm,
      {
        ...caseKeysOf(world),
        holder: { kind: "recovery", id: "DJP" },
        members: ["budi", "sari"],
        formers: [{ vkey: world.formerReporter.signing.vkey, until: 3 }],
        keys: [world.c0.identity, world.c1.identity],
        cards: [{ n: 1, hash: HASH, after: 4 }],
      },
      [world.recovery.recipient],
      world.djp.signing,
    ),
  key: (world) => world.recovery.identity,
  open: (bytes, world, identities) =>
    openCaseKeys(bytes, identities, {
      realm: world.realm,
      caseId: world.caseId,
      holder: { kind: "recovery", id: "DJP" },
      unitVkeys: opening(world).unitVkeys,
    }),
};

const card: SealedObject = {
  kind: "card",
  entry: "mailbox-card",
  seal: ({ realm, caseId, c0, reporter }) =>
    sealMailboxCard(
      realm,
      { caseId, n: 0, caseRecipient: c0.recipient, units: ["DJP"], standby: "ITJEN" },
      reporter.recipient,
      reporter.signing,
    ),
  key: (world) => world.reporter.identity,
  open: (bytes, world, [identity = world.reporter.identity]) =>
    openMailboxCard(bytes, identity, opening(world)),
};

const record: SealedObject = {
  kind: "record",
  entry: "record",
  seal: ({ realm, caseId, c1, djp, budi }) =>
    sealRecord(
      {
        realm,
        caseId,
        memberId: budi.id,
        seq: 0,
        json: JSON.stringify({ finding: SECRETS.finding }),
      },
      [c1.recipient],
      { unitKey: djp.signing, memberKey: budi.signing },
    ),
  key: (world) => world.c1.identity,
  open: (bytes, world, identities) =>
    openRecord(bytes, identities, {
      ...opening(world),
      members: [world.budi.entry, world.sari.entry],
    }),
};

const inboxPage: SealedObject = {
  kind: "inbox page",
  entry: "inbox-page",
  seal: ({ realm, djp }) =>
    sealInboxPage(
      { realm, unit: "DJP", epoch: 1, page: 0, json: JSON.stringify([SUMMARY]) },
      djp.recipient,
      djp.signing,
    ),
  key: (world) => world.djp.identity,
  open: (bytes, world, identities) =>
    openInboxPage(bytes, identities, {
      realm: world.realm,
      unit: "DJP",
      epoch: 1,
      page: 0,
      unitVkeys: opening(world).unitVkeys,
    }),
};

const vault: SealedObject = {
  kind: "vault",
  entry: "vault",
  seal: ({ realm, budi, paper }) =>
    sealVault(realm, {
      memberId: budi.id,
      identity: budi.identity,
      signingSeed: budi.signing.seed,
      slots: [
        { name: "Kunci kertas", kind: "paper", recipient: paper.recipient, credential: null },
        {
          name: "Ponsel Budi",
          kind: "passkey",
          recipient: budi.recipient,
          credential: "aWQtcGFzc2tleQ",
        },
      ],
      directorySerial: 3,
      membersSerial: 4,
      checkpoint: null,
      signerSeeds: [{ name: "penanda-tangan", seed: budi.signing.seed }],
    }),
  key: (world) => world.paper.identity,
  open: (bytes, { realm, budi, paper }, [identity = paper.identity]) =>
    openVault(bytes, identity, { realm, memberId: budi.id }),
};

export const EVERY_NOTE: readonly SealedObject[] = Object.freeze([
  report,
  reply,
  internalNote,
  keyring,
  wrap,
  recoveryWrap,
  card,
  record,
  inboxPage,
  vault,
  ...APART,
]);

/** A sealed file, whole. */
export async function sealFile(
  world: World,
  recipients: readonly Recipient[],
): Promise<{
  readonly parts: readonly Uint8Array[];
  readonly hashes: readonly string[];
}> {
  const content = new Uint8Array(utf8(SECRETS.fileContent));
  const source = { sizeBytes: content.length, stream: () => new Blob([content]).stream() };
  const sealed: SealedPart[] = [];
  for await (const part of sealBlob(world.realm.suite, recipients, source)) sealed.push(part);
  return { parts: sealed.map((part) => part.bytes), hashes: sealed.map((part) => part.sha256) };
}

export const openFile = (
  identity: Identity,
  file: { readonly parts: readonly Uint8Array[]; readonly hashes: readonly string[] },
): Promise<Blob> => openBlob([identity], inTurn(file.parts), file.hashes);
