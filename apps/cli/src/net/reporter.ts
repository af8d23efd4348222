import {
  createReporterApi,
  type Institution,
  loadInstitution,
  type ReporterApi,
} from "@bijak/client/reporter";
import { dayOf } from "@bijak/domain";
import { type Call, tell } from "../world.ts";

const DEFAULT_PUBLIC = "http://localhost:8080";

export type Visit = { readonly api: ReporterApi; readonly institution: Institution };

/** Reaches an institution's public origin and verifies its signed notes. */
export async function visit(server: string | undefined): Promise<Visit> {
  const api = createReporterApi(server ?? DEFAULT_PUBLIC);
  return { api, institution: await loadInstitution(api, dayOf(new Date())) };
}

/** Says on standard error that a request is being tried again. */
export const tellWaiting =
  ({ world, say }: Call) =>
  (_attempt: number, delayMs: number): void =>
    tell(world, say.waiting(Math.ceil(delayMs / 1_000)));
