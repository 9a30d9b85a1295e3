//! The objects of AsyncAPI 3 that version 2 does not have in this form.

pub mod channel;
pub mod components;
pub mod document;
pub mod message;
pub mod operation;
pub mod server;
