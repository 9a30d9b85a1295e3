//! Clients generated from real documents compile without a warning, on both of their sides: those of twenty-five
//! documents, drawn at random.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are,
//! `TIDINGS_SEED` draws others, and `TIDINGS_DRAWN` says how many: a number, or `all`.
//! Of a document's history only the newest version is drawn, and of documents that come to the same code one.
//! Which of them have no client, and why, is what `corpus.rs` holds.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

use corpus_support::{Document, documents, examine_as, newest};
use tidings_codegen::settings::Perspective;
use tidings_diag::Finding;
use tidings_test_folder::Folder;

const DRAWN: usize = 25;

/// So many modules are compiled as one crate.
const MODULES: usize = 25;

/// What became of the documents.
#[derive(Default)]
struct Outcome {
    /// Clients that are not compiled yet, by the document and its side.
    clients: Vec<(String, String)>,
    /// Documents with a client of their own on either side.
    documents: usize,
    /// Clients.
    generated: usize,
    /// Clients whose code says the same as that of another one.
    alike: usize,
    /// Clients that are not generated, by the rule and what it says.
    refused: BTreeMap<String, Vec<String>>,
    /// What the compiler says of crates that do not compile.
    complaints: Vec<String>,
}

#[test]
fn clients_of_real_documents_compile_without_a_warning() {
    let Some(documents) = documents() else {
        return;
    };
    let most = match std::env::var("TIDINGS_DRAWN") {
        Ok(number) if number != "all" => number.parse().expect("TIDINGS_DRAWN is a number or all"),
        Ok(_) => usize::MAX,
        Err(_) => DRAWN,
    };
    let (documents, older) = newest(documents);
    let mut seen = HashSet::new();
    let mut outcome = Outcome::default();
    for document in shuffled(documents) {
        let before = outcome.generated;
        for (perspective, side) in [(Perspective::App, "app"), (Perspective::Peer, "peer")] {
            let title = format!("{} ({side})", document.path.display());
            let examined = examine_as(&document, perspective);
            if let Some(error) = examined.stops().next() {
                let clients = outcome.refused.entry(reason(error)).or_default();
                clients.push(title);
                continue;
            }
            for (_, text) in examined.files {
                // The first line names the contract, its version and its hash, and the side.
                let (_, code) = text.split_once('\n').unwrap_or_default();
                if !seen.insert(code.to_owned()) {
                    outcome.alike += 1;
                    continue;
                }
                outcome.generated += 1;
                outcome.clients.push((title.clone(), text));
            }
        }
        outcome.documents += usize::from(outcome.generated > before);
        if outcome.clients.len() >= MODULES {
            outcome.compile();
        }
        if outcome.documents >= most {
            break;
        }
    }
    outcome.compile();

    let refused: usize = outcome.refused.values().map(Vec::len).sum();
    println!(
        "{} clients of {} documents are generated, {} come to the same code as another, {refused} are refused; left \
         out: {older} older versions of documents",
        outcome.generated, outcome.documents, outcome.alike
    );
    for (reason, clients) in &outcome.refused {
        println!("refused: {} × {reason}", clients.len());
        for client in clients {
            println!("    {client}");
        }
    }
    assert!(
        outcome.complaints.is_empty(),
        "{}",
        outcome.complaints.concat()
    );
    assert!(
        outcome.generated > 0,
        "there are documents to generate from"
    );
    let all = outcome.generated + outcome.alike + refused;
    assert!(
        most < usize::MAX || refused * 50 <= all,
        "more than 2 % of the clients are refused"
    );
}

/// The documents in an order that the seed decides.
fn shuffled(mut documents: Vec<Document>) -> Vec<Document> {
    let seed = std::env::var("TIDINGS_SEED").unwrap_or_else(|_| "1".to_owned());
    documents.sort_by_key(|document| {
        let mut hasher = DefaultHasher::new();
        (&seed, &document.path).hash(&mut hasher);
        hasher.finish()
    });
    documents
}

/// The rule of `finding` and its message without what it quotes from the document.
fn reason(finding: &Finding) -> String {
    let quoted = finding.message.split('`').enumerate();
    let message: String = quoted
        .map(|(index, part)| if index % 2 == 0 { part } else { "…" })
        .collect();
    format!("{}: {message}", finding.rule.id)
}

impl Outcome {
    /// Compiles the clients that wait for it as the modules of one crate.
    fn compile(&mut self) {
        if self.clients.is_empty() {
            return;
        }
        let folder = Folder::new("corpus");
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/tidings");
        let runtime = runtime
            .canonicalize()
            .expect("the runtime is beside the tests");
        let manifest = format!(
            "[workspace]\n\n[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\ntidings = {{ path = {:?}, features = [\"cbor\", \"messagepack\", \"residual\", \"xml\"] }}\n",
            runtime.display().to_string()
        );
        folder.write("Cargo.toml", &manifest);

        let mut library = String::from("#![deny(warnings)]\n//! Clients of real documents.\n");
        for (number, (title, text)) in self.clients.drain(..).enumerate() {
            println!("client_{number}: {title}");
            folder.write(&format!("src/client_{number}.rs"), &text);
            library += &format!("/// {title}\npub mod client_{number};\n");
        }
        folder.write("src/lib.rs", &library);

        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline", "--manifest-path"])
            .arg(folder.path().join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", target)
            .output()
            .expect("cargo runs");
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            self.complaints.push(format!("{library}{complaint}"));
        }
    }
}
