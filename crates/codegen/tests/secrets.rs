//! What the contract calls sensitive is shown in no error, wherever it stands in a message.

use tidings::Message;
use tidings::transport::Message as Incoming;

mod generated {
    include!("generated/secrets.rs");
}

use generated::{LoginMessage, Visit};

const TOKEN: &str = "7d9f2c1e-4b5a-4c3d-8e2f-1a2b3c4d5e6f";

#[track_caller]
fn refused<M: Message + std::fmt::Debug>(incoming: &Incoming, said: &str) {
    let error = M::decode(incoming).expect_err("it is wrong").to_string();
    assert!(error.starts_with(said), "{error}, not {said}");
    assert_eq!(
        error.contains("hunter2"),
        said.contains("hunter2"),
        "{error}"
    );
}

#[test]
fn headers_show_no_secret() {
    for (headers, said) in [
        (
            [("token", "hunter2"), ("trace", TOKEN)],
            "header token: it is not a valid uuid: ",
        ),
        (
            [("token", TOKEN), ("pin", "77777777777")],
            "header pin: the value is greater than 2147483647",
        ),
        (
            [("token", TOKEN), ("trace", "hunter2")],
            "header trace: \"hunter2\" is not a valid uuid: ",
        ),
    ] {
        let mut incoming = Incoming::new("visits", "{}");
        for (name, value) in headers {
            incoming.headers.append(name, value.to_owned());
        }
        refused::<Visit>(&incoming, said);
    }
}

#[test]
fn avro_shows_no_secret() {
    for (fields, said) in [
        (
            ["hunter2", TOKEN, TOKEN],
            "/token: it is not a valid uuid: ",
        ),
        (
            [TOKEN, "hunter2", TOKEN],
            "/device: it is not a valid uuid: ",
        ),
        (
            [TOKEN, TOKEN, "hunter2"],
            "/trace: \"hunter2\" is not a valid uuid: ",
        ),
    ] {
        let mut body = Vec::new();
        for field in fields {
            // A length below 64 is twice itself in one byte.
            body.push(2 * field.len() as u8);
            body.extend(field.as_bytes());
        }
        let mut incoming = Incoming::new("visits", body);
        incoming.content_type = Some("application/avro".to_owned());
        refused::<LoginMessage>(&incoming, said);
    }
}
