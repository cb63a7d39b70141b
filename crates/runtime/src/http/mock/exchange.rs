//! The common handling of requests and responses in all in-memory APIs.

use bytes::Bytes;

use crate::http::platform::{self, Body};
use crate::http::service::BoxError;

/// The bytes of a body.
pub(super) async fn read(body: Body) -> Result<Bytes, BoxError> {
    Ok(platform::read(body).await?)
}

/// A response to the exchange of a credential for a token.
pub(super) fn made_token() -> Result<http::Response<Body>, BoxError> {
    let token = r#"{"access_token":"made-up","token_type":"bearer","expires_in":3600}"#;
    let response = http::Response::builder().header("content-type", "application/json");
    Ok(response.body(token.into())?)
}
