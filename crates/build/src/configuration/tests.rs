//! Contracts and schemas as a build script names them.

use tidings_test_folder::Folder;

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
    let folder = Folder::of("build", files);
    let root = folder.path();
    let out = root.join("out");
    let contract = root.join(files[0].0);
    let directives = configuration
        .root(root)
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
    let files = [
        ("order.schema.json", r#"{"type": "object"}"#),
        ("payment.avsc", r#"{"type": "string"}"#),
        (
            "api.yaml",
            "asyncapi: 3.0.0\ncomponents: {schemas: {Lamp: {type: string}}}\n",
        ),
        ("wrong.json", "{\n  \"type\": \"strng\"\n}"),
    ];
    let folder = Folder::of("build", &files);
    let out = folder.path().join("out");
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
    let files = [("v1/orders.yaml", SOUND), ("v2/orders.yaml", SOUND)];
    let folder = Folder::of("build", &files);
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
    for (level, key, is_written) in [
        ("off", None, true),
        ("info", None, true),
        ("warning", Some("cargo::warning"), true),
        ("error", Some("cargo::error"), false),
    ] {
        let decided = format!("[lint.rules]\n{rule} = \"{level}\"\n");
        let files = [("orders.yaml", &*broken), ("tidings.toml", &decided)];
        let (told, written) = check(&files, Configuration::default());
        let found = told.lines().find(|line| line.contains(rule));
        let found = found.and_then(|line| line.split('=').next());
        assert_eq!((found, !written.is_empty()), (key, is_written), "{told}");
    }
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
    let (told, written) = run("[lint]\nfail-on = \"info\"\n[[generate.type]]\npath = \"Lmap\"\n");
    assert!(
        told.starts_with("cargo::rerun-if-changed=~tidings.toml\n"),
        "{told}"
    );
    assert!(told.contains("did you mean `Lamp`?"), "{told}");
    assert_eq!(written, ["orders.rs"]);
    let (told, written) = run("[generate]\ndate-time = \"julian\"\n");
    let known = "unknown value `julian`; known here: `time`, `jiff`, `chrono`, `string`";
    let error = format!("cargo::error=~tidings.toml:2:13: {known}\n");
    assert!(told.contains(&error), "{told}");
    assert!(written.is_empty(), "{written:?}");
    for (decided, error) in [
        (
            "[generat]\n",
            "1:2: unknown key `generat`; did you mean `generate`?",
        ),
        (
            "[lint]\nrule = {}\n",
            "2:1: unknown key `rule`; did you mean `rules`?",
        ),
        (
            "[lint.rules]\nunknown-feild = \"off\"\n",
            "2:1: no rule is called `unknown-feild`; did you mean `unknown-field`?",
        ),
        (
            "[lint.rules]\nstale-output = \"warning\"\nunreadable = \"off\"\n",
            "3:1: `unreadable` says that something could not be read, which can never pass as success",
        ),
        (
            "[generate]\nexample-test = true\n",
            "2:1: unknown key `example-test`; did you mean `example-tests`?",
        ),
        (
            "[[generate.type]]\npath = \"Lamp\"\nenums = \"opn\"\n",
            "3:9: unknown value `opn`; did you mean `open`?",
        ),
    ] {
        let (told, written) = run(decided);
        let error = format!("cargo::error=~tidings.toml:{error}\n");
        assert!(told.contains(&error), "{told}");
        assert!(written.is_empty(), "{written:?}");
    }
    let (_, written) = run(
        "[diff]\npolicy = \"full\"\n[references]\nref-map = \"map.json\"\n[[spec]]\npath = \"api\"\n",
    );
    assert_eq!(written, ["orders.rs"], "what others read is left to them");
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
    let folder = Folder::new("build");
    let path = folder.write("orders.yaml", SOUND);
    let directives = Configuration::default().run(&elsewhere(), &path, None);
    assert!(
        directives
            .text()
            .contains("cargo::error=OUT_DIR is not set"),
        "{}",
        directives.text()
    );
}
