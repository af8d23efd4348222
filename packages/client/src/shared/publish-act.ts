import { canonicalJson, type ImportedYear } from "@bijak/contract";
import { sha256Base64, type Act } from "@bijak/envelope";
import { encodeText } from "./bytes.ts";

/** What two supervisors sign to publish an imported year; the revision is the year. */
export const publishAct = async (instance: string, imported: ImportedYear): Promise<Act> => ({
  instance,
  caseId: "-",
  kind: "publish",
  hash: await sha256Base64(encodeText(canonicalJson(imported))),
  revision: imported.year,
});
