//! What the contract lets in: a variant for each security scheme, in the form that the scheme has.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::{SecurityRequirement, SecurityScheme, SecuritySchemeId};
use tidings_naming::{Scope, pascal, snake};

use crate::emit::{Context, code, docs, ident};

/// The form of the credentials of a scheme.
#[derive(Clone, Copy)]
enum Form {
    UserPassword,
    Secret,
    X509,
    Kerberos,
}

/// A security scheme of the contract in Rust.
struct Scheme<'c> {
    described: &'c SecurityScheme,
    name: &'c str,
    variant: Ident,
    constructor: Ident,
    form: Form,
    /// The credentials as transports take them, made of `given`.
    converted: TokenStream,
}

impl Form {
    fn of(self) -> TokenStream {
        match self {
            Self::UserPassword => quote!(::tidings::transport::UserPassword),
            Self::Secret => quote!(::tidings::transport::Secret),
            Self::X509 => quote!(::tidings::transport::X509),
            Self::Kerberos => quote!(::tidings::transport::Kerberos),
        }
    }

    /// What a constructor takes, and the value that it makes of that.
    fn constructor(self) -> (TokenStream, TokenStream) {
        let of = self.of();
        let text = quote!(impl ::std::convert::Into<::std::string::String>);
        let secret = quote!(impl ::std::convert::Into<::tidings::transport::Secret>);
        let file = quote!(impl ::std::convert::Into<::std::path::PathBuf>);
        match self {
            Self::UserPassword => (
                quote!(user: #text, password: #secret),
                quote!(#of::new(user, password)),
            ),
            Self::Secret => (quote!(secret: #secret), quote!(secret.into())),
            Self::X509 => (
                quote!(certificate: #file, key: #file),
                quote!(#of::new(certificate, key)),
            ),
            Self::Kerberos => (
                quote!(principal: #text, keytab: #file),
                quote!(#of::new(principal, keytab)),
            ),
        }
    }
}

/// The form of a scheme's credentials, and how transports take them; none of a type that nobody knows.
fn form(scheme: &SecurityScheme) -> Option<(Form, TokenStream)> {
    let credentials = quote!(::tidings::transport::Credentials);
    let sasl = |mechanism: &str| {
        let mechanism = ident(mechanism);
        quote!(#credentials::Sasl(::tidings::transport::SaslMechanism::#mechanism, given))
    };
    Some(match scheme.scheme.as_str() {
        "userPassword" => (
            Form::UserPassword,
            quote!(#credentials::UserPassword(given)),
        ),
        "plain" => (Form::UserPassword, sasl("Plain")),
        "scramSha256" => (Form::UserPassword, sasl("ScramSha256")),
        "scramSha512" => (Form::UserPassword, sasl("ScramSha512")),
        "gssapi" => (Form::Kerberos, quote!(#credentials::Gssapi(given))),
        "X509" => (Form::X509, quote!(#credentials::X509(given))),
        "symmetricEncryption" => (Form::Secret, quote!(#credentials::SymmetricKey(given))),
        "asymmetricEncryption" => (Form::Secret, quote!(#credentials::AsymmetricKey(given))),
        "oauth2" => (Form::Secret, quote!(#credentials::OAuth2(given))),
        "openIdConnect" => (Form::Secret, quote!(#credentials::OpenIdConnect(given))),
        "apiKey" => {
            let place = ident(match scheme.place.as_deref() {
                Some("password") => "Password",
                _ => "User",
            });
            let place = quote!(::tidings::transport::ApiKeyPlace::#place);
            (Form::Secret, quote!(#credentials::ApiKey(#place, given)))
        }
        "httpApiKey" => {
            let place = ident(match scheme.place.as_deref() {
                Some("query") => "Query",
                Some("cookie") => "Cookie",
                _ => "Header",
            });
            let name = scheme.name.as_deref().unwrap_or_default();
            let place = quote!(::tidings::transport::HttpPlace::#place);
            (
                Form::Secret,
                quote!(#credentials::HttpApiKey { place: #place, name: #name, key: given }),
            )
        }
        "http" => match scheme.http_scheme.as_deref().unwrap_or_default() {
            basic if basic.eq_ignore_ascii_case("basic") => {
                (Form::UserPassword, quote!(#credentials::HttpBasic(given)))
            }
            other => (
                Form::Secret,
                quote!(#credentials::Http { scheme: #other, token: given }),
            ),
        },
        _ => return None,
    })
}

impl Context<'_> {
    /// Whether the contract has security schemes whose credentials have a form.
    pub(super) fn has_credentials(&self) -> bool {
        self.contract
            .security_schemes
            .iter()
            .any(|scheme| form(scheme).is_some())
    }

    /// The ways to be let in that `security` lists, each by the names of its schemes.
    pub(in crate::emit) fn ways_in_names(
        &self,
        security: &[SecurityRequirement],
    ) -> Vec<Vec<&str>> {
        let known = |id: &SecuritySchemeId| form(&self.contract.security_schemes[*id]).is_some();
        let ways = security.iter().filter_map(|way| {
            let schemes: Vec<SecuritySchemeId> = way.schemes.iter().map(|one| one.scheme).collect();
            let names = schemes.iter().map(|id| self.names.scheme(*id));
            schemes.iter().all(known).then(|| names.collect())
        });
        ways.collect()
    }

    /// The ways to be let in that `security` lists, as the runtime takes them.
    pub(in crate::emit) fn ways_in(&self, security: &[SecurityRequirement]) -> TokenStream {
        let ways = self.ways_in_names(security).into_iter();
        let ways = ways.map(|names| quote!(&[#(#names),*]));
        quote!(&[#(#ways),*])
    }

    fn schemes(&self) -> Vec<Scheme<'_>> {
        let (mut variants, mut constructors) = (Scope::default(), Scope::default());
        let schemes = self.contract.security_schemes.enumerate();
        let schemes = schemes.filter_map(|(id, described)| {
            let (form, converted) = form(described)?;
            let name = self.names.scheme(id);
            Some(Scheme {
                described,
                name,
                variant: ident(&variants.claim(name, &pascal(name))),
                constructor: ident(&constructors.claim(name, &snake(name))),
                form,
                converted,
            })
        });
        schemes.collect()
    }

    /// The credentials of the contract; nothing where it has no security schemes.
    pub(super) fn credentials(&self) -> TokenStream {
        if !self.has_credentials() {
            return TokenStream::new();
        }
        let name = ident(&self.names.credentials);
        let schemes = self.schemes();
        let comments: Vec<TokenStream> = schemes.iter().map(comment).collect();
        let variants: Vec<_> = schemes.iter().map(|scheme| &scheme.variant).collect();
        let forms = schemes.iter().map(|scheme| scheme.form.of());
        let constructors = schemes.iter().zip(&comments).map(|(scheme, comment)| {
            let (variant, constructor) = (&scheme.variant, &scheme.constructor);
            let (parameters, made) = scheme.form.constructor();
            quote! {
                #comment
                pub fn #constructor(#parameters) -> Self { Self::#variant(#made) }
            }
        });
        let names = schemes.iter().map(|scheme| scheme.name);
        let converted = schemes.iter().map(|scheme| &scheme.converted);
        quote! {
            /// How one proves who one is: a variant for each security scheme of the contract. `Debug` shows no secret.
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub enum #name { #(#comments #variants(#forms),)* }

            impl #name { #(#constructors)* }

            impl v1::ContractCredentials for #name {
                fn scheme(&self) -> &'static str {
                    match self { #(Self::#variants(_) => #names,)* }
                }
                fn into_credentials(self) -> ::tidings::transport::Credentials {
                    match self { #(Self::#variants(given) => #converted,)* }
                }
            }
        }
    }
}

fn comment(scheme: &Scheme<'_>) -> TokenStream {
    let what = format!(
        "The security scheme {}, {}.",
        code(scheme.name),
        code(&scheme.described.scheme)
    );
    match &scheme.described.description {
        Some(said) => docs::comment(&format!("{what}\n\n{said}")),
        None => docs::comment(&what),
    }
}
