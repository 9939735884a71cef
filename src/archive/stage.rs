//! Where an archive is made that is being put back, before it takes the place of the old one.

use std::path::{Path, PathBuf};

use super::{FOLDER, is_begun};

/// Where an archive is made before it is put in place.
pub(super) const STAGE: &str = "data/luu-vt.phuc-hoi";
/// That archive.
pub(super) const STAGED: &str = "data/luu-vt.phuc-hoi/data/luu-vt";
/// Says that the archive made there is whole.
pub(super) const READY: &str = "san-sang";

/// Returns where the archive lies: in its place, or ready to be put there.
pub(super) fn standing(root: &Path) -> PathBuf {
    let (stage, folder) = (root.join(STAGE), root.join(FOLDER));
    let ready = !is_begun(&folder) && stage.join(READY).is_file();
    if ready { root.join(STAGED) } else { folder }
}
