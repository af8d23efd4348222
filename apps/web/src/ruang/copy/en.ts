import { en as keyWords } from "../../lib/keys/copy.en.ts";
import { caseWords } from "./case.en.ts";
import { figureWords } from "./figures.en.ts";
import { adminWords } from "./admin.en.ts";
import { ownWords } from "./keys.en.ts";
import { sharingWords } from "./sharing.en.ts";
import type { RoomWords } from "./id.ts";

export const en: RoomWords = {
  room: "Room",
  pageTitle: (title) => `${title} – Room`,
  nav: { label: "Main", inbox: "Inbox", figures: "Figures", account: "Account" },
  lockNow: "Lock",
  language: "Language",
  notFound: "This page is not available to you.",
  toInbox: "To the inbox",
  close: "Close",
  slow: "Slow connection. Still trying.",
  waiting: "One moment…",

  signIn: {
    title: "Sign in",
    lead: "For staff. Reporters need no account.",
    name: "Account name",
    how: "How to sign in",
    password: "Password",
    paper: "Paper key",
    paperHint: "The long line on your key sheet, beginning with AGE-SECRET-KEY.",
    unlockTitle: "Unlocking on this device",
    unlock:
      "Your secret is not sent to the server. This device uses it to unlock your keys. The keys are only in the memory of this page: gone when the room is locked, the page is reloaded or the tab is closed.",
    submit: "Sign in and unlock",
    checking: "Checking name and secret. This can take a few seconds.",
    unlocking: "Unlocking on this device…",
    missing: "Fill in the account name and the secret.",
    refused: "The name or the secret is wrong.",
  },

  lock: {
    title: "Locked",
    idle: "No activity for 10 minutes.",
    manual: "You locked this room.",
    session: "The session on the server has ended.",
    unlock: "Your keys are opened again on this device. The secret is not sent to the server.",
    submit: "Unlock",
    other: "Sign in as someone else",
    warning: "This room will lock shortly because there is no activity.",
    stay: "Stay unlocked",
  },

  keys: {
    title: "Keyboard shortcuts",
    note: "They do nothing while you type.",
    on: "Single-letter keys are on",
    onHint: "Holds until this page is closed. Ctrl+Alt+L always works.",
    help: "Keyboard shortcuts",
    commands: {
      next: "Next case",
      previous: "Previous case",
      open: "Open case",
      back: "Back to the list",
      take: "Take case",
      reply: "Reply to the reporter",
      note: "Internal note",
      status: "Change status",
      search: "Search",
      help: "This list",
    },
    lock: "Lock the room",
    send: "Send (inside a text box)",
    or: "or",
    move: "move",
    openShort: "open",
    takeShort: "take",
    all: "all",
  },

  inbox: {
    title: "Inbox",
    unit: "Unit",
    viewsLabel: "Views",
    views: {
      mine: "Needs me",
      unclaimed: "Not taken",
      "awaiting-reporter": "Waiting for the reporter",
      "due-this-week": "Due this week",
      examined: "Under examination",
      "awaiting-decision": "Awaiting decision",
      concluded: "Concluded",
      all: "All",
    },
    count: (cases) => `${cases} ${cases === "1" ? "case" : "cases"} · nearest deadline first`,
    more: "Load more",
    loadingMore: "Loading more…",
    refresh: "Refresh",
    refreshed: "The list is up to date.",
    opening: "Opening the list on this device…",
    empty: {
      mine: "No case needs you. Cases that you take will appear here.",
      unclaimed: "All reports have been taken. New ones appear by themselves.",
      "awaiting-reporter": "No case waits for a reporter's answer.",
      "due-this-week": "No deadline this week.",
      examined: "No case is under examination.",
      "awaiting-decision": "No case awaits a decision.",
      concluded: "No case is concluded yet.",
      all: "No reports here yet. New ones appear by themselves.",
    },
    toUnclaimed: "See what is not taken",
    unread: "Unread:",
    indexing: (done, total) =>
      `Building the search index on this device: ${done} of ${total} pages`,
    indexed: (cards) => `Search index: ${cards} ${cards === "1" ? "case" : "cases"}`,
    indexFailed: "The search index could not be built yet.",
    search: "Search the case cards",
    searchHint: "The search runs on this device. Messages and pictures are not searched.",
    found: (cases) => `${cases} ${cases === "1" ? "case" : "cases"} found`,
    foundNone: "Nothing in the case cards.",
    noUnit: "Your account does not belong to a unit yet. Ask an admin to add you.",
    choose: "Choose a case in the list. Enter opens it here.",
    row: {
      newReport: "New report",
      locked: "Locked for you",
      noKey: "Not opened for you",
      noCategory: "No category yet",
      notTaken: "Not taken",
      standby: "Your unit only stands by",
      urgent: "Urgent",
      restricted: "Restricted",
    },
  },

  deadline: {
    stopped: "Waiting for the reporter",
    today: "Today",
    left: (days) => (days === 1 ? "1 day left" : `${days} days left`),
    late: (days) => (days === 1 ? "1 day late" : `${days} days late`),
  },

  account: {
    title: "Account",
    name: "Name",
    login: "Account name",
    units: "Units",
    roles: "Roles",
    roleWords: keyWords.roles,
    sessionTitle: "Lock and sign out",
    session:
      "This room locks itself after 10 minutes without activity. Ctrl+Alt+L locks at once. Locking wipes the keys from memory; the session on the server stays until it ends by itself.",
    lock: "Lock now",
    signOut: "Sign out",
    signOutNote:
      "Signing out ends the session on the server and wipes everything on this page. What you typed stays stored on the server, sealed.",
    signOutDrafts:
      "What you typed could not be stored on the server yet. If you sign out now, the last of it is lost.",
    auditTitle: "Audit log",
    auditOk: "The audit log is intact",
    auditSize: (size, day) => `${size} entries, checked on ${day}`,
    auditHow: "Checked on this device: the log of today continues the one that you last saw.",
    auditBroken: "The audit log does NOT match the one that you last saw.",
    auditSeeAbove: "Read the warning at the top of this page.",
    auditBrokenWhat:
      "Entries are missing or changed, or the key of the log was replaced. Do not go on working. Note the time and tell Itjen by another way, not through this system.",
    auditCheck: "Check again",
    auditUnknown: "The audit log could not be checked yet.",
    keysTitle: "Keyboard",
  },

  errors: {
    silent: "The server did not answer. Check your connection, then try again.",
    network:
      "The server did not answer. The last step may have been stored or not. Refresh to see.",
    conflict:
      "A colleague just changed this case. It has been loaded again. What you typed is still here.",
    unavailable: "This page is not available to you.",
    role: "Your role does not allow this step.",
    move: "The case cannot move to that status from where it is.",
    act: "This step needs the valid signatures of two people.",
    declaration: "First declare whether you have a conflict of interest.",
    busy: "Too many requests. Wait a moment, then try again.",
    storage: "The server cannot store anything now. Nothing was stored. Try again.",
    release: "These figures cannot be published.",
    differs:
      "This step was not taken: what the server says of this case differs from what was signed. Tell your supervisor.",
    untrue: (code) =>
      `Something failed the check of authenticity and is not shown (${code}). Tell your supervisor.`,
    rolledBack:
      "The server gave an older list of keys than you have seen before. Do not go on. Tell Itjen.",
    expired:
      "The institution's list of keys has expired and must be signed again. Also check the date of this device.",
    worker: "The part that holds the keys has stopped. Lock this room, then sign in again.",
    locked: "This room is locked.",
    other: (code) => `This step did not happen (${code}).`,
  },

  case: caseWords,
  figures: figureWords,
  own: ownWords,
  admin: adminWords,
  sharing: sharingWords,
};
