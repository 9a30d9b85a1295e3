//! Questions made to exhaust a search: the file `tests/hostile/questions.yaml`.

use std::path::Path;

use tidings_schema::Literal;
use tidings_source::{MemoryFiles, Sources};

use crate::template::expand;

/// Where they are, from the top of the repository.
const FILE: &str = "crates/decide/tests/hostile/questions.yaml";

/// Whether every value of the first schema is one of the second.
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) first: Literal,
    pub(crate) second: Literal,
    /// What is true.
    pub(crate) holds: bool,
    /// Whether it is to be found out.
    #[allow(dead_code, reason = "measurements show what is found out")]
    pub(crate) is_answered: bool,
}

/// Every question.
pub(crate) fn questions() -> Vec<Question> {
    // From the top of the repository, because other packages ask them as well.
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders
        .map(|folder| folder.join(FILE))
        .find(|path| path.exists());
    let path = found.unwrap_or_else(|| panic!("{FILE} is not there"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{FILE}: {error}"));
    let (sources, _) = Sources::link(&MemoryFiles::new([(FILE, text.as_str())]), FILE);
    let root = sources.root().expect("a file of questions has a value");
    let questions: Vec<_> = root
        .items()
        .map(|item| question(&Literal::from(item)))
        .collect();
    assert!(questions.len() > 50, "only {} questions", questions.len());
    questions
}

fn question(entry: &Literal) -> Question {
    let field = |key: &str| {
        let value = entry.get(key);
        value.unwrap_or_else(|| panic!("{key} is missing in {entry}"))
    };
    let text = |key: &str| field(key).as_str().expect("a text");
    let is_yes = |key: &str| match text(key) {
        "yes" => true,
        "no" => false,
        other => panic!("{other} is neither yes nor no"),
    };
    let is_answered = text("answer") != "unknown";
    Question {
        name: text("name").to_owned(),
        first: expand(field("first")),
        second: expand(field("second")),
        holds: is_yes(if is_answered { "answer" } else { "holds" }),
        is_answered,
    }
}
