import type { OwnWords } from "./keys.id.ts";

export const ownWords: OwnWords = {
  signIn: {
    passkey: "Sign in with a passkey",
    passkeyUnlock: "Unlock with a passkey",
    oneTouch: "One touch signs in and unlocks. No account name to type.",
    others: "Use a password or paper key",
    touching: "Follow what your browser asks.",
    unknown: "This passkey is not known here. Use a password or paper key.",
    notAdmitted:
      "The secret is right, but you are not on the list of members. Perhaps no officer has compared the fingerprint of your keys yet, or your membership has ended.",
  },

  typed: {
    none: "Nothing typed is waiting.",
    sealing: "What you typed is being sealed and stored…",
    server: "What you typed is stored on the server, sealed. Only you can open it again.",
    page: "What you typed is sealed on this page and has not reached the server. Do not close this tab before unlocking.",
    stuck: (code) =>
      `What was stored on the server cannot be opened, so what you type is not stored there (${code}). Do not close this page; tell the people who run this.`,
    lost: "The part that holds the keys has stopped, so the last of what you typed could not be sealed. What was stored returns when you unlock.",
  },

  waiting: {
    title: "The unit's key has not reached you yet",
    what: (units) =>
      `You are on the list of members. The key of ${units} still has to be sealed to you by a colleague who holds it.`,
    how: "That happens by itself as soon as a colleague of that unit signs in. Call one if it is urgent.",
    look: "Look again",
    still: "The key is not there yet. Try again after a colleague has signed in.",
    got: (units) => `You hold the key of ${units} now.`,
  },

  granted: (units) =>
    `The key of ${units} was sealed anew to all members on the list now, new ones included.`,

  fingerprint: {
    title: "Fingerprint of your keys",
    note: "Read it out when an officer wants to make sure that your keys are genuine. It is no secret.",
  },

  ways: {
    title: "Ways to unlock",
    note: "These stand in your vault. There must always be two ways of different kinds.",
    loading: "Looking into your vault…",
    rename: "Rename",
    renameOf: (name) => `Rename: ${name}`,
    remove: "Remove",
    removeOf: (name) => `Remove: ${name}`,
    change: "Change password",
    stays: "Cannot be removed: two ways of different kinds must remain.",
    addTitle: "Add a way",
    add: {
      passkey: "Add a passkey",
      password: "Add a password",
      paper: "Make a paper key",
    },
    paperAgain: "Make a new paper key",
    name: "Name",
    nameHint: "Only you read it. For example: office laptop.",
    defaults: { passkey: "Passkey", password: "Password", paper: "Paper key" },
    nameMissing: "Enter a name.",
    nameTaken: "That name is in use.",
    save: "Save",
    make: "Make",
    passkeyNext: "Your browser will ask for a touch. Sometimes twice.",
    paperReplaces: "The old paper key stops working at once. Destroy its sheet.",
    removeTitle: (name) => `Remove ${name}?`,
    removeWhat: "This way can no longer be used to sign in.",
    removePasskey:
      "This way can no longer be used to sign in. Also delete the passkey in the settings of your device.",
    removePaper: "This way can no longer be used to sign in. Destroy the sheet.",
    working: "Saving…",
    done: {
      added: "The new way is stored.",
      changed: "The password was changed.",
      renamed: "The name was changed.",
      removed: "The way was removed.",
    },
    tooFew: "Two ways of different kinds must remain.",
  },

  sessions: {
    title: "Sessions",
    note: "This is where you are signed in. A session ends by itself 15 minutes after its last request.",
    loading: "Looking at your sessions…",
    methods: { passkey: "Passkey", password: "Password", paper: "Paper key" },
    since: (moment) => `since ${moment}`,
    isThis: "This session",
    end: "End",
    endOf: (method, moment) => `End session: ${method}, ${moment}`,
    endOthers: "End all other sessions",
    ended: "The session was ended.",
    othersEnded: "All other sessions were ended.",
    only: "There is no other session.",
    strange: "A session you do not know? End it, then change your ways to unlock.",
  },

  absence: {
    title: "When you are away",
    note: "Do not lend keys, password or the sheet of your paper key. Ask a signer of the directory to name a deputy, who then gets the unit's key in their own name.",
  },
};
