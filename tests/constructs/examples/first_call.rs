//! Makes a client.

use guestlist_constructs::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().build()?;
    println!("{client:?}");
    Ok(())
}
