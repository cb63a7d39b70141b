//! Clients from environment variables.

use guestlist_datocms::Client;
use guestlist_tests::environment::{Variable, assert_bad_values_are_named, child, tell, wanted};

/// Does nothing unless it is the child.
#[test]
fn the_child() {
    match wanted().as_deref() {
        Some("client") => drop(tell(Client::from_env(), Client::session)),
        Some(other) => panic!("there is no child {other:?}"),
        None => {}
    }
}

const TOKEN: Variable<'static> = ("DATOCMS_API_TOKEN", b"hush");

#[test]
fn credentials_that_are_missing_are_named() {
    assert_eq!(child("client", &[]), "credentials are missing: set DATOCMS_API_TOKEN");
}

#[test]
fn credentials_that_are_there_are_taken() {
    assert_eq!(child("client", &[TOKEN]), "https://site-api.datocms.com");
}

#[test]
fn a_variable_that_is_empty_or_not_unicode_is_named() {
    assert_bad_values_are_named("client", &[TOKEN]);
}
