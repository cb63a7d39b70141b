//! The programs in `examples/` for whole jobs: each is run against a server with a script, and its requests are
//! checked, call by call.

mod pending;
mod resend;
mod revoke;

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;

#[test]
fn a_missing_invite_is_said_in_words() {
    let job = job("get_invite", &["nothing"], Answer::json(404, r#"{"message":"not found"}"#));
    let text = job.text();
    assert!(text.contains("it was accepted or withdrawn"), "{text}");
}
