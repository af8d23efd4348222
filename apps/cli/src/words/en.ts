import { ERRORS } from "@bijak/contract";
import type { Sentences } from "./id.ts";

const sentences = Object.fromEntries(
  Object.entries(ERRORS).map(([code, [, sentence]]) => [code, sentence]),
) as Record<keyof typeof ERRORS, string>; // fromEntries keeps the codes

/** Sentences of the command line in English. */
export const en: Sentences = {
  refusals: {
    ...sentences,
    "slot-name-taken": "Another of your ways to sign in has this name.",
    "signers-too-few":
      "Fewer signers would remain than the directory demands. Name another signer first.",
    "custodians-too-few":
      "Fewer custodians of identities would remain than are needed. Name another one first.",
    "log-rewritten":
      "The server's audit log is not the continuation of what you saw before. Nothing was signed.",
    network: "The server does not answer.",
    "reply-malformed": "The server's answer is not in the contract. Is the address right?",
  },
  reporterStates: {
    received: "Received",
    assessed: "Being assessed",
    "answer-needed": "Your answer is needed",
    forwarded: "Passed to another unit",
    examined: "Being examined",
    "awaiting-decision": "Awaiting decision",
    concluded: "Concluded",
    archived: "Archived",
    erased: "Erased",
  },
  unknownCommand: (word) => `There is no command "${word}". Type: node bijak.mjs help`,
  unknownOption: (sentence) => `Option not understood: ${sentence}`,
  optionMissing: (name) => `The option ${name} is needed.`,
  fileUnreadable: (path) => `The file ${path} cannot be read.`,
  notJson: (place) => `${place} is not valid JSON.`,
  planWrong: (place) => `This plan cannot be used: ${place}`,
  localFault: (code) => `It did not work: ${code}`,
  buildMissing:
    "The web client is not built, and the tools to build it are not installed. Type: npm ci && npm run build",
  buildTaken:
    "The web client is taken as it lies in apps/web/dist; the tools to build it are not installed.",
  buildFailed: "The web client could not be built; the reason is above.",
  building: "Building the web client …",
  trialTitle: "TRIAL: a trial institution, on this computer only. Not for real reports.",
  trialMade: "A trial institution was made.",
  trialLost: (path) =>
    `This institution is a trial, but its accounts are not in ${path}. Delete the data folder to begin anew.`,
  trialNeedsLocalhost:
    "The data folder is empty, and the address is not localhost. Found a real institution first: node bijak.mjs init",
  forReporters: "For reporters and the public",
  forStaff: "For staff",
  accounts: "Staff accounts",
  columns: { name: "name", password: "password", unit: "unit", role: "role" },
  paperKeys: (path) => `The paper key of each account is in ${path}`,
  roles: { handler: "handler", supervisor: "supervisor" },
  ready: "Ready. Ctrl+C stops it.",
  stopped: "Stopped.",
  askReceipt: "Report code (28 digits, not shown): ",
  askPassword: (name) => `Password of ${name} (not shown): `,
  askPaperKey: (name) => `Paper key of ${name} (not shown): `,
  receiptWrong: "That code is wrong: it has 28 digits, and the last two check the others.",
  sent: (unit, receivedOn, dueOn) =>
    `Report received by ${unit} on ${receivedOn}. A person acknowledges it by ${dueOn} at the latest.`,
  readers: (unit, standby) =>
    standby === null
      ? `Who can open it: ${unit}. No other unit.`
      : `Who can open it: ${unit}; ${standby} if that unit does not act (--no-standby leaves it out).`,
  receipt: (groups) => `Report code: ${groups}`,
  receiptAdvice:
    "Keep this code. It alone opens the replies; the report itself cannot be opened again.",
  fileSent: (name) => `File ${name} sent.`,
  reportProblems: (line, problems) => `Report ${line} cannot be sent yet: ${problems}`,
  nothingToSend: "There is no report on standard input.",
  waiting: (seconds) => `Not sent yet. Trying again in ${seconds} seconds.`,
  state: (label, since) => `State: ${label} since ${since}`,
  stateUnsigned: "No state signed by the unit yet.",
  stateDiffers: "Warning: the server's index differs from the state that the unit signed.",
  promised: (code, on) => `Next promise: ${code}, by ${on} at the latest`,
  outcome: (code) => `Outcome: ${code}`,
  late: "The handlers are late.",
  noMessages: "No messages yet.",
  ownMessage: "your message (cannot be opened again)",
  noCases: "No cases.",
  caseNotTaken: "Take this case first: cases take",
  declared: (hasConflict) =>
    hasConflict
      ? "Your conflict of interest is recorded. The case is closed to you."
      : "Recorded: no conflict of interest.",
  taken: "The case is yours.",
  replied: "Reply sent.",
  auditBroken:
    "WARNING: the server's audit log does not continue the one you saw before. Report this before you go on.",
  nothingHere: "There is no institution in this data folder.",
  checked: (broken, warnings) =>
    broken + warnings === 0
      ? "This installation is sound."
      : `${broken} broken, ${warnings} to look at.`,
  signed: (serial, until) =>
    `The directory is signed anew: number ${serial}, valid until ${until}.`,
  ceremony:
    "Open this link in a browser on this computer. It can found one institution and is good until then:",
  initDone: "The institution is founded. All secrets below are printed this once.",
  paperKey: "paper key",
  sheet: (holder) => `Recovery sheet for holder ${holder}`,
  typeRows: (k) =>
    `Nothing is stored yet. Hand out the sheets first; then ${k} holders type their rows back from paper. A blank line gives up.`,
  askRow: (unit, no, k) => `${unit}, row ${no} of ${k} (not shown): `,
  rowsWrong: (units) => `These rows do not fit, type them again: ${units}`,
  rowsGivenUp: "Given up before anything was stored.",
  recoverPlan: (unit, members, signers) =>
    `This file recovers the keys of ${unit} for: ${members}. Compare the signers with the printed instance.json: ${signers}`,
  askRecoveryRow: (no) => `Recovery row ${no} (not shown; blank when there are no more): `,
  recoverDone: (path, members) =>
    `The keys, sealed to ${members}, are in ${path}. Carry it to the desk of one of them: Admin, Recovery.`,
  casesLost: (count) =>
    `${count} restricted cases could not be recovered: their keys are damaged or not proven.`,
  fileExists: (path) => `The file ${path} exists already; it was not overwritten.`,
  published: (directorySerial, membersSerial) =>
    `Published: directory number ${directorySerial}, list of members number ${membersSerial}.`,
  waitsForSignatures: (have, need) =>
    `Waits for signatures: ${have} of ${need}. The other signers see it under Admin.`,
  waitsForSigner: "The request for new keys waits for a signer of the directory.",
  invited: (link, until) =>
    `Hand this link to that person only; it is good once, until ${until}:\n${link}`,
  rekeyed: (done, left, locked) =>
    `${done} cases have new keys, ${left} are left, ${locked} you cannot open.`,
  rekeying: (done, total) => `${done} of ${total} cases`,
  healthProblems: {
    "directory-expires": "The directory expires soon: bijak sign.",
    "signer-alone": "If one signer is lost, the directory can no longer be signed.",
    "holders-too-few": "This open unit has fewer than two key holders.",
    "keyring-differs": "The keyring is not sealed to all members yet, or still to more.",
    "drill-missing": "The recovery sheets of this unit were never tried.",
    "drill-old": "The recovery sheets of this unit were tried more than a year ago.",
    "rekey-waits": "There are cases that still use the old key.",
    "rotation-waits": "New keys wait for a signer of the directory.",
    "slots-too-few": "This member has fewer than two ways to sign in.",
    "recovery-missing": "This unit has no recovery key.",
  },
  directoryLine: (serial, until, signers) =>
    `Directory number ${serial}, holds until ${until}; signatures demanded of signers: ${signers}`,
  unitLine: (unit, epoch, holders, sealed) =>
    `${unit}  key ${epoch}  holders: ${holders}  sealed to: ${sealed}`,
  nobodyWaits: (login) => `Nobody waits under the name ${login}.`,
  healthy: "All keys are in good order.",
};
