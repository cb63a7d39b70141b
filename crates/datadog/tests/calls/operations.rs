//! Operations of the vendor's pages, called through their typed builders: the request that the page shows
//! arrives, and the response that the page shows comes back, property by property.

use guestlist_tests::exchange::Api;

use crate::{API_KEY, APPLICATION_KEY};

mod v1;
mod v2;

/// A version of the API.
const fn api(name: &'static str) -> Api {
    Api {
        name,
        headers: &[
            ("dd-api-key", API_KEY),
            ("dd-application-key", APPLICATION_KEY),
            ("user-agent", concat!("guestlist-datadog/", env!("CARGO_PKG_VERSION"))),
        ],
        media_type: "application/json",
    }
}
