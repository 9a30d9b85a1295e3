//! What a build script asks for, and how it is done.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tidings_codegen::settings::Formats;
use tidings_project::{Project, Unusable};

use crate::directives::Directives;

/// How a client is generated; made by [`crate::configure`].
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated until `compile` is called"]
pub struct Configuration {
    name: Option<String>,
    out_dir: Option<PathBuf>,
    root: Option<PathBuf>,
    annotate_formats: bool,
}

impl Configuration {
    /// The name of the file, and what `include_contract!` is given; the contract's own name unless this is called.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The folder that is written to; `OUT_DIR` unless this is called.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// The folder that references of the contract may not leave.
    ///
    /// Unless this is called it is the nearest folder upwards that holds `.git` or `tidings.toml`, else that of the
    /// package if the contract lies in it, else that of the contract.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Takes `format` for an annotation instead of a constraint, so that it is not checked and gives no type.
    pub fn annotate_formats(mut self) -> Self {
        self.annotate_formats = true;
        self
    }

    /// Validates the contract at `path` and generates its client, as `[generate]` of the nearest `tidings.toml` says.
    ///
    /// Nothing panics: whatever is wrong is told to Cargo, which fails the build.
    pub fn compile(self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        self.tell(path, |package, root| Project::open(package, path, root));
    }

    /// Generates the types of the schema at `path`, which needs no contract around it: in JSON Schema, Avro (`.avsc`) or
    /// Protocol Buffers (`.proto`, with the feature `protobuf`), perhaps with `#` and the place of the schema in the file.
    ///
    /// The module is called after the schema: `order` for `order.schema.json`, `Order` for
    /// `api.yaml#/components/schemas/Order`.
    /// Otherwise it does as [`Configuration::compile`].
    pub fn compile_schema(self, path: impl AsRef<str>) {
        let path = path.as_ref();
        self.tell(Path::new(path), |package, root| {
            Project::open_schema(package, path, root)
        });
    }

    /// Does the work for the package of this build script, and tells Cargo.
    fn tell(
        self,
        path: &Path,
        open: impl FnOnce(&Path, Option<&Path>) -> Result<Project, Unusable>,
    ) {
        let variable = |name| std::env::var_os(name).map(PathBuf::from);
        // Cargo runs a build script in the folder of its package; other build systems only say where that is.
        let package = variable("CARGO_MANIFEST_DIR").unwrap_or_else(|| PathBuf::from("."));
        let opened = open(&package, self.root.as_deref());
        let directives = self.write(path, opened, variable("OUT_DIR"));
        // Nobody is left to tell when Cargo does not listen.
        let _ = std::io::stdout()
            .lock()
            .write_all(directives.text().as_bytes());
    }

    /// Writes the code of what was `opened` at `path`, and gives what Cargo is to be told.
    fn write(
        self,
        path: &Path,
        opened: Result<Project, Unusable>,
        out_dir: Option<PathBuf>,
    ) -> Directives {
        let mut directives = Directives::default();
        let mut project = match opened {
            Ok(project) => project,
            Err(unusable) => {
                directives.rerun_if_changed(unusable.watched());
                directives.error(&unusable.to_string());
                return directives;
            }
        };
        directives.rerun_if_changed(project.watched());
        if self.annotate_formats {
            project.settings.formats = Formats::Annotate;
        }
        let generated = project.generate();
        for mistake in &generated.mistakes {
            directives.mistake(mistake);
        }
        let Some(code) = generated.code else {
            return directives;
        };
        let Some(folder) = self.out_dir.or(out_dir) else {
            directives.error(
                "OUT_DIR is not set, as it is in a build script; name a folder with `out_dir`",
            );
            return directives;
        };
        let name = self.name.unwrap_or_else(|| project.name());
        let file = folder.join(format!("{name}.rs"));
        if let Some(other) = claimed(&file, path) {
            directives.error(&format!(
                "{} and {} would both be `{name}`; give one of them another name: \
                 `tidings_build::configure().name(\"…\").compile(…)`",
                other.display(),
                path.display()
            ));
        } else if let Err(error) = write_if_changed(&file, &code) {
            directives.error(&format!("{} cannot be written: {error}", file.display()));
        } else {
            directives.module(&name, &file);
        }
        directives
    }
}

/// Takes `file` for the contract at `path`; gives the other contract of this build script that has taken it already.
fn claimed(file: &Path, path: &Path) -> Option<PathBuf> {
    static CLAIMS: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());
    // A thread that panicked has left the map as it was: it only ever grows by whole entries.
    let mut claims = CLAIMS.lock().unwrap_or_else(PoisonError::into_inner);
    let owner = claims
        .entry(file.to_owned())
        .or_insert_with(|| path.to_owned());
    Some(owner.clone()).filter(|owner| owner != path)
}

/// Leaves a file alone that says the same already, so that nothing is compiled again.
fn write_if_changed(file: &Path, code: &str) -> std::io::Result<()> {
    if std::fs::read(file).is_ok_and(|known| known == code.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "asyncapi: 3.0.0\ninfo: {title: Orders, version: 1.0.0}\nchannels: {}\n";

    impl Configuration {
        /// Does the work for the package in the folder `package`.
        fn run(self, package: &Path, path: &Path, out_dir: Option<PathBuf>) -> Directives {
            let opened = Project::open(package, path, self.root.as_deref());
            self.write(path, opened, out_dir)
        }
    }

    /// A package in which no contract lies.
    fn elsewhere() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    /// The lines for Cargo, with `~` for the folder of the files, and what was written.
    fn check(files: &[(&str, &str)], configuration: Configuration) -> (String, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let out = root.join("out");
        let contract = root.join(files[0].0);
        let directives = configuration
            .root(&root)
            .run(&elsewhere(), &contract, Some(out.clone()));
        let written = std::fs::read_dir(&out).into_iter().flatten();
        let written = written.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let root = format!("{}/", root.display());
        (directives.text().replace(&root, "~"), written.collect())
    }

    #[test]
    fn a_sound_contract_is_written_under_its_name() {
        let (told, written) = check(&[("api/orders.yaml", SOUND)], Configuration::default());
        assert_eq!(
            told,
            "cargo::rerun-if-changed=~api/orders.yaml\n\
             cargo::rustc-env=TIDINGS_CONTRACT_orders=~out/orders.rs\n"
        );
        assert_eq!(written, ["orders.rs"]);
    }

    #[test]
    fn a_file_whose_name_says_nothing_is_called_after_its_folder() {
        let (_, written) = check(&[("shop/asyncapi.yaml", SOUND)], Configuration::default());
        assert_eq!(written, ["shop.rs"]);
    }

    #[test]
    fn a_name_that_is_stated_wins() {
        let configuration = Configuration::default().name("client");
        let (_, written) = check(&[("orders.yaml", SOUND)], configuration);
        assert_eq!(written, ["client.rs"]);
    }

    #[test]
    fn schemas_are_written_under_their_names_and_refused_with_their_places() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        for (path, text) in [
            ("order.schema.json", r#"{"type": "object"}"#),
            ("payment.avsc", r#"{"type": "string"}"#),
            (
                "api.yaml",
                "asyncapi: 3.0.0\ncomponents: {schemas: {Lamp: {type: string}}}\n",
            ),
            ("wrong.json", "{\n  \"type\": \"strng\"\n}"),
        ] {
            std::fs::write(folder.path().join(path), text).unwrap();
        }
        for (path, name, told) in [
            (
                "order.schema.json",
                "order",
                "cargo::rerun-if-changed=order.schema.json\n",
            ),
            (
                "payment.avsc",
                "payment",
                "cargo::rerun-if-changed=payment.avsc\n",
            ),
            (
                "api.yaml#/components/schemas/Lamp",
                "Lamp",
                "cargo::rerun-if-changed=api.yaml\n",
            ),
            ("wrong.json", "wrong", "cargo::error=wrong.json:2:11: "),
            (
                "api.yaml",
                "api",
                "cargo::error=api.yaml is a whole document; name a schema in it",
            ),
            ("api.yaml#/nowhere", "nowhere", "cargo::error=api.yaml: "),
            (
                "none.json",
                "none",
                "cargo::error=there is no `none.json`; ",
            ),
        ] {
            let configuration = Configuration::default();
            let opened = Project::open_schema(folder.path(), path, Some(folder.path()));
            let directives = configuration.write(Path::new(path), opened, Some(out.clone()));
            let is_written = out.join(format!("{name}.rs")).exists();
            assert!(
                directives.text().contains(told),
                "{path}: {}",
                directives.text()
            );
            assert_eq!(is_written, !told.contains("error"), "{path}");
        }
    }

    #[test]
    fn two_contracts_of_one_name_are_told_apart_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["v1", "v2"] {
            let path = folder.path().join(version);
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(path.join("orders.yaml"), SOUND).unwrap();
        }
        let run = |configuration: Configuration, path: &str| {
            let out = Some(folder.path().join("out"));
            let directives = configuration.run(folder.path(), Path::new(path), out);
            let lines = directives.text().lines();
            lines
                .filter(|line| line.contains("error"))
                .collect::<String>()
        };
        assert_eq!(run(Configuration::default(), "v1/orders.yaml"), "");
        assert_eq!(
            run(Configuration::default(), "v2/orders.yaml"),
            "cargo::error=v1/orders.yaml and v2/orders.yaml would both be `orders`; give one of them another name: \
             `tidings_build::configure().name(\"…\").compile(…)`"
        );
        assert_eq!(
            run(Configuration::default().name("second"), "v2/orders.yaml"),
            ""
        );
    }

    #[test]
    fn mistakes_are_told_with_their_place_and_nothing_is_written() {
        let broken = SOUND.replace("channels", "chanels");
        let (told, written) = check(&[("orders.yaml", &broken)], Configuration::default());
        assert!(told.contains("cargo::error=~orders.yaml:3:1: "), "{told}");
        assert!(written.is_empty(), "{written:?}");
    }

    #[test]
    fn mistakes_that_code_does_without_are_warnings() {
        let broken = SOUND.replace("1.0.0}", "1.0.0, licence: MIT}");
        let (told, written) = check(&[("orders.yaml", &broken)], Configuration::default());
        let warning = "cargo::warning=~orders.yaml:2:39: ";
        assert!(told.contains(warning), "{told}");
        assert!(!told.contains("cargo::error"), "{told}");
        assert_eq!(written, ["orders.rs"]);

        let (_, rule) = told.rsplit_once('[').expect("a rule");
        let (rule, _) = rule.split_once(']').expect("a rule");
        let decided = format!("[lint.rules]\n{rule} = \"off\"\n");
        let files = [("orders.yaml", &*broken), ("tidings.toml", &decided)];
        let (told, written) = check(&files, Configuration::default());
        assert!(!told.contains("cargo::warning"), "{told}");
        assert_eq!(written, ["orders.rs"]);
    }

    #[test]
    fn what_the_project_has_decided_counts_and_is_watched() {
        let schemas =
            "components: {schemas: {Lamp: {type: object, properties: {on: {type: boolean}}}}}\n";
        let contract = format!("{SOUND}{schemas}");
        let run = |decided| {
            let files = [("api/orders.yaml", &*contract), ("tidings.toml", decided)];
            check(&files, Configuration::default())
        };
        let (told, written) =
            run("[lint]\nfail-on = \"info\"\n[[generate.type]]\npath = \"Lmap\"\n");
        assert!(
            told.starts_with("cargo::rerun-if-changed=~tidings.toml\n"),
            "{told}"
        );
        assert!(told.contains("did you mean `Lamp`?"), "{told}");
        assert_eq!(written, ["orders.rs"]);
        let (told, written) = run("[generate]\ndate-time = \"julian\"\n");
        assert!(told.contains("cargo::error=~tidings.toml:2:13: "), "{told}");
        assert!(written.is_empty(), "{written:?}");
    }

    #[test]
    fn every_file_that_takes_part_is_watched() {
        let channels = "channels: {orders: {$ref: 'parts/channels.yaml#/orders'}}\n";
        let contract = SOUND.replace("channels: {}\n", channels);
        let parts = ("parts/channels.yaml", "orders: {address: orders}\n");
        let (told, _) = check(
            &[("orders.yaml", &contract), parts],
            Configuration::default(),
        );
        assert!(
            told.contains("cargo::rerun-if-changed=~parts/channels.yaml\n"),
            "{told}"
        );
    }

    const LOCK: &str = "\
version = 1
[[file]]
url = \"https://schemas.example/channels.yaml\"
file = \"vendored/channels.yaml\"
sha256 = \"8e8e5e721c4605be60e6cd1916a05a6f8bcd1a62e628211a8daf3e9635eb2ace\"
size = 26
date = 2026-03-05
";

    #[test]
    fn copies_of_remote_files_take_part_and_are_watched_with_their_lock() {
        let address = "https://schemas.example/channels.yaml#/orders";
        let channels = format!("channels: {{orders: {{$ref: '{address}'}}}}\n");
        let contract = SOUND.replace("channels: {}\n", &channels);
        let copy = ("vendored/channels.yaml", "orders: {address: orders}\n");
        let run = |lock| {
            check(
                &[("orders.yaml", &contract), copy, ("tidings.lock", lock)],
                Configuration::default(),
            )
        };
        let (told, written) = run(LOCK);
        assert_eq!(
            told,
            "cargo::rerun-if-changed=~orders.yaml\n\
             cargo::rerun-if-changed=~vendored/channels.yaml\n\
             cargo::rerun-if-changed=~tidings.lock\n\
             cargo::rustc-env=TIDINGS_CONTRACT_orders=~out/orders.rs\n"
        );
        assert_eq!(written, ["orders.rs"]);
        let (told, written) = run("version = 2\n");
        assert_eq!(
            told,
            "cargo::rerun-if-changed=~tidings.lock\n\
             cargo::error=~tidings.lock makes no sense: it has version 2, this program reads version 1\n"
        );
        assert!(written.is_empty(), "{written:?}");
    }

    #[test]
    fn a_contract_that_is_not_there_fails_the_build_and_is_watched() {
        let directives =
            Configuration::default().run(&elsewhere(), Path::new("nowhere/orders.yaml"), None);
        let told = directives.text();
        assert!(told.starts_with("cargo::rerun-if-changed=nowhere/orders.yaml\ncargo::error=there is no `nowhere/orders.yaml`; "), "{told}");
    }

    #[test]
    fn without_a_folder_to_write_to_the_build_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("orders.yaml");
        std::fs::write(&path, SOUND).unwrap();
        let directives = Configuration::default().run(&elsewhere(), &path, None);
        assert!(
            directives
                .text()
                .contains("cargo::error=OUT_DIR is not set"),
            "{}",
            directives.text()
        );
    }
}
