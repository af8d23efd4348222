import { createApi, type Api, type Fetch } from "@bijak/contract";

/** A server that has no institution yet, called with its one-time token. */
export type FoundingApi = Api;

/** Calls the founding doors at `baseUrl` with the token that the starting server handed out. */
export function createFoundingApi(baseUrl: string, token: string, fetchOnce?: Fetch): FoundingApi {
  const api = createApi(baseUrl.replace(/\/+$/, ""), fetchOnce);
  return { call: (route, input, options) => api.call(route, input, { ...options, bearer: token }) };
}
