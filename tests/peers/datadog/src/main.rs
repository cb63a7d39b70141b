//! Bodies of Datadog, decoded and encoded by the vendor's own client and by ours, in one process.

use guestlist_benches::beside::{compare, head};
use guestlist_benches::payloads::Shape;
use guestlist_benches::ways::way;

fn main() {
    const NAME: &str = "datadog-api-client 0.38";
    type Page = datadog_api_client::datadogV2::model::UsersResponse;
    type List = datadog_api_client::datadogV1::model::UserListResponse;
    head(NAME);
    compare(Shape::V2Page, 100, way::<Page>(NAME));
    compare(Shape::V2PageTypeLast, 100, way::<Page>(NAME));
    compare(Shape::V1List, 1_000, way::<List>(NAME));
}
