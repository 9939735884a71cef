#!/usr/bin/env python3
"""Makes a torture year: an invented office whose every list, name, amount and subject is large.

    year.py PROGRAM FOLDER {lon|nho}

`khoi-tao --bo day-du` makes the office, as a clerk would; the records are then filled by a fixed sequence of numbers, so
that the same folder comes out every time. All names are invented (minh họa).
"""

import random
import subprocess
import sys
from pathlib import Path

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Hữu Đức Ngọc Minh Thanh Quốc Hoàng Thùy Kim Xuân Gia Bảo".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hạnh Khoa Lan Long Mai Nam Nguyên Phúc Quyên Sơn Thảo Trang Tú Uyên Vy Yến".split()
WORDS = (
    "rà soát thủ tục hành chính; đơn giản hóa quy trình tiếp nhận hồ sơ; số hóa kết quả giải quyết; kiểm tra việc chấp hành "
    "kỷ luật, kỷ cương; bồi dưỡng nghiệp vụ cho công chức; công khai danh mục dịch vụ công trực tuyến; xây dựng cơ sở dữ liệu "
    "chuyên ngành; đối thoại với doanh nghiệp; khảo sát mức độ hài lòng của người dân; tuyên truyền trên cổng thông tin điện tử"
).split("; ")
COMMUNES = "An Bình,An Hòa,Bình Minh,Cửa Tùng,Diên Khánh,Đại Phước,Đông Hải,Gia Lộc,Hòa Thuận,Hưng Đạo,Kim Long,Lạc Dương,Long Hải,Mỹ Hiệp,Nam Cường,Ninh Phước,Phú Riềng,Quảng Khê,Tân Lập,Vĩnh Tường".split(",")
ISSUER = "Sở Nông nghiệp, Tài nguyên, Môi trường, Khoa học, Công nghệ và Chuyển đổi số"
SUBJECT = (
    "Phát động phong trào thi đua đẩy mạnh {{ phong_trao.chu_de }}, chuyển đổi số, nâng cao chỉ số hài lòng của người dân và "
    "doanh nghiệp, gắn với thực hiện Kế hoạch số 288/KH-UBND ngày 02/01/2026 và Nghị quyết số 57-NQ/TW trong các phòng, đơn vị "
    "năm {{ nam }}"
)
YEAR = 2026


def name(rng, words):
    if words == 1:
        return "K’Brểu"
    return " ".join([rng.choice(FAMILY)] + [rng.choice(MIDDLE + GIVEN) for _ in range(words - 2)] + [rng.choice(GIVEN)])


def sentence(rng, clauses):
    parts = [rng.choice(WORDS) for _ in range(clauses)]
    number, day, month = rng.randint(1, 3999), rng.randint(1, 28), rng.randint(1, 12)
    parts.insert(
        rng.randint(0, clauses),
        f"theo Quyết định số {number}/QĐ-UBND ngày {day:02}/{month:02}/{YEAR} với kinh phí {rng.randint(1, 9999)}.{rng.randint(0, 999):03}.000 đồng",
    )
    text = ", ".join(parts)
    return text[0].upper() + text[1:]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def units(rng):
    plain = [("van-phong", "Văn phòng", "VP"), ("phong-tong-hop", "Phòng Tổng hợp", "TH"), ("phong-nghiep-vu", "Phòng Nghiệp vụ", "NV")]
    long = [
        (f"don-vi-{at}", f"Trung tâm Dịch vụ nông nghiệp, phát triển nông thôn và ứng phó biến đổi khí hậu khu vực {at}", f"TT{at}")
        for at in range(1, 10)
    ]
    lines = ["loai: don_vi", "danh_sach:"]
    for code, title, short in plain + long:
        lines += [f"  - ma: {code}", f"    ten: {title}", f"    viet_tat: {short}"]
        if code == "phong-nghiep-vu":
            lines += ["    doi_ten:", f"      - tu: 01/7/{YEAR}", "        ten: Phòng Nghiệp vụ và Chuyển đổi số", "        viet_tat: NVCĐS"]
    return lines, [code for code, _, _ in plain + long]


def people(rng, codes):
    lines, ids = ["loai: nguoi", "danh_sach:"], []

    def add(code, full, post, unit=None, more=()):
        lines.extend([f"  - ma: {code}", f"    ho_ten: {quoted(full)}", f"    chuc_vu: {quoted(post)}"])
        lines.extend([f"    don_vi: {unit}"] if unit else [])
        lines.extend(more)
        lines.append("    minh_hoa: có")

    add("nguyen-minh-hoa", "Nguyễn Minh Hoạ", "Giám đốc", None, [f"    thoi_viec: 15/8/{YEAR}"])
    add("giam-doc-moi", "Tôn Nữ Hoàng Thị Minh Hoạ Phương Thảo Nguyên", "Giám đốc", None, [f"    bat_dau: 16/8/{YEAR}"])
    add("chanh-van-phong", "Trần Thị Ví Dụ", "Chánh Văn phòng", "van-phong")
    for at in range(250):
        words = 1 if at % 50 == 7 else 2 + at % 8
        posts = ["Chuyên viên", "Phó Trưởng phòng", "Phó Giám đốc phụ trách Trung tâm Dịch vụ nông nghiệp, phát triển nông thôn"]
        code = f"nguoi-{at:03}"
        more = [f"    danh_xung: {'Ông' if at % 2 else 'Bà'}"] if at % 3 else []
        add(code, name(rng, words), posts[at % 3], codes[at % len(codes)], more)
        ids.append(code)
    return lines, ids


def tasks(rng, codes):
    fields = ["chi-dao-dieu-hanh", "the-che", "thu-tuc", "bo-may", "doi-ngu", "tai-chinh-cong", "hien-dai-hoa"]
    lines = ["loai: nhiem_vu", "danh_sach:"]
    for at in range(120):
        month = 1 + at % 11
        lines += [
            f"  - ma: nv-{at:03}",
            f"    ten: {quoted(sentence(rng, 1 + at % 5))}",
            f"    linh_vuc: {fields[at % len(fields)]}",
            f"    don_vi: {codes[at % len(codes)]}",
            f"    han: {5 + at % 20:02}/{month:02}/{YEAR}",
            f"    san_pham: {quoted('Báo cáo, kèm theo Kế hoạch số %d/KH-SNNMT' % (at + 1))}",
        ]
        if at % 4 == 0:
            done = "100" if at % 8 == 0 else "60"
            lines += ["    tien_do:", f"      - ngay: {1 + at % 5:02}/{month:02}/{YEAR}", f"        phan_tram: {done}", f"        ket_qua: {quoted(sentence(rng, 2))}"]
        elif at == 33:
            lines += ["    gia_han:", f"      - ngay: 01/{month:02}/{YEAR}", f"        han: 20/12/{YEAR}", "        ly_do: Chờ ý kiến của Bộ"]
        elif at == 34:
            lines += ["    thoi_thuc_hien:", f"      ngay: 01/6/{YEAR}", "      ly_do: Không còn phù hợp"]
    return lines


def indices():
    lines = ["loai: chi_so", "danh_sach:"]
    for code, short, parts in [("par-index", "PAR INDEX", 12), ("sipas", "SIPAS", 0)]:
        lines += [f"  - ma: {code}", f"    ten: Chỉ số {short} của cơ quan", f"    viet_tat: {short}", "    don_vi_tinh: điểm", "    nam_truoc: 88,12"]
        if parts:
            lines.append("    thanh_phan:")
            for at in range(parts):
                lines += [f"      - ma: tp-{at + 1}", f"        ten: Thành phần {at + 1}, gồm các tiêu chí chấm theo Quyết định số 78{at}/QĐ-BNV", f"        nam_truoc: {70 + at},25"]
    return lines


def awards(rng, codes, ids):
    lines = ["loai: khen_thuong", "ma: tong-ket", "ly_do: đã có thành tích xuất sắc trong phong trào thi đua {{ phong_trao.chu_de }} năm {{ nam }}", "tap_the:"]
    for code in codes:
        lines += [f"  - don_vi: {code}", "    hinh_thuc: giay-khen-tap-the", f"    thanh_tich: {quoted(sentence(rng, 2))}"]
    lines.append("ca_nhan:")
    for at, code in enumerate(ids):
        lines += [f"  - nguoi: {code}", "    hinh_thuc: giay-khen-ca-nhan", f"    thanh_tich: {quoted(sentence(rng, 1 + at % 4))}"]
    return lines


def papers(folder, rng):
    """Edits the papers that `khoi-tao` has made: long subjects, sixty recipients, long texts, the new director."""
    communes = [f"Ủy ban nhân dân {kind} {one}" for kind in ("xã", "phường", "đặc khu") for one in COMMUNES]
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        code = path.stem
        if code not in ("ke-hoach", "bao-cao-quy-1", "bao-cao-6-thang", "thong-bao-ket-luan"):
            text = text.replace("nguoi: nguyen-minh-hoa", "nguoi: giam-doc-moi")
            text = text.replace("nguoi.nguyen_minh_hoa", "nguoi.giam_doc_moi")
            text = text.replace("Nguyễn Minh Hoạ", "Tôn Nữ Hoàng Thị Minh Hoạ Phương Thảo Nguyên")
        text = text.replace("chuyen_vien_thi_dua", "nguoi_000").replace("chuyen-vien-thi-dua", "nguoi-000").replace("Lê Văn Thí Dụ", "người thứ nhất")
        if code == "ke-hoach":
            start, end = text.index("trich_yeu: >-"), text.index("\nso:")
            text = text[:start] + "trich_yeu: >-\n  " + SUBJECT + text[end:]
        if code in ("ke-hoach", "cong-van-don-doc"):
            listed = "".join(f"\n  - {one}" for one in communes)
            text = text.replace("noi_nhan:", "noi_nhan:" + listed, 1)
        if code == "cong-van-don-doc":
            text = text.replace("kinh_gui:", "do_khan: hoa_toc\nkinh_gui:" + "".join(f"\n  - {one}" for one in communes), 1)
        if code == "bao-cao-nam":
            items = "".join(f"\n    - {quoted(sentence(rng, 2 + at % 6) + '.')}" for at in range(160))
            text = text.replace("  phuong_huong:", "  phuong_huong:" + items, 1)
        path.write_text(text, encoding="utf-8")


def main():
    program, folder, sizes = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    rng = random.Random(30)
    asked = ["--co-quan", ISSUER, "--chu-quan", "Ủy ban nhân dân thành phố Hồ Chí Minh", "--viet-tat", "SNNMT"]
    asked += ["--dia-danh", "Phường Xuân Hương - Đà Lạt", "--nguoi-ky", "Nguyễn Minh Hoạ", "--chuc-vu", "Giám đốc"]
    asked += ["--chu-de", "cải cách hành chính", "--nam", str(YEAR)]
    folder.mkdir(parents=True)
    subprocess.run([program, "-C", folder, "khoi-tao", "--bo", "day-du", *asked], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    data = folder / "data" / str(YEAR)

    def put(file, lines):
        (data / file).write_text("# MINH HỌA\n" + "\n".join(lines) + "\n", encoding="utf-8")

    unit_lines, codes = units(rng)
    people_lines, ids = people(rng, codes)
    put("don-vi.yaml", unit_lines)
    put("nguoi.yaml", people_lines)
    put("nhiem-vu.yaml", tasks(rng, codes))
    put("chi-so.yaml", indices())
    put("khen-thuong.yaml", awards(rng, codes, ids))
    rates = data / "muc-thuong.yaml"
    rates.write_text(rates.read_text(encoding="utf-8").replace("he_so: 0,3", "he_so: 16,0").replace("he_so: 0,6", "he_so: 99,0"), encoding="utf-8")
    dossier = data / "ho-so.yaml"
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("chuyen-vien-thi-dua", "nguoi-000"), encoding="utf-8")
    office = data / "co-quan.yaml"
    office.write_text(office.read_text(encoding="utf-8") + f"the_thuc:\n  bo_co_chu: {sizes}\n" + ("  co_chu: 13\n" if sizes == "nho" else ""), encoding="utf-8")
    papers(data / "van-ban", rng)


main()
