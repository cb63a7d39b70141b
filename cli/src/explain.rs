//! `guestlist explain`: the meaning of a code, or a document as the generator sees it.

use anyhow::{Result, bail};
use camino::Utf8Path;
use guestlist_codegen::{Code, codes, explain_document, overlaid_document, rules};

use crate::choices;
use crate::document::Document;
use crate::generate::Arguments as Generate;
use crate::outcome::Outcome;
use crate::{report, shell};

/// Prints the rule behind the code of a problem, or a document after overlays.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:
  explain dangling-reference                       the rule behind a code
  explain                                          all codes
  explain api.json --overlay fixes.yaml            the document after overlays
  explain api.json --only tag:Users --normalized   in the words of OpenAPI 3.0, as the checks see it

Exit codes: 0 all is well, 1 the document has problems.")]
pub struct Arguments {
    /// The code of a problem, or a document
    #[arg(value_name = "CODE|FILE")]
    pub subject: Option<String>,

    /// An overlay to apply to the document; may be repeated
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<camino::Utf8PathBuf>,

    /// The operations to show, and no others, with `--normalized`; may be repeated
    #[arg(long, value_name = "SELECTOR", requires = "normalized")]
    pub only: Vec<String>,

    /// Operations to leave out, with `--normalized`; may be repeated
    #[arg(long, value_name = "SELECTOR", requires = "normalized")]
    pub skip: Vec<String>,

    /// Shows the document in one file, in the words of OpenAPI 3.0
    #[arg(long)]
    pub normalized: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When the subject is neither a code nor a file.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(subject) = arguments.subject.as_deref() else {
        shell::print(&format!("{}\n", near("")));
        return Ok(Outcome::Well);
    };
    if let Some(code) = code(subject) {
        shell::print(&shown(code));
        return Ok(Outcome::Well);
    }
    if subject != "-" && !Utf8Path::new(subject).exists() {
        bail!("`{subject}` is neither a code nor a file; {}", near(subject));
    }
    let wanted = Generate {
        spec: Some(subject.into()),
        overlay: arguments.overlay.clone(),
        only: arguments.only.clone(),
        skip: arguments.skip.clone(),
        ..Generate::default()
    };
    let document = Document::open(&choices::given(&wanted))?;
    let printed = match arguments.normalized {
        true => explain_document(document.input()),
        false => overlaid_document(document.input()),
    };
    match printed {
        Ok(text) => shell::print(&text),
        Err(found) => {
            report::show(&found);
            shell::error(&format!("{subject} has problems, so there is nothing to print"));
            return Ok(Outcome::Broken);
        }
    }
    Ok(Outcome::Well)
}

/// The code of a name: that of a problem, or of a rule of `diff`.
pub fn code(name: &str) -> Option<Code> {
    let rule = rules().iter().find(|rule| rule.id == name);
    let rule = rule.map(|rule| Code { name: rule.id, rule: None, text: rule.about });
    codes().find(|code| code.name == name).or(rule)
}

/// The printed explanation of a code.
pub fn shown(code: Code) -> String {
    let rule = code.rule.map(|rule| format!("{rule}\n\n")).unwrap_or_default();
    format!("{}\n\n{rule}{}\n", code.name, code.text)
}

/// The codes with a word that begins like the given text; all codes if there are none.
pub fn near(asked: &str) -> String {
    let begins = |name: &str| {
        let starts = asked.split('-').filter_map(|word| word.get(..4));
        starts.into_iter().any(|start| name.split('-').any(|word| word.starts_with(start)))
    };
    let like: Vec<&str> = codes().map(|code| code.name).filter(|name| begins(name)).collect();
    match like[..] {
        [] => {
            let all: Vec<&str> = codes().map(|code| code.name).collect();
            format!("the codes of problems are:\n  {}", all.join("\n  "))
        }
        _ => format!("codes of problems like it:\n  {}", like.join("\n  ")),
    }
}
