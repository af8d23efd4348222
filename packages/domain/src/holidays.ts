/** A day off and its name. The day is written YYYY-MM-DD. */
export type Holiday = { readonly on: string; readonly name: string; readonly isConfirmed: boolean };

export type HolidayYear = {
  readonly year: number;
  /** Where the days come from. SKB 3 Menteri is the joint decree of the ministers of religion, manpower and civil service. */
  readonly source: string;
  /** False when we have not seen the decree itself, or it may still change; days are then provisional. */
  readonly isDecreed: boolean;
  /** National holidays and election days. */
  readonly national: readonly Holiday[];
  /** Joint leave (cuti bersama): civil servants are off, others may work. */
  readonly jointLeave: readonly Holiday[];
};

type Listing = {
  source: string;
  isDecreed: boolean;
  national: readonly string[];
  jointLeave: readonly string[];
};

/** Reads `06-15 Idulfitri`; a question mark before the name marks a day that hangs on a sighting of the moon to come. */
function holiday(year: number, entry: string): Holiday {
  const [date, rest] = [entry.slice(0, 5), entry.slice(6)];
  return Object.freeze({
    on: `${year}-${date}`,
    name: rest.replace("?", ""),
    isConfirmed: !rest.startsWith("?"),
  });
}

function holidayYear(
  year: number,
  { source, isDecreed, national, jointLeave }: Listing,
): HolidayYear {
  const readAll = (entries: readonly string[]) =>
    Object.freeze(entries.map((entry) => holiday(year, entry)));
  return Object.freeze({
    year,
    source,
    isDecreed,
    national: readAll(national),
    jointLeave: readAll(jointLeave),
  });
}

/** Holidays by year, without a gap. A new decree is a new or changed entry here. */
export const HOLIDAY_YEARS: readonly HolidayYear[] = Object.freeze([
  holidayYear(2018, {
    source:
      "SKB 3 Menteri untuk 2018 dengan perubahan 18 April 2018; Keppres 15/2018 untuk hari pemilihan kepala daerah",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "02-16 Tahun Baru Imlek",
      "03-17 Nyepi",
      "03-30 Wafat Isa Almasih",
      "04-14 Isra Mikraj",
      "05-01 Hari Buruh",
      "05-10 Kenaikan Isa Almasih",
      "05-29 Waisak",
      "06-01 Hari Lahir Pancasila",
      "06-15 Idulfitri",
      "06-16 Idulfitri, hari kedua",
      "06-27 Pemilihan kepala daerah",
      "08-17 Kemerdekaan",
      "08-22 Iduladha",
      "09-11 Tahun Baru Islam",
      "11-20 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "06-11 Cuti bersama Idulfitri",
      "06-12 Cuti bersama Idulfitri",
      "06-13 Cuti bersama Idulfitri",
      "06-14 Cuti bersama Idulfitri",
      "06-18 Cuti bersama Idulfitri",
      "06-19 Cuti bersama Idulfitri",
      "06-20 Cuti bersama Idulfitri",
      "12-24 Cuti bersama Natal",
    ],
  }),
  holidayYear(2019, {
    source: "SKB 3 Menteri untuk 2019; Keppres 10/2019 untuk hari pemilihan umum",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "02-05 Tahun Baru Imlek",
      "03-07 Nyepi",
      "04-03 Isra Mikraj",
      "04-17 Pemilihan umum",
      "04-19 Wafat Isa Almasih",
      "05-01 Hari Buruh",
      "05-19 Waisak",
      "05-30 Kenaikan Isa Almasih",
      "06-01 Hari Lahir Pancasila",
      "06-05 Idulfitri",
      "06-06 Idulfitri, hari kedua",
      "08-11 Iduladha",
      "08-17 Kemerdekaan",
      "09-01 Tahun Baru Islam",
      "11-09 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "06-03 Cuti bersama Idulfitri",
      "06-04 Cuti bersama Idulfitri",
      "06-07 Cuti bersama Idulfitri",
      "12-24 Cuti bersama Natal",
    ],
  }),
  holidayYear(2020, {
    source:
      "SKB 3 Menteri untuk 2020, perubahan terakhir 1 Desember 2020; Keppres 22/2020 untuk hari pemilihan kepala daerah",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "01-25 Tahun Baru Imlek",
      "03-22 Isra Mikraj",
      "03-25 Nyepi",
      "04-10 Wafat Isa Almasih",
      "05-01 Hari Buruh",
      "05-07 Waisak",
      "05-21 Kenaikan Isa Almasih",
      "05-24 Idulfitri",
      "05-25 Idulfitri, hari kedua",
      "06-01 Hari Lahir Pancasila",
      "07-31 Iduladha",
      "08-17 Kemerdekaan",
      "08-20 Tahun Baru Islam",
      "10-29 Maulid Nabi",
      "12-09 Pemilihan kepala daerah",
      "12-25 Natal",
    ],
    jointLeave: [
      "08-21 Cuti bersama Tahun Baru Islam",
      "10-28 Cuti bersama Maulid Nabi",
      "10-30 Cuti bersama Maulid Nabi",
      "12-24 Cuti bersama Natal",
      "12-31 Cuti bersama Idulfitri",
    ],
  }),
  holidayYear(2021, {
    source:
      "SKB 3 Menteri untuk 2021 (nomor 642, 4 dan 4 tahun 2020), perubahan terakhir 18 Juni 2021",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "02-12 Tahun Baru Imlek",
      "03-11 Isra Mikraj",
      "03-14 Nyepi",
      "04-02 Wafat Isa Almasih",
      "05-01 Hari Buruh",
      "05-13 Idulfitri; Kenaikan Isa Almasih",
      "05-14 Idulfitri, hari kedua",
      "05-26 Waisak",
      "06-01 Hari Lahir Pancasila",
      "07-20 Iduladha",
      "08-11 Tahun Baru Islam (digeser)",
      "08-17 Kemerdekaan",
      "10-20 Maulid Nabi (digeser)",
      "12-25 Natal",
    ],
    jointLeave: ["05-12 Cuti bersama Idulfitri"],
  }),
  holidayYear(2022, {
    source: "SKB 3 Menteri untuk 2022 dengan perubahan April 2022; Iduladha menurut sidang isbat",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "02-01 Tahun Baru Imlek",
      "02-28 Isra Mikraj",
      "03-03 Nyepi",
      "04-15 Wafat Isa Almasih",
      "05-01 Hari Buruh",
      "05-02 Idulfitri",
      "05-03 Idulfitri, hari kedua",
      "05-16 Waisak",
      "05-26 Kenaikan Isa Almasih",
      "06-01 Hari Lahir Pancasila",
      "07-10 Iduladha",
      "07-30 Tahun Baru Islam",
      "08-17 Kemerdekaan",
      "10-08 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "04-29 Cuti bersama Idulfitri",
      "05-04 Cuti bersama Idulfitri",
      "05-05 Cuti bersama Idulfitri",
      "05-06 Cuti bersama Idulfitri",
    ],
  }),
  holidayYear(2023, {
    source: "SKB 3 Menteri untuk 2023 dengan perubahan Maret dan Juni 2023",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "01-22 Tahun Baru Imlek",
      "02-18 Isra Mikraj",
      "03-22 Nyepi",
      "04-07 Wafat Isa Almasih",
      "04-22 Idulfitri",
      "04-23 Idulfitri, hari kedua",
      "05-01 Hari Buruh",
      "05-18 Kenaikan Isa Almasih",
      "06-01 Hari Lahir Pancasila",
      "06-04 Waisak",
      "06-29 Iduladha",
      "07-19 Tahun Baru Islam",
      "08-17 Kemerdekaan",
      "09-28 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "01-23 Cuti bersama Tahun Baru Imlek",
      "03-23 Cuti bersama Nyepi",
      "04-19 Cuti bersama Idulfitri",
      "04-20 Cuti bersama Idulfitri",
      "04-21 Cuti bersama Idulfitri",
      "04-24 Cuti bersama Idulfitri",
      "04-25 Cuti bersama Idulfitri",
      "06-02 Cuti bersama Waisak",
      "06-28 Cuti bersama Iduladha",
      "06-30 Cuti bersama Iduladha",
      "12-26 Cuti bersama Natal",
    ],
  }),
  holidayYear(2024, {
    source:
      "SKB 3 Menteri untuk 2024; Keppres 10/2024 untuk hari pemilihan umum; hari pemilihan kepala daerah 27 November 2024",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "02-08 Isra Mikraj",
      "02-10 Tahun Baru Imlek",
      "02-14 Pemilihan umum",
      "03-11 Nyepi",
      "03-29 Wafat Yesus Kristus",
      "03-31 Paskah",
      "04-10 Idulfitri",
      "04-11 Idulfitri, hari kedua",
      "05-01 Hari Buruh",
      "05-09 Kenaikan Yesus Kristus",
      "05-23 Waisak",
      "06-01 Hari Lahir Pancasila",
      "06-17 Iduladha",
      "07-07 Tahun Baru Islam",
      "08-17 Kemerdekaan",
      "09-16 Maulid Nabi",
      "11-27 Pemilihan kepala daerah",
      "12-25 Natal",
    ],
    jointLeave: [
      "02-09 Cuti bersama Tahun Baru Imlek",
      "03-12 Cuti bersama Nyepi",
      "04-08 Cuti bersama Idulfitri",
      "04-09 Cuti bersama Idulfitri",
      "04-12 Cuti bersama Idulfitri",
      "04-15 Cuti bersama Idulfitri",
      "05-10 Cuti bersama Kenaikan Yesus Kristus",
      "05-24 Cuti bersama Waisak",
      "06-18 Cuti bersama Iduladha",
      "12-26 Cuti bersama Natal",
    ],
  }),
  holidayYear(2025, {
    source: "SKB 3 Menteri untuk 2025 dengan perubahan Agustus 2025 (cuti bersama 18 Agustus)",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "01-27 Isra Mikraj",
      "01-29 Tahun Baru Imlek",
      "03-29 Nyepi",
      "03-31 Idulfitri",
      "04-01 Idulfitri, hari kedua",
      "04-18 Wafat Yesus Kristus",
      "04-20 Paskah",
      "05-01 Hari Buruh",
      "05-12 Waisak",
      "05-29 Kenaikan Yesus Kristus",
      "06-01 Hari Lahir Pancasila",
      "06-06 Iduladha",
      "06-27 Tahun Baru Islam",
      "08-17 Kemerdekaan",
      "09-05 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "01-28 Cuti bersama Tahun Baru Imlek",
      "03-28 Cuti bersama Nyepi",
      "04-02 Cuti bersama Idulfitri",
      "04-03 Cuti bersama Idulfitri",
      "04-04 Cuti bersama Idulfitri",
      "04-07 Cuti bersama Idulfitri",
      "05-13 Cuti bersama Waisak",
      "05-30 Cuti bersama Kenaikan Yesus Kristus",
      "06-09 Cuti bersama Iduladha",
      "08-18 Cuti bersama Kemerdekaan",
      "12-26 Cuti bersama Natal",
    ],
  }),
  holidayYear(2026, {
    source: "SKB 3 Menteri untuk 2026 (nomor 1497, 2 dan 5 tahun 2025)",
    isDecreed: true,
    national: [
      "01-01 Tahun Baru",
      "01-16 Isra Mikraj",
      "02-17 Tahun Baru Imlek",
      "03-19 Nyepi",
      "03-21 Idulfitri",
      "03-22 Idulfitri, hari kedua",
      "04-03 Wafat Yesus Kristus",
      "04-05 Paskah",
      "05-01 Hari Buruh",
      "05-14 Kenaikan Yesus Kristus",
      "05-27 Iduladha",
      "05-31 Waisak",
      "06-01 Hari Lahir Pancasila",
      "06-16 Tahun Baru Islam",
      "08-17 Kemerdekaan",
      "08-25 Maulid Nabi",
      "12-25 Natal",
    ],
    jointLeave: [
      "02-16 Cuti bersama Tahun Baru Imlek",
      "03-18 Cuti bersama Nyepi",
      "03-20 Cuti bersama Idulfitri",
      "03-23 Cuti bersama Idulfitri",
      "03-24 Cuti bersama Idulfitri",
      "05-15 Cuti bersama Kenaikan Yesus Kristus",
      "05-28 Cuti bersama Iduladha",
      "12-24 Cuti bersama Natal",
    ],
  }),
  holidayYear(2027, {
    source:
      "SKB 3 Menteri untuk 2027 (September 2026), dibaca dari salinan pihak kedua; naskahnya sendiri belum kami periksa",
    isDecreed: false,
    national: [
      "01-01 Tahun Baru",
      "01-05 ?Isra Mikraj",
      "02-06 Tahun Baru Imlek",
      "03-08 ?Nyepi",
      "03-10 ?Idulfitri",
      "03-11 ?Idulfitri, hari kedua",
      "03-26 Wafat Yesus Kristus",
      "03-28 Paskah",
      "05-01 Hari Buruh",
      "05-06 Kenaikan Yesus Kristus",
      "05-17 ?Iduladha",
      "05-20 ?Waisak",
      "06-01 Hari Lahir Pancasila",
      "06-06 ?Tahun Baru Islam",
      "08-15 ?Maulid Nabi",
      "08-17 Kemerdekaan",
      "12-25 Natal",
      "12-26 ?Isra Mikraj",
    ],
    jointLeave: [
      "02-05 Cuti bersama Tahun Baru Imlek",
      "03-09 Cuti bersama Idulfitri",
      "03-12 Cuti bersama Idulfitri",
      "03-15 Cuti bersama Idulfitri",
      "03-25 Cuti bersama Wafat Yesus Kristus",
      "05-18 Cuti bersama Iduladha",
      "05-19 Cuti bersama Waisak",
      "12-24 Cuti bersama Natal",
    ],
  }),
]);
