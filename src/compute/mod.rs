//! Step 3: arithmetic only. It cannot fail, because [`ValidRecords`](crate::validate::ValidRecords) already did not.

mod index;
mod progress;
mod reward;

pub use index::{Change, IndexState, PartState, indices};
pub use progress::{Counts, Group, Ledger, Status, TaskState, ledger};
pub use reward::{Reward, Rewards, rewards};
