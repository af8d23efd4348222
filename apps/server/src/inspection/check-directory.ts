import { toIsoDay } from "@bijak/domain";
import type { Directory, MemberEntry } from "@bijak/envelope/audit";
import { broken, type Finding, sound, warning } from "./finding.ts";

export type Notes = { readonly directory: Directory; readonly members: readonly MemberEntry[] };

const LEAST_HOLDERS = 2;
const WARN_DAYS = 14;

/** Directory in force, two key holders in each open unit, whether this is a trial, and whether it is open to reporters. */
export function checkNotes({ directory, members }: Notes, today: number): Finding[] {
  return [
    checkExpiry(directory, today),
    checkHolders({ directory, members }),
    checkTrial(directory),
    checkRehearsal(directory),
  ];
}

function checkExpiry({ expiresOn }: Directory, today: number): Finding {
  const left = expiresOn - today;
  const on = toIsoDay(expiresOn);
  if (left < 0)
    return broken(
      "directory",
      `Direktori kedaluwarsa sejak ${on}; pelapor tidak dapat mengirim. Tanda tangani lagi.`,
      `The directory expired on ${on}; nobody can report. Sign it anew.`,
    );
  if (left < WARN_DAYS)
    return warning(
      "directory",
      `Direktori berlaku sampai ${on}. Tanda tangani lagi sebelum itu.`,
      `The directory holds until ${on}. Sign it anew before.`,
    );
  return sound("directory", `Direktori berlaku sampai ${on}.`, `The directory holds until ${on}.`);
}

function checkHolders({ directory, members }: Notes): Finding {
  const holders = (unit: string): number =>
    members.filter((member) => member.units.includes(unit)).length;
  const thin = directory.units
    .filter(({ id, isOpen }) => isOpen && holders(id) < LEAST_HOLDERS)
    .map(({ id }) => id);
  if (thin.length > 0)
    return broken(
      "holders",
      `Unit terbuka dengan kurang dari dua pemegang kunci: ${thin.join(", ")}.`,
      `Open units with fewer than two key holders: ${thin.join(", ")}.`,
    );
  return sound(
    "holders",
    "Setiap unit terbuka punya dua pemegang kunci atau lebih.",
    "Every open unit has two key holders or more.",
  );
}

const checkTrial = ({ isTrial }: Directory): Finding =>
  isTrial
    ? warning(
        "trial",
        "Ini instansi UJI COBA. Jangan dipakai untuk laporan sungguhan.",
        "This is a TRIAL institution. Do not use it for real reports.",
      )
    : sound("trial", "Ini bukan instansi uji coba.", "This is not a trial institution.");

const checkRehearsal = ({ isRehearsal }: Directory): Finding =>
  isRehearsal
    ? warning(
        "rehearsal",
        "Kanal masih LATIHAN: belum dibuka bagi pelapor.",
        "The channel is still in REHEARSAL: it is not open to reporters.",
      )
    : sound("rehearsal", "Kanal tidak dalam latihan.", "The channel is not in rehearsal.");
