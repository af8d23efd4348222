import { ApiError, conforms } from "@bijak/contract";
import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";

/** Lets Fastify check input by the contract's own reader of schemas: no code is generated, unknown fields are refused. */
export const conformsCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema }) =>
  (value: unknown) =>
    conforms(schema, value) ? { value } : { error: new ApiError("request-malformed") };
