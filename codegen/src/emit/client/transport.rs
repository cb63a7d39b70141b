//! The setters that the builders of all clients have: where calls go, and how patiently.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::api::Api;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// What all builders can be told about how calls travel.
pub(crate) fn setters(api: &Api) -> TokenStream {
    let instead = place(api);
    let base_url = doc(&format!("{instead} A path in the URL is kept as a prefix."));
    let timeout = doc(
        "The time that a whole call may take, with all its attempts, until its response has been read: 60 seconds unless set.",
    );
    let connect_timeout =
        doc("The time that a connection may take to be made: 10 seconds unless set.");
    let body_limit = doc("The most bytes that the body of a response may have: 64 MiB unless set.");
    let retry = doc("When calls are sent again: see [`Retry`].");
    let follow = doc(
        "Whether a `GET` follows a redirect to another origin, such as that of a download, which it does not unless set. It goes there without any credential, and never from `https` to `http`, nor where the URL has a credential. A redirect that the description lists is a response, and never followed.",
    );
    let http = doc(
        "Sends with the caller's own HTTP client, whose settings then count. It should follow no redirects and send nothing again: the client does where that is safe. Use it in one runtime: its connections stand still while the runtime does that they were made in.",
    );
    let transport = doc(
        "Sends with a transport in place of an HTTP client: any `tower` service of an HTTP request is one. Retries, rate limits, credentials and redirects stay the client's.",
    );
    let layers = doc(
        "Sends with what is made around the HTTP client, such as layers of `tower` for tracing, caching or recording. Each attempt of a call passes them.",
    );
    quote! {
        #base_url
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.0.set_base_url(url);
            self
        }

        #timeout
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.0.set_timeout(timeout);
            self
        }

        #connect_timeout
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.0.set_connect_timeout(timeout);
            self
        }

        #body_limit
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.0.set_body_limit(bytes);
            self
        }

        #retry
        pub fn retry(mut self, retry: Retry) -> Self {
            self.0.set_retry(retry);
            self
        }

        #follow
        pub fn follow_cross_origin(mut self, follow: bool) -> Self {
            self.0.set_follow_cross_origin(follow);
            self
        }

        #http
        pub fn http(mut self, http: guestlist_runtime::reqwest::Client) -> Self {
            self.0.set_http(http);
            self
        }

        #transport
        pub fn transport(mut self, transport: impl Transport) -> Self {
            self.0.set_transport(transport);
            self
        }

        #layers
        pub fn layers<T: Transport>(
            mut self,
            layers: impl Fn(HttpService) -> T + Send + Sync + 'static,
        ) -> Self {
            self.0.set_layers(layers);
            self
        }
    }
}

/// What a user has to know of where the API is.
fn place(api: &Api) -> String {
    match api.servers.first() {
        Some(server) if server.is_whole() => format!(
            "Calls another server, such as a proxy or a test, in place of {}.",
            code(&server.default_url())
        ),
        Some(server) if !server.url.is_empty() && server.url != "/" => format!(
            "Where the API is, which has to be given: the description says only that it is at {} of some host.",
            code(&server.default_url())
        ),
        _ => "Where the API is, which has to be given: the description does not say it.".to_owned(),
    }
}
