//! The programs that list who has not answered.

use guestlist_tests::server::{Answer, Request};
use serde_json::{Value, json};

use super::job;

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

#[test]
fn invitations_to_a_project_are_listed_with_their_roles() {
    let invitation = |email: &str, attributes: Value, role: &str| {
        let mut attributes = attributes;
        attributes["email"] = json!(email);
        json!({"type": "site_invitation", "id": "1", "attributes": attributes,
            "relationships": {"role": {"data": {"type": "role", "id": role}}}})
    };
    let roles = json!({"data": [{"type": "role", "id": "34", "attributes": {"name": "Editor"}}]});
    let invitations = json!({"data": [
        invitation("ada@example.com", json!({"expired": false}), "34"),
        invitation("bob@example.com", json!({"expired": true}), "34"),
        invitation("carol@example.com", json!({}), "35")]});
    let script = [roles, invitations].map(|body| Answer::json(200, body.to_string()));
    let job = job("datocms_pending", &[], script.to_vec());

    let lines = [
        "ada@example.com: pending, as Editor",
        "bob@example.com: expired, as Editor",
        "carol@example.com: pending, perhaps expired, as 35",
    ];
    assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
    assert_eq!(job.asked(), ["GET /roles", "GET /site-invitations"]);
}

#[test]
fn invites_to_a_tenancy_are_listed_over_all_pages() {
    let pages = [
        json!({"invites": [{"email": "ada@example.com", "expiry_time": "9999-01-01T00:00:00Z"},
            {"email": "bob@example.com", "expiry_time": "2022-06-17T11:30:43Z"}],
            "next_page_token": "more"}),
        json!({"invites": [{"email": "carol@example.com"}], "next_page_token": ""}),
    ];
    let script = pages.map(|body| Answer::json(200, body.to_string()));
    let job = job("datatrails_pending", &[], script.to_vec());

    let lines = [
        "ada@example.com: pending, until 9999-01-01T00:00:00Z",
        "bob@example.com: expired, until 2022-06-17T11:30:43Z",
        "carol@example.com: pending",
    ];
    assert_eq!(job.text().lines().collect::<Vec<_>>(), lines);
    assert_eq!(job.requests.len(), 2);
}
