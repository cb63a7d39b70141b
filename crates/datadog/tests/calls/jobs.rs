//! The programs in `examples/` for whole jobs: each is run against a server with a script, and its requests are
//! checked, call by call.

mod invite;
mod pending;
mod revoke;
mod traces;

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;

#[test]
fn a_missing_user_is_said_in_words() {
    let job = job("v2_get_user", &["nobody"], Answer::json(404, r#"{"errors":["Not Found"]}"#));
    let text = job.text();
    assert!(text.contains("there is no user nobody"), "{text}");
}
