import { ApiError, type ErrorCode } from "@bijak/contract";
import { checkAgeShape, EnvelopeError, type ShapeExpectation } from "@bijak/envelope/audit";

/** Throws an `ApiError` of this code unless the condition holds. */
export function ensure(condition: boolean, code: ErrorCode): asserts condition {
  if (!condition) throw new ApiError(code);
}

/** Runs `work`; what it refuses as an `EnvelopeError` leaves as an `ApiError` of this code, any other fault as it is. */
export async function refuseAs<T>(code: ErrorCode, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof EnvelopeError) throw new ApiError(code);
    throw fault;
  }
}

/** What can be checked of a sealed object without any key (R24). Throws `ciphertext-refused`. */
export function ensureShape(sealed: Uint8Array, expected: ShapeExpectation): void {
  try {
    checkAgeShape(sealed, expected);
  } catch (fault) {
    if (fault instanceof EnvelopeError) throw new ApiError("ciphertext-refused");
    throw fault;
  }
}
