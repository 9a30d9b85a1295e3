//! How one is let in.

use tidings_diag::Location;

use super::{Extension, Origin, SecuritySchemeId};

/// A way to prove who one is.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// The key in `components/securitySchemes`, where it has one.
    pub key: Option<String>,
    /// Position.
    pub origin: Origin,
    /// `type`: `userPassword`, `scramSha256`, `oauth2`.
    pub scheme: String,
    /// `description`.
    pub description: Option<String>,
    /// `name`: of the header, query parameter or cookie of an `httpApiKey`.
    pub name: Option<String>,
    /// `in`: where an `apiKey` or `httpApiKey` stands.
    pub place: Option<String>,
    /// `scheme`: that of the header `Authorization` for `http`.
    pub http_scheme: Option<String>,
    /// `bearerFormat` of a bearer token.
    pub bearer_format: Option<String>,
    /// `flows` of `oauth2`.
    pub flows: Vec<OAuthFlow>,
    /// `openIdConnectUrl`.
    pub open_id_connect_url: Option<String>,
    /// `scopes`: the ones that whoever refers to the scheme needs; in AsyncAPI 2 they stand in the requirement.
    pub scopes: Vec<Scope>,
    /// Extensions.
    pub extensions: Vec<Extension>,
}

/// A way to a token of OAuth 2.
#[derive(Clone, Debug)]
pub struct OAuthFlow {
    /// The key in `flows`: `implicit`, `password`, `clientCredentials` or `authorizationCode`.
    pub grant: String,
    /// Position.
    pub origin: Origin,
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// `availableScopes` (`scopes` in AsyncAPI 2): the name of each and what it is for.
    pub available_scopes: Vec<(String, String)>,
}

/// One of the ways to be let in: everything in it is needed at once.
#[derive(Clone, Debug)]
pub struct SecurityRequirement {
    /// Position: the item of the list `security`.
    pub location: Location,
    /// The schemes; in AsyncAPI 3 always one.
    pub schemes: Vec<RequiredScheme>,
}

/// A scheme that is demanded.
#[derive(Clone, Debug)]
pub struct RequiredScheme {
    /// The scheme.
    pub scheme: SecuritySchemeId,
    /// The scopes that are demanded.
    pub scopes: Vec<Scope>,
}

/// A scope that is demanded.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// Position.
    pub location: Location,
}
