//! Random input: it is tried for a number of rounds, and a failing input is reduced and kept as a file.
//!
//! A run first replays the files of past failures. The same seed gives the same inputs. A normal run is
//! short; `cargo xtask fuzz` starts long ones with new seeds.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use arbitrary::Unstructured;

use crate::catalogue::root;
use guestlist::execution::mutations::tree::{Step, Tree};

/// The time after which one input counts as a hang: a hundred times what the slowest needs.
const LONGEST: Duration = Duration::from_secs(60);

/// The number of smaller inputs that are tried for a failing one.
const SMALLER: usize = 3_000;

/// An input: a label, such as the name of a model or of a file, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The label, without `/`.
    pub label: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A test with random input.
#[derive(Clone, Copy)]
pub struct Suite {
    /// The folder of its past failures, from the root of the workspace.
    pub failures: &'static str,
    /// The number of inputs in a short run.
    pub count: usize,
    /// Makes an input of random bytes.
    pub make: fn(&mut Unstructured<'_>) -> arbitrary::Result<Input>,
    /// Describes the fault that an input causes, if any.
    pub fault: fn(&Input) -> Option<String>,
}

/// Replays the past failures of a suite, then tries new inputs.
///
/// # Panics
///
/// When an input fails; the message says how, and names its file.
pub fn run(suite: Suite) {
    let (sender, receiver) = channel();
    // A hanging test cannot be stopped, but it can be reported.
    let worker = std::thread::Builder::new().stack_size(16 << 20).spawn(move || {
        for input in past(suite.failures).into_iter().chain(Inputs::of(suite)) {
            if sender.send(input.clone()).is_err() {
                return None;
            }
            if let Some(fault) = fault(suite, &input) {
                return Some((fault, input));
            }
        }
        None
    });
    let Some((fault, input)) = watched(suite, worker.expect("a thread"), &receiver) else { return };
    let small = smallest(suite, input);
    let fault = self::fault(suite, &small).unwrap_or(fault);
    let file = keep(suite.failures, &small);
    panic!("{fault}\nkept as {}:\n{}", file.display(), String::from_utf8_lossy(&small.bytes));
}

type Worker = std::thread::JoinHandle<Option<(String, Input)>>;

/// The result of the worker.
fn watched(suite: Suite, worker: Worker, receiver: &Receiver<Input>) -> Option<(String, Input)> {
    let mut last = None;
    loop {
        match receiver.recv_timeout(LONGEST) {
            Ok(input) => last = Some(input),
            Err(RecvTimeoutError::Disconnected) => return worker.join().expect("no panic"),
            Err(RecvTimeoutError::Timeout) => {
                let file = last.map(|input| keep(suite.failures, &input));
                panic!("an input takes more than {LONGEST:?}; kept as {file:?}");
            }
        }
    }
}

/// The fault that an input causes, including a panic.
fn fault(suite: Suite, input: &Input) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| (suite.fault)(input))).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Some(format!("it panics: {}", text.unwrap_or_default()))
    })
}

/// The inputs of a run.
struct Inputs {
    suite: Suite,
    state: u64,
    tried: usize,
    until: Option<Instant>,
}

impl Inputs {
    fn of(suite: Suite) -> Self {
        let wanted = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let until = wanted("GUESTLIST_FUZZ_SECONDS");
        Self {
            suite,
            // The generator would stay at zero.
            state: wanted("GUESTLIST_FUZZ_SEED").unwrap_or(0x9e37_79b9_7f4a_7c15).max(1),
            tried: 0,
            until: until.map(|seconds| Instant::now() + Duration::from_secs(seconds)),
        }
    }

    /// A number of a small xorshift generator.
    fn number(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let is_over = match self.until {
            Some(until) => Instant::now() > until,
            None => self.tried == self.suite.count,
        };
        if is_over {
            return None;
        }
        self.tried += 1;
        // Input from few bytes is small, and finds most faults.
        let words = 1 << (self.number() % 10);
        let bytes: Vec<u8> = (0..words).flat_map(|_| self.number().to_le_bytes()).collect();
        (self.suite.make)(&mut Unstructured::new(&bytes)).ok()
    }
}

/// The past failures in a folder, by file name.
fn past(folder: &str) -> Vec<Input> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let inputs = files.iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?;
        let (_, label) = name.split_once('.').filter(|(hash, _)| hash.len() == 16)?;
        Some(Input { label: label.to_owned(), bytes: fs::read(file).expect("a past failure") })
    });
    inputs.collect()
}

/// Writes an input to the past failures.
#[allow(clippy::disallowed_methods, reason = "what failed is kept")]
fn keep(folder: &str, input: &Input) -> PathBuf {
    // FNV-1a: the same input has the same name everywhere.
    let hash = input.bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let folder = root().join(folder);
    let file = folder.join(format!("{hash:016x}.{}", input.label));
    fs::create_dir_all(&folder).expect("a folder of past failures");
    fs::write(&file, &input.bytes).expect("a past failure");
    file
}

/// The smallest failing input that is found.
fn smallest(suite: Suite, input: Input) -> Input {
    let mut best = input;
    let mut left = SMALLER;
    loop {
        let smaller = smaller(&best.bytes).into_iter().map(|bytes| Input { bytes, ..best.clone() });
        let found = smaller.take(left).find(|one| {
            left = left.saturating_sub(1);
            fault(suite, one).is_some()
        });
        match found {
            Some(found) => best = found,
            None => return best,
        }
    }
}

/// Smaller inputs, much smaller ones first.
fn smaller(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = match Tree::parse(bytes) {
        Some(tree) => smaller_trees(&tree).iter().map(|tree| tree.text().into_bytes()).collect(),
        None => Vec::new(),
    };
    let mut size = bytes.len() / 2;
    while size > 0 && all.len() < SMALLER {
        for at in (0..bytes.len()).step_by(size) {
            let end = (at + size).min(bytes.len());
            all.push([&bytes[..at], &bytes[end..]].concat());
        }
        size /= 2;
    }
    all.retain(|one| one.len() < bytes.len());
    all.sort_by_key(Vec::len);
    all
}

/// Trees without one part, or with a simpler part in its place.
fn smaller_trees(tree: &Tree) -> Vec<Tree> {
    let mut all = Vec::new();
    for path in tree.paths() {
        let Some(part) = tree.at(&path) else { continue };
        let mut put = |new: Tree| all.push(tree.with(&path, &mut |_| new.clone()));
        match part {
            Tree::Object(members) => {
                for at in 0..members.len() {
                    let mut members = members.clone();
                    let (_, inner) = members.remove(at);
                    put(Tree::Object(members));
                    put(inner);
                }
            }
            Tree::List(items) => {
                for at in 0..items.len() {
                    let mut items = items.clone();
                    let inner = items.remove(at);
                    put(Tree::List(items));
                    put(inner);
                }
            }
            Tree::Scalar(value) => {
                if value.as_str().is_some_and(|text| text.len() > 1)
                    && !matches!(path.last(), Some(Step::Member(name)) if name == "$ref")
                {
                    put(Tree::Scalar("a".into()));
                }
            }
        }
    }
    all
}
