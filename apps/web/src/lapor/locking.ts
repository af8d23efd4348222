/** Loaded only by who gives a name that is locked: splitting a key is of no use to anyone else. */
export { lockIdentity } from "@bijak/client/reporter";
