//! Bodies decoded and encoded by the models of plain progenitor and by ours, in one process.

#![allow(dead_code, reason = "only the models are called")]

use guestlist_benches::beside::{compare, head};
use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::way;

mod datadog_v1 {
    include!(concat!(env!("OUT_DIR"), "/datadog_v1.rs"));
}

mod datadog_v2 {
    include!(concat!(env!("OUT_DIR"), "/datadog_v2.rs"));
}

mod datatrails {
    include!(concat!(env!("OUT_DIR"), "/datatrails.rs"));
}

fn main() {
    const NAME: &str = "progenitor 0.15.1";
    head(NAME);
    compare(Shape::V2Page, 100, way::<datadog_v2::types::UsersResponse>(NAME));
    compare(Shape::V2PageTypeLast, 100, way::<datadog_v2::types::UsersResponse>(NAME));
    compare(Shape::V1List, 1_000, way::<datadog_v1::types::UserListResponse>(NAME));
    compare(Shape::Invitations, 1_000, way::<datadog_v1::types::SharedDashboardInvites>(NAME));
    compare(Shape::Invites, 1_000, way::<datatrails::types::ListInvitesResponse>(NAME));
}
