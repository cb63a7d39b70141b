//! `cargo xtask fuzz`: random documents, bodies and JSON texts, for any length of time.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use guestlist::shell;

use crate::tree;
use guestlist::outcome::Outcome;

/// Tries documents, bodies and JSON texts that chance makes, with new seeds, until one fails or time is up.
///
/// What fails is made small and kept in the folder `failures` beside the suite, in
/// `tests/compiler_cases/random_documents/`, `tests/documented_bodies/random_bodies/` or
/// `tests/json_reader/random_texts/`. Each later
/// run replays it first, that of `cargo xtask test` too.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How long, in minutes, for all suites together.
    #[arg(long, default_value_t = 10)]
    minutes: u64,

    /// The suite, all unless said.
    #[arg(long)]
    suite: Option<Suite>,

    /// The seed of the first round, as a run has told it.
    #[arg(long)]
    seed: Option<u64>,
}

/// The suites.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Suite {
    /// OpenAPI documents, through the generator.
    Documents,
    /// Bodies, through the models.
    Bodies,
    /// JSON texts, through the reader and through `serde_json`.
    Texts,
}

impl Suite {
    fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Bodies => "bodies",
            Self::Texts => "texts",
        }
    }

    /// The test binary of the suite, and the test.
    fn test(self) -> [&'static str; 2] {
        match self {
            Self::Documents => [
                "compiler_cases",
                "random_documents::no_document_that_chance_makes_is_more_than_code_or_a_report",
            ],
            Self::Bodies => [
                "documented_bodies",
                "random_bodies::no_body_that_chance_makes_is_lost_or_refused_elsewhere",
            ],
            Self::Texts => [
                "json_reader",
                "random_texts::no_text_that_chance_makes_is_read_otherwise_than_serde_json_reads_it",
            ],
        }
    }
}

/// The length of a round. Each has its own seed, and reports its end.
const ROUND: Duration = Duration::from_secs(30);

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = tree::root()?;
    let suites = arguments.suite.map_or_else(|| Suite::value_variants().to_vec(), |one| vec![one]);
    for suite in &suites {
        let [binary, _] = suite.test();
        shell::status("Building", &format!("the suite `{}`", suite.name()));
        let mut command = Command::new(env!("CARGO"));
        command.args(["test", "--quiet", "--package", "guestlist-tests", "--test", binary]);
        let status = command.arg("--no-run").current_dir(&root).status();
        if !status.context("cargo cannot be started")?.success() {
            shell::error(&format!("the suite `{}` does not build", suite.name()));
            return Ok(Outcome::Broken);
        }
    }
    let until = Instant::now() + Duration::from_secs(60 * arguments.minutes);
    let mut seed = arguments.seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut rounds = 0_u64;
    for suite in suites.iter().cycle() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        let round = ROUND.min(left);
        let text = format!(
            "{} with the seed {seed} for {} s, {} min left",
            suite.name(),
            round.as_secs(),
            left.as_secs().div_ceil(60)
        );
        shell::status("Fuzzing", &text);
        if !try_round(&root, *suite, seed, round)? {
            let text = format!("{} fail with the seed {seed}: see above", suite.name());
            shell::error(&text);
            return Ok(Outcome::Broken);
        }
        rounds += 1;
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    }
    shell::status("Finished", &format!("{rounds} rounds, and nothing failed"));
    Ok(Outcome::Well)
}

/// Runs a round of a suite, and returns whether it passes.
fn try_round(root: &camino::Utf8Path, suite: Suite, seed: u64, round: Duration) -> Result<bool> {
    let [binary, test] = suite.test();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", "guestlist-tests", "--test", binary])
        .args(["--", "--exact", test])
        .env("GUESTLIST_FUZZ_SEED", seed.to_string())
        .env("GUESTLIST_FUZZ_SECONDS", round.as_secs().max(1).to_string())
        .current_dir(root)
        .output()
        .context("cargo cannot be started")?;
    if !output.status.success() {
        shell::tell(&String::from_utf8_lossy(&output.stdout));
        shell::tell(&String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.status.success())
}
