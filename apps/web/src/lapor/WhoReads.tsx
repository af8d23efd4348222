import type { Institution } from "@bijak/client/reporter";
import { Notice } from "../lib/ui/Notice.tsx";
import { useCopy } from "./copy/index.ts";
import type { Draft } from "./draft.ts";
import { unitName } from "../lib/reporter/units.ts";
import { routeOf } from "./routing.ts";

/** Says beside the fields who will be able to read them, with the names of the signed directory. */
export function WhoReads({ draft, institution }: { draft: Draft; institution: Institution }) {
  const copy = useCopy();
  const { unit, standby } = routeOf(draft, institution);
  return (
    <Notice icon="lock">
      {copy.whoReads(unitName(unit, institution), standby && unitName(standby, institution))}
    </Notice>
  );
}
