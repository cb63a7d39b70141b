//! `cargo xtask explain`: a description after a pass, or the rule of a check.

use anyhow::{Result, bail};
use guestlist::explain::{code, near, shown};
use guestlist::{report, shell};
use guestlist_codegen::{Pass, explain, passes};

use crate::tree;
use guestlist::outcome::Outcome;

/// Prints a description as it is after a pass, or the rule behind the code of a problem.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask explain acme/v1                               as it was read
  cargo xtask explain acme/v1 --after group_errors          after a pass
  cargo xtask explain acme/v1 --after help                  the passes, in order
  cargo xtask explain dangling-reference                    the rule behind a code
  cargo xtask explain                                       all codes")]
pub(crate) struct Arguments {
    /// The description, by its folder in `spec/`, or the code of a problem
    #[arg(value_name = "API|CODE")]
    subject: Option<String>,

    /// The pass to stop after
    #[arg(long, value_name = "PASS")]
    after: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(subject) = &arguments.subject else {
        shell::print(&format!("{}\n", near("")));
        return Ok(Outcome::Well);
    };
    if let Some(code) = code(subject) {
        shell::print(&shown(code));
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
    let apis = match tree::named(&root, std::slice::from_ref(subject)) {
        Ok(apis) => apis,
        Err(error) => bail!("{error:#}\n{}", near(subject)),
    };
    for api in apis {
        match explain(&root.join(api.spec()), after) {
            Ok(document) => shell::print(&document),
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
