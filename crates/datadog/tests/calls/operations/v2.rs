//! Version 2.

use guestlist_datadog::v2::models::{
    QuerySortOrder, RelationshipToUser, RelationshipToUserData, User, UserCreateAttributes,
    UserCreateData, UserCreateRequest, UserInvitationData, UserInvitationRelationships,
    UserInvitationResponseData, UserInvitationsRequest, UserInvitationsType,
    UserResponseIncludedItem, UserUpdateAttributes, UserUpdateData, UserUpdateRequest, UsersType,
};
use guestlist_tests::exchange::{Api, Exchange, field, text};

use super::api;
use crate::v2;

const API: Api = api("datadog/v2");
const ID: &str = "00000000-0000-9999-0000-000000000000";

/// The user that the page has in all its answers, and the organization beside it.
#[track_caller]
fn assert_is_documented(user: &User, included: &[UserResponseIncludedItem]) {
    assert_eq!((text(&user.id), &user.type_), ("string", &Some(UsersType::Users)));
    let attributes = user.attributes.as_ref().unwrap();
    assert_eq!((field(&attributes.name), field(&attributes.title)), ("string", "string"));
    assert_eq!(attributes.created_at.as_ref().unwrap().as_str(), "2019-09-19T10:00:00.000Z");
    assert!(attributes.last_login_time.is_absent());
    let relationships = user.relationships.as_ref().unwrap();
    let organization = &relationships.org.as_ref().unwrap().data.id;
    assert_eq!(organization, "00000000-0000-beef-0000-000000000000");
    let roles = relationships.roles.as_ref().unwrap().data.as_ref().unwrap();
    assert_eq!(text(&roles[0].id), "3653d3c6-0c75-11ea-ad28-fb5701eabc7d");
    let [UserResponseIncludedItem::Organization(organization)] = included else {
        panic!("an organization is included, and nothing else: {included:?}");
    };
    assert_eq!(text(&organization.attributes.as_ref().unwrap().public_id), "string");
}

#[track_caller]
fn assert_is_documented_invitation(invitation: &UserInvitationResponseData) {
    assert_eq!(text(&invitation.id), "string");
    assert_eq!(invitation.type_, Some(UserInvitationsType::UserInvitations));
    let attributes = invitation.attributes.as_ref().unwrap();
    assert_eq!(
        attributes.expires_at.as_ref().unwrap().to_datetime().unwrap().timestamp(),
        1_568_887_200
    );
    let user = &invitation.relationships.as_ref().unwrap().user.data;
    assert_eq!(user.id, "00000000-0000-0000-2345-000000000000");
}

#[tokio::test]
async fn a_user_is_created() {
    let exchange = Exchange::new(API, "CreateUser", 201);
    let client = v2(exchange.url());
    let attributes =
        UserCreateAttributes::new("Example-User@datadoghq.com").name("Datadog API Client Python");
    let body = UserCreateRequest::new(UserCreateData::new(attributes));
    let answer = client.create_user().body(body).send().await.unwrap();

    exchange.assert_sent("POST", "/api/v2/users", Some("request"));
    exchange.assert_answer(&answer);
    assert_is_documented(answer.data.as_ref().unwrap(), answer.included.as_ref().unwrap());
}

#[tokio::test]
async fn users_are_listed_by_every_parameter() {
    let exchange = Exchange::new(API, "ListUsers", 200);
    let client = v2(exchange.url());
    let call = client.list_users().page_size(25).page_number(2).sort("-name");
    let call =
        call.sort_dir(QuerySortOrder::Asc).filter("a b&c=d+ü").filter_status("Active,Pending");
    let answer = call.send().await.unwrap();

    let query = "filter=a%20b%26c%3Dd%2B%C3%BC&filter%5Bstatus%5D=Active%2CPending\
                 &page%5Bnumber%5D=2&page%5Bsize%5D=25&sort=-name&sort_dir=asc";
    exchange.assert_sent("GET", &format!("/api/v2/users?{query}"), None);
    exchange.assert_answer(&answer);
    let users = answer.data.as_ref().unwrap();
    assert_eq!(users.len(), 1);
    assert_is_documented(&users[0], answer.included.as_ref().unwrap());
    let page = answer.meta.as_ref().unwrap().page.as_ref().unwrap();
    assert_eq!(page.total_count, Some(1.into()));
    assert_eq!(page.total_filtered_count, Some(1.into()));
}

#[tokio::test]
async fn a_parameter_that_is_not_given_is_not_sent() {
    let exchange = Exchange::new(API, "ListUsers", 200);
    v2(exchange.url()).list_users().send().await.unwrap();

    assert_eq!(exchange.server.requests()[0].path_and_query, "/api/v2/users");
}

#[tokio::test]
async fn a_user_is_looked_up() {
    let exchange = Exchange::new(API, "GetUser", 200);
    let answer = v2(exchange.url()).get_user().user_id(ID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("/api/v2/users/{ID}"), None);
    exchange.assert_answer(&answer);
    assert_is_documented(answer.data.as_ref().unwrap(), answer.included.as_ref().unwrap());
}

#[tokio::test]
async fn a_user_is_changed() {
    let exchange = Exchange::new(API, "UpdateUser", 200);
    let client = v2(exchange.url());
    let attributes = UserUpdateAttributes::new().name("updated").disabled(true);
    let body = UserUpdateRequest::new(UserUpdateData::new(attributes, "string"));
    let answer = client.update_user().user_id(ID).body(body).send().await.unwrap();

    exchange.assert_sent("PATCH", &format!("/api/v2/users/{ID}"), Some("request"));
    exchange.assert_answer(&answer);
    assert_is_documented(answer.data.as_ref().unwrap(), answer.included.as_ref().unwrap());
}

#[tokio::test]
async fn a_user_is_barred_without_a_body() {
    let exchange = Exchange::responding(API, "DisableUser", 204, Vec::new());
    let answer = v2(exchange.url()).disable_user().user_id(ID).send().await.unwrap();

    exchange.assert_sent("DELETE", &format!("/api/v2/users/{ID}"), None);
    exchange.assert_parts(&answer);
    let () = *answer;
}

#[tokio::test]
async fn organizations_of_a_user_are_listed() {
    let exchange = Exchange::new(API, "ListUserOrganizations", 200);
    let answer = v2(exchange.url()).list_user_organizations().user_id(ID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("/api/v2/users/{ID}/orgs"), None);
    exchange.assert_answer(&answer);
    assert_is_documented(answer.data.as_ref().unwrap(), answer.included.as_ref().unwrap());
}

#[tokio::test]
async fn permissions_of_a_user_are_listed() {
    let exchange = Exchange::new(API, "ListUserPermissions", 200);
    let answer = v2(exchange.url()).list_user_permissions().user_id(ID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("/api/v2/users/{ID}/permissions"), None);
    exchange.assert_answer(&answer);
    let permissions = answer.data.as_ref().unwrap();
    assert_eq!((permissions.len(), text(&permissions[0].id)), (1, "string"));
    assert_eq!(permissions[0].attributes.as_ref().unwrap().restricted, Some(false));
}

#[tokio::test]
async fn invitations_are_sent() {
    let exchange = Exchange::new(API, "SendInvitations", 201);
    let client = v2(exchange.url());
    let user = RelationshipToUser::new(RelationshipToUserData::new("string"));
    let invitation = UserInvitationData::new(UserInvitationRelationships::new(user));
    let body = UserInvitationsRequest::new(vec![invitation]);
    let answer = client.send_invitations().body(body).send().await.unwrap();

    exchange.assert_sent("POST", "/api/v2/user_invitations", Some("request"));
    exchange.assert_answer(&answer);
    let invitations = answer.data.as_ref().unwrap();
    assert_eq!(invitations.len(), 1);
    assert_is_documented_invitation(&invitations[0]);
}

#[tokio::test]
async fn an_invitation_is_looked_up() {
    let exchange = Exchange::new(API, "GetInvitation", 200);
    let client = v2(exchange.url());
    let answer = client.get_invitation().user_invitation_uuid(ID).send().await.unwrap();

    exchange.assert_sent("GET", &format!("/api/v2/user_invitations/{ID}"), None);
    exchange.assert_answer(&answer);
    assert_is_documented_invitation(answer.data.as_ref().unwrap());
}
