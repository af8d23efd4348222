import { type Day, parseDay } from "./days.ts";
import type { Words } from "./words.ts";

/**
 * [Note: Codes of categories]
 *
 * The codes are those of the field and never change, because released figures and old cases carry them: words may be
 * renamed, a category may end, a code is never given a second meaning. One report has one primary category (figures
 * count only that one). The first three are the categories of the figures of 2018 and stay apart.
 */
export const CATEGORY_CODES = Object.freeze([
  "NETRALITAS",
  "UJARAN_KEBENCIAN",
  "SARA",
  "HOAKS",
  "KESOPANAN",
  "PELECEHAN",
  "RADIKALISME",
  "RAHASIA_JABATAN",
  "PENGGUNAAN_NAMA",
  "GAYA_HIDUP",
  "LAINNYA",
] as const);

export type CategoryCode = (typeof CATEGORY_CODES)[number];

/** The answer of a reporter who cannot tell. A choice of the form, never a category of record. */
export const NOT_SURE = "TIDAK_YAKIN";

export type FormChoice = CategoryCode | typeof NOT_SURE;

/** Words of a category and the days they hold. `null` means no such day is known. */
export type CategoryVersion = {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly label: Words;
};

export type Category = {
  readonly code: CategoryCode;
  /** Oldest first; the days of two versions never overlap. */
  readonly history: readonly CategoryVersion[];
  /** The words of the form, everyday rather than official. */
  readonly formLabel: Words;
  readonly example: Words;
};

type Texts = { label: Words; formLabel?: Words; example: Words };

function category(code: CategoryCode, texts: Texts, from: Day | null = null): Category {
  const history = Object.freeze([Object.freeze({ from, to: null, label: texts.label })]);
  return Object.freeze({
    code,
    history,
    formLabel: texts.formLabel ?? texts.label,
    example: texts.example,
  });
}

/** The day of the press report in which the minister invited reports on flaunted wealth (Kompas, 24 February 2023). */
const LIFESTYLE_FROM = parseDay("2023-02-24");

export const CATEGORIES: Readonly<Record<CategoryCode, Category>> = Object.freeze({
  NETRALITAS: category("NETRALITAS", {
    label: { id: "Netralitas", en: "Political neutrality" },
    formLabel: { id: "Netralitas politik", en: "Political neutrality" },
    example: {
      id: "Mendukung calon atau partai lewat unggahan, suka, atau foto.",
      en: "Backing a candidate or party by a post, a like or a photo.",
    },
  }),
  UJARAN_KEBENCIAN: category("UJARAN_KEBENCIAN", {
    label: { id: "Ujaran kebencian", en: "Hate speech" },
    example: {
      id: "Menghina atau mengajak orang membenci seseorang atau kelompok.",
      en: "Insulting a person or group, or calling on others to hate them.",
    },
  }),
  SARA: category("SARA", {
    label: { id: "SARA", en: "SARA (ethnicity, religion, race, group)" },
    example: {
      id: "Menyerang suku, agama, ras, atau golongan.",
      en: "Attacking an ethnicity, a religion, a race or a group.",
    },
  }),
  HOAKS: category("HOAKS", {
    label: { id: "Hoaks / informasi menyesatkan", en: "Hoax, misleading information" },
    formLabel: { id: "Berita bohong", en: "False news" },
    example: {
      id: "Membagikan kabar yang jelas keliru.",
      en: "Sharing news that is plainly wrong.",
    },
  }),
  KESOPANAN: category("KESOPANAN", {
    label: { id: "Kesopanan dan kesusilaan", en: "Courtesy and decency" },
    example: {
      id: "Kata kasar atau gambar yang tidak pantas.",
      en: "Crude words or indecent pictures.",
    },
  }),
  PELECEHAN: category("PELECEHAN", {
    label: { id: "Pelecehan dan diskriminasi", en: "Harassment, discrimination" },
    formLabel: { id: "Pelecehan", en: "Harassment" },
    example: {
      id: "Merendahkan, mengancam, atau mengganggu seseorang.",
      en: "Humiliating, threatening or bothering someone.",
    },
  }),
  RADIKALISME: category("RADIKALISME", {
    label: { id: "Radikalisme dan terorisme", en: "Radicalism, terrorism" },
    example: {
      id: "Mendukung kekerasan atau kelompok teror.",
      en: "Supporting violence or a terror group.",
    },
  }),
  RAHASIA_JABATAN: category("RAHASIA_JABATAN", {
    label: { id: "Rahasia jabatan", en: "Official secrets" },
    example: {
      id: "Menyebar dokumen atau data kantor yang tidak untuk umum.",
      en: "Spreading office papers or data not meant for the public.",
    },
  }),
  PENGGUNAAN_NAMA: category("PENGGUNAAN_NAMA", {
    label: { id: "Penggunaan nama institusi", en: "Misuse of the institution's name" },
    example: {
      id: "Memakai nama instansi untuk akun atau urusan pribadi.",
      en: "Using the institution's name for a private account or business.",
    },
  }),
  GAYA_HIDUP: category(
    "GAYA_HIDUP",
    {
      label: { id: "Pamer kemewahan", en: "Flaunting wealth" },
      example: {
        id: "Memamerkan barang atau gaya hidup mewah.",
        en: "Showing off luxury goods or a lavish life.",
      },
    },
    LIFESTYLE_FROM,
  ),
  LAINNYA: category("LAINNYA", {
    label: { id: "Lainnya", en: "Other" },
    example: {
      id: "Hal lain tentang unggahan pegawai.",
      en: "Anything else about a post by an employee.",
    },
  }),
});

/** Words of the form for a reporter who cannot tell. */
export const NOT_SURE_WORDS: { readonly formLabel: Words; readonly example: Words } = Object.freeze(
  {
    formLabel: { id: "Tidak yakin", en: "Not sure" },
    example: { id: "Petugas yang akan memilahnya.", en: "An officer will sort it." },
  },
);

/** The choices a new institution shows, in this order. */
export const DEFAULT_FORM_CATEGORIES: readonly FormChoice[] = Object.freeze([
  "NETRALITAS",
  "SARA",
  "UJARAN_KEBENCIAN",
  "KESOPANAN",
  "HOAKS",
  "RAHASIA_JABATAN",
  "PELECEHAN",
  "LAINNYA",
  NOT_SURE,
]);

/** Whether the text is the code of a category of record. */
export function isCategoryCode(text: string): text is CategoryCode {
  return Object.hasOwn(CATEGORIES, text);
}

/** The words of the form for a choice. */
export function formWordsOf(choice: FormChoice): {
  readonly formLabel: Words;
  readonly example: Words;
} {
  return choice === NOT_SURE ? NOT_SURE_WORDS : CATEGORIES[choice];
}

/** The official words of a category on that day; null when the category was not in use then. */
export function findCategoryLabel(code: CategoryCode, on: Day): Words | null {
  const version = CATEGORIES[code].history.find(
    ({ from, to }) => (from === null || from <= on) && (to === null || on <= to),
  );
  return version?.label ?? null;
}

/** The categories in use on that day, in the order of `CATEGORY_CODES`. */
export function listCategories(on: Day): readonly CategoryCode[] {
  return CATEGORY_CODES.filter((code) => findCategoryLabel(code, on) !== null);
}
