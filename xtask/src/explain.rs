//! `cargo xtask explain`: a description as it is after a pass, or what a check wants.

use std::io::Write as _;

use anyhow::{Result, bail};
use guestlist_codegen::{Pass, checks, explain, passes};

use crate::{Outcome, report, shell, tree};

/// Prints a description as it is after a pass, or the rule behind the code of a problem.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask explain datadog/v2                            as it was read
  cargo xtask explain datadog/v2 --after group_errors       after a pass
  cargo xtask explain datadog/v2 --after help               the passes, in order
  cargo xtask explain dangling-reference                    the rule behind a code")]
pub(crate) struct Arguments {
    /// The description, by its folder in `spec/`, or the code of a problem
    #[arg(value_name = "API|CODE")]
    subject: String,

    /// The pass to stop after
    #[arg(long, value_name = "PASS")]
    after: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if let Some(check) = checks().iter().find(|check| check.code == arguments.subject) {
        print(&format!("{}: {}\n", check.code, check.rule));
        return Ok(Outcome::Well);
    }
    let after = match arguments.after.as_deref() {
        None => None,
        Some(name) => match passes().iter().find(|pass| pass.name == name) {
            Some(pass) => Some(pass),
            None => bail!("the passes are, in order:\n{}", list(passes())),
        },
    };
    let root = tree::root()?;
    let apis = tree::named(&root, std::slice::from_ref(&arguments.subject))?;
    for api in apis {
        match explain(&root.join(api.spec()), after) {
            Ok(document) => print(&document),
            Err(found) => {
                report::show(&found);
                shell::error("the description has problems, so there is nothing to explain");
                return Ok(Outcome::Broken);
            }
        }
    }
    Ok(Outcome::Well)
}

fn list(passes: &[Pass]) -> String {
    let line = |pass: &Pass| format!("  {:<22} {}", pass.name, pass.does);
    passes.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn print(text: &str) {
    // A reader who closed the pipe wants no more lines.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
