import {
  openIdentityFile,
  openIdentityRelease,
  openIdentityShare,
  openMemberRecord,
  openOffer,
  sealIdentityFile,
  sealIdentityRelease,
  sealIdentityShare,
  sealMemberRecord,
  sealOffer,
  sha256Base64,
  type IdentityNotice,
  type OfferUse,
} from "@bijak/envelope";
import { SECRETS, opening, type SealedObject } from "./object.ts";
import { type World } from "./support.ts";

/* What is sealed apart from the messages of a case: a reporter's identity, offers and packs, a member's own drafts. */

export const SHARE = new Uint8Array(33).fill(7);
const REASON_HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/** Announces `SHARE` for Sari and another one for Budi. */
export const aNotice = async (given: Partial<IdentityNotice> = {}): Promise<IdentityNotice> => ({
  k: 2,
  shares: [
    { custodian: "sari", sha256: await sha256Base64(SHARE) },
    { custodian: "budi", sha256: await sha256Base64(new Uint8Array(33).fill(8)) },
  ],
  file: REASON_HASH,
  ...given,
});

const identityFile: SealedObject = {
  kind: "identity file",
  entry: "identity",
  seal: ({ realm, caseId, identityKey, reporter }) =>
    sealIdentityFile(
      { realm, caseId, name: SECRETS.reporterName, contact: SECRETS.contact },
      identityKey.recipient,
      reporter.signing,
    ),
  key: (world) => world.identityKey.identity,
  open: (bytes, world, [identity = world.identityKey.identity]) =>
    openIdentityFile(bytes, identity, opening(world)),
};

export const aShare = ({ realm, caseId }: World) => ({
  realm,
  caseId,
  custodian: "sari",
  share: SHARE,
});

const identityShare: SealedObject = {
  kind: "identity share",
  entry: "identity-share",
  seal: (world) => sealIdentityShare(aShare(world), world.sari.recipient, world.reporter.signing),
  key: (world) => world.sari.identity,
  open: (bytes, world, [identity = world.sari.identity]) =>
    openIdentityShare(bytes, identity, { ...opening(world), custodian: "sari" }),
};

export const aRelease = (world: World) => ({
  ...aShare(world),
  asker: "budi",
  reasonHash: REASON_HASH,
});

const identityRelease: SealedObject = {
  kind: "identity release",
  entry: "identity-release",
  seal: (world) => sealIdentityRelease(aRelease(world), world.budi.recipient, world.sari.signing),
  key: (world) => world.budi.identity,
  open: async (bytes, world, [identity = world.budi.identity]) =>
    openIdentityRelease(bytes, identity, {
      ...aRelease(world),
      notice: await aNotice(),
      members: [world.budi.entry, world.sari.entry],
    }),
};

export const anOffer = ({ realm, caseId }: World, use: OfferUse) => ({
  realm,
  use,
  caseId: use === "pack" ? "-" : caseId,
  fromUnit: "DJP",
  to: "ITJEN",
  memberId: "budi",
  json: JSON.stringify({ reason: SECRETS.offer }),
});

const offerOf = (use: OfferUse): SealedObject => ({
  kind: use === "pack" ? "pack" : "offer",
  entry: use === "pack" ? "pack" : "offer",
  seal: (world) =>
    sealOffer(anOffer(world, use), [world.itjen.recipient], {
      unitKey: world.djp.signing,
      memberKey: world.budi.signing,
    }),
  key: (world) => world.itjen.identity,
  open: (bytes, world, identities) =>
    openOffer(bytes, identities, {
      ...anOffer(world, use),
      unitVkeys: opening(world).unitVkeys,
      members: [world.budi.entry, world.sari.entry],
    }),
});

const memberRecord: SealedObject = {
  kind: "member record",
  entry: "member-record",
  seal: ({ realm, budi }) =>
    sealMemberRecord(
      { realm, memberId: budi.id, json: JSON.stringify({ draft: SECRETS.draft }) },
      budi.recipient,
      budi.signing,
    ),
  key: (world) => world.budi.identity,
  open: (bytes, { realm, budi }, [identity = budi.identity]) =>
    openMemberRecord(bytes, identity, { realm, member: budi.entry }),
};

export const APART: readonly SealedObject[] = Object.freeze([
  identityFile,
  identityShare,
  identityRelease,
  offerOf("transfer"),
  offerOf("pack"),
  memberRecord,
]);
