//! The tasks of a day as templates see them: lists, each task, and the figures by area and by unit.

use serde::Serialize;
use tera::Value;

use crate::compute::{Counts, Group, Ledger, Status, TaskState};
use crate::record::Records;
use crate::record::field::Text;
use crate::record::paper::Period;
use crate::viet;

/// What a percentage of nothing is shown as.
pub const NOTHING: &str = "–";

/// What templates see of the tasks of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Every task.
    All,
    /// What was finished within the document's period.
    Done,
    /// What is due in the period after it.
    Next,
    /// What is not finished in time.
    Overdue,
    /// What was finished late.
    Late,
    /// What was given more time.
    Extended,
    /// What was given up.
    Dropped,
    /// The figures.
    Statistics,
}

impl Fact {
    /// Every one, by its name in templates.
    pub const NAMES: [(Self, &str); 8] = [
        (Self::All, "nhiem_vu"),
        (Self::Done, "hoan_thanh_trong_ky"),
        (Self::Next, "viec_ky_toi"),
        (Self::Overdue, "viec_qua_han"),
        (Self::Late, "viec_tre_han"),
        (Self::Extended, "viec_gia_han"),
        (Self::Dropped, "viec_thoi_thuc_hien"),
        (Self::Statistics, "thong_ke"),
    ];

    /// Tells whether it is another one for another period.
    pub fn is_of_period(self) -> bool {
        matches!(self, Self::Done | Self::Next)
    }

    /// Returns it as templates see it.
    pub fn view(self, ledger: &Ledger, period: Option<&Period>, all: &Records) -> Value {
        let view = |states: &mut dyn Iterator<Item = &TaskState>| -> Value {
            let views = states.enumerate().map(|(index, state)| TaskView::of(index + 1, state, ledger, all));
            Value::from(views.map(|view| Value::from_serializable(&view)).collect::<Vec<Value>>())
        };
        let of = |status: Status| ledger.tasks.iter().filter(move |task| task.status == status);
        let is_extended = |state: &&TaskState| state.task.extended_by(state.known_on(ledger.day)).next().is_some();
        match self {
            Self::All => view(&mut ledger.tasks.iter()),
            Self::Done => view(&mut ledger.done_in(period)),
            Self::Next => view(&mut ledger.due_after(period)),
            Self::Overdue => view(&mut of(Status::Overdue)),
            Self::Late => view(&mut of(Status::Late)),
            Self::Extended => view(&mut ledger.tasks.iter().filter(is_extended)),
            Self::Dropped => view(&mut of(Status::Dropped)),
            Self::Statistics => Value::from_serializable(&Statistics::of(ledger)),
        }
    }
}

#[derive(Serialize)]
struct Statistics<'a> {
    #[serde(flatten)]
    total: CountsView,
    linh_vuc: Vec<GroupView<'a>>,
    don_vi: Vec<GroupView<'a>>,
    nhieu_chu_tri: u64,
}

impl<'a> Statistics<'a> {
    fn of(ledger: &'a Ledger<'a>) -> Self {
        let groups = |groups: &'a [Group<'a>]| groups.iter().map(GroupView::of).collect();
        Self {
            total: CountsView::of(&ledger.total),
            linh_vuc: groups(&ledger.areas),
            don_vi: groups(&ledger.units),
            nhieu_chu_tri: ledger.shared,
        }
    }
}

#[derive(Serialize)]
struct GroupView<'a> {
    ma: &'a str,
    ten: &'a str,
    #[serde(flatten)]
    counts: CountsView,
}

impl<'a> GroupView<'a> {
    fn of(group: &'a Group<'a>) -> Self {
        Self { ma: group.id, ten: group.name, counts: CountsView::of(&group.counts) }
    }
}

#[derive(Serialize)]
struct CountsView {
    tong: u64,
    hoan_thanh: u64,
    dung_han: u64,
    tre_han: u64,
    dang_thuc_hien: u64,
    qua_han: u64,
    thoi_thuc_hien: u64,
    ty_le_hoan_thanh: String,
    ty_le_dung_han: String,
    ty_le_tre_han: String,
    ty_le_dang_thuc_hien: String,
    ty_le_qua_han: String,
}

impl CountsView {
    fn of(counts: &Counts) -> Self {
        let total = counts.total();
        let share = |part| viet::number::percent(part, total, 1).unwrap_or_else(|| NOTHING.to_owned());
        Self {
            tong: total,
            hoan_thanh: counts.done(),
            dung_han: counts.on_time,
            tre_han: counts.late,
            dang_thuc_hien: counts.under_way,
            qua_han: counts.overdue,
            thoi_thuc_hien: counts.dropped,
            ty_le_hoan_thanh: share(counts.done()),
            ty_le_dung_han: share(counts.on_time),
            ty_le_tre_han: share(counts.late),
            ty_le_dang_thuc_hien: share(counts.under_way),
            ty_le_qua_han: share(counts.overdue),
        }
    }
}

#[derive(Serialize)]
struct TaskView<'a> {
    thu_tu: usize,
    ma: &'a str,
    ten: &'a str,
    linh_vuc: &'a str,
    ten_linh_vuc: &'a str,
    don_vi: &'a str,
    ten_don_vi: String,
    chu_tri: Vec<LeadView<'a>>,
    han: String,
    han_goc: String,
    gia_han: Vec<ExtensionView<'a>>,
    thoi_thuc_hien: Option<DroppedView<'a>>,
    san_pham: &'a str,
    trang_thai: &'static str,
    phan_tram: i64,
    ngay_hoan_thanh: Option<String>,
    so_ngay_tre: i64,
    ket_qua: &'a str,
}

#[derive(Serialize)]
struct LeadView<'a> {
    ma: &'a str,
    ten: &'a str,
}

#[derive(Serialize)]
struct ExtensionView<'a> {
    ngay: String,
    han_cu: String,
    han: String,
    van_ban: &'a str,
    ly_do: &'a str,
}

#[derive(Serialize)]
struct DroppedView<'a> {
    ngay: String,
    van_ban: &'a str,
    ly_do: &'a str,
}

impl<'a> TaskView<'a> {
    fn of(order: usize, state: &TaskState<'a>, ledger: &Ledger, all: &'a Records) -> Self {
        let task = state.task;
        let area = all.areas.iter().find(|area| area.id.text == task.area.text);
        let leads = state.leads.iter();
        let leads: Vec<LeadView> =
            leads.map(|unit| LeadView { ma: &unit.id.text, ten: &unit.name_on(ledger.day).text }).collect();
        let result = state.latest.and_then(|step| step.result.as_ref());
        let dropped = task.dropped_by(ledger.day).filter(|_| state.status == Status::Dropped);
        Self {
            thu_tu: order,
            ma: &task.id.text,
            ten: &task.name.text,
            linh_vuc: &task.area.text,
            ten_linh_vuc: area.map_or("", |area| &area.name.text),
            don_vi: leads.first().map_or("", |lead| lead.ma),
            ten_don_vi: leads.iter().map(|lead| lead.ten).collect::<Vec<_>>().join(", "),
            chu_tri: leads,
            han: day(state.due),
            han_goc: day(task.due.day),
            gia_han: extensions(state, ledger),
            thoi_thuc_hien: dropped.map(|dropped| DroppedView {
                ngay: day(dropped.day.day),
                van_ban: text(dropped.decision.as_ref()),
                ly_do: text(dropped.reason.as_ref()),
            }),
            san_pham: &task.product.text,
            trang_thai: status_name(state.status),
            phan_tram: state.percent,
            ngay_hoan_thanh: state.done_on.map(day),
            so_ngay_tre: state.days_late,
            ket_qua: text(result),
        }
    }
}

/// Returns the extensions that count for a task, each with the deadline before it.
fn extensions<'a>(state: &TaskState<'a>, ledger: &Ledger) -> Vec<ExtensionView<'a>> {
    let mut before = state.task.due.day;
    let extended = state.task.extended_by(state.known_on(ledger.day));
    let views = extended.map(|extension| ExtensionView {
        ngay: day(extension.day.day),
        han_cu: day(std::mem::replace(&mut before, extension.due.day)),
        han: day(extension.due.day),
        van_ban: text(extension.decision.as_ref()),
        ly_do: text(extension.reason.as_ref()),
    });
    views.collect()
}

fn day(day: chrono::NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn text(value: Option<&Text>) -> &str {
    value.map_or("", |text| &text.text)
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::OnTime => "Hoàn thành đúng hạn",
        Status::Late => "Hoàn thành trễ hạn",
        Status::UnderWay => "Đang thực hiện",
        Status::Overdue => "Quá hạn",
        Status::Dropped => "Thôi thực hiện",
    }
}
