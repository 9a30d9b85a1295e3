//! What is said of a message that is none of those that are expected.

use tidings::__generated::v1::{self, MessageSet, SetError};
use tidings::transport::Message;

use crate::contract::messages::{ParcelLost, ParcelSent};
use crate::contract::{ParcelEvent, types};

type Found = Result<ParcelEvent, SetError>;

/// Tells events apart by the header `kind`.
fn by_header(incoming: &Message) -> Found {
    v1::told_by_header(
        incoming,
        "kind",
        &[
            ("sent", v1::Candidate::of::<ParcelSent>()),
            ("lost", v1::Candidate::of::<ParcelLost>()),
        ],
    )
}

/// Tells events apart by the media type.
fn by_content_type(incoming: &Message) -> Found {
    v1::told_by_content_type(
        incoming,
        &[
            ("application/json", v1::Candidate::of::<ParcelSent>()),
            ("text/json", v1::Candidate::of::<ParcelLost>()),
        ],
    )
}

/// Tells events apart by a header that two of them share a text of.
fn by_shared_header(incoming: &Message) -> Found {
    v1::told_by_header(
        incoming,
        "kind",
        &[
            ("event", v1::Candidate::of::<ParcelSent>()),
            ("event", v1::Candidate::of::<ParcelLost>()),
            ("lost", v1::Candidate::of::<ParcelLost>()),
        ],
    )
}

/// Tells events apart by nothing but their shape.
fn by_trying(incoming: &Message) -> Found {
    v1::told_by_trying(
        incoming,
        &[
            v1::Candidate::of::<ParcelSent>(),
            v1::Candidate::of::<ParcelLost>(),
        ],
    )
}

/// An event with the header that every event has.
fn event(body: &str, headers: &[(&str, &str)]) -> Message {
    let mut message = Message::new("parcels/north/events", body.to_owned());
    for (name, value) in [("traceId", "t-1")].iter().chain(headers) {
        message.headers.append(*name, (*value).to_owned());
    }
    message
}

#[track_caller]
fn check(found: Found, said: &str) {
    assert_eq!(found.unwrap_err().to_string(), said);
}

#[test]
fn what_tells_messages_apart_is_named_with_what_stands_there() {
    let header = "it is none of ParcelSent, ParcelLost: the header \"kind\" tells them apart (\"sent\", \"lost\"), and ";
    check(by_header(&event("{}", &[])), &format!("{header}is missing"));
    let eaten = event("{}", &[("kind", "eaten")]);
    check(by_header(&eaten), &format!("{header}is \"eaten\""));
    let mut bytes = event("{}", &[]);
    bytes.headers.append("kind", &b"\xff"[..]);
    check(by_header(&bytes), &format!("{header}is no text"));

    let property = "it is none of ParcelSent, ParcelLost: the property \"event\" tells them apart (\"sent\", \"lost\"), and ";
    for (body, seen) in [
        ("{}", "is missing"),
        (r#"{"event": "eaten"}"#, "is \"eaten\""),
        (r#"{"event": {"kind": "sent"}}"#, "is an object"),
        ("[]", "the body is no object"),
        (
            "sent",
            "the body is not JSON: expected value at line 1 column 1",
        ),
    ] {
        let found = ParcelEvent::decode(&event(body, &[]));
        check(found, &format!("{property}{seen}"));
    }
}

#[test]
fn what_fits_no_shape_is_told_with_what_speaks_against_each() {
    let told = "(root): fits none of ParcelSent, ParcelLost; ";
    for (body, against) in [
        (
            r#"{"event": "lost", "parcel": 1}"#,
            "/event: \"lost\" is not one of \"sent\" (as ParcelSent); \
             /parcel: expected an object, found an integer (as ParcelSent); \
             /parcel: expected an object, found an integer (as ParcelLost); \
             (root): the property \"where_to\" is missing (as ParcelLost)",
        ),
        ("[]", "(root): expected an object, found an array"),
        (
            "{",
            "(root): is not JSON: EOF while parsing an object at line 1 column 1",
        ),
    ] {
        check(by_trying(&event(body, &[])), &format!("{told}{against}"));
    }
    let mut csv = event("{}", &[]);
    csv.content_type = Some("text/csv".to_owned());
    let error = by_content_type(&csv).unwrap_err().to_string();
    assert!(error.starts_with(told), "{error}");
}

#[test]
fn of_messages_that_share_a_text_the_first_that_fits_is_read() {
    let body = r#"{"event": "lost", "parcel": {"parcelId": "a", "grams": 1}, "where_to": "north"}"#;
    for kind in ["event", "lost"] {
        let found = by_shared_header(&event(body, &[("kind", kind)]));
        assert!(matches!(found, Ok(ParcelEvent::ParcelLost(_))), "{found:?}");
    }
    check(
        by_shared_header(&event("[]", &[("kind", "lost")])),
        "ParcelLost: (root): expected an object, found an array",
    );
    check(
        by_shared_header(&event("[]", &[("kind", "event")])),
        "(root): fits none of ParcelSent, ParcelLost; (root): expected an object, found an array",
    );
    check(
        by_shared_header(&event("{}", &[("kind", "sent")])),
        "it is none of ParcelSent, ParcelLost: the header \"kind\" tells them apart (\"event\", \"lost\"), and is \"sent\"",
    );
}

#[test]
fn a_message_that_is_told_speaks_for_itself() {
    let sent = event(r#"{"event": "sent"}"#, &[("kind", "sent")]);
    let said = "ParcelSent: (root): the property \"parcel\" is missing";
    check(by_header(&sent), said);
    check(ParcelEvent::decode(&sent), said);
    let parcel = types::Parcel::new("a", 1);
    let whole = event(
        r#"{"event": "sent", "parcel": {"parcelId": "a", "grams": 1}}"#,
        &[],
    );
    assert!(
        matches!(by_trying(&whole), Ok(ParcelEvent::ParcelSent(it)) if it.payload.parcel == parcel)
    );
}
