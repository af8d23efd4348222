import { useEffect, useState } from "preact/hooks";
import { useWords } from "../copy/index.ts";
import { readErrorText } from "../errorText.ts";
import type { FileEntry } from "../model.ts";
import { ask, say } from "../room.ts";
import { drawingOf, pictureType } from "../state/evidence.ts";
import { useRoom } from "../useRoom.ts";

const MOST_SHOWN_BYTES = 200_000;

export type OpenedFile = {
  /** A `blob:` address of the picture; empty for text. */
  readonly address: string;
  readonly text: string;
  /** Whether the text was longer than what is shown. */
  readonly isCut: boolean;
  /** Of the whole file, lower-case hex. */
  readonly sha256: string;
};

type EvidenceDesk = {
  readonly opened: OpenedFile | null;
  readonly isOpening: boolean;
  readonly open: () => Promise<void>;
  readonly hide: () => void;
  readonly save: (name: string) => Promise<void>;
};

/** Fetches and opens one file in the worker, on request; lets go of it when hidden, left or locked. */
export function useEvidence(caseId: string, file: FileEntry): EvidenceDesk {
  const room = useRoom();
  const words = useWords();
  const own = words.case.evidence;
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  useEffect(() => () => letGo(opened), [opened]);

  const fetchWith = async (use: (blob: Blob) => Promise<void>, done: string): Promise<void> => {
    setIsOpening(true);
    say(room, own.opening(file.name));
    try {
      await use(await ask(room, "openEvidence", { caseId, file }));
      say(room, done);
    } catch (fault) {
      say(room, readErrorText(fault, words.errors), "err");
    } finally {
      setIsOpening(false);
    }
  };
  return {
    opened,
    isOpening,
    open: () =>
      fetchWith(async (blob) => setOpened(await drawn(blob, file)), own.opened(file.name)),
    hide: () => setOpened(null),
    save: (name) => fetchWith((blob) => Promise.resolve(saveAs(blob, name)), own.saved(name)),
  };
}

function letGo(opened: OpenedFile | null): void {
  if (opened !== null && opened.address !== "") URL.revokeObjectURL(opened.address);
}

async function drawn(blob: Blob, file: FileEntry): Promise<OpenedFile> {
  const sha256 = await hexDigest(blob);
  if (drawingOf(file) === "picture") {
    const picture = new Blob([blob], { type: pictureType(file) });
    return { address: URL.createObjectURL(picture), text: "", isCut: false, sha256 };
  }
  const text = await blob.slice(0, MOST_SHOWN_BYTES).text();
  return { address: "", text, isCut: blob.size > MOST_SHOWN_BYTES, sha256 };
}

async function hexDigest(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Hands the bytes to the browser's downloads, never under a type that it would open in a tab. */
function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
