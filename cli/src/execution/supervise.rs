//! A supervised program: even if it panics, hangs or takes too much memory, it is only one row of a table.

use std::io::{Read, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// How a program ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The standard output.
    pub output: String,
    /// The standard error.
    pub errors: String,
    /// The fault, if any.
    pub fault: Option<Fault>,
    /// The running time.
    pub seconds: f64,
}

/// A fault of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It panicked, or was ended by a signal, such as after a stack overflow.
    Crashed,
    /// It did not end in time.
    Hung,
    /// It ended with a failure.
    Failed,
}

/// Runs a program.
///
/// # Errors
///
/// When it cannot be started.
pub fn run(command: &mut Command, input: Option<&str>, limit: Duration) -> Result<Ended> {
    let started = Instant::now();
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("{command:?} cannot be started"))?;
    let (end, ended) = mpsc::channel();
    let output = child.stdout.take().map(|pipe| {
        thread::spawn(move || {
            let text = all_of(pipe);
            let _ = end.send(());
            text
        })
    });
    let errors = child.stderr.take().map(|pipe| thread::spawn(move || all_of(pipe)));
    let feeder = child.stdin.take().zip(input.map(str::to_owned)).map(|(mut pipe, text)| {
        // A program that ended early reads no more input.
        thread::spawn(move || drop(pipe.write_all(text.as_bytes())))
    });
    // A program that ends closes its output; polling would take time from it.
    let _ = ended.recv_timeout(limit);
    let fault = loop {
        if let Some(status) = child.try_wait()? {
            break match status.code() {
                Some(0) => None,
                Some(101) | None => Some(Fault::Crashed),
                Some(_) => Some(Fault::Failed),
            };
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break Some(Fault::Hung);
        }
        thread::sleep(Duration::from_millis(1));
    };
    let seconds = started.elapsed().as_secs_f64();
    let text = |reader: Option<thread::JoinHandle<String>>| {
        reader.and_then(|reader| reader.join().ok()).unwrap_or_default()
    };
    if let Some(feeder) = feeder {
        let _ = feeder.join();
    }
    Ok(Ended { output: text(output), errors: text(errors), fault, seconds })
}

fn all_of(mut pipe: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = pipe.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
