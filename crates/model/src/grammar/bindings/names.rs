//! What names and other strings look like in the systems that bindings are about.

use crate::grammar::formats::Malformed;
use crate::grammar::table::Format;
use crate::rules::{PULSAR_NAMES, VALUE_NOT_ALLOWED};

/// Whether `text` has the form `format` of a foreign system; if not, what is wrong. Forms of AsyncAPI itself all hold.
pub(crate) fn check(text: &str, format: Format) -> Result<(), Malformed> {
    let (holds, rule, wanted, help) = match format {
        Format::KafkaTopic => (
            is_kafka_topic(text),
            &VALUE_NOT_ALLOWED,
            "the name of a topic of Kafka",
            "use 1 to 249 letters, digits, `.`, `_` and `-`, but not `.` or `..` alone",
        ),
        Format::NatsQueue => (
            !text.is_empty() && text.chars().count() <= 255 && !text.contains(char::is_whitespace),
            &VALUE_NOT_ALLOWED,
            "the name of a queue group of NATS",
            "use 1 to 255 characters without white space",
        ),
        Format::SqsQueue => (
            is_amazon_name(text, 80),
            &VALUE_NOT_ALLOWED,
            "the name of a queue of SQS",
            "use 1 to 80 letters, digits, `-` and `_`; a FIFO queue ends in `.fifo`",
        ),
        Format::SnsTopic => (
            is_amazon_name(text, 256),
            &VALUE_NOT_ALLOWED,
            "the name of a topic of SNS",
            "use 1 to 256 letters, digits, `-` and `_`; a FIFO topic ends in `.fifo`",
        ),
        Format::SolaceClient => (
            (1..=160).contains(&text.len()),
            &VALUE_NOT_ALLOWED,
            "the name of a client of Solace",
            "use 1 to 160 bytes of UTF-8",
        ),
        Format::ProtobufDuration => (
            is_protobuf_duration(text),
            &VALUE_NOT_ALLOWED,
            "a duration",
            "write seconds with at most nine digits behind the point and an `s`, for instance `86400s`",
        ),
        Format::PubsubSchemaName => (
            is_pubsub_schema_name(text),
            &VALUE_NOT_ALLOWED,
            "the name of a schema",
            "write `projects/{project}/schemas/{schema}`",
        ),
        Format::IbmmqName => (
            is_ibmmq_name(text),
            &VALUE_NOT_ALLOWED,
            "the name of an IBM MQ object",
            "use 1 to 48 letters, digits, `.`, `/`, `_` and `%`",
        ),
        Format::PulsarNamespace => (
            text.split('/').count() <= 2 && text.split('/').all(is_pulsar_name),
            &PULSAR_NAMES,
            "a namespace of Pulsar",
            "use letters, digits, `-`, `=`, `:`, `.` and `_`, with the tenant and `/` in front if it is named",
        ),
        Format::PulsarTenant => (
            is_pulsar_name(text),
            &PULSAR_NAMES,
            "a tenant of Pulsar",
            "use letters, digits, `-`, `=`, `:`, `.` and `_`",
        ),
        _ => return Ok(()),
    };
    if holds {
        Ok(())
    } else {
        Err(Malformed { rule, wanted, help })
    }
}

/// Apache Kafka, `org.apache.kafka.common.internals.Topic`; a parameter has a length that nobody knows yet.
fn is_kafka_topic(text: &str) -> bool {
    let fixed: String = text
        .split('{')
        .enumerate()
        .map(|(index, part)| match part.split_once('}') {
            Some((_, behind)) if index > 0 => behind,
            _ => part,
        })
        .collect();
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    !matches!(text, "" | "." | "..") && fixed.len() <= 249 && fixed.bytes().all(legal)
}

/// Amazon SQS, `CreateQueue`, and Amazon SNS, `CreateTopic`: the suffix counts.
fn is_amazon_name(text: &str, longest: usize) -> bool {
    let name = text.strip_suffix(".fifo").unwrap_or(text);
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    !name.is_empty() && text.len() <= longest && name.bytes().all(legal)
}

/// Protocol Buffers, `google/protobuf/duration.proto`, "JSON Mapping": seconds, up to nine fractional digits, `s`.
fn is_protobuf_duration(text: &str) -> bool {
    let Some(seconds) = text.strip_suffix('s') else {
        return false;
    };
    let seconds = seconds.strip_prefix('-').unwrap_or(seconds);
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let are_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(fraction) && fraction.len() <= 9
}

/// Google Cloud Pub/Sub, resource names: `projects/{project}/schemas/{schema}`.
fn is_pubsub_schema_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    matches!(parts[..], ["projects", project, "schemas", schema] if !project.is_empty() && !schema.is_empty())
}

/// IBM MQ, "Rules for naming IBM MQ objects": up to 48 characters out of a small set.
fn is_ibmmq_name(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"./_%".contains(&byte);
    (1..=48).contains(&text.len()) && text.bytes().all(legal)
}

/// Apache Pulsar, `NamedEntity`: tenants, namespaces and clusters.
fn is_pulsar_name(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-=:._".contains(&byte);
    !text.is_empty() && text.bytes().all(legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_all(format: Format, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(check(text, format).is_ok(), "{text:?} is right");
        }
        for text in wrong {
            assert!(check(text, format).is_err(), "{text:?} is wrong");
        }
    }

    #[test]
    fn durations_are_seconds() {
        check_all(
            Format::ProtobufDuration,
            &["86400s", "0.5s", "-1s", "3.123456789s"],
            &["86400", "1d", "s", "1.s", "1.1234567890s", "1,5s"],
        );
    }

    #[test]
    fn names_have_the_characters_of_their_system() {
        check_all(
            Format::KafkaTopic,
            &["orders.v1", "orders-{region}", "_", &"t".repeat(249)],
            &[
                "",
                ".",
                "..",
                "orders/v1",
                "orders-{region} ",
                &"t".repeat(250),
            ],
        );
        check_all(
            Format::NatsQueue,
            &["billing", "a.b", &"q".repeat(255)],
            &["", "my queue", &"q".repeat(256)],
        );
        check_all(
            Format::SqsQueue,
            &["orders", "orders_DLQ-1.fifo", &"q".repeat(80)],
            &["", ".fifo", "orders.dlq", "a b", &"q".repeat(81)],
        );
        check_all(
            Format::SnsTopic,
            &["orders", "orders.fifo", &"t".repeat(256)],
            &["", "orders.v1", &"t".repeat(257)],
        );
        check_all(
            Format::SolaceClient,
            &["orders-1", &"c".repeat(160)],
            &["", &"c".repeat(161), &"ü".repeat(81)],
        );
        check_all(
            Format::PubsubSchemaName,
            &["projects/shop/schemas/order"],
            &[
                "order",
                "projects/shop/topics/order",
                "projects//schemas/order",
            ],
        );
        check_all(
            Format::IbmmqName,
            &["ORDERS.IN", "a/b_c%d"],
            &["", "ORDERS IN", "ORDERS-IN", &"Q".repeat(49)],
        );
        check_all(
            Format::PulsarNamespace,
            &["staging", "contoso/staging", "a-b=c:d.e_f"],
            &["", "a/b/c", "a b", "a/"],
        );
        check_all(Format::PulsarTenant, &["contoso"], &["", "a/b", "a b"]);
    }
}
