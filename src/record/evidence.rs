//! How sure a fact of law is: every row of the shipped tables says so beside its source.

use super::define::choice;

choice! {
    /// How sure a row of a table is.
    Evidence {
        /// Read in the official text.
        Text = "T" "đã đọc ở văn bản chính thức",
        /// Several independent sources say so.
        Sources = "S" "nhiều nguồn độc lập ghi như nhau",
        /// One source says so.
        Source = "1" "mới có một nguồn",
        /// Nobody has compared it with a source.
        Unverified = "U" "chưa kiểm chứng",
    }
}
