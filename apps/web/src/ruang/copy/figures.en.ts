import type { FigureWords } from "./figures.id.ts";

export const figureWords: FigureWords = {
  title: "Figures",
  forSupervisors: "This page is for supervisors.",
  draftTitle: (year) => `Running year ${year}`,
  draftBadge: "Draft, never published",
  draftNote:
    "Counted from facts that handlers record at triage. Not protected for the public: do not copy it elsewhere.",
  pending: (facts) =>
    facts === "1"
      ? "1 fact still waits on handlers' devices and is not counted yet."
      : `${facts} facts still wait on handlers' devices and are not counted yet.`,
  noPending: "No fact is waiting.",
  sendPending: "Send facts of earlier days",
  sentPending: (facts) => `${facts} ${facts === "1" ? "fact" : "facts"} sent, in shuffled order.`,
  category: "Category",
  reports: "Reports",
  share: "Share",
  total: "Total",
  emptyYear: "No report has been assessed this year.",

  releasesTitle: "Releases",
  releasesNote:
    "Only figures of past years imported from public sources can be published now. Figures of cases in this system cannot be published yet.",
  none: "No year has been proposed or published yet.",
  published: (day) => `Published ${day}`,
  proposed: "Proposed, waits for a second person",
  notValid: "The signatures that it needs are missing or not valid. Tell the administrator.",
  byYou: "You proposed it. Another supervisor has to publish.",
  year: (year) => `Year ${year}`,
  previewTitle: "What the public will see",
  publicTitle: "What the public sees",
  signedBy: (names) => `Signed by: ${names}`,
  sourceLine: (source) => `Source: ${source}`,
  publish: "Publish",
  publishSure: (year) => `Publish the figures of ${year}?`,
  publishNote:
    "Once published, these figures are read by the public and cannot quietly be taken back.",
  publishedNow: "Published.",

  proposeTitle: "Propose imported figures",
  proposeNote:
    "Fill in as in the source. Leave empty what the source does not say: it means unknown, not zero.",
  yearField: "Year",
  countOf: (category) => `${category}: number of reports`,
  totalField: "Number of all reports according to the source",
  sourceId: "Source, in Indonesian",
  sourceEn: "Source, in English",
  sourceUrl: "Link to the source (may stay empty)",
  propose: "Propose",
  proposedNow: "Proposal saved. Another supervisor has to publish it.",
  problems: {
    year: "Give a year of four digits, before this year.",
    total: "Give the total as a whole number.",
    counts: "Fill in at least one category, as whole numbers.",
    sources: "Give the source in both languages.",
    url: "The link must begin with https://.",
  },
  obstacles: {
    "total-differs": "The categories do not add up to the number of all reports.",
    "small-cell": "A category has 1 or 2 reports. People could be guessed.",
    "small-total": "The whole year has only 1 or 2 reports. People could be guessed.",
  },
  exists: "This year has been proposed or published already.",
};
