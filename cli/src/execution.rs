//! Running two versions of generated code side by side.
//!
//! Both versions of each compared description decode and encode bodies, made from the schemas or documented,
//! and make calls. The results are the differences between the versions. All versions are compiled into one
//! program, with one copy of the runtime, in a work folder. Nothing here is sent over a network.

pub mod bodies;
pub mod build_folder;
pub mod cargo_output;
pub mod causes;
pub mod class;
pub mod instances;
pub mod mutations;
pub mod outcome;
pub mod schema;
pub mod supervise;
pub mod tree;

mod agreement;
mod calls;
mod contents;
mod described;
mod example;
mod names;
mod program;
mod round_trip;
mod units;

use anyhow::Result;

use crate::execution::agreement::disagreements;
use crate::execution::bodies::Comparison;
use crate::execution::build_folder::BuildFolder;
use crate::execution::calls::Calls;
use crate::execution::example::examples;
use crate::execution::names::Names;
use crate::execution::outcome::Execution;
use crate::execution::program::Program;
use crate::execution::round_trip::round_trips;
use crate::execution::units::Units;

/// Runs both versions of each description, all in one program.
///
/// # Errors
///
/// When the program cannot be written, compiled or started.
pub fn run(comparisons: &[Comparison<'_>], build_folder: &BuildFolder) -> Result<Vec<Execution>> {
    let mut program = Program::default();
    let mut prepared = Vec::new();
    for comparison in comparisons {
        let units = Units::of(comparison, &mut program);
        let calls = Calls::of(comparison, &units, &mut program);
        prepared.push((units, calls));
    }
    if program.is_empty() {
        return Ok(comparisons.iter().map(|_| Execution::default()).collect());
    }
    let built = build_folder.build(&program)?;
    let mut executions = Vec::new();
    for (comparison, (units, calls)) in comparisons.iter().zip(prepared) {
        let round_trips = round_trips(&built, &units)?;
        let names = Names::of(&units.old, &units.new);
        let changes = &comparison.compared.diff.changes;
        let mut execution = Execution::of(&units, &round_trips);
        execution.examples = examples(changes, &units, &round_trips, &names);
        execution.disagreements = disagreements(changes, &units, &round_trips, &names);
        calls.run(&built, comparison.compared, &mut execution)?;
        executions.push(execution);
    }
    Ok(executions)
}
