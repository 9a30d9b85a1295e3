//! `docs/deciding.md`: its commands run on its files and write what it shows.

use std::path::Path;

use crate::tidings::{Folder, command, finish};

/// A block of the page: ```` ```yaml old.yaml ````, or ```` ```console ````.
struct Block {
    language: String,
    file: Option<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(info), None) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                open = Some(Block {
                    language: words.next().unwrap_or_default(),
                    file: words.next(),
                    text: String::new(),
                });
            }
            (None, Some(mut block)) => {
                block.text += line;
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block does not end");
    blocks
}

#[test]
fn the_page_shows_what_its_commands_write() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deciding.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let folder = Folder::new("deciding");
    let mut commands = 0;
    for block in blocks(&page) {
        if let Some(file) = &block.file {
            folder.write(file, &block.text);
        }
        if block.language == "console" {
            let (line, shown) = block.text.split_once('\n').expect("a command");
            let line = line.strip_prefix("$ tidings ").expect("a command");
            let arguments: Vec<&str> = line.split_whitespace().collect();
            let mut command = command(&arguments);
            command.current_dir(folder.path());
            let run = finish(command).expect(0);
            assert_eq!(run.stdout, shown, "{line}");
            commands += 1;
        }
    }
    assert!(commands > 2, "{commands} commands");
}
