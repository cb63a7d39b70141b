//! Exports what a call does as spans of OpenTelemetry, here to the terminal.
//!
//! Usage: `datadog_traces`.
//! Reads `DD_API_KEY` and `DD_APP_KEY`; `DD_SITE` and `GUESTLIST_BASE_URL` where they are set.
//!
//! A call is a span, and each attempt of it is one inside. They have the names of OpenTelemetry's conventions for HTTP,
//! and neither a credential nor a value of the query. Programs that export elsewhere take another exporter, such as
//! that of the crate `opentelemetry-otlp`.

use std::env;

use guestlist_datadog::v2::Client;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Level;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let exporter = opentelemetry_stdout::SpanExporter::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(exporter).build();
    let own = Targets::new().with_target("guestlist_runtime", Level::INFO);
    let layer = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("datadog_traces"))
        .with_location(false)
        .with_threads(false)
        .with_filter(own);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer))?;

    let mut builder = Client::builder().read_env()?;
    if let Ok(url) = env::var("GUESTLIST_BASE_URL") {
        builder = builder.base_url(url);
    }
    let users = builder.build()?.list_users().filter("somebody").send().await?;
    println!("{} users", users.into_inner().data.unwrap_or_default().len());

    provider.shutdown()?;
    Ok(())
}
