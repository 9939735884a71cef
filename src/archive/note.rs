//! The note beside the lock: who is at work, and what a process that dies would leave.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, Digest};

/// Who holds the lock, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Who, when, where.
    #[serde(flatten)]
    pub actor: Actor,
    /// The process.
    #[serde(rename = "tien_trinh")]
    pub process: u32,
    /// What for: `phát hành ke-hoach`.
    #[serde(rename = "lam")]
    pub work: String,
    /// What is being written, once that is known.
    #[serde(rename = "dang_ghi", default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

/// What one step is about to write. Which files it publishes, and where, is read from register and log: a note is a
/// file like any other, and may come from anyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How many lines the log has before it.
    #[serde(rename = "nhat_ky")]
    pub lines: u64,
    /// Contents that the store does not have yet.
    #[serde(rename = "kho")]
    pub fresh: Vec<Digest>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Actor { at, who, machine, .. } = &self.actor;
        let at = at.format("%H:%M:%S ngày %d/%m/%Y");
        write!(f, "{who} trên máy {machine} (tiến trình {}) đang {}, từ {at}", self.process, self.work)
    }
}
