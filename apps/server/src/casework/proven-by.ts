import type { LogProof } from "@bijak/contract";

/** The proofs as a part of what is shown; nothing where none are needed. */
export const provenBy = (proofs: LogProof[] | undefined): { proofs?: LogProof[] } =>
  proofs === undefined ? {} : { proofs };
