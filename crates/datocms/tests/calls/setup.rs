//! Building a client, and where its requests go: credentials and base URLs.

use guestlist_datocms::Client;
use guestlist_runtime::SetupError;
use guestlist_tests::secrets::NO_HEADER_VALUES;

use crate::TOKEN;

#[test]
fn missing_credentials_are_an_error_that_names_every_set() {
    let error = Client::builder().build().unwrap_err();
    assert!(matches!(error, SetupError::MissingCredentials(_)), "{error:?}");
    assert_eq!(error.to_string(), "credentials are missing: give the builder `api_token`");
}

#[test]
fn a_credential_that_no_header_may_hold_is_refused() {
    for value in NO_HEADER_VALUES {
        match Client::builder().api_token(value).build() {
            Err(SetupError::Credential { scheme, .. }) => {
                assert_eq!(scheme.name, "api_token", "{value:?}")
            }
            other => panic!("{value:?}: {other:?}"),
        }
    }
}

#[test]
fn a_base_url_that_cannot_be_called_is_refused() {
    let bad = [
        "",
        "api.example.com",
        "//api.example.com",
        "http://",
        "ftp://api.example.com",
        "file:///etc/passwd",
        "data:,x",
        "https://api.example.com?x=1",
        "https://api.example.com/?",
        "https://api.example.com/#x",
        "https://somebody@api.example.com",
        "https://api.example.com:99999",
    ];
    for url in bad {
        let builder = Client::builder().api_token(TOKEN).base_url(url);
        match builder.build() {
            Err(SetupError::BaseUrl { .. }) => {}
            other => panic!("{url:?}: {other:?}"),
        }
    }
}

#[test]
fn a_client_calls_its_vendor_unless_it_is_told_otherwise() {
    let client = Client::builder().api_token(TOKEN).build().unwrap();
    assert_eq!(client.session().base_url(), "https://site-api.datocms.com");
}
