//! Clients from environment variables.

use guestlist_datatrails::Client;
use guestlist_tests::environment::{
    Variable, assert_bad_values_are_named, child, tell, tell_result, wanted,
};
use guestlist_tests::secrets::assert_debug_hides;
use guestlist_tests::server::{Answer, Request, Server};

/// Does nothing unless it is the child.
#[test]
fn the_child() {
    let client = wanted();
    match client.as_deref() {
        Some("client") => drop(tell(Client::from_env(), Client::session)),
        // This one calls as well.
        Some("list") => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Some(client) = tell(Client::from_env(), Client::session) {
                let listed = runtime.unwrap().block_on(client.list_invites().send());
                assert_debug_hides(&listed);
                tell_result(if listed.is_ok() { "Success" } else { "Error" });
            }
        }
        Some(other) => panic!("there is no child {other:?}"),
        None => {}
    }
}

const TOKEN: Variable<'static> = ("DATATRAILS_AUTHTOKEN", b"hush-token");
const ID: Variable<'static> = ("DATATRAILS_APPREG_CLIENT", b"app-id");
const APP_SECRET: Variable<'static> = ("DATATRAILS_APPREG_SECRET", b"hush-app");

#[test]
fn credentials_that_are_missing_are_named() {
    let missing = "credentials are missing: set DATATRAILS_AUTHTOKEN, \
                   or DATATRAILS_APPREG_CLIENT and DATATRAILS_APPREG_SECRET";
    for set in [&[][..], &[ID], &[APP_SECRET]] {
        assert_eq!(child("client", set), missing);
    }
}

#[test]
fn credentials_that_are_there_are_taken() {
    assert_eq!(child("client", &[TOKEN]), "https://app.datatrails.ai");
    assert_eq!(child("client", &[ID, APP_SECRET]), "https://app.datatrails.ai");
}

#[test]
fn a_variable_that_is_empty_or_not_unicode_is_named() {
    assert_bad_values_are_named("client", &[TOKEN]);
    assert_bad_values_are_named("client", &[ID, APP_SECRET]);
}

#[test]
fn a_base_url_of_the_environment_is_checked_and_hides_its_password() {
    let told = child("client", &[TOKEN, ("DATATRAILS_URL", b"https://example.com/prefix/")]);
    assert_eq!(told, "https://example.com/prefix");
    let bad: [&[u8]; 6] = [
        b"example.com",
        b"ftp://example.com",
        b"https://hush:hush@example.com",
        b"https://user:hush",
        b"client:hush",
        b"hush",
    ];
    for bad in bad {
        let told = child("client", &[TOKEN, ("DATATRAILS_URL", bad)]);
        assert!(told.contains("is not a base URL: "), "{told}");
    }
    for (value, reason) in [(&b" "[..], "it is empty"), (b"https://\xff", "it is not Unicode")] {
        let told = child("client", &[TOKEN, ("DATATRAILS_URL", value)]);
        let name = "the environment variable DATATRAILS_URL";
        assert_eq!(told, format!("{name} cannot be used: {reason}"));
    }
}

/// What a client of the environment sends to a server.
fn sent(set: &[Variable<'_>]) -> (String, Vec<Request>) {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "POST" => Answer::json(200, r#"{"access_token": "hush-fetched"}"#),
        _ => Answer::json(200, "{}"),
    });
    let url = server.url();
    let set: Vec<_> = set.iter().copied().chain([("DATATRAILS_URL", url.as_bytes())]).collect();
    (child("list", &set), server.requests())
}

#[test]
fn a_ready_token_counts_before_an_app_registration() {
    let (told, requests) = sent(&[TOKEN, ID, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), Some("Bearer hush-token"));

    let (told, requests) = sent(&[ID, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("authorization"), Some("Bearer hush-fetched"));
}

/// Half a set is none, and another set counts.
#[test]
fn a_ready_token_is_taken_beside_half_an_app_registration() {
    let (told, requests) = sent(&[TOKEN, APP_SECRET]);
    assert!(told.ends_with("Success"), "{told}");
    assert_eq!(requests[0].header("authorization"), Some("Bearer hush-token"));
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = Server::start(Answer::json(200, "{}"));
    let url = proxy.url();
    let set =
        [TOKEN, ("DATATRAILS_URL", &b"http://api.invalid"[..]), ("http_proxy", url.as_bytes())];
    let told = child("list", &set);
    assert!(told.ends_with("Success"), "{told}");
    let path = &proxy.requests()[0].path_and_query;
    assert_eq!(path, "http://api.invalid/archivist/iam/v1/invites");
}
