//! No credential can be printed: not by a builder, a client or a call.

use guestlist_datocms::Client;
use guestlist_tests::secrets::assert_debug_hides;

use crate::{TOKEN, client};

#[test]
fn builders_clients_and_calls_hide_their_credentials() {
    assert_debug_hides(&Client::builder().api_token(TOKEN));
    let client = client("http://127.0.0.1:1");
    assert_debug_hides(&client);
    assert_debug_hides(&client.create_site_invitation());
}
