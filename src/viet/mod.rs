//! Vietnamese as official documents write it: figures, number words, dates, order of names, marks, spaces that hold.

pub mod bind;
pub mod collate;
pub mod compound;
pub mod date;
pub mod diem;
pub mod hyphen;
pub mod legacy;
pub mod number;
pub mod question;
pub mod roman;
pub mod text;
pub mod words;
