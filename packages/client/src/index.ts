/** What every journey shares. The journeys themselves have front doors of their own: `reporter`, `handler`, `founding`. */
export type { InstanceFile } from "@bijak/contract";
export type { Institution } from "./shared/institution.ts";
export type { KeyStretching } from "./shared/opaque.ts";
export type { Pace, Waiting } from "./shared/pace.ts";
