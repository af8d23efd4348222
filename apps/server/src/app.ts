import type { Founding } from "@bijak/contract";
import type { FastifyInstance } from "fastify";
import { createAccounts } from "./accounts/accounts.ts";
import { createAudit } from "./audit/audit.ts";
import { createCasework } from "./casework/casework.ts";
import { createCustody } from "./custody/custody.ts";
import { createDirectory } from "./directory/directory.ts";
import { createFacts } from "./facts/facts.ts";
import { createFounding } from "./founding/founding.ts";
import { openHealthDoor } from "./health.ts";
import { openPublicPages, openStaffPages } from "./http/pages.ts";
import { createSides, scopesOf } from "./http/side.ts";
import { createIntake } from "./intake/intake.ts";
import { createMailbox } from "./mailbox/mailbox.ts";
import type { Parts } from "./parts.ts";
import type { Ports } from "./ports.ts";
import { createPublication } from "./publication/routes.ts";

/** One institution, ready to answer on both of its origins. */
export type App = {
  readonly publicSide: FastifyInstance;
  readonly staffSide: FastifyInstance;
  /** Makes the institution. What it throws, see `FoundingRoom`. */
  readonly found: (founding: Founding) => Promise<void>;
  /** Whether the directory says that it is a trial (rulings R35). */
  readonly isTrial: () => Promise<boolean>;
  /** Forgets what has expired. */
  readonly sweep: () => Promise<void>;
  /** Ends both sides. Store and blobs belong to whoever made the parts. */
  readonly close: () => Promise<void>;
};

/** Joins the capabilities of one institution out of its parts. Tests call it without a port. */
export async function buildApp(parts: Parts): Promise<App> {
  const rooms = createRooms(parts);
  const sides = createSides(parts);
  const scopes = scopesOf(sides);
  const { founding, publication } = rooms;
  for (const room of Object.values(rooms)) room.openDoors(scopes);
  openHealthDoor(scopes, async () => (await founding.findInstanceFile()) !== null);
  const pages = {
    webRoot: parts.webRoot,
    publicOrigin: parts.publicOrigin,
    findPage: publication.findPage,
    findInstanceFile: founding.findInstanceFile,
  };
  openPublicPages(sides.publicSide, pages);
  openStaffPages(sides.staffSide, pages);
  await Promise.all([sides.publicSide.ready(), sides.staffSide.ready()]);
  return Object.freeze({
    ...sides,
    found: founding.found,
    isTrial: async () => (await rooms.directory.currentDirectory()).isTrial,
    sweep: () => rooms.intake.sweep(),
    close: async () => {
      await Promise.all([sides.publicSide.close(), sides.staffSide.close()]);
    },
  });
}

/** Each capability gets the others' functions through `ports`, which is whole before the first request: nothing calls a port while rooms are made. */
function createRooms(parts: Parts) {
  const ports: Ports = {
    appendEntry: (...given) => audit.appendEntry(...given),
    holdLog: (...given) => audit.holdLog(...given),
    logRootAt: (...given) => audit.logRootAt(...given),
    hasEntrySince: (...given) => audit.hasEntrySince(...given),
    proofsOf: (...given) => audit.proofsOf(...given),
    findUnit: (...given) => directory.findUnit(...given),
    currentDirectory: () => directory.currentDirectory(),
    currentInstitution: () => directory.currentInstitution(),
    members: () => directory.members(),
    epochSerial: (...given) => directory.epochSerial(...given),
    isFrozen: (...given) => directory.isFrozen(...given),
    storeFounding: (...given) => directory.storeFounding(...given),
    requireMember: (...given) => accounts.requireMember(...given),
    registrationResponse: (...given) => accounts.registrationResponse(...given),
    storeAccounts: (...given) => accounts.storeAccounts(...given),
    endSessionsOf: (...given) => accounts.endSessionsOf(...given),
    methodsOf: (...given) => accounts.methodsOf(...given),
    openCase: (...given) => casework.openCase(...given),
    addFromReporter: (...given) => casework.addFromReporter(...given),
    findFromReporter: (...given) => casework.findFromReporter(...given),
    mailboxView: (...given) => casework.mailboxView(...given),
    ensureDeclared: (...given) => casework.ensureDeclared(...given),
    ensureUnitKeys: (...given) => casework.ensureUnitKeys(...given),
    addToReporter: (...given) => casework.addToReporter(...given),
    receiptChanged: (...given) => casework.receiptChanged(...given),
    mayKnow: (...given) => casework.mayKnow(...given),
    countToRekey: (...given) => casework.countToRekey(...given),
    hasRehearsed: () => casework.hasRehearsed(),
    openMailbox: (...given) => mailbox.openMailbox(...given),
    findOwn: (...given) => mailbox.findOwn(...given),
    replaceCard: (...given) => mailbox.replaceCard(...given),
    receiptChangesOf: (...given) => mailbox.receiptChangesOf(...given),
    identityOf: (...given) => custody.identityOf(...given),
    checkProof: (...given) => intake.checkProof(...given),
    spendProof: (...given) => intake.spendProof(...given),
    requireProof: (...given) => intake.requireProof(...given),
    claimFiles: (...given) => intake.claimFiles(...given),
    findPart: (...given) => intake.findPart(...given),
    storeReleases: (...given) => publication.storeReleases(...given),
    renderPages: (...given) => publication.renderPages(...given),
    findPage: (...given) => publication.findPage(...given),
  };
  const audit = createAudit(parts, ports);
  const directory = createDirectory(parts, ports);
  const accounts = createAccounts(parts, ports);
  const casework = createCasework(parts, ports);
  const mailbox = createMailbox(parts, ports);
  const custody = createCustody(parts, ports);
  const intake = createIntake(parts, ports);
  const facts = createFacts(parts, ports);
  const publication = createPublication(parts, ports);
  const founding = createFounding(parts, ports);
  return {
    audit,
    directory,
    accounts,
    casework,
    mailbox,
    custody,
    intake,
    facts,
    publication,
    founding,
  };
}
