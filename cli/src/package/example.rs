//! A first program: the first operation that needs no arguments.

use guestlist_codegen::{About, Call, Credential, code as in_ticks};

use super::input::Package;

/// `examples/first_call.rs`.
pub(super) fn program(package: &Package<'_>) -> String {
    let what = match first(package.about()) {
        Some(call) => format!("{}: {}.", call.summary.trim_end_matches('.'), in_ticks(&call.route)),
        None => "Makes a client.".to_owned(),
    };
    let reads = variables(package);
    let reads = match reads.as_slice() {
        [] => String::new(),
        names => format!("//!\n//! Reads {}.\n", in_code(names)),
    };
    format!("//! {what}\n{reads}\n{}", code(package))
}

/// The code of the program, for pages that show it.
pub(super) fn code(package: &Package<'_>) -> String {
    let module = package.module();
    let client = client(package);
    let call = match first(package.about()) {
        Some(call) => {
            let method = &call.method;
            format!(
                "    let response = client.{method}().send().await?;\n    \
                 println!(\"{{}}\", response.status());\n"
            )
        }
        None => "    println!(\"{client:?}\");\n".to_owned(),
    };
    format!(
        "use {module}::Client;

#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let client = {client};
{call}    Ok(())
}}
"
    )
}

/// The environment variables that the program reads.
pub(super) fn variables(package: &Package<'_>) -> Vec<String> {
    let about = package.about();
    let mut variables = Vec::new();
    if !about.reads_environment {
        for credential in &about.credentials {
            variables.extend(of_credential(package, credential));
        }
    }
    if needs_url(about) {
        variables.push(variable(package, "url"));
    }
    variables
}

/// Names as a sentence lists them.
pub(super) fn in_code(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| in_ticks(name)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The operation that is called: a `GET` without arguments, or else any operation without arguments.
fn first(about: &About) -> Option<&Call> {
    let mut bare = about.operations.iter().filter(|call| call.is_bare);
    bare.clone().find(|call| call.route.starts_with("GET ")).or_else(|| bare.next())
}

fn client(package: &Package<'_>) -> String {
    let about = package.about();
    if about.reads_environment && !needs_url(about) {
        return "Client::from_env()?".to_owned();
    }
    let mut steps = vec!["Client::builder()".to_owned()];
    if about.reads_environment {
        steps.push(".read_env()?".to_owned());
    } else {
        for credential in &about.credentials {
            let variables = of_credential(package, credential);
            let values = variables.iter().map(|name| format!("std::env::var(\"{name}\")?"));
            let values = values.collect::<Vec<_>>().join(", ");
            steps.push(format!(".{}({values})", credential.method));
        }
    }
    if needs_url(about) {
        let name = variable(package, "url");
        steps.push(format!(".base_url(std::env::var(\"{name}\")?)"));
    }
    steps.push(".build()?".to_owned());
    let line = steps.concat();
    // In rustfmt's layout.
    if line.len() <= 60 { line } else { steps.join("\n        ") }
}

fn of_credential(package: &Package<'_>, credential: &Credential) -> Vec<String> {
    let names = credential.arguments.iter();
    let method = &credential.method;
    match credential.arguments.len() {
        1 => vec![variable(package, method)],
        _ => names.map(|name| variable(package, &format!("{method}_{name}"))).collect(),
    }
}

fn variable(package: &Package<'_>, what: &str) -> String {
    format!("{}_{}", package.module(), what.trim_end_matches('_')).to_ascii_uppercase()
}

/// Whether the document does not say where the API is.
fn needs_url(about: &About) -> bool {
    !about.base_url.contains("://")
}
