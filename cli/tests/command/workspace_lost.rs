//! `tidings diff --workspace` of messages that do not reach any more who waits for them.

use serde_json::Value;

use crate::repository::git;
use crate::tidings::{Folder, Run};
use crate::workspace::{BOTH, PROJECT, contract, diff, document, repository};

/// What is lost in a workspace that is compared with its last commit, in words and as JSON.
#[track_caller]
fn lost(folder: &Folder) -> (Run, Vec<Value>) {
    let ask = |format| {
        let asked = ["--workspace", "--against", "HEAD", "--format", format];
        diff(folder, &asked).expect(1)
    };
    let document = document(&ask("json"));
    assert_eq!(document["apart"], Value::Array(Vec::new()));
    let lost = document["lost"].as_array().expect("a list").clone();
    (ask("human"), lost)
}

#[test]
fn a_sender_that_moves_loses_who_waits_for_it() {
    let folder = repository("workspace-lost");
    let moved =
        contract("Shop", "send", "id, note", BOTH).replace("address: orders", "address: sales");
    folder.write("shop.yaml", &moved);
    let (run, lost) = lost(&folder);
    let expected = "lost: nobody sends the message `Placed` any more where mail.yaml waits for it (`receiveOrder`); shop.yaml sent it there, at `orders`";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    assert!(run.stdout.contains("--> mail.yaml:15:17"), "{}", run.stdout);
    assert_eq!(lost.len(), 2);
    assert_eq!(lost[0]["moved"], "sender");
    let place = &lost[0]["waits_at"]["range"]["start"];
    assert_eq!((&place["line"], &place["column"]), (&15.into(), &17.into()));
}

#[test]
fn a_receiver_that_moves_waits_in_vain() {
    let folder = repository("workspace-lost-receiver");
    let moved = contract("Mail", "receive", "id", "id: { type: string }")
        .replace("address: orders", "address: sales");
    folder.write("mail.yaml", &moved);
    let (run, lost) = lost(&folder);
    let expected = "lost: mail.yaml waits for the message `Placed` (`receiveOrder`) where nobody sends it; shop.yaml sends it at `orders`, where mail.yaml waited before";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0]["moved"], "receiver");
}

#[test]
fn both_may_move_away_from_each_other() {
    let folder = repository("workspace-lost-both");
    let (shop, mail) = (
        contract("Shop", "send", "id, note", BOTH),
        contract("Mail", "receive", "id", "id: { type: string }"),
    );
    folder.write("shop.yaml", &shop.replace("address: orders", "address: a"));
    folder.write("mail.yaml", &mail.replace("address: orders", "address: b"));
    let (run, lost) = lost(&folder);
    let expected = "lost: nobody sends the message `Placed` where mail.yaml waits for it now (`receiveOrder`); shop.yaml sent it at `orders`, where mail.yaml waited before";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    let moved: Vec<&Value> = lost.iter().map(|one| &one["moved"]).collect();
    assert_eq!(moved, ["sender", "both"]);
}

#[test]
fn operations_that_do_not_meet_any_more_are_told_once() {
    let folder = repository("workspace-lost-apart");
    let moved =
        contract("Shop", "send", "id, note", BOTH).replace("broker.example", "other.example");
    folder.write("shop.yaml", &moved);
    let (run, lost) = lost(&folder);
    let expected = "shop.yaml sent it there, at `orders`; both have the address `orders` on different servers now";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    assert!(!run.stdout.contains("apart: "), "{}", run.stdout);
    assert_eq!(lost[0]["apart_at"], "orders");
    let comment = ["--workspace", "--against", "HEAD", "--format", "markdown"];
    let comment = diff(&folder, &comment).expect(1);
    let row = "| shop.yaml | mail.yaml | 0 accepted, 1 lost |";
    assert!(comment.stdout.contains(row), "{}", comment.stdout);
}

#[test]
fn a_contract_that_is_gone_loses_who_waits_for_it() {
    let folder = repository("workspace-lost-gone");
    let rest = PROJECT.split_once("[[spec]]\npath = \"billing.yaml\"");
    let (_, rest) = rest.expect("the second entry");
    let rest = format!("[[spec]]\npath = \"billing.yaml\"{rest}");
    let expected = "lost: nobody sends the message `Placed` any more where mail.yaml waits for it (`receiveOrder`); HEAD:shop.yaml, which is no part of the workspace any more, sent it there, at `orders`";
    folder.write("tidings.toml", &rest);
    // Its file may stay where it is.
    for is_removed in [false, true] {
        if is_removed {
            git(&folder, &["rm", "--quiet", "--cached", "shop.yaml"]);
            std::fs::remove_file(folder.path().join("shop.yaml")).expect("the file was there");
        }
        let (run, lost) = lost(&folder);
        assert!(run.stdout.contains(expected), "{}", run.stdout);
        assert_eq!(lost.len(), 2);
    }
    let asked = ["--workspace", "--against", "HEAD"];
    let accepted = diff(&folder, &[&asked[..], &["--accept"]].concat()).expect(0);
    assert!(
        accepted.stdout.contains("accepted: "),
        "{}",
        accepted.stdout
    );
    diff(&folder, &asked).expect(0);
}

#[test]
fn a_receiver_that_is_gone_loses_nothing() {
    let folder = repository("workspace-gone-receiver");
    let (rest, _) = PROJECT
        .split_once("[[spec]]\npath = \"mail.yaml\"")
        .expect("the last entry");
    folder.write("tidings.toml", rest);
    std::fs::remove_file(folder.path().join("mail.yaml")).expect("the file was there");
    diff(&folder, &["--workspace", "--against", "HEAD"]).expect(0);
}

#[test]
fn a_past_configuration_that_makes_no_sense_is_told() {
    let folder = repository("workspace-gone-configuration");
    folder.write("tidings.toml", "[[spec]]\npaht = \"shop.yaml\"\n");
    git(&folder, &["commit", "--quiet", "-am", "two"]);
    folder.write("tidings.toml", PROJECT);
    let run = diff(&folder, &["--workspace", "--against", "HEAD"]).expect(0);
    let expected = "its configuration makes no sense: HEAD:tidings.toml:2:1: unknown key `paht`";
    assert!(
        run.stderr.replace('\n', " ").contains(expected),
        "{}",
        run.stderr
    );
}

#[test]
fn who_waits_for_a_reply_that_nobody_sends_any_more_is_told() {
    let folder = Folder::new("workspace-reply-lost");
    let contract = |action: &str, reply: &str| {
        format!(
            "\
asyncapi: 3.0.0
info: {{ title: Prices, version: 1.0.0 }}
servers:
  north: {{ host: broker.example, protocol: kafka }}
channels:
  questions: {{ address: questions, messages: {{ Question: {{ payload: {{ type: string }} }} }} }}
  answers: {{ address: answers, messages: {{ Answer: {{ payload: {{ type: integer }} }} }} }}
operations:
  {action}Question: {{ action: {action}, channel: {{ $ref: '#/channels/questions' }}{reply} }}
"
        )
    };
    let reply = ", reply: { channel: { $ref: '#/channels/answers' } }";
    git(&folder, &["init", "--quiet"]);
    folder.write("tidings.toml", PROJECT);
    folder.write("shop.yaml", &contract("receive", reply));
    folder.write("billing.yaml", &contract("send", reply));
    folder.write("mail.yaml", &contract("send", ""));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    diff(&folder, &["--workspace", "--against", "HEAD"]).expect(0);
    folder.write("shop.yaml", &contract("receive", ""));
    let run = diff(&folder, &["--workspace", "--against", "HEAD"]).expect(1);
    let expected = "lost: nobody sends the message `Answer` any more where billing.yaml waits for it (`sendQuestion`); shop.yaml sent it there, at `answers`";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}
