import type { PageTexts } from "./texts.ts";

const percent = (share: number) => `${share}%`;

export const ENGLISH: PageTexts = Object.freeze({
  skip: "Skip to content",
  practice: {
    trial: {
      label: "Trial",
      name: "TRIAL",
      note: "This is not an official service. Do not send a real report.",
    },
    rehearsal: {
      label: "Rehearsal",
      name: "REHEARSAL",
      note: "This channel is not open yet. Reports here are practice only.",
    },
  },
  mainNav: "Main",
  menu: "Menu",
  report: "Report",
  mailbox: "My report",
  statistics: "Statistics",
  otherLanguage: "Bahasa Indonesia",
  noTrackers: "No trackers. No cookies. No requests to other sites.",
  front: {
    title: "Wise online, safe\u00A0to\u00A0report",
    lead: "A channel for complaints about posts by civil servants. Your report is locked on your device. Only the officers we show you can open it.",
    reportDoor: {
      title: "Report a post",
      text: "About 3 minutes. No account. We do not ask your name.",
    },
    mailboxDoor: {
      title: "See my report",
      text: "Use your 28-digit code. Read replies, add evidence.",
    },
    whoTitle: "Who sees what",
    who: {
      device: {
        title: "Your device",
        text: "Your text and evidence. All of it is locked here, before it is sent.",
      },
      server: {
        title: "Our server",
        text: "Unit, day, size and status. For statistics, kept apart from the case: unit, quarter, category and outcome. It cannot open the report. Nor can the people who run this site.",
      },
      officer: {
        title: "Officers of the unit you see",
        text: "They open the report with their own keys. The unit's name stands beside the send button.",
      },
    },
    limitsTitle: "The limits of our protection",
    limits: [
      {
        title: "This site must be honest.",
        text: "Someone who controls the server could replace this page with a false one. Check the address before you write.",
      },
      {
        title: "People hold the spare keys.",
        text: "If enough of the holders agree, they can read the cases of that unit.",
      },
      {
        title: "Your words can point at you.",
        text: "Leave out names, your position, and what only you could know. Do not use an office device or office Wi-Fi.",
      },
    ],
    numbersTitle: "Figures you can check",
    numbersNote:
      "A report is not proof. Figures come out as releases, never as a live counter. Small figures are protected so that they point at nobody.",
    noNumbers: "No figures have been released yet.",
    seeYear: (year) => `See the statistics of ${year}`,
    rulesTitle: "Rules in short",
    rules: [
      {
        title: "Neutral in elections.",
        text: "Back no candidate and no party, not even by a like or a photo.",
      },
      { title: "No hate, no attacks on groups.", text: "Do not make it, do not pass it on." },
      { title: "Courteous, even when angry.", text: "Hold back a moment before you answer." },
      { title: "Office secrets stay in the office.", text: "Think about who can see it." },
      { title: "Our conduct stands for the institution.", text: "Share what is true and useful." },
    ],
  },
  figures: {
    title: (year) => `Statistics ${year}`,
    before: "Data from before Bijak",
    released: (day) => `Released ${day}`,
    lead: "These figures are from the time before Bijak. Their source gives only the number and share of each category.",
    headline: ({ total, year, top, share }) => {
      const [first = ""] = top;
      if (share === null) return `No reports in ${year}.`;
      if (top.length > 1)
        return `${total} reports in ${year}. Most, and equally many: ${top.join(" and ")}.`;
      if (share > 50) return `${total} reports in ${year}. More than half were ${first}.`;
      return `${total} reports in ${year}. The largest group: ${first}.`;
    },
    amount: (count, share) => (share === null ? count : `${count} · ${percent(share)}`),
    inText: (name, count, share) =>
      share === null ? `${name} ${count}` : `${name} ${count} (${percent(share)})`,
    otherCategories: (howMany) => `${howMany} other categories`,
    chartTitle: (year) => `Reports by primary category, ${year}`,
    chartIntro: "Bar chart.",
    caption:
      "Number of reports by primary category. The scale starts at zero. One report, one primary category.",
    showTable: "Show as a table",
    category: "Category",
    reports: "Reports",
    share: "Share",
    sum: "Total",
    percent,
    download: "Download:",
    unknownTitle: "Outcomes, speed and units: unknown",
    unknownText:
      "The source says nothing on outcomes, time to answer, units, platforms or ways of reporting. We write “unknown”, not zero.",
    definitionsTitle: "Definitions",
    definitions: [
      { title: "Report", text: "One submission by one reporter." },
      {
        title: "Case",
        text: "What officers work on. Several reports on the same post can become one case.",
      },
      {
        title: "Primary category",
        text: "Exactly one for each report. So the categories add up to the number of reports.",
      },
      {
        title: "Share",
        text: "Rounded to whole per cent, halves up. Shares may not add up to exactly 100.",
      },
      { title: "Unknown", text: "The source does not say. It does not mean zero." },
    ],
    aboutData: "About the data",
    years: "Years",
    howToRead: "How to read this",
    readingNotes: [
      { title: "A report is not proof.", text: "These figures do not say who is guilty." },
      { title: "A report is not a case.", text: "Several reports can become one case." },
      { title: "Shares are rounded.", text: "They may not add up to exactly 100." },
    ],
    hiddenSign: " = figure withheld",
    hiddenNote:
      " to protect people. A whole year, the whole institution: below 3. Otherwise: below 5. There is none on this page.",
    toDefinitions: "All definitions",
    sourceTitle: "Source",
    signed: "Two people signed this release.",
  },
  list: {
    title: "Statistics",
    lead: "How many reports came in, and what they were about. Every figure can be downloaded and checked.",
    tableTitle: "Years released so far",
    year: "Year",
    largest: "Largest category",
    empty: "No figures have been released yet. Releases will appear here.",
    nextTitle: "Next release",
    next: (year, day) => `The figures of ${year} come out on ${day}.`,
    nextUnknown: "Its date has not been set.",
    howTitle: "How we publish figures",
    how: [
      "Figures come out as releases. There is no live counter.",
      "Two people sign every release.",
      "Figures that could point at a person are not shown.",
      "What we do not know is written as “unknown”, not zero.",
    ],
  },
});
