import { stat } from "node:fs/promises";
import { readSecrets } from "../secrets.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

const OTHERS = 0o077;

/** The server's keys are there, whole, and closed to others. */
export async function checkSecrets({ places, instance }: Inspected): Promise<Finding[]> {
  try {
    await readSecrets(places.secrets, instance);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : "";
    return [
      broken(
        "secrets",
        `Kunci server tidak dapat dipakai: ${why}`,
        `The server's keys cannot be used: ${why}`,
      ),
    ];
  }
  const { mode } = await stat(places.secrets);
  if ((mode & OTHERS) !== 0) {
    return [
      broken(
        "secrets",
        `Folder ${places.secrets} terbuka bagi pengguna lain: chmod 700.`,
        `The folder ${places.secrets} is open to other users: chmod 700.`,
      ),
    ];
  }
  return [
    sound(
      "secrets",
      "Kunci server utuh dan tertutup bagi pengguna lain.",
      "The server's keys are whole and closed to other users.",
    ),
  ];
}
