//! `guestlist completions` and `guestlist man`: the commands for a shell and for `man`.

use anyhow::{Result, bail};
use clap::Command;
use clap_complete::Shell;

use crate::outcome::Outcome;
use crate::shell;

/// Prints completions for a shell.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  completions bash > ~/.local/share/bash-completion/completions/guestlist
  completions zsh > ~/.zfunc/_guestlist
  completions fish > ~/.config/fish/completions/guestlist.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints a manual page, in the format of `man`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  man > ~/.local/share/man/man1/guestlist.1
  man generate > ~/.local/share/man/man1/guestlist-generate.1")]
pub struct Man {
    /// The command; the tool as a whole unless given
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Prints the completions of a command.
///
/// # Errors
///
/// Never, yet.
pub fn completions(arguments: &Completions, mut command: Command) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "guestlist", &mut text);
    shell::print(&String::from_utf8_lossy(&text));
    Ok(Outcome::Well)
}

/// Prints the page of a command.
///
/// # Errors
///
/// When no command has this name.
pub fn man(arguments: &Man, mut command: Command) -> Result<Outcome> {
    command.build();
    let page = match &arguments.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(inner) => inner.clone(),
            None => {
                let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
                bail!("there is no command `{name}`: there are {}", names.join(", "))
            }
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    shell::print(&String::from_utf8_lossy(&text));
    Ok(Outcome::Well)
}
