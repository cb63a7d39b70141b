//! Lists guests: `GET /guests`.

use guestlist_party::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().build()?;
    let answer = client.list_guests().send().await?;
    println!("{}", answer.status());
    Ok(())
}
