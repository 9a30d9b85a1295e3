//! Messages in XML, as the contract writes its mapping down.

use std::collections::BTreeMap;

use tidings::transport::Message as Incoming;
use tidings::{Bytes, DecodeError, Message};

mod generated {
    include!("generated/xml.rs");
}

use generated::messages::{Keeper as KeeperMessage, Order as OrderMessage, Tags as TagsMessage};
use generated::types::{Card, Cat, Dog, Keeper, Line, Order, Pet, Tags};

fn order() -> Order {
    Order {
        id: 7,
        urgent: true,
        placed_at: Some(
            "2026-11-21T07:30:00.50+01:00"
                .parse()
                .expect("it is a time"),
        ),
        weight: tidings::Maybe::Null,
        lines: vec![
            Line {
                sku: "a\n\"<&".to_owned(),
                text: Some(" x > y & z \r".to_owned()),
            },
            Line {
                sku: "b".to_owned(),
                text: Some(String::new()),
            },
        ],
        notes: Some(vec!["first".to_owned(), String::new()]),
        labels: Some(BTreeMap::from([
            ("größe".to_owned(), -1),
            ("x-1".to_owned(), 2),
        ])),
        parent: Some(Box::new(Order {
            id: 1,
            urgent: false,
            placed_at: None,
            weight: tidings::Maybe::Value(1.5),
            lines: Vec::new(),
            notes: Some(Vec::new()),
            labels: None,
            parent: None,
        })),
    }
}

fn decode(text: &str) -> Result<OrderMessage, DecodeError> {
    OrderMessage::decode(&Incoming::new(
        "orders",
        Bytes::copy_from_slice(text.as_bytes()),
    ))
}

#[test]
fn what_is_written_is_read_again() {
    let message = OrderMessage::new(order());
    let encoded = message.encode().expect("it is valid");
    let text = std::str::from_utf8(&encoded.body).expect("it is UTF-8");
    let expected = concat!(
        r#"<order xmlns="urn:shop" id="7" is-urgent="true">"#,
        r#"<placedAt>2026-11-21T07:30:00.50+01:00</placedAt>"#,
        r#"<weight xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#,
        r#"<l:line xmlns:l="urn:line" sku="a&#10;&quot;&lt;&amp;"> x &gt; y &amp; z &#13;</l:line>"#,
        r#"<l:line xmlns:l="urn:line" sku="b"></l:line>"#,
        r#"<remarks><remark>first</remark><remark></remark></remarks>"#,
        r#"<labels><größe>-1</größe><x-1>2</x-1></labels>"#,
        r#"<order xmlns="urn:shop" id="1" is-urgent="false"><weight>1.5</weight><remarks></remarks></order>"#,
        r#"</order>"#,
    );
    // The property is called `parent`; its element has the name that the schema gives.
    assert_eq!(text, expected);
    assert_eq!(decode(text), Ok(message));
    let tags = TagsMessage::new(Tags(vec!["a".to_owned(), "b".to_owned()]));
    let encoded = tags.encode().expect("it is valid");
    assert_eq!(encoded.body, "<Tags><tag>a</tag><tag>b</tag></Tags>");
    assert_eq!(
        TagsMessage::decode(&Incoming::new("orders", encoded.body)),
        Ok(tags)
    );
}

#[test]
fn readers_take_what_other_writers_may_write() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
        <!-- An order. -->
        <s:order xmlns:s="urn:shop" is-urgent="1" id='&#55;'>
            <line xmlns="urn:line" sku="x"><![CDATA[<y>]]>&amp;&#x21;</line>
            <labels/>
        </s:order>"#;
    let read = decode(text).expect("it is read").payload;
    assert_eq!((read.id, read.urgent, read.notes), (7, true, None));
    assert_eq!(
        read.lines,
        [Line {
            sku: "x".to_owned(),
            text: Some("<y>&!".to_owned())
        }]
    );
    assert_eq!(read.labels, Some(BTreeMap::new()));
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let order =
        |inner: &str| format!(r#"<order xmlns="urn:shop" id="1" is-urgent="0">{inner}</order>"#);
    for (text, error) in [
        (
            order(r#"<line xmlns="urn:line" sku=""/>"#),
            "/lines/0/sku: \"\" is shorter than 1 character",
        ),
        (
            order(r#"<line xmlns="urn:line"/>"#),
            "/lines/0: the property \"sku\" is missing",
        ),
        (
            order(r#"<line xmlns="urn:line" sku="a" other="b"/>"#),
            "the property \"other\" is not allowed",
        ),
        (
            order("<weight>heavy</weight>"),
            "/weight: expected a number, found a string",
        ),
        (
            order("<weight><kg/></weight>"),
            "/weight: expected a text, found the element \"kg\"",
        ),
        (
            order("<weight>1</weight><weight>2</weight>"),
            "the property \"weight\" stands twice",
        ),
        (
            order("<remarks><other/></remarks>"),
            "/notes: expected the element \"remark\", found \"other\" of \"urn:shop\"",
        ),
        (order("&unknown;"), "the entity \"unknown\" is not known"),
        (order("<labels><a>1.5</a></labels>"), "/labels/a: "),
        (
            r#"<order id="1" is-urgent="0"/>"#.to_owned(),
            "(root): expected the element \"order\" of \"urn:shop\", found \"order\"",
        ),
        (
            r#"<order xmlns="urn:shop" id="0" is-urgent="0"/>"#.to_owned(),
            "/id: 0 is less than 1",
        ),
        (
            r#"<order xmlns="urn:shop" id="1" id="2"/>"#.to_owned(),
            "is not XML: ",
        ),
        ("<order>".to_owned(), "is not XML: "),
        ("<order></other>".to_owned(), "is not XML: "),
        ("<order/><order/>".to_owned(), "is not XML: a second root"),
        (
            "<order/>x".to_owned(),
            "is not XML: text stands outside of the root",
        ),
        (
            "<p:order/>".to_owned(),
            "is not XML: a prefix is not declared",
        ),
        (String::new(), "is not XML: there is no element"),
        ("<a>".repeat(100_000), "is nested deeper than 128 levels"),
        (
            "<!DOCTYPE order [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><order>&b;</order>"
                .to_owned(),
            "declares a document type, which is not read",
        ),
    ] {
        let refused = decode(&text).expect_err(&text).to_string();
        assert!(refused.contains(error), "{refused}, not {error}");
    }
    let body = Bytes::from_static(b"<order>\xff</order>");
    let refused = OrderMessage::decode(&Incoming::new("orders", body)).expect_err("it is no UTF-8");
    assert_eq!(refused.to_string(), "(root): is not UTF-8 at byte 7");
}

#[test]
fn what_xml_cannot_say_is_not_sent() {
    let encode = |order: Order| {
        let encoded = OrderMessage::new(order).encode();
        encoded
            .map(|encoded| encoded.body)
            .expect_err("it is refused")
            .to_string()
    };
    let line = Line {
        sku: "a\0".to_owned(),
        text: None,
    };
    assert_eq!(
        encode(Order {
            lines: vec![line],
            ..order()
        }),
        "/lines/0/sku: has a character that XML does not have"
    );
    let labels = BTreeMap::from([("a b".to_owned(), 1)]);
    assert_eq!(
        encode(Order {
            labels: Some(labels),
            ..order()
        }),
        "/labels/a b: has no place in XML"
    );
    assert_eq!(encode(Order { id: 0, ..order() }), "/id: 0 is less than 1");
}

/// Heirs of a schema with a discriminator, and alternatives that a constant tells apart.
#[test]
fn objects_that_a_property_tells_apart_are_read_and_written() {
    let cat = Cat::builder().pet_type("Cat").name("Tom").skill("naps");
    let dog = Dog::builder().pet_type("Dog").name("Rex").build();
    let dog = dog.with_toys(vec!["ball".to_owned(), "bone".to_owned()]);
    let keeper = Keeper::new(vec![Pet::from(cat.build()), Pet::from(dog)]);
    let keeper = KeeperMessage::new(keeper.with_pay(Card::new("4-2")));
    let encoded = keeper.encode().expect("it is valid");
    let expected = concat!(
        r#"<keeper><pet type="Cat"><name>Tom</name><skill>naps</skill></pet>"#,
        r#"<pet type="Dog"><name>Rex</name><toy>ball</toy><toy>bone</toy></pet>"#,
        r#"<pay by="2"><number>4-2</number></pay></keeper>"#,
    );
    assert_eq!(encoded.body, expected.as_bytes());
    let decode = |text: &'static str| KeeperMessage::decode(&Incoming::new("keepers", text));
    assert_eq!(decode(expected), Ok(keeper));

    let told = |text| decode(text).expect_err("it is refused").to_string();
    let unknown = told(r#"<keeper><pet type="Bird"><name>n</name></pet></keeper>"#);
    assert!(
        unknown.starts_with(r#"/pets/0/petType: "Bird" is not one of"#),
        "{unknown}"
    );
    let lacking = told(r#"<keeper><pet type="Cat"><name>n</name></pet></keeper>"#);
    assert!(lacking.contains("skill"), "{lacking}");
}
