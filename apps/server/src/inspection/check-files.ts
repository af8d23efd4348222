import { digestOf } from "../encoding.ts";
import { broken, type Finding, type Inspected, sound } from "./finding.ts";

/** Every stored part of every file is there and is the one that arrived. */
export async function checkFiles({ reader, blobs }: Inspected): Promise<Finding[]> {
  const parts = await reader.db
    .selectFrom("file_part")
    .select(["object", "sha256"])
    .where("is_stored", "=", 1)
    .execute();
  let missing = 0;
  let changed = 0;
  for (const { object, sha256 } of parts) {
    const bytes = await blobs.find(object);
    if (bytes === null) missing += 1;
    else if (digestOf(bytes) !== sha256) changed += 1;
  }
  if (missing + changed > 0) {
    return [
      broken(
        "files",
        `${missing} bagian berkas hilang, ${changed} berubah, dari ${parts.length}.`,
        `${missing} parts of files are missing, ${changed} changed, of ${parts.length}.`,
      ),
    ];
  }
  return [
    sound(
      "files",
      `${parts.length} bagian berkas lengkap dan tidak berubah.`,
      `${parts.length} parts of files are there and unchanged.`,
    ),
  ];
}
