//! Building a client, and where its requests go: credentials and base URLs.

use guestlist_datatrails::Client;
use guestlist_runtime::SetupError;
use guestlist_tests::secrets::NO_HEADER_VALUES;

use crate::TOKEN;

#[test]
fn missing_credentials_are_an_error_that_names_every_set() {
    let error = Client::builder().build().unwrap_err();
    assert!(matches!(error, SetupError::MissingCredentials(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "credentials are missing: give the builder `bearer_token`, or `app_registration`"
    );
}

#[test]
fn a_credential_that_no_header_may_hold_is_refused() {
    for value in NO_HEADER_VALUES {
        match Client::builder().bearer_token(value).build() {
            Err(SetupError::Credential { scheme, .. }) => {
                assert_eq!(scheme.name, "bearer_token", "{value:?}")
            }
            other => panic!("{value:?}: {other:?}"),
        }
    }
}

#[test]
fn a_client_calls_its_vendor_unless_it_is_told_otherwise() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    assert_eq!(client.session().base_url(), "https://app.datatrails.ai");
}
