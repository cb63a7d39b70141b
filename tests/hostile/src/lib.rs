//! A client of \` \<img src=x onerror=alert(1)> `[x](crate::y) \u{202e}}\u{2066}//a\u{2069} #`rust panic!() \*/ "# {.
//!
//! So:
//!
//! ```text
//! panic!("a text ran");
//! ```
//!
//! ```text
//! panic!()
//! ```
//!
//! ```text
//! panic!()
//! ```
//!
//! ```text
//! panic!()
//! ```
//!
//! ```text
//! panic!()
//! ```
//!
//! ```text
//! panic!()
//! ```
//!
//! ```text
//! let x = 1;
//! ```
//!
//! 1. step
//!
//!    ```text
//!    curl -X POST http://x.test/
//!    ```
//!
//! 2. next
//!
//!    ```text
//!    panic!()
//!    ```
//!
//! > - a
//! >
//! >   ```text
//! >   panic!()
//! >   ```
//!
//! \[^1\]: b
//!
//! ```text
//! panic!()
//! ```
//!
//! a\[^1\] \[^2\]
//!
//! \<script> alert(1) \</script>
//!
//! \<!-- x panic!() -->
//!
//! a \<b>c\</b> Vec\<u8> \<img src=<https://x.test/p.png>>
//!
//! a (javascript:alert(1)) [p](https://x.test/p.png) q (data:image/png;base64,AA) \[Vec\] x
//! (crate::y) \[`Nothing`\] a (crate::z) <https://x.test/a_b>. \<javascript:alert(2)>
//!
//! a \` b \`\` c \[ \] ( \* \_ \~\~ | - # + > \\
//!
//! | \<b> | \[link\]\[nowhere\] |
//! |---|:---:|
//! | `a\|b` | `panic!()` |
//!
//! - I \u{202e}}\u{2066}//admin\u{2069} \u{200e}\u{61c} \u{feff}\u{2028} \u{1}\u{0} bare
//!   return
//!
//! */ /* /// //! " # #!\[feature(x)\] "# {{}} {0} \u{202e}
//!
//! ___
//!
//! ___
//!
//! \===
//!
//! ## \#
//!
//! 1. 1) - + a
//!
//! `````text
//! open ```` panic!()
//! `````
//!
//! # First call
//!
//! ```no_run
//! use guestlist_hostile::Client;
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::builder()
//!         .key(std::env::var("GUESTLIST_HOSTILE_KEY")?)
//!         .build()?;
//!     let response = client.xb().send().await?;
//!     println!("{}", response.status());
//!     Ok(())
//! }
//! ```
//!
//! # Credentials
//!
//! The builder of a client takes them, with
//! [`key`](ClientBuilder::key).
//! A credential that is missing, empty or unprintable is an error
//! before anything is sent. `Debug` and `Display` show none.
//!
//! # Errors
//!
//! A call fails with a [`runtime::Error`]. Its `ErrorResponse` holds an enum with a variant for
//! each status that the description lists, and status, headers and body in any case. The error of
//! a model names the JSON path of the value that does not fit. Where a response repeats a
//! credential, errors show `***` in its place.
//!
//! # Retries and limits
//!
//! A call is sent again, at most twice, where the server has not acted on it or where acting twice
//! does no harm: see [`runtime::Retry`]. After a 429 the other calls of the client wait too, for as
//! long as the server asks. All attempts and waits together take no longer than the timeout of the
//! call. A body is read up to a limit, and a list that has no end is an error. The builder and
//! [`runtime::CallOptions`] change the defaults.
//!
//! # What is kept
//!
//! Nothing that the server sends is lost: properties that the description does not name are in
//! `extra`, and values that it does not list are `Unknown`. A decoded value encodes to the same
//! JSON.
//!
//! # Features
//!
//! On by default: `rustls` for TLS, `charset` for texts that are not UTF-8, `gzip`, `http2`, and
//! `system-proxy` for a proxy that the environment names. Optional: `native-tls` in place of
//! `rustls`, `tracing` for a span for each call and each attempt, `mock` for tests without the API: a mock
//! of each operation, and the responses that the description shows.

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;
