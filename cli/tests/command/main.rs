//! The command as a user or a script sees it: arguments in, text and exit status out.

mod accepted;
mod accepted_paths;
mod catalogue;
mod changelog;
mod compare;
mod compatibility_pages;
mod configuration;
mod diff;
mod diff_comment;
mod diff_configuration;
mod diff_formats;
mod diff_history;
mod diff_hostile;
mod diff_told;
mod documents;
mod export;
mod generate;
mod generate_check;
mod generate_schema;
mod model;
mod pages;
mod remote;
mod repository;
mod root;
mod schema;
mod server;
mod source;
#[cfg(target_os = "linux")]
mod terminal;
mod tidings;
mod validate;
mod vendor;
mod workspace;
mod workspace_lost;
mod workspace_renamed;
