//! Clients of the specification's own example documents exchange the documents' messages with a side that knows bytes,
//! headers and addresses only: every operation, in both perspectives, with the given examples or made ones.
//!
//! The documents belong to other people and are not part of this repository; `TIDINGS_CORPUS` says where they are.
//! What the raw side does is `interoperation/raw.rs`, which is compiled together with the clients.

#![allow(
    clippy::print_stdout,
    reason = "the counts are what the test is run for"
)]

mod corpus_support;
mod interoperation_support;

use std::path::Path;
use std::process::Command;

use corpus_support::{documents, read};
use interoperation_support::{Exchanges, exchanges};
use tidings_codegen::settings::Perspective;
use tidings_codegen::{Form, Options, generate};

/// Where the specification keeps its examples.
const EXAMPLES: &str = "official/spec-examples/examples";

#[test]
fn examples_of_the_specification_are_exchanged_with_a_raw_side() {
    let Some(documents) = documents() else { return };
    let mut package = Package::default();
    let mut skipped = Vec::new();
    for document in documents {
        if !document.path.starts_with(EXAMPLES) {
            continue;
        }
        let (sources, _) = read(&document);
        let contract = tidings_model::lower(&sources).contract;
        for perspective in [Perspective::App, Perspective::Peer] {
            let mut options = Options::new(Form::SingleFile);
            options.settings.perspective = perspective;
            let generated = generate(&contract, &options);
            let (_, code) = generated.files.first().expect("there is a client");
            let side = match perspective {
                Perspective::App => "app",
                Perspective::Peer => "peer",
            };
            let title = format!("{} ({side})", document.name);
            let exchanges = exchanges(&contract, code);
            skipped.extend(
                exchanges
                    .skipped
                    .iter()
                    .map(|why| format!("{title}: {why}")),
            );
            package.add(&title, code, &exchanges);
        }
    }
    let said = package.run();
    print!("{said}");
    for why in &skipped {
        println!("not as the document has it: {why}");
    }
    let (went, failed): (Vec<&str>, Vec<&str>) =
        said.lines().partition(|line| line.starts_with("ok "));
    println!("{} exchanges work, {} do not", went.len(), failed.len());
    assert!(went.len() > 90, "there are operations to exchange through");
    assert!(failed.is_empty(), "{failed:#?}");
}

/// A program of clients and what they exchange.
#[derive(Default)]
struct Package {
    clients: Vec<(String, String)>,
    main: String,
}

impl Package {
    fn add(&mut self, title: &str, code: &str, exchanges: &Exchanges) {
        let module = format!("client_{}", self.clients.len());
        self.clients.push((module.clone(), code.to_owned()));
        for exchange in &exchanges.code {
            let call = exchange.replace("CLIENT", &module);
            self.main += &format!("    tell({title:?}, {call}).await;\n");
        }
    }

    /// Compiles and runs it, and gives what it says: a line for each operation.
    fn run(&self) -> String {
        let above = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = above.join("interoperation");
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        let runtime = here.join("../runtime/tidings");
        let runtime = runtime.canonicalize().expect("the runtime");
        write(
            "Cargo.toml",
            &format!(
                "[workspace]\n\n[package]\nname = \"interoperation\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\ntidings = {{ path = {runtime:?}, features = [\"cbor\", \"messagepack\", \"residual\", \"xml\"] }}\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n"
            ),
        );
        // The versions that the workspace has, which are there without a network.
        std::fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("a lock");
        write(
            "src/contents.rs",
            include_str!("../interoperation/contents.rs"),
        );
        write("src/raw.rs", include_str!("../interoperation/raw.rs"));
        let mut main = include_str!("../interoperation/main.rs").to_owned();
        for (module, code) in &self.clients {
            write(&format!("src/{module}.rs"), code);
            main += &format!("mod {module};\n");
        }
        main += &format!(
            "\n#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n{}}}\n",
            self.main
        );
        write("src/main.rs", &main);
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline", "--manifest-path"])
            .arg(folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", above.join("generated"))
            .output()
            .expect("cargo runs");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        String::from_utf8(output.stdout).expect("lines of text")
    }
}
