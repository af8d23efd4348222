export const MOST_FILES = 10;
export const MOST_BYTES = 500 * 1024 * 1024;

export type UploadState =
  | { readonly kind: "waiting" }
  | { readonly kind: "sending"; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly kind: "failed" }
  | { readonly kind: "stored" };

/** A file the person added. `name` is the one that is sent: the own name of a file may tell too much. */
export type EvidenceFile = {
  readonly id: number;
  readonly name: string;
  readonly file: File;
  readonly upload: UploadState;
};

const EXTENSION = /\.([A-Za-z0-9]{1,8})$/;

/** The name a file is sent under: its own may tell too much. */
export function neutralName(id: number, file: File): string {
  const extension = EXTENSION.exec(file.name)?.[1]?.toLowerCase();
  return extension ? `bukti-${id}.${extension}` : `bukti-${id}`;
}

/** Adds files behind the others under neutral names. Empty ones are left out. Limits are checked by `problemOfFiles`. */
export function addFiles(
  files: readonly EvidenceFile[],
  added: readonly File[],
): readonly EvidenceFile[] {
  const highest = Math.max(0, ...files.map(({ id }) => id));
  const fresh = added
    .filter(({ size }) => size > 0)
    .map((file, index) => {
      const id = highest + 1 + index;
      return { id, name: neutralName(id, file), file, upload: { kind: "waiting" } } as const;
    });
  return [...files, ...fresh];
}

export const changeUpload = (
  files: readonly EvidenceFile[],
  id: number,
  upload: UploadState,
): readonly EvidenceFile[] => files.map((one) => (one.id === id ? { ...one, upload } : one));

export const sumBytes = (files: readonly EvidenceFile[]): number =>
  files.reduce((sum, { file }) => sum + file.size, 0);

/** What keeps these files from being sent together; `null` when nothing does. */
export function problemOfFiles(
  files: readonly EvidenceFile[],
): "too-many-files" | "files-too-large" | null {
  if (files.length > MOST_FILES) return "too-many-files";
  return sumBytes(files) > MOST_BYTES ? "files-too-large" : null;
}

/** Share of all bytes that have arrived, 0 to 1; 1 when there are no files. */
export function shareSent(files: readonly EvidenceFile[]): number {
  const total = sumBytes(files);
  return total === 0 ? 1 : files.reduce((sum, file) => sum + sentOf(file), 0) / total;
}

function sentOf({ file, upload }: EvidenceFile): number {
  if (upload.kind === "stored") return file.size;
  return upload.kind === "sending"
    ? file.size * (upload.sentBytes / Math.max(1, upload.totalBytes))
    : 0;
}

/** The files in three groups, in the order they were added. */
export function countUploads(files: readonly EvidenceFile[]): {
  stored: number;
  failed: number;
  open: number;
} {
  const stored = files.filter(({ upload }) => upload.kind === "stored").length;
  const failed = files.filter(({ upload }) => upload.kind === "failed").length;
  return { stored, failed, open: files.length - stored - failed };
}
