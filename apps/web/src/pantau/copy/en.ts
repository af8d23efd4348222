import type { PantauCopy } from "./id.ts";

export const en: PantauCopy = {
  titles: { entry: "Code – Bijak", mailbox: "My report – Bijak", burnt: "Done – Bijak" },
  entry: {
    title: "See my report",
    hint: "Enter your report code: 28 digits, seven groups.",
    label: "Report code",
    forgiving: "Spaces, dots and dashes do not matter.",
    open: "Open",
    opening: "The code is being checked on your device…",
    lostTitle: "Lost the code?",
    lost: "The code cannot be found again, not by us either. Send a new report and name the approximate date of the old one.",
    newReport: "Send a new report",
  },
  problems: {
    "receipt-letters": "The code has digits only",
    "receipt-length": (now) => `The code has 28 digits. You entered ${now}`,
    "receipt-checksum": "A digit is wrong. Check each group again",
    "mailbox-not-found": "Code not found. Reports are also erased after their retention period",
    network: "The server cannot be reached yet. Your code is still on this screen. Try again",
    "rate-limited": "Too many requests right now. Wait a moment, then try again",
    damaged:
      "What lies in this mailbox is not whole, or not from genuine officers. We do not show it",
    "rolled-back":
      "The server handed out an old key for this mailbox. Do not send anything yet. Try again later; if it stays like this, use another channel",
    other: "This mailbox cannot be opened now. Try again later",
  },
  reportOf: (day) => `Your report of ${day}`,
  states: {
    received: { title: "Received", text: (unit) => `In the inbox of ${unit}. Not opened yet.` },
    assessed: {
      title: "Being assessed",
      text: () => "An officer is reading it and checking whether it can be followed up.",
    },
    "answer-needed": {
      title: "Your answer is needed",
      text: () => "The officer has a question. Your answer helps. “I don't know” is a fine answer.",
    },
    forwarded: {
      title: "Forwarded",
      text: () => "The report is being forwarded to another unit. Officers there will read it.",
    },
    examined: {
      title: "Being examined",
      text: () => "The reported person and the evidence are being examined. Not proven yet.",
    },
    "awaiting-decision": {
      title: "Awaiting decision",
      text: () => "The examination is over. The authorised official is deciding.",
    },
    concluded: { title: "Concluded", text: () => "There is a result. Read the explanation below." },
    archived: { title: "Concluded", text: () => "This case is archived. You can only read." },
    erased: {
      title: "Erased",
      text: () => "The content of this case was erased after its retention period.",
    },
  },
  promises: {
    T_ACK: "First reply at the latest",
    T_FIRST_ANSWER: "Answer to your report at the latest",
    T_FEEDBACK: "Next news at the latest",
    T_WAIT_INFO: "We wait for your answer until",
    other: "Next step at the latest",
  },
  daysLeft: (days) => `${days} days left`,
  today: "Today",
  daysOver: (days) => `${days} days over`,
  late: "The officers are later than that date. You may write a message and ask.",
  waitingForYou:
    "While we wait for you, the officers' clock stands still. Without an answer the report is not closed by itself.",
  signedBy: (unit) => `This status is signed by ${unit}`,
  unsigned: "This status comes from the server. No officer has signed it yet.",
  unsignedHere:
    "This status comes from the server. What officers signed is locked to your old code.",
  differs: "The server names another status. What stands here is what the officers signed.",
  question: {
    answer: "Your answer",
    noName: "Do not write your name.",
    send: "Send answer",
    unknown: "I do not know",
    decline: "I do not want to answer",
    askedOn: (day) => `Asked on ${day}`,
  },
  answers: { unknown: "I do not know.", decline: "I do not want to answer." },
  thread: {
    title: "Messages",
    officer: (unit) => `Officer, ${unit}`,
    own: "You",
    ownReport: "Your report. The code does not open its content.",
    ownMessage: "Your message. The code does not open its content.",
    files: (count) => (count === 1 ? "1 file" : `${count} files`),
    empty: (day) => `No messages yet. We will write by ${day} at the latest.`,
    emptyNoDate: "No messages yet.",
    former: (count) =>
      `${count === 1 ? "1 message" : `${count} messages`} of the officers locked to your old code. They are sent again once officers have checked the new one.`,
    why: "Your report and your messages cannot be opened again with the code. Someone who finds your code cannot read them either.",
    write: "Write a message",
    addFiles: "Add evidence",
    readOnly: "This mailbox can now only be read.",
  },
  write: {
    label: "Your message to the officers",
    send: "Send message",
    sending: "Sending…",
    sent: "Sent.",
    notSent: "Not sent yet. Your text is still on this screen.",
    empty: "Write a message first",
    tooLong: "Write at most 2,000 characters",
  },
  files: {
    warning:
      "Files are locked and sent as they are. Place, camera and author names inside them are not removed.",
    choose: "Choose files",
    sending: (name) => `Sending ${name}`,
    sent: "Files stored.",
    notSent: (names) => `Not sent yet: ${names}. Choose them again to retry.`,
    limits: (files, size) => `At most ${files} files at a time, ${size} in all.`,
    tooMuch: "Too many or too large. Send some of them first.",
  },
  outcome: {
    title: "Result",
    reason: "Explanation by the officers",
  },
  path: {
    title: "The way of your report",
    steps: {
      received: "Received",
      assessed: "Being assessed",
      "answer-needed": "Your answer is needed",
      examined: "Being examined",
      "awaiting-decision": "Awaiting decision",
      concluded: "Concluded",
    },
  },
  readers: {
    title: "Who can read it now",
    officers: (unit) => `Complaint officers of ${unit}`,
    standby: (unit) => `${unit}, if the unit does not act`,
    nobodyElse: "Site operators cannot.",
  },
  name: {
    title: "Your name",
    locked: (day) => `Locked since ${day}. Never opened.`,
    opened: (day) =>
      `Opened by officers on ${day}. The key holders examined the reason. Officers also say so under Messages.`,
  },
  change: {
    begin: "Change code",
    title: "Change code",
    means:
      "The old code opens nothing any more. Messages officers have sent so far are locked to the old code. They are sent again once officers have checked the new one.",
    label: "New code",
    paper: "Write the digits on paper, with nothing else beside them.",
    copy: "Copy",
    copied: "Code copied.",
    copyFailed: "This browser does not allow it. Select the digits yourself, then copy.",
    match: "Match it with your note",
    group: (number) => `Group ${number}`,
    right: "Right.",
    wrong: "Look at the code again.",
    yes: "Use the new code",
    waits: "The old code works until you press Use the new code.",
    changing: "Changing the code…",
    waiting: "The code is not changed yet.",
    failed: "The code may not be changed yet. Keep both codes, then try again.",
    notNow:
      "This unit is changing its key. Your code is not changed, the old one still works. Try again in a few days.",
    notLoaded:
      "The page for changing the code cannot be loaded yet. Check the connection, then try again.",
    done: "The code is changed. Throw away your note of the old one.",
  },
  safety: {
    title: "My safety",
    burn: "Erase the code",
    burnTitle: "Erase this code?",
    burnMeans:
      "This mailbox is gone for ever. You cannot read replies any more. The report stays with the officers.",
    burnYes: "Yes, erase the code",
    burning: "Erasing…",
    burnFailed: "The code is not erased yet. Try again.",
    leave: "Clean up and leave",
    leaveNote: "This page is emptied. The browser history stays.",
  },
  burnt: {
    title: "The code is erased",
    text: "It opens nothing any more. Throw your note away, too.",
  },
};
