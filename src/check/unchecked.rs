//! What the decree says and no rule checks: a clerk must know what is left to the eye.

/// A demand of the decree that is left to the eye.
#[derive(Debug, Clone, Copy)]
pub struct Unchecked {
    /// Where the decree says it.
    pub clause: &'static str,
    /// What it says.
    pub what: &'static str,
    /// Why no rule checks it.
    pub why: &'static str,
}

const fn unchecked(clause: &'static str, what: &'static str, why: &'static str) -> Unchecked {
    Unchecked { clause, what, why }
}

/// All that is left to the eye.
pub const UNCHECKED: &[Unchecked] = &[
    unchecked(
        "Phụ lục I, Phần I, Mục II, khoản 7",
        "Chữ ký, hình ảnh chữ ký của người có thẩm quyền",
        "không kiểm được trên tệp Word: chữ ký có khi ký tay, khi ký số trên PDF",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, khoản 8",
        "Dấu của cơ quan: vị trí, màu, cỡ; thông tin chữ ký số",
        "không kiểm được trên tệp Word: dấu đóng trên giấy hoặc ký trên PDF",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, điểm b khoản 3",
        "Chữ viết tắt tên cơ quan, đơn vị trong ký hiệu có đúng quy định của cơ quan không",
        "mỗi cơ quan tự quy định; cần bảng chữ viết tắt của cơ quan",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, điểm a khoản 4",
        "Địa danh có đúng nơi cơ quan đóng trụ sở không",
        "tệp không cho biết trụ sở ở đâu",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, khoản 5",
        "Trích yếu có phản ánh đúng nội dung không",
        "phải đọc hiểu mới biết",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, điểm a khoản 6",
        "Căn cứ có đủ không; căn cứ ngoài danh sách đã biết có còn hiệu lực không",
        "phải đối chiếu với cơ sở dữ liệu văn bản; CC07, CC08 chỉ biết văn bản trong data/van-ban-het-hieu-luc.yaml và dữ liệu pháp lý của năm",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục III, điểm a, điểm b khoản 2",
        "Dấu mật, dấu khẩn có đóng đúng mức và đúng chỗ không",
        "mức mật, mức khẩn do người có thẩm quyền quyết định",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục III, khoản 3",
        "Ký hiệu người soạn thảo và số lượng bản phát hành",
        "không bắt buộc, mỗi cơ quan ghi một cách",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục III, khoản 4",
        "Địa chỉ, thư điện tử, điện thoại của cơ quan ở cuối trang đầu",
        "không bắt buộc",
    ),
    unchecked(
        "Phụ lục I, Phần II",
        "Thể thức bản sao",
        "bản sao lập từ văn bản đã phát hành bằng thidua sao-y, trich-sao, sao-luc",
    ),
    unchecked(
        "Phụ lục II, Mục II, Mục IV",
        "Viết hoa tên người, tên cơ quan, tổ chức trong nội dung",
        "phải biết đâu là tên riêng; chỉ kiểm tra những chữ chắc chắn",
    ),
    unchecked(
        "Phụ lục II, Mục I, Mục II, Mục III",
        "Viết hoa chữ đầu dòng; tên người, tên địa lý Việt Nam, nước ngoài, tên phiên âm; tên sông núi, biển",
        "phải biết đâu là tên riêng, đâu là danh từ chung",
    ),
    unchecked(
        "Phụ lục II, Mục V",
        "Viết hoa tên sự kiện, triều đại, tác phẩm, báo, tạp chí và học vị; tháng viết bằng chữ",
        "chỉ kiểm tra vài tên chắc chắn; các tên khác phải tra từ điển",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục II, điểm b khoản 6",
        "Lần đầu viện dẫn văn bản ghi đủ, lần sau chỉ ghi tên loại và số, ký hiệu",
        "phải hiểu câu nào viện dẫn lại",
    ),
    unchecked(
        "Phụ lục I, Phần I, Mục III, điểm đ khoản 1",
        "Số trang của từng phụ lục đánh riêng",
        "phải dàn trang mới biết trang nào thuộc phụ lục nào",
    ),
    unchecked(
        "Điều 15",
        "Số không trùng, không nhảy trong năm",
        "một tệp không cho biết sổ đăng ký; thidua phat-hanh cấp số",
    ),
    unchecked("Điều 13", "Người ký có đúng thẩm quyền không", "tệp không cho biết ai được giao quyền gì"),
];
