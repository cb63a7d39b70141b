//! ``GET /`<b>[x]``: ``GET /`<b>[x]``.
//!
//! Reads `GUESTLIST_HOSTILE_KEY`.

use guestlist_hostile::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().key(std::env::var("GUESTLIST_HOSTILE_KEY")?).build()?;
    let response = client.xb().send().await?;
    println!("{}", response.status());
    Ok(())
}
