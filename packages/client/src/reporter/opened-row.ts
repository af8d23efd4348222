import type { MailboxReply } from "@bijak/contract";
import type { Message } from "@bijak/envelope";

export type Row = MailboxReply["messages"][number];

/** A row of the mailbox with what could be opened: null for the reporter's own, and for what is sealed to a former receipt. */
export type OpenedRow = { readonly row: Row; readonly message: Message | null };

export const isOwn = ({ row }: OpenedRow): boolean => row.direction === "to-units";

/** A unit's word to a former receipt: there, and closed (R18). */
export const isFormer = (opened: OpenedRow): boolean => !isOwn(opened) && opened.message === null;
