//! Credentials that are fetched: from the caller's provider, and for a refresh token.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use guestlist_party::runtime::{
    BoxError, CallOptions, Error, ProvidedToken, RefreshToken, Secret, TokenProvider,
};
use guestlist_party::{Client, ClientBuilder};
use guestlist_tests::server::{Answer, Request, Server};

use crate::security::credentials;
use crate::{saying, text};

/// Gives `token-1`, `token-2` and so on, one for each that was refused, and writes down what it hears.
#[derive(Clone, Default)]
struct Provider(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    asked: usize,
    refused: Vec<String>,
}

impl TokenProvider for Provider {
    fn token(&self) -> ProvidedToken<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            let mut heard = self.0.lock().unwrap();
            heard.asked += 1;
            Ok(format!("token-{}", heard.refused.len() + 1).into())
        })
    }

    fn refused(&self, token: &Secret) {
        self.0.lock().unwrap().refused.push(token.expose().to_owned());
    }
}

impl Provider {
    fn asked(&self) -> usize {
        self.0.lock().unwrap().asked
    }

    fn refused(&self) -> Vec<String> {
        self.0.lock().unwrap().refused.clone()
    }
}

async fn failing() -> Result<Secret, BoxError> {
    Err("the vault is shut".into())
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url())
}

#[tokio::test]
async fn what_a_provider_gives_travels_as_its_scheme_says() {
    let server = saying(Answer::new(204));
    let provider = Provider::default();
    let client = builder(&server)
        .header_key_provider(provider.clone())
        .query_key_provider(provider.clone())
        .cookie_key_provider(provider.clone())
        .bearer_provider(provider.clone())
        .machine_provider(provider.clone())
        .build()
        .unwrap();
    client.by_header().send().await.unwrap();
    client.by_query().send().await.unwrap();
    client.by_cookie().send().await.unwrap();
    client.by_bearer().send().await.unwrap();
    client.by_exchange().send().await.unwrap();
    let sent: Vec<_> = server.requests().iter().flat_map(credentials).collect();
    let expected = [
        "x-key: token-1",
        "?api%20key=token-1",
        "cookie: sid=token-1",
        "authorization: Bearer token-1",
        "authorization: Bearer token-1",
    ];
    assert_eq!(sent, expected);
    assert_eq!(provider.asked(), 5, "once for each attempt");
}

#[tokio::test]
async fn a_provider_is_not_asked_where_the_call_has_its_own_credential() {
    let server = saying(Answer::new(204));
    let provider = Provider::default();
    let client = builder(&server)
        .bearer_provider(provider.clone())
        .header_key_provider(provider.clone())
        .cookie_key_provider(provider.clone())
        .build()
        .unwrap();
    let own = |name: &str| CallOptions::new().header(name, "mine");
    client.by_bearer().options(own("authorization")).send().await.unwrap();
    client.by_header().options(own("x-key")).send().await.unwrap();
    client.by_cookie().options(own("cookie")).send().await.unwrap();
    let sent: Vec<_> = server.requests().iter().flat_map(credentials).collect();
    assert_eq!(sent, ["authorization: mine", "x-key: mine", "cookie: mine"]);
    assert_eq!(provider.asked(), 0);
}

/// A server that takes only this in `authorization`, or in the query.
fn taking(good: &'static str) -> Server {
    Server::start(move |request: &Request| match credentials(request).concat().contains(good) {
        true => Answer::new(204),
        false => Answer::new(401),
    })
}

#[tokio::test]
async fn a_provider_hears_of_a_401_and_is_asked_once_more() {
    let server = taking("token-2");
    let provider = Provider::default();
    let client = builder(&server).bearer_provider(provider.clone()).build().unwrap();
    client.by_bearer().send().await.unwrap();
    assert_eq!(provider.refused(), ["token-1"]);
    assert_eq!(server.count(), 2);

    let server = taking("token-9");
    let provider = Provider::default();
    let client = builder(&server).query_key_provider(provider.clone()).build().unwrap();
    let error = client.by_query().send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(provider.refused(), ["token-1"], "the second refusal is the caller's to handle");
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = saying(Answer::new(204));
    let client = builder(&server).bearer_provider(failing).build().unwrap();
    let Error::CommunicationError(error) = client.by_bearer().send().await.unwrap_err() else {
        panic!("not the error of a provider")
    };
    assert!(error.is_token());
    assert_eq!(error.to_string(), "no credential for `bearer`: the vault is shut");
    let empty = || async { Ok::<Secret, BoxError>("a\nb".into()) };
    let client = builder(&server).bearer_provider(empty).build().unwrap();
    let error = client.by_bearer().send().await.unwrap_err();
    assert!(matches!(&error, Error::InvalidRequest(_)), "{error}");
    assert!(error.to_string().contains("not printable ASCII"), "{error}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn what_a_provider_gives_is_masked() {
    let server = saying(Answer::json(500, r#"{"said":"you sent token-1"}"#));
    let client = builder(&server).bearer_provider(Provider::default()).build().unwrap();
    let error = client.by_bearer().send().await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("token-1"), "{error}");
}

/// A server that gives a token and a refresh token with the number of the exchange, and no new refresh token
/// where it `keeps` the first. A token lives for no time, so that each call exchanges.
fn consenting(keeps: bool) -> Server {
    let mut number = 0;
    Server::start(move |request: &Request| {
        if request.path_and_query != "/token" {
            return Answer::new(204);
        }
        number += 1;
        let refresh = if keeps { "" } else { &format!(r#","refresh_token":"again-{number}""#) };
        Answer::json(200, format!(r#"{{"access_token":"t{number}","expires_in":0{refresh}}}"#))
    })
}

fn forms(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let forms = requests.iter().filter(|request| request.path_and_query == "/token");
    forms.map(|request| text(request).to_owned()).collect()
}

#[tokio::test]
async fn a_refresh_token_is_exchanged_and_the_new_one_takes_its_place() {
    let server = consenting(false);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let heard = kept.clone();
    let consent = RefreshToken::new("first & only", "an app")
        .client_secret("a secret")
        .on_renewal(move |token| heard.lock().unwrap().push(token.expose().to_owned()));
    assert_eq!(format!("{consent:?}"), r#"RefreshToken { client_id: "an app", .. }"#);
    let client = builder(&server).machine_refresh(consent).build().unwrap();
    client.by_exchange().send().await.unwrap();
    client.by_exchange().send().await.unwrap();
    let client_is = "client_id=an%20app&client_secret=a%20secret";
    assert_eq!(
        forms(&server),
        [
            format!("grant_type=refresh_token&{client_is}&refresh_token=first%20%26%20only"),
            format!("grant_type=refresh_token&{client_is}&refresh_token=again-1"),
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["again-1", "again-2"]);
    let sent: Vec<_> = server.requests().iter().flat_map(credentials).collect();
    assert_eq!(sent, ["authorization: Bearer t1", "authorization: Bearer t2"]);
}

/// A call that is given up while its token is renewed loses nothing.
#[tokio::test]
async fn a_new_refresh_token_is_kept_although_its_call_is_given_up() {
    let token = r#"{"access_token":"t","refresh_token":"again"}"#;
    let server = Server::start(move |request: &Request| match request.path_and_query.as_str() {
        "/token" => Answer::json(200, token).after(Duration::from_millis(200)),
        _ => Answer::new(204),
    });
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let consent = RefreshToken::new("first", "app")
        .on_renewal(move |token| told.send(token.expose().to_owned()).unwrap());
    let client = builder(&server).machine_refresh(consent).build().unwrap();
    let hurried = CallOptions::new().timeout(Duration::from_millis(50));
    assert!(client.by_exchange().options(hurried).send().await.is_err());
    assert_eq!(heard.recv().await.as_deref(), Some("again"));
    client.by_exchange().send().await.unwrap();
    assert_eq!(forms(&server).len(), 1, "the token of the exchange is used");
}

#[tokio::test]
async fn a_refresh_token_that_is_not_renewed_is_used_again() {
    let server = consenting(true);
    let consent = RefreshToken::new("first", "app")
        .on_renewal(|token| panic!("nothing was renewed: {}", token.expose()));
    let client = builder(&server).machine_refresh(consent).build().unwrap();
    client.by_exchange().send().await.unwrap();
    client.by_exchange().send().await.unwrap();
    assert_eq!(forms(&server), ["grant_type=refresh_token&client_id=app&refresh_token=first"; 2]);
}

#[tokio::test]
async fn an_application_may_say_who_it_is_in_http_basic_and_ask_for_less() {
    let server = consenting(true);
    let consent = RefreshToken::new("first", "app").client_secret("s");
    let builder = builder(&server).machine_refresh(consent).token_basic();
    let client = builder.token_scopes(["guests:read"]).build().unwrap();
    client.by_exchange().send().await.unwrap();
    let form = "grant_type=refresh_token&scope=guests%3Aread&refresh_token=first";
    assert_eq!(forms(&server), [form]);
    assert_eq!(credentials(&server.requests()[0]), ["authorization: Basic YXBwOnM="]);
}

#[tokio::test]
async fn a_consent_that_is_withdrawn_is_said_without_the_token() {
    let refused = r#"{"error":"invalid_grant","error_description":"hush-hush is unknown"}"#;
    let server = saying(Answer::json(400, refused));
    let consent = RefreshToken::new("hush-hush", "app");
    let client = builder(&server).machine_refresh(consent).build().unwrap();
    let Error::CommunicationError(error) = client.by_exchange().send().await.unwrap_err() else {
        panic!("not the error of an exchange")
    };
    assert!(error.is_token());
    assert!(error.to_string().contains("400 Bad Request: invalid_grant"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hush-hush"));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_refresh_token_that_cannot_be_sent_makes_no_client() {
    for consent in [RefreshToken::new("", "app"), RefreshToken::new("first", "")] {
        let error = Client::builder().base_url("http://127.0.0.1:9").machine_refresh(consent);
        assert_eq!(
            error.build().unwrap_err().to_string(),
            "the credential `machine` cannot be sent: it is empty"
        );
    }
}
