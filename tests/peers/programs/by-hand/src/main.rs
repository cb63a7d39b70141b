//! Sends one invitation and lists users.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Invitations<'a> {
    data: [Invitation<'a>; 1],
}

#[derive(Serialize)]
struct Invitation<'a> {
    r#type: &'a str,
    relationships: Relationships<'a>,
}

#[derive(Serialize)]
struct Relationships<'a> {
    user: To<'a>,
}

#[derive(Serialize)]
struct To<'a> {
    data: Id<'a>,
}

#[derive(Serialize)]
struct Id<'a> {
    r#type: &'a str,
    id: &'a str,
}

#[derive(Deserialize)]
struct Users {
    data: Vec<User>,
}

#[derive(Deserialize)]
struct User {
    id: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (key, application_key) = (std::env::var("DD_API_KEY")?, std::env::var("DD_APP_KEY")?);
    let client = reqwest::Client::new();
    let user = To { data: Id { r#type: "users", id: "00000000-0000-0000-0000-000000000000" } };
    let invitation =
        Invitation { r#type: "user_invitations", relationships: Relationships { user } };
    let call = client.post("https://api.datadoghq.com/api/v2/user_invitations");
    let call = call.header("dd-api-key", &key).header("dd-application-key", &application_key);
    let sent = call.json(&Invitations { data: [invitation] }).send().await?.error_for_status()?;
    println!("{}", sent.status());
    let call = client.get("https://api.datadoghq.com/api/v2/users");
    let call = call.header("dd-api-key", &key).header("dd-application-key", &application_key);
    let users: Users = call.send().await?.error_for_status()?.json().await?;
    for user in users.data {
        println!("{}", user.id);
    }
    Ok(())
}
