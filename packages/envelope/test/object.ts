import type { Identity } from "@bijak/envelope";
import type { SealedKind } from "../src/kinds.ts";
import type { World } from "./support.ts";

/** Words that must never be readable outside: each kind of object carries some of them. */
export const SECRETS = Object.freeze({
  text: "Unggahan kampanye pada jam kerja",
  fileName: "tangkapan-layar-rahasia.png",
  fileContent: "isi-berkas-rahasia",
  title: "Judul yang rahasia",
  internal: "Catatan internal yang rahasia",
  reply: "Balasan yang rahasia",
  finding: "Temuan yang rahasia",
  reporterName: "Nama pelapor yang rahasia",
  contact: "Kontak pelapor yang rahasia",
  offer: "Tawaran yang rahasia",
  draft: "Konsep yang rahasia",
});

export const opening = (world: World) => ({
  realm: world.realm,
  caseId: world.caseId,
  reporterVkey: world.reporter.signing.vkey,
  reporterVkeys: [world.reporter.signing.vkey],
  unitVkeys: [world.djp.signing.vkey, world.itjen.signing.vkey],
});

/** One sealed object of every kind: how it is made, which key opens it, how it is read by someone who expects `world`. */
export type SealedObject = {
  readonly kind: string;
  readonly entry: SealedKind;
  readonly seal: (world: World) => Promise<Uint8Array>;
  readonly key: (world: World) => Identity;
  readonly open: (
    bytes: Uint8Array,
    world: World,
    identities: readonly Identity[],
  ) => Promise<unknown>;
};
