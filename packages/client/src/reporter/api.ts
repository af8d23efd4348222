import { createApi, publicRoutes, type Api, type Fetch } from "@bijak/contract";
import type { Day } from "@bijak/domain";
import { fetchInstanceFile, openInstitution, type Institution } from "../shared/institution.ts";

/** The public origin: what a reporter's program may call. */
export type ReporterApi = Api;

/** Calls the public origin at `baseUrl`; empty for the page's own. */
export const createReporterApi = (baseUrl: string, fetchOnce?: Fetch): ReporterApi =>
  createApi(baseUrl.replace(/\/+$/, ""), fetchOnce);

/**
 * Fetches and verifies what the institution says about itself. Throws an EnvelopeError when the signed notes are not
 * authentic, have expired on `today` or are older than the directory of `newestSerial`, an ApiError when they cannot be fetched.
 */
export async function loadInstitution(
  api: ReporterApi,
  today: Day,
  newestSerial = 0,
): Promise<Institution> {
  const [instanceFile, { notes, config }] = await Promise.all([
    fetchInstanceFile(api),
    api.call(publicRoutes.directory, {}),
  ]);
  return openInstitution({ instanceFile, notes, config, today, newestSerial });
}
