//! The figures of `tidings validate` beside their targets.
//!
//! `reading --tidings PROGRAM` writes documents, validates each several times and prints the cheapest run of each;
//! `--instructions` counts instructions with valgrind as well; `--write FOLDER` only writes the documents.
//! Every run is a process of its own on one core, started by this program as `reading measure PROGRAM ARGUMENTS…`.

#![allow(
    clippy::print_stdout,
    reason = "this program exists for what it prints"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use tidings_benches::documents::{Major, Size, Syntax, document};
use tidings_benches::process::{allowed, asked_to_measure, cheapest, megabytes, option};

type Failure = Box<dyn std::error::Error>;

/// How often each job runs; the cheapest run counts, because everything else on the machine only adds to it.
const RUNS: usize = 7;

/// Reads a document as the fastest reader of YAML that scripts use, and prints the milliseconds.
const PYTHON: &str = "import sys, time, yaml\n\
    text = open(sys.argv[1], encoding='utf-8').read()\n\
    start = time.process_time()\n\
    yaml.load(text, Loader=yaml.CSafeLoader)\n\
    print((time.process_time() - start) * 1000)";

/// One thing to validate, and how many milliseconds that may take.
struct Job {
    name: &'static str,
    path: PathBuf,
    target: f64,
    /// How much of the time of PyYAML's fast reader is allowed as well.
    ratio: Option<f64>,
    bytes: u64,
}

/// Documents by name, size and target; the second ones are in the design's table of figures.
const SIZES: [(&str, Size, f64, Option<f64>); 3] = [
    (
        "200 lines",
        Size::Lines {
            count: 200,
            bytes: 10_000,
        },
        10.0,
        None,
    ),
    (
        "1 MB, 500 channels",
        Size::Channels {
            count: 500,
            bytes: 1_000_000,
        },
        100.0,
        Some(0.36),
    ),
    (
        "60,000 lines, 3 MB",
        Size::Lines {
            count: 60_000,
            bytes: 3_000_000,
        },
        300.0,
        None,
    ),
];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(cost) = asked_to_measure(&arguments)? {
        println!("{cost}");
        return Ok(());
    }
    let option = |name: &str| option(&arguments, name);
    if let Some(folder) = option("--write") {
        jobs(Path::new(folder))?;
        return Ok(());
    }
    let program = option("--tidings").ok_or("say which program to measure: --tidings PATH")?;
    let counts = arguments
        .iter()
        .any(|argument| argument == "--instructions");
    let folder = std::env::temp_dir().join("tidings-reading");
    let mut jobs = jobs(&folder)?;
    if let Ok(corpus) = std::env::var("TIDINGS_CORPUS") {
        let path = Path::new(&corpus).join("realworld");
        jobs.push(Job {
            name: "real documents, one call",
            bytes: size_of(&path)?,
            path,
            target: 1_000.0,
            ratio: None,
        });
    }
    println!("| job | file | ms | target | of PyYAML | target | peak MB | target | instructions |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for job in &jobs {
        println!("{}", job.row(program, counts)?);
    }
    Ok(())
}

/// Writes every document into `folder`.
fn jobs(folder: &Path) -> Result<Vec<Job>, Failure> {
    std::fs::create_dir_all(folder)?;
    let mut jobs = Vec::new();
    for (name, size, target, ratio) in SIZES {
        for (major, version) in [(Major::Three, "3"), (Major::Two, "2")] {
            for syntax in [Syntax::Yaml, Syntax::Json] {
                let text = document(major, syntax, size);
                let words = name.replace([' ', ','], "-").replace("--", "-");
                let file = format!("{words}-{version}.{}", syntax.extension());
                let path = folder.join(file.to_lowercase());
                std::fs::write(&path, &text)?;
                jobs.push(Job {
                    name,
                    path,
                    target,
                    ratio,
                    bytes: text.len() as u64,
                });
            }
        }
    }
    Ok(jobs)
}

impl Job {
    fn row(&self, program: &str, counts: bool) -> Result<String, Failure> {
        let path = self.path.display().to_string();
        let arguments = ["validate".to_owned(), path.clone()];
        let cost = cheapest(program, &arguments, RUNS)?;
        let (milliseconds, memory) = (cost.milliseconds, cost.memory);
        let python = self.path.is_file().then(|| python(&path)).flatten();
        let file = self.path.file_name().unwrap_or_default().to_string_lossy();
        let ratio =
            |number: Option<f64>| number.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        Ok(format!(
            "| {} | {file} | {milliseconds:.1} | {} | {} | {} | {:.1} | {:.1} | {} |",
            self.name,
            self.target,
            ratio(python.map(|python| milliseconds / python)),
            ratio(self.ratio),
            megabytes(memory),
            megabytes(allowed(self.bytes)),
            match counts {
                true => instructions(program, &arguments)?,
                false => String::new(),
            },
        ))
    }
}

/// The milliseconds that PyYAML's fast reader takes; `None` where there is none.
fn python(path: &str) -> Option<f64> {
    let run = || {
        let output = Command::new("python3")
            .args(["-c", PYTHON, path])
            .output()
            .ok()?;
        String::from_utf8(output.stdout)
            .ok()?
            .trim()
            .parse::<f64>()
            .ok()
    };
    let times: Vec<f64> = (0..3).filter_map(|_| run()).collect();
    times.into_iter().reduce(f64::min)
}

/// How many instructions the program runs, counted by valgrind.
fn instructions(program: &str, arguments: &[String]) -> Result<String, Failure> {
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            program,
        ])
        .args(arguments)
        .env("RAYON_NUM_THREADS", "1")
        .output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let count = text.split("Collected : ").nth(1);
    let count = count.and_then(|rest| rest.split_whitespace().next());
    Ok(count.unwrap_or("none").to_owned())
}

/// Bytes of all files in a folder.
fn size_of(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += match metadata.is_dir() {
            true => size_of(&entry.path())?,
            false => metadata.len(),
        };
    }
    Ok(bytes)
}
