//! Other generators on the same cards, where they can be run.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Context;
use serde_json::Value as Json;

use super::card::Card;
use super::generator::{Generator, Program};
use crate::root;

/// How programs of other generators read and write: with serde and nothing else.
const WITH_SERDE: &str = "fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<String, String> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}";

/// The crate `typify`, called by a program in `tests/scorecard/peers`.
#[derive(Debug)]
pub struct Typify;

impl Generator for Typify {
    fn name(&self) -> &'static str {
        "typify"
    }

    fn programs(&self, cards: &[Card]) -> anyhow::Result<Vec<Result<Program, String>>> {
        let folder = root().join("tests/scorecard/peers");
        let target = root().join("target/scorecard/peers");
        let built = Command::new("cargo")
            .args(["build", "--quiet", "--locked"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", &target)
            .status()
            .context("cargo cannot be started")?;
        anyhow::ensure!(built.success(), "{} does not compile", folder.display());
        let binary = target.join("debug/types-of-typify");
        let programs = cards.iter().map(|card| {
            let output = Command::new(&binary)
                .stdin(File::open(written(card)?)?)
                .stderr(Stdio::piped())
                .output()?;
            Ok(if output.status.success() {
                let answer: Json = serde_json::from_slice(&output.stdout)?;
                Ok(Program {
                    text: answer["text"].as_str().unwrap_or_default().to_owned(),
                    root: answer["root"].as_str().map(str::to_owned),
                })
            } else {
                Err(last_line(&output.stderr))
            })
        });
        programs.collect()
    }

    fn dependencies(&self) -> String {
        "chrono = { version = \"0.4\", features = [\"serde\"] }
regress = \"0.12\"
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
uuid = { version = \"1\", features = [\"serde\"] }"
            .to_owned()
    }

    fn attributes(&self) -> &'static str {
        "#![allow(warnings)]"
    }

    fn round_trip(&self) -> &'static str {
        WITH_SERDE
    }
}

/// The command `quicktype`, fetched and run by `npx`.
#[derive(Debug)]
pub struct Quicktype;

/// The version that is compared.
const QUICKTYPE: &str = "quicktype@26.0.0";

impl Generator for Quicktype {
    fn name(&self) -> &'static str {
        "quicktype"
    }

    fn programs(&self, cards: &[Card]) -> anyhow::Result<Vec<Result<Program, String>>> {
        let options = [
            "--src-lang",
            "schema",
            "--lang",
            "rust",
            "--visibility",
            "public",
            "--derive-debug",
        ];
        let programs = cards.iter().map(|card| {
            let output = Command::new("npx")
                .args(["--yes", QUICKTYPE])
                .args(options)
                .args(["--skip-serializing-none", "--top-level", "Root"])
                .arg(written(card)?)
                .output()
                .context("npx cannot be started")?;
            Ok(if output.status.success() {
                Ok(Program {
                    text: String::from_utf8_lossy(&output.stdout).into_owned(),
                    root: Some("Root".to_owned()),
                })
            } else {
                Err(last_line(&output.stderr))
            })
        });
        programs.collect()
    }

    fn dependencies(&self) -> String {
        "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"".to_owned()
    }

    fn attributes(&self) -> &'static str {
        "#![allow(warnings)]"
    }

    fn round_trip(&self) -> &'static str {
        WITH_SERDE
    }
}

/// The schema of a card as a file.
fn written(card: &Card) -> anyhow::Result<PathBuf> {
    let folder = root().join("target/scorecard/schemas");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.json", card.name));
    std::fs::write(&path, &card.schema)?;
    Ok(path)
}

fn last_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("no reason")
        .to_owned()
}
