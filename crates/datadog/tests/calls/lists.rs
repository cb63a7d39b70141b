//! Paged lists, as streams.

use guestlist_tests::server::{Answer, Server};
use serde_json::{Value, json};

fn page(data: Value, total: &str, count: i64) -> Answer {
    Answer::json(200, json!({"data": data, "meta": {"page": {total: count}}}).to_string())
}

fn invitation(email: &str) -> Value {
    json!({"type": "public_dashboard_invitation", "attributes": {"email": email}})
}

fn asked(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.path_and_query).collect()
}

const INVITATIONS: &str = "/api/v1/dashboard/public/token/invitation";

/// What is sent there may be one invitation or a list, and the same schema is answered.
#[tokio::test]
async fn invitations_to_a_dashboard_are_listed_over_all_pages() {
    let page = |data: Value, count| page(data, "total_count", count);
    let (ada, bob, eve) = (invitation("ada"), invitation("bob"), invitation("eve"));
    for (script, emails) in [
        (vec![page(json!([ada, bob]), 3), page(json!([eve]), 3)], vec!["ada", "bob", "eve"]),
        (vec![page(json!([ada]), 1)], vec!["ada"]),
        (vec![page(json!([]), 0)], vec![]),
        // Not a list: one invitation, and no other page.
        (vec![page(ada.clone(), 1)], vec!["ada"]),
        (vec![Answer::json(200, r#"{"data": []}"#)], vec![]),
    ] {
        let (server, pages) = (Server::start(script.clone()), script.len());
        let client = crate::v1(server.url());
        let call = client.get_public_dashboard_invitations().token("token").page_size(2);
        let all = call.stream().all().await.unwrap();
        let found: Vec<String> =
            all.into_iter().map(|one| one.attributes.email.unwrap_or_default()).collect();
        assert_eq!(found, emails);
        let calls = [
            format!("{INVITATIONS}?page_size=2"),
            format!("{INVITATIONS}?page_number=1&page_size=2"),
        ];
        assert_eq!(asked(&server), calls[..pages]);
    }
}

#[tokio::test]
async fn roles_and_their_users_are_listed_over_all_pages() {
    let page = |kind: &str, ids: &[&str]| {
        let items: Vec<Value> = ids.iter().map(|id| json!({"type": kind, "id": id})).collect();
        page(json!(items), "total_filtered_count", 3)
    };
    let server = Server::start(vec![page("roles", &["1", "2"]), page("roles", &["3"])]);
    let roles = crate::v2(server.url()).list_roles().filter("a").page_size(2).stream().all().await;
    let ids: Vec<_> = roles.unwrap().into_iter().map(|role| role.id.unwrap_or_default()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let roles = "/api/v2/roles?filter=a";
    let second = format!("{roles}&page%5Bnumber%5D=1&page%5Bsize%5D=2");
    assert_eq!(asked(&server), [format!("{roles}&page%5Bsize%5D=2"), second]);

    let server = Server::start(vec![page("users", &["1", "2"]), page("users", &["3"])]);
    let client = crate::v2(server.url());
    let users = client.list_role_users().role_id("r/1").page_size(2).stream().all().await;
    let ids: Vec<_> = users.unwrap().into_iter().map(|user| user.id.unwrap_or_default()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let users = "/api/v2/roles/r%2F1/users?page";
    let second = format!("{users}%5Bnumber%5D=1&page%5Bsize%5D=2");
    assert_eq!(asked(&server), [format!("{users}%5Bsize%5D=2"), second]);
}
