//! Every fixture in every format, and the laws of the order in which findings are shown.

mod run;

use run::Run;
use tidings_diag::Severity;
use tidings_report::{FORMATS, Format, Infos, Presentation, Remark};

const PLAIN: Presentation = Presentation {
    color: false,
    summary: true,
    infos: Infos::Shown,
    width: None,
};

fn render(run: &Run, format: &str, presentation: Presentation) -> String {
    let format = Format::named(format).expect("a known format");
    run.report(|report| format.render(report, presentation))
}

#[test]
fn every_fixture_in_every_format() {
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        for format in FORMATS {
            insta::assert_snapshot!(format.name, render(&run, format.name, PLAIN));
        }
    });
}

#[test]
fn colours_change_nothing_but_the_colours() {
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        let colored = Presentation {
            color: true,
            ..PLAIN
        };
        for format in FORMATS {
            let colored = render(&run, format.name, colored);
            let plain = render(&run, format.name, PLAIN);
            assert_eq!(without_styles(&colored), plain, "format {}", format.name);
        }
    });
}

#[test]
fn nothing_that_a_terminal_obeys_gets_through() {
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        for format in FORMATS {
            let text = render(&run, format.name, PLAIN);
            let obeyed = |character: char| character.is_control() && character != '\n';
            assert!(!text.contains(obeyed), "format {}: {text:?}", format.name);
        }
    });
}

#[test]
fn the_summary_line_can_be_left_out() {
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        let quiet = Presentation {
            summary: false,
            ..PLAIN
        };
        let summary = run.report(|report| report.summary().to_string());
        let with = render(&run, "human", PLAIN);
        let without = render(&run, "human", quiet);
        assert_eq!(with, format!("{without}{summary}\n"));
    });
}

#[test]
fn what_is_merely_worth_knowing_can_be_counted() {
    let counted = Presentation {
        infos: Infos::Counted,
        ..PLAIN
    };
    insta::glob!("fixtures/*.toml", |path| {
        let run = Run::read(path);
        let text = render(&run, "human", counted);
        if text == render(&run, "human", PLAIN) {
            assert!(!text.contains("info["), "{text}");
        } else {
            insta::assert_snapshot!("human-counted", text);
        }
        for format in FORMATS.iter().filter(|format| format.name != "human") {
            let all = render(&run, format.name, PLAIN);
            assert_eq!(render(&run, format.name, counted), all, "{}", format.name);
        }
    });
}

/// `text` without the sequences that select colours.
fn without_styles(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("a style ends with m").1;
    }
    plain + rest
}

#[test]
fn a_long_sentence_is_wrapped_where_a_terminal_is() {
    let remark = Remark {
        severity: Severity::Error,
        word: "breaking",
        message: "payload of `Placed`: the value `{ \"a\": 1 }` is allowed no more",
        place: None,
    };
    let narrow = Presentation {
        width: Some(42),
        ..PLAIN
    };
    let expected =
        "breaking: payload of `Placed`: the value\n          `{ \"a\": 1 }` is allowed no more\n";
    assert_eq!(Remark::show_all(&[remark], narrow), expected);
}
