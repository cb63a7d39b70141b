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
//!     let answer = client.xb().send().await?;
//!     println!("{}", answer.status());
//!     Ok(())
//! }
//! ```
//!
//! # Credentials
//!
//! A client is given them by its builder, with
//! [`key`](ClientBuilder::key).
//! What is missing, empty or unprintable is an error before
//! anything is sent, and nothing that is printed shows a secret.
//!
//! # Errors
//!
//! A call fails with a [`runtime::Error`]. Its `ErrorResponse` holds an enum with a variant for
//! each status that the description lists, and status, headers and body in any case. A model's
//! error names the JSON path of what did not fit.
//!
//! # Retries and limits
//!
//! A call is sent again, at most twice, where that cannot do anything twice: see
//! [`runtime::Retry`]. All attempts and waits together take no longer than the timeout of the
//! call. The builder and [`runtime::CallOptions`] set both.
//!
//! # What is kept
//!
//! Nothing that the server says is lost: members that the description does not name are in
//! `extra`, values that it does not list in `Unknown`. What was read can be written back as it
//! came.
//!
//! # Features
//!
//! On by default: `rustls` for TLS, `gzip`, `http2`, and `system-proxy` for a proxy that the
//! environment names. Besides: `native-tls` in place of `rustls`, `tracing` for an event for each
//! attempt, `mock` for a mock of each operation, for tests.

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use guestlist_runtime as runtime;
