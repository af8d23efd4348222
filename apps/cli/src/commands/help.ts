import { EXAMPLE_PLAN } from "../init/example.ts";
import { type Command, print } from "../world.ts";

const TEXT = {
  id: `Bijak: saluran laporan yang tersegel dari ujung ke ujung.

  node bijak.mjs serve    jalankan server; folder data kosong menjadi lembaga percobaan di localhost
  node bijak.mjs init     dirikan lembaga sungguhan dari berkas rencana
  node bijak.mjs report   segel dan kirim laporan
  node bijak.mjs mailbox  baca jawaban dengan kode laporan
  node bijak.mjs cases    petugas: daftar, baca, ambil, balas
  node bijak.mjs members  daftar anggota; berhentikan seseorang
  node bijak.mjs invite   undang seseorang, dan
  node bijak.mjs admit    terima dia setelah angka-angkanya dibacakan
  node bijak.mjs rotate   kunci baru untuk unit, dan
  node bijak.mjs rekey    kunci baru untuk kasus-kasusnya
  node bijak.mjs health   apakah semua kunci baik?
  node bijak.mjs recover  pulihkan kunci unit dengan k lembar, tanpa jaringan
  node bijak.mjs sign     tandatangani direktori lagi, untuk 90 hari
  node bijak.mjs check    apakah instalasi ini baik?
  node bijak.mjs help     halaman ini

serve    --port 8080 (petugas di port + 1)  --data ./var  --lang id|en  --json
init     --plan BERKAS  --data ./var  --json      bentuk berkasnya: node bijak.mjs help init
         atau --browser  --port 8080: upacara penyiapan di peramban, lewat tautan yang dicetak
         k baris setiap unit diketik kembali dari lembar tercetak (masukan standar), atau --skip-rows: kanal lalu menunggu uji pemulihan
report   --server URL --unit KODE --category KODE --link URL … --platform … --account … --person … --office …
         --date TTTT-BB-HH --text-file BERKAS --file BUKTI … --no-standby --json
         tanpa --text-file: satu laporan JSON per baris di masukan standar
mailbox  --server URL  --message BERKAS  --json        kode dari papan ketik atau baris pertama masukan standar
cases    list | read ID | declare ID --no-conflict|--conflict | take ID | reply ID --text-file BERKAS
         --server URL --name NAMA [--paper] [--unit KODE] [--view PANDANGAN] --json
         kata sandi atau kunci kertas dari papan ketik atau baris pertama masukan standar
members  [list | dismiss ID]  --server URL --name NAMA [--paper] --json
invite   LOGIN --person NAMA --role PERAN … --unit KODE …  --server URL --name NAMA [--paper] --json
admit    [LOGIN --digits "ANGKA"]  --server URL --name NAMA [--paper] --json     tanpa LOGIN: daftar undangan
rotate   UNIT [--reason schedule|dismissal] | --publish  --server URL --name NAMA [--paper] --json
rekey    UNIT  --server URL --name NAMA [--paper] --json        boleh dihentikan dan diulang
health   --server URL --name NAMA [--paper] --json
recover  BERKAS --out BERKAS  --json     baris dari papan ketik atau masukan standar, baris kosong menutup
sign     --server URL --name NAMA [--paper]          anggota berperan signer
check    --data ./var  --checkpoint BERKAS  --json   log harus kelanjutan dari catatan itu

Teks laporan, kode laporan, dan kata sandi tidak pernah menjadi argumen: program lain di komputer ini dapat membaca argumen.
Hasil perintah: 0 selesai, 1 tidak berhasil, 2 perintah tidak dipahami.
Setelan lingkungan: BIJAK_PORT BIJAK_DATA BIJAK_SECRETS BIJAK_DATABASE_URL BIJAK_BLOBS_URL BIJAK_PUBLIC_ORIGIN BIJAK_STAFF_ORIGIN (docs/operations.md).`,
  en: `Bijak: a channel for reports that is sealed from end to end.

  node bijak.mjs serve    run the server; an empty data folder becomes a trial institution on localhost
  node bijak.mjs init     found a real institution from a plan file
  node bijak.mjs report   seal and send a report
  node bijak.mjs mailbox  read replies with a report code
  node bijak.mjs cases    handlers: list, read, take, reply
  node bijak.mjs members  list members; dismiss one
  node bijak.mjs invite   invite a person, and
  node bijak.mjs admit    let them in after their digits were read out
  node bijak.mjs rotate   new keys for a unit, and
  node bijak.mjs rekey    new keys for its cases
  node bijak.mjs health   are all keys in good order?
  node bijak.mjs recover  bring a unit's keys back with k sheets, without a network
  node bijak.mjs sign     sign the directory anew, for 90 days
  node bijak.mjs check    is this installation sound?
  node bijak.mjs help     this page

serve    --port 8080 (staff on port + 1)  --data ./var  --lang id|en  --json
init     --plan FILE  --data ./var  --json        what the file holds: node bijak.mjs help init
         or --browser  --port 8080: the ceremony in a browser, by the link that is printed
         k rows of each unit are typed back from the printed sheets (standard input), or --skip-rows: the channel then waits for a drill
report   --server URL --unit CODE --category CODE --link URL … --platform … --account … --person … --office …
         --date YYYY-MM-DD --text-file FILE --file EVIDENCE … --no-standby --json
         without --text-file: one JSON report a line on standard input
mailbox  --server URL  --message FILE  --json          the code comes from the keyboard or the first line of standard input
cases    list | read ID | declare ID --no-conflict|--conflict | take ID | reply ID --text-file FILE
         --server URL --name NAME [--paper] [--unit CODE] [--view VIEW] --json
         the password or paper key comes from the keyboard or the first line of standard input
members  [list | dismiss ID]  --server URL --name NAME [--paper] --json
invite   LOGIN --person NAME --role ROLE … --unit CODE …  --server URL --name NAME [--paper] --json
admit    [LOGIN --digits "DIGITS"]  --server URL --name NAME [--paper] --json    without LOGIN: lists invitations
rotate   UNIT [--reason schedule|dismissal] | --publish  --server URL --name NAME [--paper] --json
rekey    UNIT  --server URL --name NAME [--paper] --json        may be stopped and started again
health   --server URL --name NAME [--paper] --json
recover  FILE --out FILE  --json         rows from the keyboard or standard input, a blank line ends them
sign     --server URL --name NAME [--paper]          a member with the role signer
check    --data ./var  --checkpoint FILE  --json     the log must be the continuation of that note

A report's text, its code and passwords are never arguments: other programs on this computer can read arguments.
Exit codes: 0 done, 1 did not work, 2 not understood.
Settings of the environment: BIJAK_PORT BIJAK_DATA BIJAK_SECRETS BIJAK_DATABASE_URL BIJAK_BLOBS_URL BIJAK_PUBLIC_ORIGIN BIJAK_STAFF_ORIGIN (docs/operations.md).`,
} as const;

/** Words about the plan file of `init`, before and after its example. */
const PLAN = {
  id: {
    before: "init --plan BERKAS: rencana lembaga sungguhan, satu berkas JSON. Contoh yang benar:",
    after: `Setiap unit yang dibuka (isOpen) butuh dua anggota pemegang kunci. Paling sedikit satu anggota berperan signer; ia menandatangani direktori.
recovery: dari n lembar, k mana pun memulihkan kunci unit. threshold: banyaknya tanda tangan untuk direktori berikutnya (1 bila tidak diisi).
Boleh juga: suite "pq" | "x25519" (pq bila tidak diisi), exit "bmkg" | "wikipedia", custody { k } (dari anggota berperan custodian), offices, categories, importedYears.
privacy: apa yang terjadi dengan data pribadi; boleh menyusul, tetapi kanal tidak dibuka tanpanya.
Lembaga mulai sebagai latihan. Kanal dibuka kemudian di Admin, setelah semua pemeriksaan selesai.
Kata sandi, kunci kertas, dan lembar pemulihan dicetak sekali ini saja, ke keluaran standar. Tidak ada yang menyimpannya.`,
  },
  en: {
    before:
      "init --plan FILE: the plan of a real institution, one JSON file. An example that holds:",
    after: `Each unit that is open (isOpen) needs two members who hold its keys. At least one member has the role signer and signs the directory.
recovery: of n sheets, any k bring a unit's keys back. threshold: how many signatures the next directory needs (1 unless said).
Also allowed: suite "pq" | "x25519" (pq unless said), exit "bmkg" | "wikipedia", custody { k } (of members with the role custodian), offices, categories, importedYears.
privacy: what happens with personal data; may follow later, but the channel does not open without it.
The institution begins in rehearsal. The channel is opened later under Admin, after all checks are done.
Passwords, paper keys and recovery sheets are printed this once, to standard output. Nobody keeps them.`,
  },
} as const;

/** Prints what the program can do; after `help init`, what a plan looks like. */
export const help: Command = async ({ words, world, language }) => {
  if (words[0] === "init")
    for (const part of [
      PLAN[language].before,
      JSON.stringify(EXAMPLE_PLAN, null, 2),
      PLAN[language].after,
    ])
      print(world, `${part}\n`);
  else print(world, TEXT[language]);
  return 0;
};
