/** Sentences that every entry shows. English must have the same keys. */
export const id = {
  product: "Bijak",
  skipToContent: "Langsung ke isi",
  exit: "Keluar cepat",
  practice: {
    trial: {
      word: "UJI COBA",
      note: "Semua isi di sini contoh. Jangan kirim laporan sungguhan.",
      label: "Uji coba",
    },
    rehearsal: {
      word: "LATIHAN",
      note: "Saluran ini belum dibuka. Laporan di sini hanya latihan.",
      label: "Latihan",
    },
  },
  switchLanguage: "English",
  notSwitched: "Bahasa itu belum bisa dimuat. Periksa sambungan.",
  next: "Lanjut",
  back: "Kembali",
  cancel: "Batal",
  retry: "Coba lagi",
  loading: "Sedang memuat…",
  slow: "Sambungan lambat. Masih dicoba.",
  stillTrying: "Kami mencoba lagi sendiri.",
  offline: "Anda sedang luring. Anda bisa terus menulis.",
  notSent: "Belum terkirim. Tulisan Anda masih ada di layar ini. Jangan tutup halaman.",
  errorTitle: (title: string) => `Galat: ${title}`,
  errorSummary: "Ada yang perlu diperbaiki",
  counted: (used: string, most: string) => `${used} dari ${most}`,
  cannotStart: "Saluran ini belum bisa dipakai di sini",
  oldBrowser:
    "Peramban ini terlalu lama untuk mengunci laporan Anda. Coba Chrome, Firefox, atau Tor Browser terbaru.",
  insecureAddress:
    "Alamat halaman ini tidak diawali https://. Tanpa itu peramban tidak bisa mengunci laporan Anda. Periksa alamatnya, lalu coba lagi.",
  expired: "Menurut jam perangkat Anda, daftar kunci instansi tidak berlaku hari ini.",
  deviceDate: "Tanggal di perangkat Anda:",
  fixClock:
    "Bila tanggal itu keliru, betulkan, lalu muat ulang halaman ini. Bila sudah benar, instansi harus memperbarui daftarnya lebih dulu.",
  unproven:
    "Kami tidak bisa memastikan bahwa kunci instansi ini asli. Karena itu tidak ada yang dikirim. Jangan menulis laporan di halaman ini.",
  unavailable:
    "Server menjawab dengan cara yang tidak kami kenal. Tidak ada yang dikirim. Muat ulang halaman ini nanti.",
  otherWays:
    "Cara lain: tulis surat tertutup atau datang langsung ke unit kepatuhan (UKI) atau Itjen.",
  progressed: (share: string) => `${share} selesai`,
};

export type Shared = typeof id;
