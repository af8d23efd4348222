/** Sentences that every entry shows. English must have the same keys. */
export const id = {
  product: "Bijak",
  skipToContent: "Langsung ke isi",
  exit: "Keluar cepat",
  trial: "UJI COBA",
  trialNote: "Semua isi di sini contoh. Jangan kirim laporan sungguhan.",
  trialLabel: "Uji coba",
  switchLanguage: "English",
  noTrackers: "Tidak ada pelacak. Tidak ada kuki. Tidak ada permintaan ke situs lain.",
  frontPage: "Halaman depan",
  next: "Lanjut",
  back: "Kembali",
  cancel: "Batal",
  retry: "Coba lagi",
  loading: "Sedang memuat…",
  slow: "Sambungan lambat. Masih dicoba.",
  offline: "Anda sedang luring. Anda bisa terus menulis.",
  notSent: "Belum terkirim. Tulisan Anda masih ada di layar ini. Jangan tutup halaman.",
  errorTitle: (title: string) => `Galat: ${title}`,
  errorSummary: "Ada yang perlu diperbaiki",
  counted: (used: string, most: string) => `${used} dari ${most}`,
  progressed: (share: string) => `${share} selesai`,
};

export type Shared = typeof id;
