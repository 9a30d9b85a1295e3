//! Findings written for people and for programs, one output format a file.
//!
//! A [`Report`] joins the findings of a run with the texts they are about, in a stable order and each once;
//! a [`Format`] writes it. A [`Remark`] shows a place in a result that is no finding.
//!
//! This crate refuses to know where findings and texts come from: it sees both through plain data and one trait, [`Texts`].
//! It writes strings only; terminals, files and exit codes belong to whoever calls it.
//! Start reading at [`Report`], then `formats/`: a new format is one file there and one line in its table.

mod escape;
mod formats;
mod remark;
mod report;
mod summary;
mod wrap;

pub use escape::{
    html_prose, markdown_cell, markdown_code, markdown_fence, markdown_prose, printable,
    printable_json, xml,
};
pub use formats::{FORMATS, Format, Infos, Presentation};
pub use remark::Remark;
pub use report::{Document, Place, Report, Reported, Text, Texts};
pub use summary::{Overridden, Summary};
