import { useState } from "preact/hooks";
import type { ReceiptChange } from "./ReceiptChange.tsx";

/** The form for a new code, as far as it is wanted and loaded. */
export type ReceiptChanging = Loading & {
  readonly open: () => void;
  readonly close: () => void;
};

type Loading = {
  /** The form, once it is loaded and wanted. */
  readonly Form: typeof ReceiptChange | null;
  readonly hasFailed: boolean;
};

/** Loads the form for a new code, and all that sending it needs, at the first press: few people change their code. */
export function useReceiptChange(): ReceiptChanging {
  const [loading, setLoading] = useState<Loading>({ Form: null, hasFailed: false });
  const open = (): void => {
    Promise.all([import("./ReceiptChange.tsx"), import("../changing.ts")]).then(
      ([{ ReceiptChange: Form }]) => setLoading({ Form, hasFailed: false }),
      () => setLoading({ Form: null, hasFailed: true }),
    );
  };
  return { ...loading, open, close: () => setLoading({ Form: null, hasFailed: false }) };
}
