import type { Acknowledgement } from "@bijak/client/reporter";
import { addDays, type Day } from "@bijak/domain";

/** The day to look again: the first one on which the promised reply is either there or late. */
export const returnDay = ({ promised }: Acknowledgement): Day => addDays(promised.dueOn, 1);
