"""Words out of which invented people and cases are put together. No entry belongs to anybody."""

from __future__ import annotations

# fmt: off
FEMALE_FIRST = (
    "Ama", "Siti", "Nur", "Rina", "Dewi", "Lestari", "Wulan", "Yuni", "Ratna", "Indah", "Sri",
    "Tuti", "Aminah", "Fitri", "Melati", "Kartika", "Nabila", "Zahra", "Intan", "Puspa",
    "Rohmah", "Halimah", "Khadijah", "Sulastri", "Murni", "Endang", "Wati", "Lilis", "Eneng",
    "Neneng", "Iis", "Euis", "Ida", "Maryam", "Salma", "Anisa", "Putri", "Citra", "Laras",
    "Ayu", "Desi", "Mega", "Novi", "Tika", "Uun", "Ningsih",
)
FEMALE_LAST = (
    "Lestari", "Rahayu", "Handayani", "Wulandari", "Puspita", "Maharani", "Anggraini",
    "Safitri", "Kurniasih", "Hasanah", "Aisyah", "Nurjanah", "Komalasari", "Permata",
    "Yulianti", "Marlina", "Sapitri", "Juwita", "Kusuma", "Haliza", "Mulyani", "Suhartini",
    "Rosdiana", "Apriliani", "Hidayah", "Zulaikha", "Sumiati", "Widyawati", "Febriani",
)
MALE_FIRST = (
    "Ahmad", "Muhammad", "Dedi", "Asep", "Ujang", "Rudi", "Hendra", "Agus", "Bambang", "Yusuf",
    "Iwan", "Joko", "Slamet", "Fajar", "Rizki", "Dimas", "Bayu", "Arif", "Taufik", "Hasan",
    "Husen", "Sopyan", "Mulyadi", "Suryadi", "Jaya", "Entis", "Cecep", "Didin",
)
MALE_LAST = (
    "Saputra", "Wijaya", "Hidayat", "Setiawan", "Kurniawan", "Nugraha", "Santoso", "Firmansyah",
    "Gunawan", "Maulana", "Ramadhan", "Supriatna", "Hermawan", "Sudrajat", "Fauzi", "Rosadi",
    "Sanjaya", "Iskandar", "Permana", "Wibowo",
)
STREETS = (
    "Melati", "Kenanga", "Cempaka", "Anggrek", "Mawar", "Teratai", "Flamboyan", "Bougenvil",
    "Dahlia", "Seroja", "Kamboja", "Nusa", "Bahari", "Karya", "Makmur", "Sentosa", "Damai",
)
# fmt: on
PLACES = ("Jl.", "Kp.", "Gg.", "Perum.")
WEAPONS = ("", "", "", "", "", "", "tangan kosong", "kayu", "pisau dapur")
SAFE_HOURS = ("", "pagi saja", "siang 12.00-13.00", "malam saja", "lewat WhatsApp lebih dulu")
MUST_NOT_KNOW = ("", "", "suami", "keluarga suami", "ayah tiri", "tetangga sebelah")
CHANNELS = (
    ("datang_langsung", 55),
    ("telepon", 10),
    ("whatsapp", 12),
    ("laporan_pihak_lain", 8),
    ("penjangkauan", 8),
    ("rujukan", 6),
    ("pelimpahan", 1),
)
NARRATIVES = (
    "Klien menyampaikan bahwa kejadian berulang sejak beberapa bulan terakhir dan memuncak "
    "{when}. Klien pulang ke rumah kerabat dan meminta pendampingan.",
    "Kejadian berlangsung {when} dan disaksikan seorang kerabat. Klien belum melapor ke mana pun "
    "dan ingin memahami pilihan yang ada.",
    "Pelapor membawa klien setelah melihat perubahan perilaku. Klien bercerita sedikit; kejadian "
    "disebut berlangsung {when}.",
    "Klien menerima ancaman melalui pesan dan merasa tidak aman di rumah sejak {when}. Klien "
    "meminta konsultasi hukum dan dukungan psikologis.",
)
DESCRIPTIONS = (
    "ibu berkerudung biru, dengan bayi",
    "remaja putri, diantar guru",
    "ibu membawa dua anak",
    "perempuan muda, tas merah",
)
REASONS = (
    "Klien memerlukan pemeriksaan dan penanganan lanjutan yang tidak tersedia di tempat kami.",
    "Klien meminta pendampingan hukum untuk proses yang sedang berjalan.",
    "Diperlukan layanan lanjutan agar pemulihan klien berjalan utuh.",
)
FORMS = (
    ("fisik", 34, "kdrt_fisik"),
    ("psikis", 22, "kdrt_psikis"),
    ("seksual", 26, "pelecehan"),
    ("penelantaran", 12, "penelantaran"),
    ("eksploitasi", 3, "eksploitasi_ekonomi"),
    ("tppo", 1, "tppo"),
    ("lainnya", 2, "lainnya"),
)
RELATIONS_ADULT = (
    ("suami", 48),
    ("mantan_suami", 8),
    ("pacar", 12),
    ("tetangga", 8),
    ("rekan_kerja", 5),
    ("kenalan_daring", 8),
    ("orang_tidak_dikenal", 5),
    ("lainnya", 6),
)
RELATIONS_CHILD = (
    ("ayah_kandung", 16),
    ("ayah_tiri", 16),
    ("teman", 14),
    ("tetangga", 18),
    ("guru", 8),
    ("guru_mengaji", 6),
    ("paman", 8),
    ("kenalan_daring", 10),
    ("orang_tidak_dikenal", 4),
)
