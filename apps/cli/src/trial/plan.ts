import type { FoundingPlan, PlannedMember, PlannedUnit } from "@bijak/client/founding";
import type { Unit } from "@bijak/domain";
import type { Preset } from "../presets.ts";

/** Units of the trial: the inspectorate first; its supervisor signs the directory. All supervisors keep locked identities (R6). */
const UNITS = ["ITJEN", "DJP", "DJBC"] as const;
const SIGNING_UNIT = UNITS[0];
const supervisorOf = (unit: string): string => `penyelia.${unit.toLowerCase()}`;
export const SIGNING_ACCOUNT = supervisorOf(SIGNING_UNIT);

type Origins = { readonly publicOrigin: string; readonly staffOrigin: string };

/** The plan of a trial institution (R35): three units of the preset, a handler and a supervisor in each, the figures of 2018 released. */
export function trialPlan({ units, importedYears }: Preset, origins: Origins): FoundingPlan {
  const chosen = UNITS.map((code) => ensureUnit(units.units, code));
  return {
    ...origins,
    instance: "uji-coba.localhost",
    suite: "pq",
    isTrial: true,
    institution: units.institution,
    units: chosen.map((unit) => plannedUnit(unit, units.conflictTarget)),
    members: chosen.flatMap(({ code }) => plannedMembers(code)),
    recovery: { k: 2, n: 3 },
    custody: { k: 2 },
    fallbackUnit: units.conflictTarget,
    contact: {
      id: "Lembaga percobaan di komputer ini; tidak ada alamat.",
      en: "A trial institution on this computer; there is no address.",
    },
    privacy: {
      id: "Lembaga percobaan: apa pun yang Anda kirim tetap di komputer ini.",
      en: "A trial institution: whatever you send stays on this computer.",
    },
    exit: "bmkg",
    importedYears: importedYears.map((year) => ({ ...year, categories: [...year.categories] })),
  };
}

function ensureUnit(units: readonly Unit[], code: string): Unit {
  const unit = units.find((one) => one.code === code);
  if (unit === undefined) throw new RangeError(`the preset has no unit ${code}`);
  return unit;
}

const plannedUnit = ({ code, name }: Unit, conflictTarget: string): PlannedUnit => ({
  id: code,
  name,
  conflictTarget: code === conflictTarget ? null : conflictTarget,
  isOpen: true,
});

function plannedMembers(unit: string): PlannedMember[] {
  return [
    {
      login: `petugas.${unit.toLowerCase()}`,
      name: `Petugas ${unit} (contoh)`,
      unit,
      roles: ["handler"],
    },
    {
      login: supervisorOf(unit),
      name: `Penyelia ${unit} (contoh)`,
      unit,
      roles:
        unit === SIGNING_UNIT ? ["supervisor", "custodian", "signer"] : ["supervisor", "custodian"],
    },
  ];
}
