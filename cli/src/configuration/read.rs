//! From the text of a file to decisions, or to the place where it makes no sense.

use anyhow::Error;
use tidings_diag::nearest;
use tidings_project::reading;

use super::Configuration;

/// Reads `text`, the file that the user knows as `name`.
///
/// # Errors
///
/// Says with line and column what is no TOML, no known key or no known value, and what was probably meant.
pub(super) fn parse(name: &str, text: &str) -> anyhow::Result<Configuration> {
    let configuration: Configuration = reading::parse(name, text).map_err(Error::msg)?;
    for check in configuration.diff.checks.keys() {
        if let Some(message) = objection_to_check(check.as_ref()) {
            let message = reading::at(name, text, check.span().start, &message);
            return Err(Error::msg(message));
        }
    }
    Ok(configuration)
}

/// Why nothing can be decided about the check `id`.
fn objection_to_check(id: &str) -> Option<String> {
    let ids = || tidings_diff::RULES.iter().map(|check| check.id);
    if ids().any(|known| known == id) {
        return None;
    }
    Some(match nearest(id, ids()) {
        Some(near) => format!("no check is called `{id}`; did you mean `{near}`?"),
        None => format!(
            "no check is called `{id}`; `tidings rules` lists those of the group compatibility"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = parse("tidings.toml", text).expect_err("a mistake");
        assert_eq!(error.to_string(), format!("tidings.toml:{expected}"));
    }

    #[test]
    fn mistakes_have_a_place_and_a_suggestion() {
        check("[lnit]\n", "1:2: unknown key `lnit`; did you mean `lint`?");
        check(
            "\n[lint]\nfial-on = \"info\"\n",
            "3:1: unknown key `fial-on`; did you mean `fail-on`?",
        );
        check(
            "[lint]\nfail-on = \"eror\"\n",
            "2:11: unknown value `eror`; did you mean `error`?",
        );
        check(
            "[lint]\nfail-on = \"warn\"\n",
            "2:11: unknown value `warn`; did you mean `warning`?",
        );
        check(
            "lint = 5\n",
            "1:8: invalid type: integer `5`, expected a table",
        );
        check(
            "[generate]\nxyz = 1\n",
            "2:1: unknown key `xyz`; known here: `perspective`, `formats`, `date-time`, `uuid`, `decimal`, `unknown-fields`, `enums`, `missing-type`, `newtypes`, `example-tests`, `derive`, `name`, `type`",
        );
        check(
            "[lint.rules]\nunknown-feild = \"off\"\n",
            "2:1: no rule is called `unknown-feild`; did you mean `unknown-field`?",
        );
        let none = "`tidings rules` lists them, and `[diff.checks]` decides about those of the group compatibility";
        for unknown in ["nothing-like-it", "payload-narrowed"] {
            check(
                &format!("[lint.rules]\n{unknown} = \"off\"\n"),
                &format!("2:1: no rule about documents or code is called `{unknown}`; {none}"),
            );
        }
        check("[[spec]]\n", "1:1: missing field `path`");
        check(
            "[diff]\npolcy = \"full\"\n",
            "2:1: unknown key `polcy`; did you mean `policy`?",
        );
        check(
            "[diff]\npolicy = \"full-transitiv\"\n",
            "2:10: unknown value `full-transitiv`; did you mean `full-transitive`?",
        );
        check(
            "[diff.checks]\nmessage-aded = \"off\"\n",
            "2:1: no check is called `message-aded`; did you mean `message-added`?",
        );
        check(
            "[diff.checks]\nmessage-added = \"braking\"\n",
            "2:17: unknown value `braking`; did you mean `breaking`?",
        );
        check(
            "[[diff.path]]\nchanels = [\"a\"]\n",
            "2:1: unknown key `chanels`; did you mean `channels`?",
        );
        check(
            "[[diff.path]]\nchannels = \"a\"\n",
            "2:12: invalid type: string \"a\", expected a list",
        );
        check(
            "[[diff.path]]\nchannels = [\"a[\"]\n",
            "2:12: `a[` is no pattern: unclosed character class; missing ']'",
        );
    }

    #[test]
    fn what_cannot_be_read_cannot_be_switched_off() {
        check(
            "[lint.rules]\n'syntax-error' = \"warning\"\n",
            "2:1: `syntax-error` says that something could not be read, which can never pass as success",
        );
    }

    #[test]
    fn an_empty_file_decides_nothing() {
        let configuration = parse("tidings.toml", "# nothing yet\n").expect("a configuration");
        assert!(configuration.lint.rules.is_empty() && configuration.spec.is_empty());
    }
}
