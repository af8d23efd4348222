import type { Shared } from "./id.ts";

export const en: Shared = {
  product: "Bijak",
  skipToContent: "Skip to content",
  exit: "Exit quickly",
  practice: {
    trial: {
      word: "TRIAL",
      note: "Everything here is an example. Do not send a real report.",
      label: "Trial",
    },
    rehearsal: {
      word: "REHEARSAL",
      note: "This channel is not open yet. Reports here are practice only.",
      label: "Rehearsal",
    },
  },
  switchLanguage: "Bahasa Indonesia",
  notSwitched: "That language cannot be loaded yet. Check the connection.",
  next: "Continue",
  back: "Back",
  cancel: "Cancel",
  retry: "Try again",
  loading: "Loading…",
  slow: "Slow connection. Still trying.",
  stillTrying: "We keep trying by ourselves.",
  offline: "You are offline. You can keep writing.",
  notSent: "Not sent yet. Your text is still on this screen. Do not close the page.",
  errorTitle: (title) => `Error: ${title}`,
  errorSummary: "There is a problem",
  counted: (used, most) => `${used} of ${most}`,
  cannotStart: "This channel cannot be used here yet",
  oldBrowser:
    "This browser is too old to lock your report. Try the newest Chrome, Firefox or Tor Browser.",
  insecureAddress:
    "The address of this page does not start with https://. Without it the browser cannot lock your report. Check the address, then try again.",
  expired: "By the clock of your device, the institution's list of keys is not valid today.",
  deviceDate: "Date on your device:",
  fixClock:
    "If that date is wrong, correct it and reload this page. If it is right, the institution has to renew its list first.",
  unproven:
    "We cannot make sure that the keys of this institution are genuine. So nothing is sent. Do not write a report on this page.",
  unavailable:
    "The server answered in a way we do not know. Nothing was sent. Reload this page later.",
  otherWays:
    "Other ways: write a sealed letter, or go in person to the compliance unit (UKI) or the inspectorate (Itjen).",
  progressed: (share) => `${share} done`,
};
