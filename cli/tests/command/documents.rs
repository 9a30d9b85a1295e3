//! Pages of `docs/`: their commands run on their files and write what they show.

use std::path::Path;

use crate::tidings::Folder;

/// A block of the page: ```` ```yaml old.yaml ```` is a file, ```` ```console 1 ```` a command with its exit status, which is
/// 0 where none is said.
struct Block {
    language: String,
    word: Option<String>,
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
                    word: words.next(),
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

/// Runs the commands of the page `name` and says how many there are.
#[track_caller]
fn check(name: &str) -> usize {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/{name}.md"));
    let page = std::fs::read_to_string(page).expect("the page");
    let folder = Folder::new(name);
    let mut commands = 0;
    for Block {
        language,
        word,
        text,
    } in blocks(&page)
    {
        if language != "console" {
            if let Some(file) = &word {
                folder.write(file, &text);
            }
            continue;
        }
        let (line, shown) = text.split_once('\n').expect("a command");
        let line = line.strip_prefix("$ tidings ").expect("a command");
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let status = word.map_or(0, |status| status.parse().expect("a status"));
        let run = folder.run(&arguments).expect(status);
        assert_eq!(run.stdout, shown, "{line}");
        commands += 1;
    }
    commands
}

#[test]
fn the_page_about_deciding_shows_what_its_commands_write() {
    let commands = check("deciding");
    assert!(commands > 2, "{commands} commands");
}

#[test]
fn the_page_about_compatibility_shows_what_its_commands_write() {
    let commands = check("compatibility");
    assert!(commands > 8, "{commands} commands");
}
