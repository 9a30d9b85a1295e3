//! A git repository for a test.

use std::process::Command;

use crate::tidings::Folder;

/// Runs git in `folder`, on the day `date`, as somebody whom no configuration knows.
pub(crate) fn git_on(date: &str, folder: &Folder, arguments: &[&str]) {
    let status = Command::new("git")
        .args([
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .env("GIT_COMMITTER_DATE", format!("{date}T12:00:00Z"))
        .current_dir(folder.path())
        .output()
        .expect("git runs")
        .status;
    assert!(status.success(), "git {arguments:?}");
}

/// Runs git in `folder`, whatever the day.
pub(crate) fn git(folder: &Folder, arguments: &[&str]) {
    git_on("2026-03-05", folder, arguments);
}
