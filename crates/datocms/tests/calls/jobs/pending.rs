//! The program that lists who has not answered.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;
use serde_json::{Value, json};

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
