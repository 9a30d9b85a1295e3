//! Servers, their variables and who they let in, tried on a transport of somebody else's.

#![allow(
    dead_code,
    reason = "the code of a fixture has more than is tried here"
)]

use tidings::transport::{ApiKeyPlace, HttpPlace, SaslMechanism, Secret, UserPassword, X509};
use tidings::{ConnectError, Context, HandlerError};

mod recording;

mod ferries {
    include!("generated/servers.rs");
}

use ferries::{
    Credentials, DepartedPayload, DeparturesAddress, DeparturesDirection, DrillsAddress, Ferries,
    OnDrill, ProductionRegion, Server,
};

use recording::Recording;

#[test]
fn variables_are_typed_and_have_the_defaults_of_the_contract() {
    let server = Server::Production {
        region: ProductionRegion::Eu,
        port: "1883".to_owned(),
        tenant: "north".to_owned(),
    };
    assert_eq!(server.url(), "harbour://eu.ferries.example:1883/north");
    assert_eq!(
        Server::production("south").url(),
        "harbour://us-east.ferries.example:8883/south"
    );
    assert_eq!(Server::Test.url(), "harbour://localhost");
    let address = DeparturesAddress::new("A1");
    assert_eq!(address.direction, DeparturesDirection::Back);
    assert_eq!(tidings::Address::render(&address), "A1/back/departures");
    assert_eq!(DrillsAddress::default().kind, "fire");
}

#[tokio::test(flavor = "current_thread")]
async fn credentials_reach_the_transport_in_the_form_of_their_scheme() {
    let harbour = Recording::new("harbour");
    let builder = Ferries::builder().connector(harbour.clone());
    let server = Server::production("north");
    let builder = builder
        .on(server)
        .credentials(Credentials::scram("ada", "secret"));
    builder.connect().await.expect("it opens");
    let told = harbour.told();
    assert_eq!(
        told[0].what,
        "open harbour://us-east.ferries.example:8883/north"
    );
    let ada = UserPassword::new("ada", "secret");
    assert_eq!(
        told[0].credentials,
        [tidings::transport::Credentials::Sasl(
            SaslMechanism::ScramSha256,
            ada
        )]
    );
}

#[test]
fn every_scheme_has_its_form_and_no_secret_is_shown() {
    use tidings::__generated::v1::ContractCredentials;
    use tidings::transport::Credentials as Given;
    let ada = || UserPassword::new("ada", "secret");
    let secret = || Secret::from("secret");
    for (credentials, scheme, given) in [
        (
            Credentials::login("ada", "secret"),
            "login",
            Given::UserPassword(ada()),
        ),
        (
            Credentials::certificate("a.pem", "a.key"),
            "certificate",
            Given::X509(X509::new("a.pem", "a.key")),
        ),
        (
            Credentials::key("secret"),
            "key",
            Given::ApiKey(ApiKeyPlace::Password, secret()),
        ),
        (
            Credentials::header_key("secret"),
            "headerKey",
            Given::HttpApiKey {
                place: HttpPlace::Header,
                name: "X-Key",
                key: secret(),
            },
        ),
        (
            Credentials::basic("ada", "secret"),
            "basic",
            Given::HttpBasic(ada()),
        ),
        (
            Credentials::bearer("secret"),
            "bearer",
            Given::Http {
                scheme: "bearer",
                token: secret(),
            },
        ),
        (
            Credentials::token("secret"),
            "token",
            Given::OAuth2(secret()),
        ),
    ] {
        assert_eq!(credentials.scheme(), scheme);
        assert!(!format!("{credentials:?}").contains("secret"), "{scheme}");
        assert_eq!(credentials.into_credentials(), given);
        assert!(!format!("{given:?}").contains("secret"), "{scheme}");
    }
}

#[track_caller]
fn refused(result: Result<Ferries, ConnectError>, told: &str) {
    assert_eq!(result.expect_err("it is refused").to_string(), told);
}

#[tokio::test(flavor = "current_thread")]
async fn who_is_not_let_in_is_told_before_anything_is_opened() {
    let on = |server| {
        Ferries::builder()
            .connector(Recording::new("harbour"))
            .on(server)
    };
    refused(
        on(Server::production("north")).connect().await,
        "the server `production` demands `login`, or `scram`, or `certificate`, and credentials are given for none",
    );
    let token = Credentials::token("secret");
    refused(
        on(Server::production("north"))
            .credentials(token)
            .connect()
            .await,
        "the server `production` demands `login`, or `scram`, or `certificate`, and credentials are given for `token`",
    );
    refused(
        on(Server::Test)
            .credentials(Credentials::login("a", "b"))
            .connect()
            .await,
        "the server `test` demands no credentials, and credentials are given for `login`",
    );
    let memory = Ferries::builder()
        .url("memory://")
        .credentials(Credentials::login("a", "b"));
    refused(
        memory.connect().await,
        "the transport `memory` asks nobody who they are, so credentials for it have no use",
    );
    refused(
        Ferries::on(Server::Test).await,
        "no transport is known for `harbour:`; `memory:` is always there, `embedded:` comes with the feature \
         `embedded` of tidings, and `connector` of the builder takes any other",
    );
}

struct Drilled;

impl OnDrill for Drilled {
    async fn on_drill(
        &self,
        _: Context<DrillsAddress>,
        _: ferries::Drill,
    ) -> Result<(), HandlerError> {
        Ok(())
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_the_contract_has_on_another_server_is_refused_with_its_name() {
    let builder = Ferries::builder().connector(Recording::new("harbour"));
    let builder = builder.on(Server::production("north"));
    let builder = builder.credentials(Credentials::login("ada", "secret"));
    let ferries = builder.connect().await.expect("it opens");
    let departed = DepartedPayload::new("12:00");
    let sent = ferries.send_departure(DeparturesAddress::new("A1"), departed);
    sent.await.expect("every server has departures");
    let told =
        "the channel `drills` is not on the server `production`: the contract has it on `test`";
    let drill = ferries.send_drill(DrillsAddress::new(), "now".to_owned());
    assert_eq!(drill.await.expect_err("elsewhere").to_string(), told);
    let served = ferries.serve("crew").on_drill(Drilled).run().await;
    assert_eq!(served.expect_err("elsewhere").to_string(), told);
}
