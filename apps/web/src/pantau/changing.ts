/** Loaded only by who changes the code. */
export { changeReceipt } from "@bijak/client/reporter";
