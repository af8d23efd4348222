/** The fields of what was read from JSON, none of them checked; of anything but an object or list, none. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
