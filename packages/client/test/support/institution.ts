import { parseDay, type Day } from "@bijak/domain";
import type { Realm } from "@bijak/envelope";
import type { FoundingPlan } from "../../src/founding/plan.ts";
import {
  makeMembers,
  makeUnits,
  type NewMember,
  type NewUnit,
} from "../../src/founding/make-keys.ts";
import { signersOf, writeNotes } from "../../src/founding/write-notes.ts";
import { openInstitution, type Institution } from "../../src/shared/institution.ts";

export const TODAY: Day = parseDay("2026-11-24");

/** A plan that stands: three open units with two members each, and one that is closed. */
export function aPlan(changes: Partial<FoundingPlan> = {}): FoundingPlan {
  const units = [
    {
      id: "ITJEN",
      name: { id: "Inspektorat Jenderal", en: "Inspectorate General" },
      conflictTarget: null,
      isOpen: true,
    },
    {
      id: "DJP",
      name: { id: "Direktorat Jenderal Pajak", en: "DG Taxes" },
      conflictTarget: "ITJEN",
      isOpen: true,
    },
    {
      id: "DJBC",
      name: { id: "Direktorat Jenderal Bea dan Cukai", en: "DG Customs" },
      conflictTarget: "ITJEN",
      isOpen: true,
    },
    {
      id: "BPPK",
      name: { id: "Badan Pendidikan dan Pelatihan Keuangan", en: "Training Agency" },
      conflictTarget: "ITJEN",
      isOpen: false,
    },
  ];
  const members = units.flatMap(({ id, isOpen }) => [
    {
      login: `${id.toLowerCase()}.handler`,
      name: `Sari ${id}`,
      unit: id,
      roles: ["handler"] as const,
    },
    ...(isOpen
      ? [
          {
            login: `${id.toLowerCase()}.supervisor`,
            name: `Wira ${id}`,
            unit: id,
            roles: id === "ITJEN" ? (["supervisor", "signer"] as const) : (["supervisor"] as const),
          },
        ]
      : []),
  ]);
  return {
    instance: "lapor.contoh.go.id",
    suite: "x25519",
    publicOrigin: "http://localhost:8080",
    staffOrigin: "http://localhost:8081",
    isTrial: true,
    institution: { id: "Kementerian Contoh", en: "Ministry of Examples" },
    units,
    members,
    recovery: { k: 2, n: 3 },
    fallbackUnit: "ITJEN",
    contact: { id: "Jalan Contoh 1", en: "1 Example Street" },
    exit: "bmkg",
    importedYears: [],
    ...changes,
  };
}

export type MadeInstitution = {
  readonly institution: Institution;
  readonly members: readonly NewMember[];
  readonly units: readonly NewUnit[];
};

/** A whole institution made in memory, as a reporter's program sees it after verifying. */
export async function anInstitution(
  changes: Partial<FoundingPlan> = {},
  today = TODAY,
): Promise<MadeInstitution> {
  const plan = aPlan(changes);
  const { instance, suite, publicOrigin, staffOrigin } = plan;
  const realm: Realm = { instance, suite };
  const [members, units] = await Promise.all([makeMembers(plan), makeUnits(plan, today)]);
  const notes = await writeNotes({ plan, realm, members, units, today });
  const signers = signersOf(members).map(({ vkey }) => vkey);
  const instanceFile = { instance, suite, signers, threshold: 1, publicOrigin, staffOrigin };
  const institution = await openInstitution({
    instanceFile,
    notes: [notes.directory],
    config: notes.config,
    today,
  });
  return { institution, members, units };
}
