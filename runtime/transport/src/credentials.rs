//! How an application proves who it is, one form for each kind of security scheme that AsyncAPI knows.

use std::fmt;
use std::path::PathBuf;

/// A text that nothing shows by accident.
///
/// ```
/// let secret = tidings_transport::Secret::from("open sesame");
/// assert_eq!(format!("{secret:?}"), "***");
/// assert_eq!(secret.expose(), "open sesame");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A user and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPassword {
    /// The user.
    pub user: String,
    /// The password.
    pub password: Secret,
}

impl UserPassword {
    /// The user `user` with `password`.
    pub fn new(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            user: user.into(),
            password: password.into(),
        }
    }
}

/// A certificate and its private key, in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct X509 {
    /// The file of the certificate, in PEM.
    pub certificate: PathBuf,
    /// The file of the private key, in PEM.
    pub key: PathBuf,
}

impl X509 {
    /// The certificate and the private key in these files.
    pub fn new(certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Self {
            certificate: certificate.into(),
            key: key.into(),
        }
    }
}

/// A principal of Kerberos and where its keys are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kerberos {
    /// The principal.
    pub principal: String,
    /// The file of its keys.
    pub keytab: PathBuf,
}

impl Kerberos {
    /// The principal `principal` with its keys in `keytab`.
    pub fn new(principal: impl Into<String>, keytab: impl Into<PathBuf>) -> Self {
        Self {
            principal: principal.into(),
            keytab: keytab.into(),
        }
    }
}

/// Credentials in the form that their security scheme has (AsyncAPI 3.1, "Security Scheme Object", `type`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// `userPassword`.
    UserPassword(UserPassword),
    /// `plain`, `scramSha256` and `scramSha512`: SASL with a user and a password.
    Sasl(SaslMechanism, UserPassword),
    /// `gssapi`: SASL with Kerberos.
    Gssapi(Kerberos),
    /// `apiKey`: a key in the place of a user or a password.
    ApiKey(ApiKeyPlace, Secret),
    /// `httpApiKey`: a key in a part of a request that has a name.
    HttpApiKey {
        /// The part of the request.
        place: HttpPlace,
        /// The name of the header, the query parameter or the cookie.
        name: &'static str,
        /// The key.
        key: Secret,
    },
    /// `http` with the scheme `basic`.
    HttpBasic(UserPassword),
    /// `http` with another scheme, and what stands behind its name in the header `Authorization`.
    Http {
        /// The name of the scheme, such as `bearer`.
        scheme: &'static str,
        /// What proves it.
        token: Secret,
    },
    /// `oauth2`: an access token.
    OAuth2(Secret),
    /// `openIdConnect`: a token.
    OpenIdConnect(Secret),
    /// `X509`.
    X509(X509),
    /// `symmetricEncryption`: the key that both sides have.
    SymmetricKey(Secret),
    /// `asymmetricEncryption`: the application's own key.
    AsymmetricKey(Secret),
}

/// A way of SASL to prove that one knows a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SaslMechanism {
    /// PLAIN (RFC 4616).
    Plain,
    /// SCRAM-SHA-256 (RFC 7677).
    ScramSha256,
    /// SCRAM-SHA-512.
    ScramSha512,
}

/// The place of an API key in a protocol that knows users and passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKeyPlace {
    /// The user's.
    User,
    /// The password's.
    Password,
}

/// The part of a request over HTTP that holds an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HttpPlace {
    /// A header.
    Header,
    /// A parameter of the query.
    Query,
    /// A cookie.
    Cookie,
}
