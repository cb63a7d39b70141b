//! The typed mocks, which test a user's own code without the vendor.

use guestlist_datatrails::models::{CreateInviteRequest, Invite};
use guestlist_datatrails::{Client, mock};
use guestlist_runtime::mock::Mocks;

#[tokio::test]
async fn a_mock_answers_only_the_body_that_it_names() {
    let mocks = Mocks::new();
    let request = CreateInviteRequest::new("ada@example.com");
    let invite = Invite::new().identity("invites/1");
    let mocked = mock::create_invite(&mocks).body(&request).responds(200, &invite);
    let client = Client::builder().bearer_token("token");
    let client = client.transport(mocks.clone()).build().unwrap();
    client.create_invite().body(request).send().await.unwrap();
    mocked.assert();
}

#[tokio::test]
async fn a_request_that_matches_no_mock_says_what_is_expected() {
    let mocks = Mocks::new();
    let wanted = CreateInviteRequest::new("ada@example.com");
    let invite = Invite::new();
    let mocked = mock::create_invite(&mocks).body(&wanted).responds(200, &invite);
    let client = Client::builder().bearer_token("secret-token");
    let client = client.transport(mocks.clone()).build().unwrap();
    let given = CreateInviteRequest::new("bob@example.com");
    let error = client.create_invite().body(given).send().await.unwrap_err();
    let expected = "expects \"ada@example.com\" as `email`, which is \"bob@example.com\"";
    assert!(error.to_string().contains(expected), "{error}");
    assert!(mocks.unmatched()[0].contains(expected));
    let error = client.get_invite().uuid("1").send().await.unwrap_err();
    assert!(
        error.to_string().contains("no mock matches GET /archivist/iam/v1/invites/1"),
        "{error}"
    );
    assert_eq!(mocked.calls(), 0);
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mocked.assert()));
    let message = *failed.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("1 calls were expected, and 0 came") && message.contains(expected));
}
