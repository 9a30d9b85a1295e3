//! The inputs that targets start from: the fixtures of this repository, and what targets write themselves.

use std::io;
use std::path::{Path, PathBuf};

use crate::Target;
use crate::targets::Inputs;

/// Inputs longer than this are slow to change and add little.
const LONGEST: usize = 16 << 10;

/// Marks at the start of a line, in a file of cases, that do not belong to a case's text.
const MARKS: [&str; 4] = ["## ", "=> ", "=! ", "=: "];

/// The inputs that `target` starts from, in a fixed order.
///
/// # Errors
///
/// When a folder of the repository cannot be read.
pub fn seeds(target: &Target) -> io::Result<Vec<Vec<u8>>> {
    let (folders, extensions) = match target.inputs {
        Inputs::Files(folders, extensions) => (folders, extensions),
        Inputs::Written(write) => return Ok(write()),
    };
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in folders {
        collect(&repository.join(folder), extensions, &mut files)?;
    }
    files.sort();
    let mut seeds = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file)?;
        if file.extension().is_some_and(|extension| extension == "txt") {
            seeds.extend(cases(&String::from_utf8_lossy(&bytes)));
        } else {
            seeds.push(bytes);
        }
    }
    seeds.retain(|seed| seed.len() <= LONGEST);
    Ok(seeds)
}

fn collect(folder: &Path, extensions: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, extensions, files)?;
        } else if extensions.contains(&&*extension) {
            files.push(path);
        }
    }
    Ok(())
}

/// The texts of a file of cases.
fn cases(file: &str) -> Vec<Vec<u8>> {
    let mut cases = vec![String::new()];
    for line in file.lines() {
        let marked = MARKS.iter().any(|mark| line.starts_with(mark));
        match cases.last_mut() {
            Some(case) if !marked => {
                case.push_str(&line.replace('␠', " ").replace('␉', "\t"));
                case.push('\n');
            }
            Some(case) if !case.trim().is_empty() => cases.push(String::new()),
            _ => {}
        }
    }
    cases.into_iter().map(String::into_bytes).collect()
}
