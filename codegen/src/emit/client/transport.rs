//! The setters that the builders of all clients have: the server, the transport, and the time limits.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::api::Api;
use crate::rust::docs::doc;
use crate::rust::docs::inlines::code;

/// The setters of all builders that control how calls are sent.
pub(crate) fn setters(api: &Api) -> TokenStream {
    let instead = place(api);
    let base_url = doc(&format!("{instead} A path in the URL is kept as a prefix."));
    let timeout = doc(
        "The time limit of a whole call, with all its attempts, until its response has been read. The default is 60 seconds.",
    );
    let connect_timeout = doc("The time limit for making a connection. The default is 10 seconds.");
    let body_limit =
        doc("The greatest length of a response body, in bytes. The default is 64 MiB.");
    let retry = doc("The rules for sending a call again: see [`Retry`].");
    let follow = doc(
        "Whether a `GET` follows a redirect to another origin, such as a download's. The default is that it does not. It is sent there without any credential, and never from `https` to `http`, nor to a URL with a credential. A redirect that the description lists is a response, and is never followed.",
    );
    let http = doc(
        "Sends with the caller's own HTTP client, whose settings then apply. It should not follow redirects or retry, because this client does both when it is safe. Use it in one runtime only: its connections make no progress while the runtime in which they were made does not run.",
    );
    let transport = doc(
        "Sends with a transport instead of an HTTP client: any `tower` service for HTTP requests is one. The client still handles retries, rate limits, credentials and redirects.",
    );
    let layers = doc(
        "Sends through layers around the HTTP client, such as those of `tower` for tracing, caching or recording. Each attempt of a call passes through them.",
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

/// The docs of the URL of the API.
fn place(api: &Api) -> String {
    match api.servers.first() {
        Some(server) if server.is_whole() => format!(
            "Calls another server, such as a proxy or a test server, instead of {}.",
            code(&server.default_url())
        ),
        Some(server) if !server.url.is_empty() && server.url != "/" => format!(
            "The URL of the API, which is required: the description says only that it is at {} of some host.",
            code(&server.default_url())
        ),
        _ => "The URL of the API, which is required: the description does not give it.".to_owned(),
    }
}
