import { useEffect, useState } from "preact/hooks";
import { findPasskeyLack, type PasskeyLack } from "./support.ts";

/** Why this browser cannot unlock by a passkey; null when it may, also in the moment before it has answered. */
export function usePasskeyLack(): PasskeyLack | null {
  const [lack, setLack] = useState<PasskeyLack | null>(null);
  useEffect(() => {
    void findPasskeyLack().then(setLack);
  }, []);
  return lack;
}
