//! Operations of the vendor's pages, called through their typed builders: the request that the page shows
//! arrives, and the response that the page shows comes back, property by property.

use guestlist_datocms::models::{
    RoleData, RoleRelationship, SiteInvitationCreateAttributes, SiteInvitationCreateData,
    SiteInvitationCreateRelationships, SiteInvitationCreateRequest, SiteInvitationType,
};
use guestlist_tests::exchange::{Api, Exchange, text};

use crate::{TOKEN_HEADER, client};

const API: Api = Api {
    name: "datocms",
    headers: &[
        ("authorization", TOKEN_HEADER),
        ("user-agent", concat!("guestlist-datocms/", env!("CARGO_PKG_VERSION"))),
        ("x-api-version", "3"),
    ],
    media_type: "application/vnd.api+json",
};

fn invitation() -> SiteInvitationCreateRequest {
    let role = RoleRelationship::new(RoleData::new("34"));
    SiteInvitationCreateRequest::new(SiteInvitationCreateData::new(
        SiteInvitationCreateAttributes::new("mark.smith@example.com"),
        SiteInvitationCreateRelationships::new(role),
    ))
}

/// The page says 200, and the service answers 201.
#[tokio::test]
async fn an_invitation_is_created_whether_the_status_is_200_or_201() {
    for status in [200, 201] {
        let exchange = Exchange::showing(API, "CreateSiteInvitation", status, 200);
        let client = client(exchange.url());
        let answer = client.create_site_invitation().body(invitation()).send().await.unwrap();

        exchange.assert_sent("POST", "/site-invitations", Some("request"));
        exchange.assert_answer(&answer);
        let invitation = answer.data.as_ref().unwrap();
        assert_eq!(text(&invitation.id), "312");
        assert_eq!(invitation.type_, Some(SiteInvitationType::SiteInvitation));
        let attributes = invitation.attributes.as_ref().unwrap();
        assert_eq!(text(&attributes.email), "mark.smith@example.com");
        assert_eq!(attributes.expired, Some(false));
        assert!(attributes.invitation_link.is_absent());
        let relationships = invitation.relationships.as_ref().unwrap();
        assert_eq!(relationships.role.as_ref().unwrap().data.id, "34");
    }
}

#[tokio::test]
async fn an_environment_travels_in_its_header() {
    let exchange = Exchange::new(API, "CreateSiteInvitation", 200);
    let client = client(exchange.url());
    let call = client.create_site_invitation().x_environment("sandbox").body(invitation());
    call.send().await.unwrap();

    let requests = exchange.server.requests();
    assert_eq!(requests[0].header("x-environment"), Some("sandbox"));
    assert_eq!(requests[0].header("x-api-version"), Some("3"));
}

#[tokio::test]
async fn an_environment_that_no_header_may_hold_is_refused() {
    let exchange = Exchange::new(API, "CreateSiteInvitation", 200);
    let client = client(exchange.url());
    let call = client.create_site_invitation().x_environment("a\r\nb: c").body(invitation());
    let error = call.send().await.unwrap_err();

    assert!(matches!(error, guestlist_runtime::Error::InvalidRequest(_)), "{error}");
    assert_eq!(exchange.server.count(), 0);
}
