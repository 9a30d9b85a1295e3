//! Security schemes and OAuth flows.

use super::table::{Field, Format, Keys, Kind, Object};

/// A list of ways to be let in, of which one is enough; used by servers and operations.
pub const SECURITY: Kind = Kind::List(&Kind::ObjectOrReference(&SECURITY_SCHEME));

/// Scopes by name, with what each is for.
const SCOPES: Kind = Kind::Map {
    keys: Keys::Any,
    values: &Kind::String(Format::Text),
};

/// Security Scheme Object; most fields apply to some types only.
pub static SECURITY_SCHEME: Object = Object::new(
    "security scheme",
    "Security Scheme Object",
    &[
        Field::new("bearerFormat", Kind::String(Format::Text)).when("type", &["http"]),
        Field::new("description", Kind::String(Format::Text)),
        Field::new("flows", Kind::Object(&OAUTH_FLOWS))
            .required()
            .when("type", &["oauth2"]),
        Field::new(
            "in",
            Kind::OneOf(&["user", "password", "query", "header", "cookie"]),
        )
        .required()
        .when("type", &["apiKey", "httpApiKey"]),
        Field::new("name", Kind::String(Format::Text))
            .required()
            .when("type", &["httpApiKey"]),
        Field::new("openIdConnectUrl", Kind::String(Format::Url))
            .required()
            .when("type", &["openIdConnect"]),
        Field::new("scheme", Kind::String(Format::Text))
            .required()
            .when("type", &["http"]),
        Field::new("scopes", Kind::List(&Kind::String(Format::Text)))
            .when("type", &["oauth2", "openIdConnect"]),
        Field::new(
            "type",
            Kind::OneOf(&[
                "userPassword",
                "apiKey",
                "X509",
                "symmetricEncryption",
                "asymmetricEncryption",
                "httpApiKey",
                "http",
                "oauth2",
                "openIdConnect",
                "plain",
                "scramSha256",
                "scramSha512",
                "gssapi",
            ]),
        )
        .required(),
    ],
);

/// OAuth Flows Object.
pub static OAUTH_FLOWS: Object = Object::new(
    "OAuth flows",
    "OAuth Flows Object",
    &[
        Field::new("authorizationCode", Kind::Object(&AUTHORIZATION_CODE_FLOW)),
        Field::new("clientCredentials", Kind::Object(&TOKEN_FLOW)),
        Field::new("implicit", Kind::Object(&IMPLICIT_FLOW)),
        Field::new("password", Kind::Object(&TOKEN_FLOW)),
    ],
);

/// OAuth Flow Object as `authorizationCode` has it.
pub static AUTHORIZATION_CODE_FLOW: Object = Object::new(
    "OAuth flow `authorizationCode`",
    "OAuth Flow Object",
    &[
        Field::new("authorizationUrl", Kind::String(Format::Url)).required(),
        Field::new("availableScopes", SCOPES).required(),
        Field::new("refreshUrl", Kind::String(Format::Url)),
        Field::new("tokenUrl", Kind::String(Format::Url)).required(),
    ],
);

/// OAuth Flow Object as `implicit` has it.
pub static IMPLICIT_FLOW: Object = Object::new(
    "OAuth flow `implicit`",
    "OAuth Flow Object",
    &[
        Field::new("authorizationUrl", Kind::String(Format::Url)).required(),
        Field::new("availableScopes", SCOPES).required(),
        Field::new("refreshUrl", Kind::String(Format::Url)),
    ],
);

/// OAuth Flow Object as `password` and `clientCredentials` have it.
pub static TOKEN_FLOW: Object = Object::new(
    "OAuth flow",
    "OAuth Flow Object",
    &[
        Field::new("availableScopes", SCOPES).required(),
        Field::new("refreshUrl", Kind::String(Format::Url)),
        Field::new("tokenUrl", Kind::String(Format::Url)).required(),
    ],
);
