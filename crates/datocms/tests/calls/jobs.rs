//! The programs in `examples/` for whole jobs: each is run against a server with a script, and its requests are
//! checked, call by call.

mod pending;
mod resend;
mod revoke;

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;

#[test]
fn a_missing_invitation_is_said_in_words() {
    let job = job("get_site_invitation", &["9"], Answer::json(404, r#"{"data":[]}"#));
    let text = job.text();
    assert!(text.contains("9 was accepted or withdrawn"), "{text}");
}
