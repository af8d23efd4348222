import type { InviteWords } from "./id.ts";

export const en: InviteWords = {
  place: "Invitation",

  opening: { title: "Invitation", text: "Opening your invitation…" },

  noToken: {
    title: "Open your invitation link again",
    text: "The link carries a code that is not kept in the address of this page. When the page is loaded anew, the code is gone from here, not from your link.",
  },

  unreached: {
    title: "The server did not answer",
    text: "Nothing is lost. Your invitation has not been used. Check the connection, then try again.",
  },

  refused: {
    title: "This invitation is no longer valid",
    text: "An invitation link is good for 36 hours and only once. This one was used, withdrawn, or has expired.",
    unknown: "It was not you who used it? Tell the officer who invited you right now.",
    uncertain:
      "Perhaps your last try arrived and its answer was lost. Ask the officer to turn those keys down and to invite you again.",
    again: "Ask the officer who invited you for a new invitation.",
  },

  choosing: {
    title: (name) => `Welcome, ${name}`,
    lead: "You are invited to the Bijak workroom. On this page you make keys of your own.",
    login: "Account name",
    units: "Units",
    roles: "Roles",
    noUnits: "None yet",
    here: "The keys are made on this device. The server keeps them sealed and cannot open them.",
    ways: "How will you sign in?",
    waysHint: "Choose at least two. When one is lost, another still opens your keys.",
    hints: {
      passkey: "One touch: fingerprint, face or PIN of this device. Nothing to remember.",
      password: "For other devices, and where a passkey cannot be used.",
      paper: "One printed sheet for a locked place, in case the others are lost.",
    },
    tooFew: "Choose at least two ways.",
    submit: "Make my keys",
    working: "Making the keys on this device. Follow what your browser asks. It may take seconds.",
  },

  failures: {
    network:
      "The server did not answer. What you entered is still on this page. Check the connection, then try again.",
    busy: "Too many requests. Wait a moment, then try again.",
    passkeyRefused:
      "The server did not accept this passkey. Try again, or choose password and paper key.",
    other: (code) => `The keys were not made (${code}). What you entered is still on this page.`,
  },

  paper: {
    step: "Your keys are made. Keep this sheet first, then go on to the last step.",
  },

  done: {
    title: "Your keys are made",
    lead: "One more step: an officer makes sure that these keys are yours.",
    sheet: "Fingerprint to read out",
    sheetTitle: "Fingerprint of your keys",
    how: "Call the officer who invited you on a number that you already know, or meet them. Read out these six groups of digits in order, from left to right.",
    notByMail:
      "Do not send it by mail or message. Whoever can change a message can change the digits, too.",
    noSecret: "These digits are no secret. Note or print them: this page cannot be opened again.",
    after:
      "Once the officer has admitted you, you can sign in. The unit's key reaches you as soon as a colleague of that unit signs in.",
    toSignIn: "To the sign-in page",
  },
};
