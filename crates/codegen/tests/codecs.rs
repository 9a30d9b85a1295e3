//! Messages in every notation, as generated code writes and reads them.

use tidings::__generated::v1::{self, Correlated as _, Outgoing};
use tidings::transport::Message as Incoming;
use tidings::{Bytes, Encoded, Message};

mod generated {
    include!("generated/codecs.rs");
}

use generated::messages::{Blob, Line, Number, Packed, Photo, Question, Reading, Word};
use generated::operations::OnReadingMessage;
use generated::types::ReadingHeaders;

/// A message as it arrives after it was sent with this media type.
fn arrived(encoded: Encoded, content_type: Option<&str>) -> Incoming {
    let mut incoming = Incoming::new("readings", encoded.body);
    incoming.headers = encoded.headers;
    incoming.content_type = content_type.map(str::to_owned);
    incoming
}

#[track_caller]
fn check_round_trip<M: Message + Clone + std::fmt::Debug + PartialEq>(message: M, body: &[u8]) {
    let encoded = message.encode().expect("it is valid");
    assert_eq!(encoded.body, body);
    for content_type in [None, Some(M::CONTENT_TYPE)] {
        let incoming = arrived(encoded.clone(), content_type);
        assert_eq!(M::decode(&incoming), Ok(message.clone()));
    }
    let incoming = arrived(encoded, Some("application/vnd.other"));
    let refused = M::decode(&incoming).expect_err("it is another notation");
    let said = format!(
        "header content-type: is \"application/vnd.other\", and has to be {:?}",
        M::CONTENT_TYPE
    );
    assert_eq!(refused.to_string(), said);
}

fn reading(celsius: f64) -> generated::types::Reading {
    generated::types::Reading::new("a", celsius)
}

#[test]
fn each_media_type_has_its_bytes() {
    let headers = ReadingHeaders::new("north");
    check_round_trip(
        Reading::new(headers, reading(1.5)),
        b"\xa2fsensoraagcelsius\xf9\x3e\x00",
    );
    check_round_trip(
        Packed::new(reading(1.5)),
        b"\x82\xa7celsius\xcb\x3f\xf8\0\0\0\0\0\0\xa6sensor\xa1a",
    );
    check_round_trip(Line::new("a;b".to_owned()), b"a;b");
    check_round_trip(Photo::new(Bytes::from_static(b"\x89PNG")), b"\x89PNG");
    check_round_trip(Number::new(7), b"7");
    check_round_trip(Word::new(generated::types::WordPayload::Grün), b"gr\xfcn");
    let blob = Blob::new(Bytes::from_static(b"\0"));
    assert_eq!(blob.encode().map(|encoded| encoded.body), Ok(blob.payload));
}

#[test]
fn constraints_hold_in_every_notation() {
    let cold = Packed::new(reading(-300.0));
    let refused = cold.encode().expect_err("it is too cold").to_string();
    assert_eq!(refused, "/celsius: -300 is less than -273.15");
    let body = b"\x82\xa7celsius\xd1\xfe\xd4\xa6sensor\xa1a";
    let incoming = Incoming::new("readings", Bytes::from_static(body));
    let refused = Packed::decode(&incoming).expect_err("it is too cold");
    assert_eq!(refused.to_string(), "/celsius: -300 is less than -273.15");
    let incoming = Incoming::new("texts", "12");
    let refused = Number::decode(&incoming).expect_err("it is too great");
    assert_eq!(refused.to_string(), "(root): 12 is greater than 9");
}

#[test]
fn the_media_type_tells_messages_apart() {
    let of = |encoded, content_type| {
        <OnReadingMessage as v1::MessageSet>::decode(&arrived(encoded, content_type))
    };
    let packed = Packed::new(reading(2.0));
    let encoded = packed.encode().expect("it is valid");
    let found = of(encoded.clone(), Some("application/X-msgpack; v=1"));
    assert_eq!(found, Ok(OnReadingMessage::Packed(packed.clone())));
    // Another name for the notation, and none at all.
    let found = of(encoded.clone(), Some("application/msgpack"));
    assert_eq!(found, Ok(OnReadingMessage::Packed(packed)));
    let photo = Photo::new(Bytes::from_static(b"\xff"));
    let encoded = photo.encode().expect("any bytes are valid");
    assert_eq!(of(encoded, None), Ok(OnReadingMessage::Photo(photo)));
}

#[test]
fn the_runtime_finds_the_correlation_id_in_the_body() {
    let mut question = Question::new(generated::types::QuestionPayload {
        id: String::new(),
        reply_to: String::new(),
        text: None,
    });
    let mut outgoing = Outgoing::default();
    question.set_correlation_id("17", &mut outgoing);
    question.set_reply_to("answers", &mut outgoing);
    assert_eq!(outgoing, Outgoing::default());
    let incoming = arrived(question.encode().expect("it is valid"), None);
    let id = <Question as Message>::correlation_id(&incoming);
    assert_eq!(id.as_deref(), Some("17"));
    assert_eq!(question.payload.reply_to, "answers");
}
