//! What types written by hand write, the types read that are generated from their contract, and the other way round.

use example_code_first::{BooksLent, Condition, LendBook, LoanRefused, Returned};
use tidings::Message;
use tidings::transport;

#[allow(missing_docs, reason = "the contract documents what it wants to")]
mod library {
    tidings::include_contract!("library");
}

/// Takes `by_hand` to the generated message and back; both write the same bytes.
#[track_caller]
fn check<H, G>(by_hand: &H)
where
    H: Message + PartialEq + std::fmt::Debug,
    G: Message,
{
    let sent = by_hand.encode().expect("it may be sent").body;
    let arrived = transport::Message {
        content_type: Some(H::CONTENT_TYPE.to_owned()),
        ..transport::Message::new("somewhere".to_owned(), sent.clone())
    };
    let generated = G::decode(&arrived).expect("the generated type reads it");
    let back = generated.encode().expect("it may be sent").body;
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
    assert_eq!(json(&back), json(&sent));
    let arrived = transport::Message {
        body: back,
        ..arrived
    };
    assert_eq!(
        &H::decode(&arrived).expect("its own type reads it"),
        by_hand
    );
    assert_eq!(H::NAME, G::NAME);
    assert_eq!(H::KIND, G::KIND);
    assert_eq!(H::CONTENT_TYPE, G::CONTENT_TYPE);
}

#[test]
fn both_sides_read_each_others_bytes() {
    for weeks in [None, Some(255)] {
        check::<_, library::messages::LendBook>(&LendBook {
            card: u32::MAX,
            books: vec!["978-0262033848".to_owned(), String::new()],
            weeks,
        });
    }
    let back = [("978-0262033848", "2026-12-24"), ("b", "")];
    check::<_, library::messages::BooksLent>(&BooksLent {
        back: back
            .map(|(book, day)| (book.to_owned(), day.to_owned()))
            .into(),
    });
    for refused in [
        LoanRefused::Expired {
            since: "2026".to_owned(),
        },
        LoanRefused::Lent {
            books: vec!["b".to_owned()],
        },
    ] {
        check::<_, library::messages::LoanRefused>(&refused);
    }
    for condition in [Condition::Good, Condition::Worn, Condition::Lost] {
        check::<_, library::messages::BookReturned>(&Returned {
            book: "b".to_owned(),
            condition,
        });
    }
}
