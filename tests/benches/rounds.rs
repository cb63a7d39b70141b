//! Tasks that run in turn, so that other load on the machine affects all of them.

use std::time::{Duration, Instant};

/// How long a turn is, at least.
const TURN: Duration = Duration::from_millis(4);

/// The seconds that each of some works takes: the middle of rounds in which all have their turn.
pub fn interleaved<W: Fn()>(works: &[W], rounds: usize) -> Vec<f64> {
    let times: Vec<usize> = works.iter().map(|work| repetitions(work)).collect();
    let mut seconds = vec![Vec::new(); works.len()];
    for _ in 0..rounds {
        for ((work, times), seconds) in works.iter().zip(&times).zip(&mut seconds) {
            let started = Instant::now();
            (0..*times).for_each(|_| work());
            seconds.push(started.elapsed().as_secs_f64() / *times as f64);
        }
    }
    seconds.iter_mut().map(|all| middle(all)).collect()
}

/// How often a work is repeated to fill a turn.
fn repetitions(work: &impl Fn()) -> usize {
    let started = Instant::now();
    let mut times = 0;
    while started.elapsed() < TURN {
        work();
        times += 1;
    }
    times
}

fn middle(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
