/** A plan that can be carried out, for `help init`. */
export const EXAMPLE_PLAN = {
  instance: "lapor.kota-contoh.go.id",
  publicOrigin: "https://lapor.kota-contoh.go.id",
  staffOrigin: "https://ruang.kota-contoh.go.id",
  institution: { id: "Pemerintah Kota Contoh", en: "City of Contoh" },
  contact: { id: "Jalan Contoh 1, Kota Contoh", en: "Jalan Contoh 1, Contoh" },
  privacy: {
    id: "Laporan hanya dibaca unit yang Anda pilih, dan dihapus setelah masa simpannya.",
    en: "Reports are read by the unit you choose only, and erased after their retention period.",
  },
  fallbackUnit: "INSPEKTORAT",
  recovery: { k: 3, n: 5 },
  units: [
    {
      id: "INSPEKTORAT",
      name: { id: "Inspektorat", en: "Inspectorate" },
      conflictTarget: null,
      isOpen: true,
    },
    {
      id: "DINKES",
      name: { id: "Dinas Kesehatan", en: "Health Office" },
      conflictTarget: "INSPEKTORAT",
      isOpen: true,
    },
  ],
  members: [
    { login: "ani", name: "Ani Contoh", unit: "INSPEKTORAT", roles: ["handler"] },
    { login: "budi", name: "Budi Contoh", unit: "INSPEKTORAT", roles: ["supervisor", "signer"] },
    { login: "citra", name: "Citra Contoh", unit: "DINKES", roles: ["handler"] },
    { login: "dedi", name: "Dedi Contoh", unit: "DINKES", roles: ["supervisor"] },
  ],
} as const;
