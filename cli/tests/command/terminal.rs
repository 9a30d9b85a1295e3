//! What is written to a terminal is as wide as that.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::tidings::{Folder, command};

/// What the command writes, results and all else, on a terminal that knows how wide it is and not how high.
fn on_terminal(folder: &Folder, columns: u16, arguments: &[&str]) -> String {
    let reader = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&reader).expect("it is ours");
    unlockpt(&reader).expect("it can be opened");
    let size = Winsize {
        ws_row: 0,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&reader, size).expect("it has a width");
    let name = ptsname(&reader, Vec::new()).expect("it has a name");
    let name = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
    let open = || File::options().write(true).open(name);
    let [stdout, stderr] = [(); 2].map(|()| OwnedFd::from(open().expect("it is there")));
    let mut command = command(arguments);
    command
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .stdout(stdout)
        .stderr(stderr);
    let mut child = command.spawn().expect("the command starts");
    // The last one who could write is gone with it.
    drop(command);
    let mut written = Vec::new();
    // When nobody can write any more, Linux says that with an error.
    let _ = File::from(reader).read_to_end(&mut written);
    child.wait().expect("the command ends");
    String::from_utf8(written).expect("text").replace('\r', "")
}

#[test]
fn sentences_are_as_wide_as_the_terminal() {
    let folder = Folder::new("terminal");
    folder.write(
        "a.yaml",
        "asyncapi: 3.0.0\ninfo: { title: A, version: 1.0.0 }\n",
    );
    let patterns = "[[diff.path]]\nchannels = [\"orders.*\"]\npolicy = \"full\"\n";
    folder.write("tidings.toml", patterns);
    let missing = "no-such-file-that-anybody-would-have-called-like-this.yaml";
    for arguments in [
        &["diff", "a.yaml", "a.yaml"][..],
        &["diff", "--against", "HEAD", "a.yaml"],
        &["diff", "a.yaml", missing],
    ] {
        let written = on_terminal(&folder, 60, arguments);
        assert!(written.lines().count() > 1, "{written}");
        for line in written.lines() {
            assert!(
                line.chars().count() <= 60 || line.contains(missing),
                "{written}"
            );
        }
    }
}

#[test]
fn findings_are_as_wide_as_the_terminal_and_lines_are_cut_around_what_is_marked() {
    let folder = Folder::new("terminal-lines");
    let document = |kind: &str| {
        let payload = format!(
            "{{ type: object, required: [a, b], properties: {{ a: {kind}, b: {{ type: string, description: 'a text that goes on and on and on' }} }} }}"
        );
        format!(
            "asyncapi: 3.0.0\ninfo: {{ title: A, version: 1.0.0 }}\nchannels: {{ c: {{ address: c, messages: {{ M: {{ payload: {payload} }} }} }} }}\noperations: {{ o: {{ action: send, channel: {{ $ref: '#/channels/c' }} }} }}\n"
        )
    };
    folder.write("old.yaml", &document("{ type: string }"));
    folder.write("new.yaml", &document("{ type: integer }"));
    folder.write("other.yaml", &document("5"));
    for columns in [60_u16, 80, 120] {
        for arguments in [
            &["diff", "old.yaml", "new.yaml"][..],
            &["validate", "other.yaml"],
        ] {
            let written = on_terminal(&folder, columns, arguments);
            assert!(written.contains("\n3 | "), "{written}");
            for line in written.lines() {
                let width = line.chars().count();
                assert!(width <= columns.into(), "{columns}: {line}\n{written}");
            }
        }
    }
}
