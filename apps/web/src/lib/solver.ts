import type { Solve } from "@bijak/client/reporter";

/** Solves proofs of work in a worker, so that typing stays smooth. */
export type Solver = { readonly solve: Solve; readonly stop: () => void };
