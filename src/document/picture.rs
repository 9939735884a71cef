//! Pictures of a document.

use std::sync::Arc;

use crate::image::Header;
use crate::units::Length;

/// A file that has been read, shared by all that show it.
#[derive(Debug)]
pub struct Image {
    /// The bytes as they are in the file.
    pub bytes: Vec<u8>,
    /// What the header says.
    pub header: Header,
}

/// A picture that stands by itself, in the middle of the line.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file.
    pub image: Arc<Image>,
    /// How wide it is asked to be.
    pub width: Option<Length>,
    /// How high it is asked to be; one side is asked for at most, the other follows.
    pub height: Option<Length>,
    /// What people hear who cannot see it.
    pub description: String,
}
