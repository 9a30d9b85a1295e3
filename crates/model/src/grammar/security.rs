//! Security schemes and OAuth flows.

use super::table::{Field, Format, Keys, Kind, Names, Object, V2_1, V3_0};

/// A list of Security Requirement Objects of AsyncAPI 2, of which one is enough: names of schemes with scopes.
pub const REQUIREMENTS: Kind = Kind::List(&Kind::Map {
    keys: Keys::Names(Names::SecuritySchemes),
    values: &Kind::List(&Kind::String(Format::Text)),
});

/// A list of ways to be let in of AsyncAPI 3, of which one is enough.
pub const SECURITY: Kind = Kind::List(&Kind::ObjectOrReference(&SECURITY_SCHEME));

/// Scopes by name, with what each is for.
const SCOPES: Kind = Kind::Map {
    keys: Keys::Any,
    values: &Kind::String(Format::Text),
};

/// The scopes that a flow offers, as AsyncAPI 3 calls them.
const AVAILABLE_SCOPES: Field = Field::new("availableScopes", SCOPES).required().since(V3_0);

/// The scopes that a flow offers, as AsyncAPI 2 calls them.
const OFFERED_SCOPES: Field = Field::new("scopes", SCOPES).required().removed(V3_0);

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
        .when("type", &["apiKey", "httpApiKey"])
        .narrowed(&[
            ("apiKey", &["user", "password"]),
            ("httpApiKey", &["query", "header", "cookie"]),
        ]),
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
            .when("type", &["oauth2", "openIdConnect"])
            .since(V3_0),
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
        .required()
        .newer_values(&[
            ("plain", V2_1),
            ("scramSha256", V2_1),
            ("scramSha512", V2_1),
            ("gssapi", V2_1),
        ]),
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
        AVAILABLE_SCOPES,
        Field::new("refreshUrl", Kind::String(Format::Url)),
        OFFERED_SCOPES,
        Field::new("tokenUrl", Kind::String(Format::Url)).required(),
    ],
);

/// OAuth Flow Object as `implicit` has it.
pub static IMPLICIT_FLOW: Object = Object::new(
    "OAuth flow `implicit`",
    "OAuth Flow Object",
    &[
        Field::new("authorizationUrl", Kind::String(Format::Url)).required(),
        AVAILABLE_SCOPES,
        Field::new("refreshUrl", Kind::String(Format::Url)),
        OFFERED_SCOPES,
    ],
);

/// OAuth Flow Object as `password` and `clientCredentials` have it.
pub static TOKEN_FLOW: Object = Object::new(
    "OAuth flow",
    "OAuth Flow Object",
    &[
        AVAILABLE_SCOPES,
        Field::new("refreshUrl", Kind::String(Format::Url)),
        OFFERED_SCOPES,
        Field::new("tokenUrl", Kind::String(Format::Url)).required(),
    ],
);
