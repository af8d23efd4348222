import { keyRoutes, staffRoutes, type Route } from "@bijak/contract";
import { tryAgain, type Pace } from "../shared/pace.ts";
import type { StaffApi } from "./api.ts";

/**
 * What may be asked again after a lost reply without anyone noticing: readings, writings that name the revision they replace,
 * and words that count once however often they are said. Steps, acts and publications are not among them, see `doOnce`.
 */
const isRepeatable = (route: Route): boolean =>
  route.method === "GET" ||
  (route.method === "PUT" && route !== keyRoutes.publishNotes) ||
  REPEATABLE.includes(route);

const REPEATABLE: readonly Route[] = [
  staffRoutes.declaration,
  staffRoutes.markRead,
  staffRoutes.facts,
  keyRoutes.registerPassword,
  keyRoutes.registerPasskey,
  keyRoutes.endSession,
  keyRoutes.endOtherSessions,
  keyRoutes.draftNotes,
  keyRoutes.rotate,
  keyRoutes.drill,
];

/** The same doors; failures that may pass are waited out a few times where that is safe. */
export const steadyApi = (api: StaffApi, pace: Pace): StaffApi => ({
  call: (route, input, options) => {
    const call = () => api.call(route, input, options);
    return isRepeatable(route) ? tryAgain(call, pace) : call();
  },
});
