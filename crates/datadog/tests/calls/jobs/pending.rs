//! The program that lists who has not answered.

use guestlist_tests::programs::job;
use guestlist_tests::server::{Answer, Request};
use serde_json::{Value, json};

#[test]
fn pending_users_and_what_was_sent_of_a_dashboard_are_listed() {
    let sent = |email: &str, has_session: bool, until: &str| {
        let attributes = json!({"email": email, "created_at": "2022-06-17T11:30:43.311Z",
            "has_session": has_session, "invitation_expiry": until, "session_expiry": null});
        json!({"type": "public_dashboard_invitation", "attributes": attributes})
    };
    let job = job("datadog_pending", &["token"], move |request: &Request| {
        let body: Value = match request.path_and_query.starts_with("/api/v2/users") {
            true => json!({"data": [
                {"type": "users", "attributes": {"email": "ada@example.com", "name": null,
                    "created_at": "2026-03-18T20:27:30.426144+00:00"}},
                {"type": "users", "attributes": {"email": "bob@example.com"}}]}),
            false => json!({"data": [
                sent("carol@example.com", false, "2022-06-18T11:30:43.311000+00:00"),
                sent("dave@example.com", false, "9999-01-01T00:00:00Z"),
                sent("erin@example.com", true, "2022-06-18T11:30:43.311000+00:00")],
                "meta": {"page": {"total_count": 3}}}),
        };
        Answer::json(200, body.to_string())
    });

    let lines = [
        "ada@example.com: pending since 2026-03-18T20:27:30.426144+00:00",
        "bob@example.com: pending since an unknown time",
        "carol@example.com: expired, dashboard token, since 2022-06-17T11:30:43.311Z, \
         until 2022-06-18T11:30:43.311000+00:00",
        "dave@example.com: pending, dashboard token, since 2022-06-17T11:30:43.311Z, \
         until 9999-01-01T00:00:00Z",
    ];
    assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
    let users = "GET /api/v2/users?filter%5Bstatus%5D=Pending&page%5Bsize%5D=100";
    assert_eq!(job.asked(), [users, "GET /api/v1/dashboard/public/token/invitation"]);
}
