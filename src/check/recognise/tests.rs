//! Pages in layouts of all sorts, each told line by line.

use super::*;
