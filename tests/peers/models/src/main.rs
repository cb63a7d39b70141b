//! Decodes and encodes bodies with the models of others and with ours, in one process.

#![allow(dead_code, unused_imports, reason = "only the models are called")]

use datadog_api_client::{datadogV1::model as vendor_v1, datadogV2::model as vendor_v2};
use guestlist_benches::beside::table;
use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::{Way, way};

/// The models of the descriptions, by one generator.
macro_rules! generated {
    ($generator:ident, $($name:ident),*) => {
        mod $generator {
            $(pub mod $name {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($generator), "_", stringify!($name), ".rs"));
            })*
        }
    };
}

generated!(progenitor, datadog_v1, datadog_v2, datatrails);
generated!(openapi_to_rust, datadog_v1, datadog_v2, datatrails);

/// The ways of the generators with a model.
macro_rules! ways {
    ($api:ident, $model:ident) => {
        vec![
            way::<progenitor::$api::types::$model>("progenitor 0.15.1"),
            way::<openapi_to_rust::$api::$model>("openapi-to-rust 0.23.0"),
        ]
    };
}

fn main() {
    const VENDOR: &str = "datadog-api-client 0.38";
    let page = |vendor: Way| [ways!(datadog_v2, UsersResponse), vec![vendor]].concat();
    let list =
        [ways!(datadog_v1, UserListResponse), vec![way::<vendor_v1::UserListResponse>(VENDOR)]]
            .concat();
    table([
        (Shape::V2Page, 100, page(way::<vendor_v2::UsersResponse>(VENDOR))),
        (Shape::V2PageTypeLast, 100, page(way::<vendor_v2::UsersResponse>(VENDOR))),
        (Shape::V1List, 1_000, list),
        (Shape::Invitations, 1_000, ways!(datadog_v1, SharedDashboardInvites)),
        (Shape::Invites, 1_000, ways!(datatrails, ListInvitesResponse)),
    ]);
}
