//! Formats as languages: each one function that says whether a text is in it, and if not, why.
//!
//! The functions follow the RFC that the JSON Schema specification names for the format (draft-07 validation §7.3),
//! without regular expressions.

mod base64;
mod date_time;
mod decimal;
mod duration;
mod email;
mod hostname;
mod ip;
mod number;
mod pointer;
mod regex;
mod uri;
mod uri_template;
mod uuid;

pub use base64::byte;
pub use date_time::{date, date_time, time};
pub use decimal::decimal;
pub use duration::duration;
pub use email::{email, idn_email};
pub use hostname::hostname;
pub use ip::{ipv4, ipv6};
pub use number::NumberFormat;
pub use pointer::{json_pointer, relative_json_pointer};
pub use regex::regex;
pub use uri::{iri, iri_reference, uri, uri_reference};
pub use uri_template::uri_template;
pub use uuid::uuid;

/// Why a text is not in the language of a format.
pub type Reason = &'static str;

macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $check:ident,)+) => {
        /// A format that is known here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The format that a schema calls `name`.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The name a schema uses.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Whether `text` is in the language of this format.
            ///
            /// # Errors
            ///
            /// The reason why it is not.
            pub fn check(self, text: &str) -> Result<(), Reason> {
                match self {
                    $(Self::$variant => $check(text),)+
                }
            }
        }
    };
}

formats! {
    /// `full-date` of RFC 3339 §5.6.
    Date "date" date,
    /// `date-time` of RFC 3339 §5.6, leap seconds included.
    DateTime "date-time" date_time,
    /// `full-time` of RFC 3339 §5.6.
    Time "time" time,
    /// A duration of RFC 3339, appendix A.
    Duration "duration" duration,
    /// A mailbox of RFC 5321 §4.1.2.
    Email "email" email,
    /// A mailbox of RFC 6531.
    IdnEmail "idn-email" idn_email,
    /// A host name of RFC 1123 §2.1.
    Hostname "hostname" hostname,
    /// An IPv4 address in dotted decimals, RFC 2673 §3.2.
    Ipv4 "ipv4" ipv4,
    /// An IPv6 address of RFC 4291 §2.2.
    Ipv6 "ipv6" ipv6,
    /// A URI of RFC 3986, with its scheme.
    Uri "uri" uri,
    /// A URI or a relative reference of RFC 3986.
    UriReference "uri-reference" uri_reference,
    /// An IRI of RFC 3987, with its scheme.
    Iri "iri" iri,
    /// An IRI or a relative reference of RFC 3987.
    IriReference "iri-reference" iri_reference,
    /// A URI template of RFC 6570.
    UriTemplate "uri-template" uri_template,
    /// A UUID of RFC 4122 §3.
    Uuid "uuid" uuid,
    /// A JSON Pointer of RFC 6901 §3.
    JsonPointer "json-pointer" json_pointer,
    /// A relative JSON Pointer (draft-handrews-relative-json-pointer-01).
    RelativeJsonPointer "relative-json-pointer" relative_json_pointer,
    /// Bytes in base64, RFC 4648 §4, as OpenAPI's `byte` says.
    Byte "byte" byte,
    /// A decimal number in JSON's grammar, as OpenAPI's format registry says.
    Decimal "decimal" decimal,
    /// A regular expression of ECMA-262.
    Regex "regex" regex,
}

/// Whether `text` is in the language of the format that a schema calls `format`; `None` when no such format is known.
pub fn check(format: &str, text: &str) -> Option<Result<(), Reason>> {
    Format::named(format).map(|format| format.check(text))
}
