import type {
  Custody,
  Directory,
  Drill,
  MemberEntry,
  ReporterChange,
  RetiredKey,
  Rotation,
  Suite,
} from "@bijak/envelope";
import type { World } from "./support.ts";

/**
 * A file of objects that were sealed once and are only ever opened: `vectors/<suite>.json`. If one of them no longer
 * opens, or opens to something else, then what institutions keep would no longer open either.
 */
export type FrozenFile = {
  readonly suite: Suite;
  readonly instance: string;
  /** Seeds of all keys by name, in hexadecimal. */
  readonly seeds: Readonly<Record<string, string>>;
  readonly objects: readonly FrozenObject[];
  readonly file: { readonly parts: readonly string[]; readonly hashes: readonly string[] };
  readonly notes: {
    readonly directories: readonly string[];
    readonly config: string;
    readonly members: string;
    readonly act: string;
    readonly declaration: string;
    readonly rotation: string;
    readonly drill: string;
    readonly change: string;
    readonly checkpoint: string;
  };
  readonly recovery: { readonly seed: string; readonly rows: readonly string[] };
};

export type FrozenObject = {
  readonly kind: string;
  /** Base64. */
  readonly ciphertext: string;
  /** The private key that opens it. */
  readonly key: string;
  /** What it opens to, as `asJson` writes it. */
  readonly opened: string;
};

/** JSON with bytes as base64. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Uint8Array ? { base64: Buffer.from(part).toString("base64") } : part,
  );

export const FROZEN_TODAY = 20_780;
export const FROZEN_CONFIG = '{"contact":"telepon"}';
export const FROZEN_CHECKPOINT = Object.freeze({
  origin: "lapor.kota-contoh.go.id/audit",
  size: 2,
  root: new Uint8Array(32).fill(6),
});

export const frozenMembers = ({ budi, sari }: World): readonly MemberEntry[] => [
  budi.entry,
  sari.entry,
];

export const frozenAct = (world: World) =>
  ({
    instance: world.realm.instance,
    caseId: world.caseId,
    kind: "close",
    hash: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    revision: 9,
  }) as const;

export const frozenDeclaration = (world: World) => ({
  instance: world.realm.instance,
  caseId: world.caseId,
  memberId: "budi",
  hasConflict: false,
  on: FROZEN_TODAY,
});

/** SHA-256 of nothing: here it only stands in its line. */
const FROZEN_HOLDERS = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

export const frozenRotation = ({ realm, djp, c1 }: World): Rotation => ({
  realm,
  unit: "DJP",
  epoch: 1,
  recipient: djp.recipient,
  vkey: djp.signing.vkey,
  recovery: c1.recipient,
  holders: FROZEN_HOLDERS,
  reason: "recovery",
});

export const frozenDrill = ({ realm, recovery }: World): Drill => ({
  realm,
  unit: "DJP",
  recovery: recovery.recipient,
  on: FROZEN_TODAY,
});

export const frozenChange = ({ realm, caseId, reporter }: World): ReporterChange => ({
  realm,
  caseId,
  recipient: reporter.recipient,
  vkey: reporter.signing.vkey,
  on: FROZEN_TODAY,
});

/** The case keys from before the change. */
export const frozenCaseKeys = ({ caseId, formerReporter: { recipient, signing } }: World) => ({
  caseId,
  reporter: { recipient, vkey: signing.vkey },
  formers: [],
});

export const frozenCustody = ({ budi, sari }: World): Custody => ({
  k: 2,
  custodians: [budi, sari].map(({ id, recipient }) => ({ id, recipient })),
});

export const frozenRetired = ({ formerDjp: { signing } }: World): readonly RetiredKey[] => [
  {
    unit: "DJP",
    epoch: 0,
    vkey: signing.vkey,
    logSize: 1_234,
    root: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  },
];

/** The directory of this serial; the first is signed by `signer 0`, the second one by `signer 1`. */
export function frozenDirectory(
  world: World,
  given: Pick<Directory, "serial" | "previous" | "configHash" | "signers">,
): Directory {
  const unitOf = (
    { id, epoch, recipient, signing }: World["djp"],
    conflictTarget: string | null,
  ) => ({
    id,
    epoch,
    recipient,
    vkey: signing.vkey,
    isOpen: id === "DJP",
    conflictTarget,
    validFrom: 17_532,
    validUntil: id === "DJP" ? null : 30_000,
    name: `Unit Kepatuhan ${id}`,
  });
  return {
    ...given,
    instance: world.realm.instance,
    issuedOn: FROZEN_TODAY - 1,
    expiresOn: FROZEN_TODAY + 89,
    suite: world.realm.suite,
    threshold: 1,
    isTrial: given.serial === 1,
    isRehearsal: given.serial === 2,
    custody: frozenCustody(world),
    recoveries: [{ unit: "DJP", recipient: world.c1.recipient }],
    units: [unitOf(world.djp, "ITJEN"), unitOf(world.itjen, null)],
    retired: frozenRetired(world),
  };
}
