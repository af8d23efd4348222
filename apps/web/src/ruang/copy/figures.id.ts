/** Sentences of the figures page. */
export const figureWords = {
  title: "Angka",
  forSupervisors: "Halaman ini untuk penyelia.",
  draftTitle: (year: number) => `Tahun berjalan ${year}`,
  draftBadge: "Rancangan, tidak pernah terbit",
  draftNote:
    "Dihitung dari fakta yang dicatat petugas saat telaah. Belum dilindungi untuk umum: jangan disalin keluar.",
  pending: (facts: string) =>
    `${facts} fakta masih menunggu di perangkat petugas dan belum dihitung.`,
  noPending: "Tidak ada fakta yang menunggu.",
  sendPending: "Kirim fakta hari-hari sebelumnya",
  sentPending: (facts: string) => `${facts} fakta terkirim, dalam urutan acak.`,
  category: "Kategori",
  reports: "Laporan",
  share: "Bagian",
  total: "Jumlah",
  emptyYear: "Belum ada laporan yang ditelaah tahun ini.",

  releasesTitle: "Terbitan",
  releasesNote:
    "Yang bisa diterbitkan sekarang hanya angka tahun lalu yang diimpor dari sumber terbuka. Angka dari kasus di sistem ini belum bisa diterbitkan.",
  none: "Belum ada tahun yang diusulkan atau terbit.",
  published: (day: string) => `Terbit ${day}`,
  proposed: "Diusulkan, menunggu orang kedua",
  notValid: "Tanda tangan yang diperlukan tidak ada atau tidak sah. Beri tahu admin.",
  byYou: "Anda yang mengusulkan. Penyelia lain harus menerbitkan.",
  year: (year: number) => `Tahun ${year}`,
  previewTitle: "Yang akan dilihat umum",
  publicTitle: "Yang dilihat umum",
  signedBy: (names: string) => `Ditandatangani: ${names}`,
  sourceLine: (source: string) => `Sumber: ${source}`,
  publish: "Terbitkan",
  publishSure: (year: number) => `Terbitkan angka ${year}?`,
  publishNote: "Sesudah terbit, angka ini dibaca umum dan tidak bisa ditarik diam-diam.",
  publishedNow: "Sudah terbit.",

  proposeTitle: "Usulkan angka impor",
  proposeNote:
    "Isi seperti di sumbernya. Yang tidak disebut sumber biarkan kosong: artinya tidak diketahui, bukan nol.",
  yearField: "Tahun",
  countOf: (category: string) => `${category}: jumlah laporan`,
  totalField: "Jumlah seluruh laporan menurut sumber",
  sourceId: "Sumber, dalam bahasa Indonesia",
  sourceEn: "Sumber, dalam bahasa Inggris",
  sourceUrl: "Tautan sumber (boleh kosong)",
  propose: "Usulkan",
  proposedNow: "Usulan tersimpan. Penyelia lain harus menerbitkannya.",
  problems: {
    year: "Isi tahun dengan empat angka, sebelum tahun ini.",
    total: "Isi jumlah dengan angka bulat.",
    counts: "Isi paling sedikit satu kategori, dengan angka bulat.",
    sources: "Isi sumber dalam kedua bahasa.",
    url: "Tautan harus diawali https://.",
  },
  obstacles: {
    "total-differs": "Jumlah kategori tidak sama dengan jumlah seluruh laporan.",
    "small-cell": "Ada kategori dengan 1 atau 2 laporan. Orangnya bisa ditebak.",
    "small-total": "Seluruh tahun hanya 1 atau 2 laporan. Orangnya bisa ditebak.",
  },
  exists: "Tahun ini sudah diusulkan atau terbit.",
};

export type FigureWords = typeof figureWords;
