//! The command as a user or a script sees it: arguments in, text and exit status out.

mod accepted;
mod catalogue;
mod changelog;
mod compare;
mod compatibility_pages;
mod configuration;
mod diff;
mod diff_comment;
mod diff_configuration;
mod diff_history;
mod documents;
mod export;
mod generate;
mod generate_schema;
mod model;
mod pages;
mod remote;
mod repository;
mod root;
mod schema;
mod server;
mod source;
mod tidings;
mod validate;
mod vendor;
mod workspace;
