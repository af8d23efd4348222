import { createApi, type Api, type Fetch } from "@bijak/contract";

/** The staff origin. Its session is a cookie, which browsers keep; other callers hand in a fetch that does. */
export type StaffApi = Api;

/** Calls the staff origin at `baseUrl`; empty for the page's own. */
export const createStaffApi = (baseUrl: string, fetchOnce?: Fetch): StaffApi =>
  createApi(baseUrl.replace(/\/+$/, ""), fetchOnce);
