import type { CaseMessage, CaseView, FileEntry } from "../model.ts";

/** A file with the message that brought it. */
export type Evidence = { readonly file: FileEntry; readonly message: CaseMessage };

/** Every file the reporter sent, oldest first. */
export function listEvidence({ thread }: Pick<CaseView, "thread">): readonly Evidence[] {
  return thread
    .filter(({ direction }) => direction === "to-units")
    .flatMap((message) => message.body.files.map((file) => ({ file, message })));
}

/** Pictures a browser draws without running anything. SVG is not among them: it is a document. */
const PICTURES: readonly string[] = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "image/avif",
];

export type Drawing = "picture" | "text" | "none";

/** How a file may be shown. The type is the reporter's word, so only what is harmless under a wrong word is drawn. */
export function drawingOf({ type }: Pick<FileEntry, "type">): Drawing {
  const plain = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (PICTURES.includes(plain)) return "picture";
  return plain.startsWith("text/") ? "text" : "none";
}

/** The type a picture's bytes are given again for drawing: never one outside of the list. */
export function pictureType({ type }: Pick<FileEntry, "type">): string {
  return PICTURES.find((known) => type.toLowerCase().startsWith(known)) ?? "image/png";
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name under which a file may be saved: one part of a path, nothing invisible, at most 100 characters. */
export function safeFileName(name: string): string {
  const part = name.replace(HIDDEN, "").split(/[/\\]/u).at(-1)?.trim() ?? "";
  const plain = part.replace(/[<>:"|?*]/gu, "_").replace(/^\.+/u, "");
  return plain === "" ? "bukti" : Array.from(plain).slice(-100).join("");
}
