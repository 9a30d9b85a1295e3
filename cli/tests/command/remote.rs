//! Addresses in references: not read unless that is asked for, and then with care.

use crate::server::{Server, contract};
use crate::tidings::{Folder, Run};

fn validate(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["validate"], arguments].concat())
}

const FILES: [(&str, &str); 2] = [
    (
        "/schemas/lamp.yaml",
        "Lamp: { properties: { name: { $ref: '../common.json#/name' } } }\n",
    ),
    ("/common.json", "{ \"name\": { \"type\": \"string\" } }"),
];

#[test]
fn hosts_are_asked_only_when_they_are_allowed() {
    let server = Server::new(&FILES);
    let folder = Folder::new("remote-allowed");
    let address = server.address("/schemas/lamp.yaml");
    folder.write("lights.yaml", &contract(&format!("{address}#/Lamp")));
    validate(&folder, &["lights.yaml"]).expect_finding(
        "remote-ref",
        &[
            &address,
            "tidings vendor --allow-remote 127.0.0.1:",
            "--ref-map",
        ],
    );
    validate(
        &folder,
        &["lights.yaml", "--allow-remote", "schemas.example"],
    )
    .expect_finding("remote-ref", &[&address]);
    assert!(server.requests().is_empty());
    validate(&folder, &["lights.yaml", "--allow-remote", server.host()]).expect(0);
    assert_eq!(server.requests(), ["/schemas/lamp.yaml", "/common.json"]);
}

#[test]
fn each_file_is_fetched_once_for_all_documents() {
    let server = Server::new(&FILES);
    let folder = Folder::new("remote-once");
    let address = server.address("/schemas/lamp.yaml");
    for name in ["a.yaml", "b.yaml", "c.yaml"] {
        folder.write(name, &contract(&format!("{address}#/Lamp")));
    }
    validate(&folder, &[".", "--allow-remote", server.host()]).expect(0);
    let mut requests = server.requests();
    requests.sort();
    assert_eq!(requests, ["/common.json", "/schemas/lamp.yaml"]);
}

#[test]
fn mistakes_in_a_fetched_file_are_named_by_its_address() {
    let server = Server::new(&[("/lamp.yaml", "Lamp: { type: no-such-type }\n")]);
    let folder = Folder::new("remote-mistake");
    let address = server.address("/lamp.yaml");
    folder.write("api/lights.yaml", &contract(&format!("{address}#/Lamp")));
    let host = ["--allow-remote", server.host()];
    let arguments = [&["api/lights.yaml", "--format", "concise"], &host[..]].concat();
    let run = validate(&folder, &arguments).expect(1);
    assert!(
        run.stdout.starts_with(&format!("{address}:1:")),
        "{}",
        run.stdout
    );
}

#[test]
fn what_a_host_does_instead_of_answering_is_told() {
    let server = Server::new(&FILES);
    let other = Server::new(&FILES);
    let there = other.address("/common.json");
    let redirection =
        |to: &str| format!("302 Found\r\nLocation: {to}\r\nConnection: close\r\n\r\n");
    server.answer("/near", &redirection("common.json#/name"));
    server.answer("/far", &redirection(&there));
    server.answer("/round", &redirection("/round"));
    server.answer("/huge", "200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    server.answer("/broken", "nonsense\r\n\r\n");
    let folder = Folder::new("remote-answers");
    let run = |path: &str| {
        folder.write("lights.yaml", &contract(&server.address(path)));
        validate(&folder, &["lights.yaml", "--allow-remote", server.host()])
    };
    run("/near#/name").expect(0);
    run("/far").expect_finding("remote-ref", &[&there, "only its own host may be asked"]);
    run("/round").expect_finding("remote-ref", &["redirects more than 5 times"]);
    run("/huge").expect_finding("remote-ref", &["more than the 33554432 bytes"]);
    run("/gone").expect_finding("remote-ref", &["the host answers 404 Not Found"]);
    run("/broken").expect_finding("remote-ref", &["cannot be read"]);
    assert!(other.requests().is_empty());
}

#[test]
fn a_name_does_not_lead_to_this_machine() {
    let server = Server::new(&FILES);
    let port = server.host().rsplit(':').next().expect("a port");
    let host = format!("localhost:{port}");
    let folder = Folder::new("remote-private");
    folder.write(
        "lights.yaml",
        &contract(&format!("http://{host}/common.json#/name")),
    );
    validate(&folder, &["lights.yaml", "--allow-remote", &host])
        .expect_finding("remote-ref", &["which is no public address"]);
    assert!(server.requests().is_empty());
}

#[test]
fn a_map_names_files_that_take_the_place_of_addresses() {
    let folder = Folder::new("remote-map");
    folder.write(
        "maps/local.yaml",
        "Lamp: { properties: { name: { $ref: 'deep/common.json#/name' } } }\n",
    );
    folder.write("maps/copies/deep/common.json", FILES[1].1);
    folder.write(
        "maps/map.toml",
        "\"https://h/a/lamp.yaml\" = \"local.yaml\"\n\"https://h/a/\" = \"copies\"\n",
    );
    folder.write(
        "maps/map.json",
        "{ \"https://h/a/lamp.yaml\": \"local.yaml\", \"https://h/\": \"../maps/copies/..\" }",
    );
    folder.write("lights.yaml", &contract("https://h/a/lamp.yaml#/Lamp"));
    let run = |map: &str| validate(&folder, &["lights.yaml", "--root", ".", "--ref-map", map]);
    run("maps/map.toml").expect(0);
    run("maps/map.json").expect_finding(
        "remote-ref",
        &[
            "https://h/a/deep/common.json",
            "the map names maps/../maps/copies/../a/deep/common.json in its place, and no such file",
        ],
    );
    // What a folder takes the place of does not lead out of it.
    folder.write(
        "lights.yaml",
        &contract("https://h/a/%2E%2E/local.yaml#/Lamp"),
    );
    run("maps/map.toml").expect(1);
}

#[test]
fn a_map_that_makes_no_sense_is_a_mistake_of_the_caller() {
    let folder = Folder::new("remote-no-map");
    folder.write("lights.yaml", &contract("https://h/a"));
    for (name, text, message) in [
        ("a.toml", "a = 1", "a.toml is no map"),
        ("b.json", "[]", "b.json is no map"),
        ("c.toml", "\"https://h/#/a\" = \"x\"", "has a fragment"),
        (
            "d.toml",
            "\"https://h/\" = \"lights.yaml\"",
            "must be a folder",
        ),
    ] {
        folder.write(name, text);
        let run = validate(&folder, &["lights.yaml", "--ref-map", name]).expect(2);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    let run = validate(&folder, &["lights.yaml", "--ref-map", "none.toml"]).expect(2);
    assert!(
        run.stderr.contains("the map none.toml cannot be read"),
        "{}",
        run.stderr
    );
    let run = validate(&folder, &["lights.yaml", "--allow-remote", "https://h"]).expect(2);
    assert!(run.stderr.contains("a host is wanted"), "{}", run.stderr);
}
